/// Figures in rows and columns. Every output (terminal, CSV, JSON, page) is made of the same
/// tables, so that none can say other than the rest.
public struct FigureTable: Hashable, Sendable {
  /// What stands in a column.
  public struct Column: Hashable, Sendable {
    /// Its name for programs.
    public let key: String
    /// Its heading for people.
    public let heading: String
    /// Words stand at the left, figures at the right.
    public let isText: Bool
    /// Whether narrow outputs leave it out.
    public let isMinor: Bool

    public init(_ key: String, _ heading: String, isText: Bool = false, isMinor: Bool = false) {
      self.key = key
      self.heading = heading
      self.isText = isText
      self.isMinor = isMinor
    }
  }

  /// What a cell holds.
  public enum Cell: Hashable, Sendable {
    case text(String)
    /// A word of ours: its name for programs, and as people read it.
    case name(key: String, text: String)
    case amount(Int64)
    case count(Int64)
    case quantity(Quantity)
    /// Basis points.
    case percent(Int64)
    /// Basis points, with their sign.
    case growth(Int64)
    /// What isn't known.
    case unknown

    /// The amount, or nothing known.
    public static func amount(_ minor: Int64?) -> Cell { minor.map { .amount($0) } ?? .unknown }
    /// The percentage, or nothing known.
    public static func percent(_ points: Int64?) -> Cell {
      points.map { .percent($0) } ?? .unknown
    }
    /// The growth, or nothing known.
    public static func growth(_ points: Int64?) -> Cell { points.map { .growth($0) } ?? .unknown }
    /// The quantity, or nothing known.
    public static func quantity(_ quantity: Quantity?) -> Cell {
      quantity.map { .quantity($0) } ?? .unknown
    }
  }

  /// The table's name for programs.
  public let key: String
  public let title: String
  public let columns: [Column]
  public let rows: [[Cell]]
  /// The sums under the rows.
  public let total: [Cell]?
  /// The column that small bars show; nil for none.
  public let barColumn: Int?

  public init(
    _ key: String, _ title: String, _ columns: [Column], rows: [[Cell]], total: [Cell]? = nil,
    barColumn: Int? = nil
  ) {
    self.key = key
    self.title = title
    self.columns = columns
    self.rows = rows
    self.total = total
    self.barColumn = barColumn
  }

  /// The table with its first rows only, and how many were left out.
  public func first(_ most: Int) -> (table: FigureTable, leftOut: Int) {
    guard rows.count > most else { return (self, 0) }
    let table = FigureTable(
      key, title, columns, rows: Array(rows.prefix(most)), total: total, barColumn: barColumn)
    return (table, rows.count - most)
  }
}

extension FigureTable.Cell {
  /// As people read it: figures grouped, `—` for what isn't known.
  public func text(_ currency: Currency) -> String {
    switch self {
    case .text(let text), .name(_, let text): text
    case .amount(let minor): Money(minor: minor, currency).onPaper
    case .count(let count): Money(minor: count, .jpy).onPaper
    case .quantity(let quantity): quantity.description
    case .percent(let points): Self.percentText(points) + "%"
    case .growth(let points): (points > 0 ? "+" : "") + Self.percentText(points) + "%"
    case .unknown: "—"
    }
  }

  /// To a tenth: more would be more than figures of a shop can say.
  private static func percentText(_ points: Int64) -> String {
    let tenths = Rounding.halfAwayFromZero(Int128(points), over: 10)
    return FixedPoint.text(Int64(tenths), digits: 1)
  }

  /// What a bar shows of it; nil for words.
  public var measure: Int64? {
    switch self {
    case .amount(let value), .count(let value), .percent(let value), .growth(let value): value
    case .quantity(let quantity): quantity.thousandths
    case .text, .name, .unknown: nil
    }
  }

  /// For a spreadsheet.
  public func csv(_ currency: Currency) -> CSVWriter.Cell {
    switch self {
    case .text(let text): .text(text)
    case .name(let key, _): .text(key)
    case .amount(let minor): .amount(Money(minor: minor, currency))
    case .count(let count): .number(count)
    case .quantity(let quantity): .quantity(quantity)
    case .percent(let points), .growth(let points): .rate(Rate(basisPoints: points))
    case .unknown: .empty
    }
  }

  /// For programs: amounts, quantities and percentages as decimal strings.
  public func json(_ currency: Currency) -> JSON {
    switch self {
    case .text(let text): .string(text)
    case .name(let key, _): .string(key)
    case .amount(let minor): .string(Money(minor: minor, currency).description)
    case .count(let count): .int(count)
    case .quantity(let quantity): .string(quantity.description)
    case .percent(let points), .growth(let points):
      .string(Rate(basisPoints: points).description)
    case .unknown: .null
    }
  }
}

extension FigureTable {
  /// One object a row.
  public func json(_ currency: Currency) -> JSON {
    .array(
      rows.map { row in
        .object(
          Dictionary(
            zip(columns, row).map { ($0.key, $1.json(currency)) },
            uniquingKeysWith: { first, _ in first }))
      })
  }

  /// A heading of names for programs, then the rows (RFC 4180); sums are left to the spreadsheet.
  public func csv(_ currency: Currency) -> String {
    let head = CSVWriter.line(columns.map { .text($0.key) })
    return rows.reduce(into: head) { csv, row in
      csv += CSVWriter.line(row.map { $0.csv(currency) })
    }
  }
}
