/// One row's worth of a column's text.
struct WrapPiece {
  let range: Range<Int>
  let cells: Int
  let height: Int
  /// The row ended inside its text, or a character was dropped.
  var isBroken = false
}

/// Divides a column's text into rows.
///
/// ReceiptLine wraps by character, never by word, and drops a character wider than the column
/// (PRINTING §1). A row ends where the next character doesn't fit; where a run of one decoration
/// ends on the column's last cell; at every `\n`; and at the text's end, if there is something in
/// it. Where `breaks` are known a row ends at the last of them that fits instead.
struct WrapCursor {
  let scalars: UnsafeBufferPointer<StyledScalar>
  let text: Range<Int>
  let width: Int
  let rule: CellRule
  /// Whether a row may end before each scalar of the text; empty: anywhere.
  var breaks: [Bool] = []
  /// A row that is full ends with the run, as the reference's does; not where rows end at words.
  var endsRowsWithRuns = true

  func wrap(into pieces: inout [WrapPiece]) {
    var row = OpenRow(start: text.lowerBound)
    var position = text.lowerBound
    while position < text.upperBound {
      let scalar = scalars[position]
      if scalar.code == 0x0A {
        pieces.append(row.closed(before: position))
        position += 1
        row = OpenRow(start: position)
        continue
      }
      let needed = rule.cells(of: scalar) * scalar.style.width
      if needed > width {
        row.hasDropped = true
        position += 1
      } else if row.cells + needed > width {
        position = close(row, before: position, &pieces)
        row = OpenRow(start: position)
      } else {
        row.take(cells: needed, height: scalar.style.height)
        position += 1
        if scalar.endsRun, row.cells == width, endsRowsWithRuns {
          pieces.append(row.closed(before: position))
          row = OpenRow(start: position)
        }
      }
    }
    if row.isFilled { pieces.append(row.closed(before: position)) }
  }

  private struct OpenRow {
    let start: Int
    var cells = 0
    var height = 1
    var isFilled = false
    var hasDropped = false

    mutating func take(cells: Int, height: Int) {
      self.cells += cells
      self.height = max(self.height, height)
      isFilled = true
    }

    func closed(before end: Int, isBroken: Bool = false) -> WrapPiece {
      WrapPiece(
        range: start..<end, cells: cells, height: height, isBroken: isBroken || hasDropped)
    }
  }

  /// Ends a full row; returns where the next begins.
  private func close(_ row: OpenRow, before position: Int, _ pieces: inout [WrapPiece]) -> Int {
    guard !breaks.isEmpty else {
      pieces.append(row.closed(before: position, isBroken: true))
      return position
    }
    var cut = position
    while cut > row.start, !breaks[cut - text.lowerBound] { cut -= 1 }
    // A word longer than the column is broken where the column ends.
    let isBroken = cut == row.start
    if isBroken { cut = position }
    var inkEnd = cut
    while inkEnd > row.start, scalars[inkEnd - 1].code == 0x20 { inkEnd -= 1 }
    var next = cut
    while next < text.upperBound, scalars[next].code == 0x20 { next += 1 }
    var kept = OpenRow(start: row.start)
    for scalar in scalars[row.start..<inkEnd] {
      let cells = rule.cells(of: scalar) * scalar.style.width
      if cells <= width { kept.take(cells: cells, height: scalar.style.height) }
    }
    pieces.append(kept.closed(before: inkEnd, isBroken: isBroken))
    return next
  }
}
