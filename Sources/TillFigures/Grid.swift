import TillCore

/// A table on paper: heading repeated overleaf, every other row shaded, sums under a line.
struct Grid: Block {
  let table: FigureTable
  let currency: Currency
  /// What the longest small bar shows, also where the table goes on overleaf.
  private let barGreatest: Int64
  /// Words in place of the sums when rows were left out.
  var foot = ""
  private static let mostShare = 22.0
  /// Free space at the right from this on holds small bars.
  private static let leastBarRoom = 60.0
  private static let mostBarRoom = 170.0
  private let size = 7.4
  private let rowHeight = 12.6
  private let headHeight = 15.0

  init(
    _ table: FigureTable, _ currency: Currency, foot: String = "", barGreatest: Int64? = nil
  ) {
    self.table = table
    let values = table.barColumn.map { column in table.rows.compactMap { $0[column].measure } }
    self.barGreatest = barGreatest ?? values?.max() ?? 0
    self.currency = currency
    self.foot = foot
  }

  private var lineCount: Int {
    table.rows.count + (table.total == nil ? 0 : 1) + (foot.isEmpty ? 0 : 1)
  }

  func height(_ width: Double) -> Double {
    headHeight + Double(lineCount) * rowHeight + 4
  }

  func divided(at height: Double, width: Double) -> (first: Block, rest: Block)? {
    let fits = Int((height - headHeight - 4) / rowHeight)
    // A row or two alone are worse than some free space.
    guard fits >= 3, fits < lineCount else { return nil }
    let cut = min(fits, table.rows.count - 2)
    guard cut >= 3 else { return nil }
    let first = FigureTable(
      table.key, table.title, table.columns, rows: Array(table.rows[..<cut]),
      barColumn: table.barColumn)
    let rest = FigureTable(
      table.key, table.title, table.columns, rows: Array(table.rows[cut...]),
      total: table.total, barColumn: table.barColumn)
    return (
      Grid(first, currency, barGreatest: barGreatest),
      Grid(rest, currency, foot: foot, barGreatest: barGreatest)
    )
  }

  func draw(_ pen: Pen, x: Double, y: Double, width: Double) {
    let widths = widths(pen, width)
    pen.fill(.shade, x: x, y: y, width: width, height: headHeight - 1)
    row(
      pen, table.columns.map(\.heading), widths, x: x, top: y, isBold: true, height: headHeight)
    pen.line(
      .quiet, fromX: x, fromY: y + headHeight - 1, toX: x + width, toY: y + headHeight - 1)
    var top = y + headHeight
    let used = widths.reduce(0, +)
    for (index, cells) in table.rows.enumerated() {
      if index % 2 == 1 { pen.fill(.shade, x: x, y: top, width: width, height: rowHeight) }
      row(pen, cells.map { $0.text(currency) }, widths, x: x, top: top)
      drawBar(cells, pen, x: x + used + 10, top: top, room: width - used - 14)
      top += rowHeight
    }
    if let total = table.total {
      pen.line(.quiet, fromX: x, fromY: top, toX: x + width, toY: top, width: 0.8)
      row(pen, total.map { $0.text(currency) }, widths, x: x, top: top, isBold: true)
      top += rowHeight
    }
    if !foot.isEmpty {
      pen.text(foot, x: x + 4, baseline: top + 9, size: size - 0.6, tint: .quiet)
    }
  }

  private func drawBar(
    _ cells: [FigureTable.Cell], _ pen: Pen, x: Double, top: Double, room: Double
  ) {
    guard room >= Self.leastBarRoom, let column = table.barColumn,
      let value = cells[column].measure, value > 0, barGreatest > 0
    else { return }
    let wide = min(room, Self.mostBarRoom) * Double(value) / Double(barGreatest)
    pen.fill(.before, x: x, y: top + 3.2, width: wide, height: rowHeight - 6.4)
  }

  private func row(
    _ pen: Pen, _ texts: [String], _ widths: [Double], x: Double, top: Double,
    isBold: Bool = false, height: Double? = nil
  ) {
    var left = x
    let baseline = top + (height ?? rowHeight) / 2 + size * 0.34
    for (index, text) in texts.enumerated() where index < widths.count {
      let room = widths[index] - 8
      let isText = table.columns[index].isText
      pen.text(
        text, x: isText ? left + 4 : left + widths[index] - 4, baseline: baseline, size: size,
        isBold: isBold, align: isText ? .left : .right, room: room)
      left += widths[index]
    }
  }

  /// Columns as wide as what stands in them, sharing what is left; too wide ones of words give way.
  private func widths(_ pen: Pen, _ width: Double) -> [Double] {
    let natural = table.columns.indices.map { column in
      let head = pen.width(table.columns[column].heading, size, isBold: true)
      let cells = (table.rows + [table.total].compactMap { $0 }).map { row in
        row.indices.contains(column) ? pen.width(row[column].text(currency), size) : 0
      }
      return max(head, cells.max() ?? 0) + 10
    }
    let sum = natural.reduce(0, +)
    let texts = table.columns.indices.filter { table.columns[$0].isText }
    if sum > width {
      let wordy = texts.reduce(0) { $0 + natural[$1] }
      let scale = wordy > 0 ? max(0.3, (wordy - (sum - width)) / wordy) : 1
      let given = natural.indices.map { texts.contains($0) ? natural[$0] * scale : natural[$0] }
      let total = given.reduce(0, +)
      return total > width ? given.map { $0 * width / total } : given
    }
    // Wider, and the eye loses the row.
    let share = min(Self.mostShare, (width - sum) / Double(max(1, natural.count)))
    return natural.map { $0 + share }
  }
}
