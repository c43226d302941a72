/// How far a column's text has been set; each call of `next` takes one row's worth.
///
/// ReceiptLine wraps by character, never by word (PRINTING §1); a character wider than the column
/// is dropped. Where `breaks` are known the row ends at the last of them that fits.
struct WrapCursor {
  var position: Int
  let end: Int
  /// Whether a row may end before each scalar, from where the column's text begins.
  var breaks: [Bool] = []
  private let first: Int
  /// A forced wrap at the very end still owes an empty row.
  private var owesRow = false

  init(position: Int, end: Int) {
    self.position = position
    self.end = end
    first = position
  }

  var isDone: Bool { position >= end && !owesRow }

  struct Piece {
    let range: Range<Int>
    let cells: Int
    let height: Int
    /// The row ended where its text didn't, or a character was dropped.
    var isBroken = false
    var hasDropped = false
  }

  mutating func next(
    _ scalars: UnsafeBufferPointer<StyledScalar>, width: Int, _ rule: CellRule
  ) -> Piece {
    owesRow = false
    let start = position
    var cells = 0
    var height = 1
    var hasDropped = false
    while position < end {
      let scalar = scalars[position]
      if scalar.code == 0x0A {
        let range = start..<position
        position += 1
        owesRow = position >= end
        return Piece(range: range, cells: cells, height: height, isBroken: hasDropped)
      }
      let needed = rule.cells(of: scalar) * scalar.style.width
      if needed <= width {
        if cells + needed > width {
          if !breaks.isEmpty { return piece(from: start, scalars, rule) }
          return Piece(
            range: start..<position, cells: cells, height: height, isBroken: true,
            hasDropped: hasDropped)
        }
        cells += needed
        height = max(height, scalar.style.height)
      } else {
        hasDropped = true
      }
      position += 1
    }
    return Piece(
      range: start..<position, cells: cells, height: height, isBroken: hasDropped,
      hasDropped: hasDropped)
  }

  /// Ends the row at the last place it may end, without the blanks there; a word longer than the
  /// column is broken where the column ends.
  private mutating func piece(
    from start: Int, _ scalars: UnsafeBufferPointer<StyledScalar>, _ rule: CellRule
  ) -> Piece {
    var cut = position
    while cut > start, !breaks[cut - first] { cut -= 1 }
    let isBroken = cut == start
    if isBroken { cut = position }
    var inkEnd = cut
    while inkEnd > start, scalars[inkEnd - 1].code == 0x20 { inkEnd -= 1 }
    position = cut
    while position < end, scalars[position].code == 0x20 { position += 1 }
    var cells = 0
    var height = 1
    for scalar in scalars[start..<inkEnd] {
      cells += rule.cells(of: scalar) * scalar.style.width
      height = max(height, scalar.style.height)
    }
    return Piece(range: start..<inkEnd, cells: cells, height: height, isBroken: isBroken)
  }
}
