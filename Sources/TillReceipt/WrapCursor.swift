/// How far a column's text has been set; each call of `next` takes one row's worth.
///
/// Wrap is by character, never by word (PRINTING §1); a character wider than the column is dropped.
struct WrapCursor {
  var position: Int
  let end: Int
  /// A forced wrap at the very end still owes an empty row.
  private var owesRow = false

  init(position: Int, end: Int) {
    self.position = position
    self.end = end
  }

  var isDone: Bool { position >= end && !owesRow }

  struct Piece {
    let range: Range<Int>
    let cells: Int
    let height: Int
  }

  mutating func next(
    _ scalars: UnsafeBufferPointer<StyledScalar>, width: Int, _ rule: CellRule
  ) -> Piece {
    owesRow = false
    let start = position
    var cells = 0
    var height = 1
    while position < end {
      let scalar = scalars[position]
      if scalar.code == 0x0A {
        let range = start..<position
        position += 1
        owesRow = position >= end
        return Piece(range: range, cells: cells, height: height)
      }
      let needed = rule.cells(of: scalar.code) * scalar.style.width
      if needed <= width {
        if cells + needed > width { break }
        cells += needed
        height = max(height, scalar.style.height)
      }
      position += 1
    }
    return Piece(range: start..<position, cells: cells, height: height)
  }
}
