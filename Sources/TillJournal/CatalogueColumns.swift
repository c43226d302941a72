import TillCore

/// The columns of `config/catalogue.csv`, by the names that stand in its first line.
enum CatalogueColumn: String, Hashable, Sendable, CaseIterable {
  case code, barcodes, name, brand, specification, colour, unit, department, tax, price, cost
  case kind, serial, age
  case warrantyDays = "warranty_days"
  case sellingPoints = "selling_points"

  /// Those a catalogue can't do without.
  static let required: [CatalogueColumn] = [.code, .name, .tax, .price]
}

/// The first line of a catalogue: which field holds which column.
struct CatalogueHeader {
  private let positions: [CatalogueColumn: Int]
  /// How many columns it names.
  let width: Int

  /// Reads the first record; with any fault there is no header, and no row can be checked.
  static func read(_ record: CSVRecord, faults: inout [CatalogueFault]) -> CatalogueHeader? {
    var positions: [CatalogueColumn: Int] = [:]
    let before = faults.count
    for (position, field) in record.fields.enumerated() {
      let name = CatalogueText.trimmed(field).lowercased()
      guard let column = CatalogueColumn(rawValue: name) else {
        faults.append(CatalogueFault(record.line, name, .columnUnknown))
        continue
      }
      if positions.updateValue(position, forKey: column) != nil {
        faults.append(CatalogueFault(record.line, name, .columnTwice))
      }
    }
    for column in CatalogueColumn.required where positions[column] == nil {
      faults.append(CatalogueFault(record.line, column.rawValue, .columnMissing))
    }
    guard faults.count == before else { return nil }
    return CatalogueHeader(positions: positions, width: record.fields.count)
  }

  /// The field of a column without blanks at its ends; empty where the record has none.
  func field(_ column: CatalogueColumn, of record: CSVRecord) -> String {
    guard let position = positions[column], position < record.fields.count else { return "" }
    return CatalogueText.trimmed(record.fields[position])
  }
}

/// Fields as people type them.
enum CatalogueText {
  /// Without blanks at both ends, the wide blank of Chinese typing and the no-break one included.
  static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    // Nearly every field begins and ends with something to keep: answered without a copy.
    guard let first = bytes.first, let last = bytes.last else { return text }
    if first > 0x20, first < 0x80, last > 0x20, last < 0x80 { return text }
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !isBlank($0) }),
      let end = scalars.lastIndex(where: { !isBlank($0) })
    else {
      return ""
    }
    return String(scalars[start...end])
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    [0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000].contains(scalar.value)
  }
}
