/// The `border` property: cells between columns, or a drawn box.
enum Border: Equatable, Sendable {
  case space(Int)
  case line

  init(_ value: String) {
    switch value {
    case "line": self = .line
    case "space", "1": self = .space(1)
    case "none", "0": self = .space(0)
    case "2": self = .space(2)
    default:
      let lowercase = value.lowercased()
      if lowercase != value {
        self = Border(lowercase)
      } else if let number = Int(value), (0...2).contains(number),
        value.utf8.allSatisfy({ (48...57).contains($0) })
      {
        self = .space(number)
      } else {
        self = .space(1)
      }
    }
  }
}

/// The `width` property: what each column asks for.
enum ColumnWidth: Equatable, Sendable {
  case fixed(Int)
  case share

  /// nil for `auto`: every column takes its share.
  ///
  /// A comma divides, and so does a stretch of blanks; between `, ` stands an item of width 0.
  static func list(_ value: String) -> [ColumnWidth]? {
    var value = value
    return value.withUTF8 { bytes in
      var items: [ColumnWidth] = []
      items.reserveCapacity(8)
      var start = 0
      var isInBlanks = false
      for index in 0...bytes.count {
        let isComma = index == bytes.count || bytes[index] == 0x2C
        let isBlank = !isComma && (bytes[index] == 0x20 || bytes[index] == 0x09)
        if isComma || (isBlank && !isInBlanks) {
          guard let width = ColumnWidth(bytes[start..<index]) else { return nil }
          items.append(width)
        }
        if isComma || isBlank { start = index + 1 }
        isInBlanks = isBlank
      }
      return items
    }
  }

  /// nil for `auto`; what is neither a number nor `*` counts 0.
  private init?(_ word: Slice<UnsafeBufferPointer<UInt8>>) {
    if word.count == 1, word.first == 0x2A {
      self = .share
      return
    }
    if word.count == 4, String(decoding: word, as: UTF8.self).lowercased() == "auto" { return nil }
    var cells = 0
    for byte in word {
      guard (48...57).contains(byte) else {
        cells = 0
        break
      }
      cells = min(cells * 10 + Int(byte) - 48, 9_999)
    }
    self = .fixed(cells)
  }
}

/// Where the columns of a line stand on the paper, in cells.
struct ColumnPlan: Sendable, Equatable {
  struct Column: Sendable, Equatable {
    /// Which column of the source line it is.
    let source: Int
    let start: Int
    let width: Int
  }

  var columns: [Column] = []
  /// Cells of the drawn vertical lines; empty without a box.
  var verticals: [Int] = []
  var left = 0
  var total = 0

  /// PRINTING §1 "Column widths".
  init(widths: [ColumnWidth], border: Border, align: Alignment, paperColumns: Int) {
    let gap: Int
    let most: Int
    switch border {
    case .space(let cells):
      gap = cells
      most = (paperColumns + cells) / (cells + 1)
    case .line:
      gap = 1
      most = (paperColumns - 1) / 2
    }
    var asked: [(source: Int, width: ColumnWidth)] = []
    for (source, width) in widths.enumerated() where width != .fixed(0) {
      asked.append((source, width))
    }
    asked = Array(asked.prefix(most))
    let count = asked.count
    let shares = asked.count(where: { $0.width == .share })
    let borders = count == 0 ? 0 : border == .line ? count + 1 : (count - 1) * gap
    var cells = asked.map { if case .fixed(let cells) = $0.width { cells } else { 0 } }
    var free = paperColumns - borders - cells.reduce(0, +)
    if free < shares { free = Self.shrink(&cells, asked.map(\.width), free, to: shares) }
    var share = 0
    for index in asked.indices where asked[index].width == .share {
      cells[index] = (free + share) / shares
      share += 1
    }
    left = shares == 0 ? max(free, 0) * align.rawValue / 2 : 0
    var position = left
    if border == .line {
      verticals.append(position)
      position += 1
    }
    for (index, column) in asked.enumerated() {
      columns.append(Column(source: column.source, start: position, width: cells[index]))
      position += cells[index]
      if border == .line {
        verticals.append(position)
        position += 1
      } else if index + 1 < count {
        position += gap
      }
    }
    total = position - left
  }

  /// The plan of a rule: as long as the columns together, also those the paper has no room for.
  init(ruleFor widths: [ColumnWidth], border: Border, align: Alignment, paperColumns: Int) {
    let asked = widths.filter { $0 != .fixed(0) }
    var cells = paperColumns
    if !asked.contains(.share) {
      let gap = if case .space(let gap) = border { gap } else { 1 }
      let sum = asked.reduce(0) { if case .fixed(let cells) = $1 { $0 + cells } else { $0 } }
      cells = asked.isEmpty ? 0 : min(sum + (asked.count - 1) * gap, paperColumns)
    }
    left = (paperColumns - cells) * align.rawValue / 2
    total = cells
  }

  /// The plan without its first column, its place left blank; later columns of the line are meant.
  func dropFirst(movingSourcesBy shift: Int) -> ColumnPlan {
    var plan = self
    plan.columns = columns.dropFirst().map {
      Column(source: $0.source + shift, start: $0.start, width: $0.width)
    }
    return plan
  }

  /// The widest fixed column loses one cell until the shares have one each.
  private static func shrink(
    _ cells: inout [Int], _ widths: [ColumnWidth], _ free: Int, to shares: Int
  ) -> Int {
    // Far too wide a column would otherwise lose its cells one by one, ten thousand times.
    let most = 200
    var free = free
    for index in cells.indices where cells[index] > most {
      free += cells[index] - most
      cells[index] = most
    }
    while free < shares {
      // Of several equally wide ones the last.
      guard let widest = cells.indices.max(by: { cells[$0] <= cells[$1] }), cells[widest] > 1
      else { break }
      cells[widest] -= 1
      free += 1
    }
    return free
  }
}
