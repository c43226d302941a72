import TillCore

/// Figures on a terminal: tables in cells, with small bars where there is room.
public struct FigureText {
  private let report: FigureReport
  private let subject: FigureReport.Subject
  private let columns: Int

  /// - Parameter columns: cells of a line, 60 at least.
  public init(_ report: FigureReport, _ subject: FigureReport.Subject, columns: Int) {
    self.report = report
    self.subject = subject
    self.columns = max(60, columns)
  }

  /// As many rows of a long table as an overview has room for; by itself it is shown whole.
  private static let mostRows = 10
  private static let leastBar = 8
  private static let mostBar = 24

  public var lines: [String] {
    let words = report.words
    let compared =
      words.say("compared with ", "对比 ") + words.span(report.before.period)
    var lines = [
      "\(report.shopName)  \(report.title(subject))",
      "\(words.span(report.figures.period)) · \(words.desk(report.figures.desk)) · "
        + report.currency.code, compared,
    ]
    for table in report.tables(subject) {
      let isLong = subject.isOverview && ["articles", "customers"].contains(table.key)
      let (shown, leftOut) = table.first(isLong ? Self.mostRows : .max)
      lines += ["", table.title] + rows(of: shown)
      if leftOut > 0 {
        lines.append("  " + words.say("… and \(leftOut) more", "…… 另有 \(leftOut) 行"))
      }
    }
    return lines
  }

  private func rows(of table: FigureTable) -> [String] {
    let body = table.rows + [table.total].compactMap { $0 }
    let texts = body.map { row in row.map { $0.text(report.currency) } }
    var shown = Array(table.columns.indices)
    var widths = table.columns.indices.map { column in
      ([table.columns[column].heading] + texts.map { $0[column] }).map(Cells.width).max() ?? 0
    }
    let needed = { shown.reduce(0) { $0 + widths[$1] + 2 } }
    // What matters less goes first; then names are cut.
    if needed() > columns { shown.removeAll { table.columns[$0].isMinor } }
    if needed() > columns,
      let name = shown.filter({ table.columns[$0].isText }).max(by: {
        widths[$0] < widths[$1]
      })
    {
      widths[name] = max(6, widths[name] - (needed() - columns))
    }
    let line = { (texts: [String]) in
      shown.map { column in
        let text = texts[column]
        return "  "
          + (table.columns[column].isText
            ? Cells.left(text, widths[column]) : Cells.right(text, widths[column]))
      }.joined()
    }
    let room = min(Self.mostBar, columns - needed() - 2)
    let bars = room >= Self.leastBar ? bars(of: table, cells: room) : []
    let head = Self.trimmed(line(table.columns.map(\.heading)))
    return [head]
      + texts.enumerated().map { index, row in
        let bar = bars.indices.contains(index) ? bars[index] : ""
        return Self.trimmed(line(row) + "  " + bar)
      }
  }

  /// A bar for each row, the longest as long as there is room.
  private func bars(of table: FigureTable, cells: Int) -> [String] {
    guard let column = table.barColumn else { return [] }
    let values = table.rows.map { max(0, $0[column].measure ?? 0) }
    guard let greatest = values.max(), greatest > 0 else { return [] }
    return values.map { value in
      let halves = Int(
        Rounding.halfAwayFromZero(Int128(value) * Int128(cells * 2), over: Int128(greatest)))
      return String(repeating: "█", count: halves / 2) + (halves % 2 == 1 ? "▌" : "")
    }
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
