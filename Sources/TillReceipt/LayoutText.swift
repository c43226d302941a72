/// Rows of text: columns side by side, wrapped until each has been said.
extension LayoutBuilder {
  mutating func layText(_ columns: Range<Int>, of document: Document) {
    let plan = plans.plan(for: state, columns: columns.count)
    guard let lower = plan.lower else {
      if plan.upper.columns.count < columns.count { noteLeftOut(plan.upper, columns, document) }
      return layRows(plan.upper, columns, of: document)
    }
    let first = rows.count
    layRows(plan.upper, columns, of: document)
    layRows(lower, columns, of: document)
    for index in first..<(rows.count - 1) { rows[index].keepsWithNext = true }
  }

  private mutating func layRows(
    _ plan: ColumnPlan, _ columns: Range<Int>, of document: Document
  ) {
    if state.border == .line { openBox(for: plan) }
    pieces.removeAll(keepingCapacity: true)
    pieceEnds.removeAll(keepingCapacity: true)
    document.scalars.withUnsafeBufferPointer { scalars in
      for column in plan.columns {
        if column.source < columns.count {
          let source = document.columns[columns.lowerBound + column.source]
          let text = source.scalars
          if source.isPlain, text.count <= column.width {
            if !text.isEmpty { pieces.append(WrapPiece(range: text, cells: text.count, height: 1)) }
          } else {
            let first = pieces.count
            wrap(scalars, text, width: column.width)
            if columns.count > 1, hasRoomForFaults, pieces[first...].contains(where: \.isBroken) {
              noteNarrow(column, scalars[text])
            }
          }
        }
        pieceEnds.append(pieces.count)
      }
      var rowCount = 1
      if state.wraps {
        var start = 0
        for end in pieceEnds {
          rowCount = max(rowCount, end - start)
          start = end
        }
      }
      for row in 0..<rowCount { layRow(row, plan, document.columns[columns], scalars) }
    }
  }

  private mutating func wrap(
    _ scalars: UnsafeBufferPointer<StyledScalar>, _ text: Range<Int>, width: Int
  ) {
    var cursor = WrapCursor(
      scalars: scalars, text: text, width: width, rule: profile.cellRule)
    if profile.wrap == .words || state.breaksAtWords, state.wraps {
      cursor.endsRowsWithRuns = false
      // Only a column that has to be wrapped needs to know where it may be.
      let cells = scalars[text].reduce(0) { $0 + profile.cellRule.cells(of: $1) * $1.style.width }
      if cells > width { cursor.breaks = WordBreaks.breaks(in: scalars[text]) }
    }
    cursor.wrap(into: &pieces)
  }

  private mutating func layRow(
    _ number: Int, _ plan: ColumnPlan, _ columns: ArraySlice<Document.Column>,
    _ scalars: UnsafeBufferPointer<StyledScalar>
  ) {
    let firstGlyph = glyphs.count
    let firstSegment = segments.count
    var height = 1
    let hasLines = !plan.verticals.isEmpty
    if hasLines { appendVertical(plan.verticals[0]) }
    for (index, column) in plan.columns.enumerated() {
      let first = (index == 0 ? 0 : pieceEnds[index - 1]) + number
      if first < pieceEnds[index] {
        let piece = pieces[first]
        let source = columns[columns.startIndex + column.source]
        if piece.cells > 0 {
          lay(piece, column, source, scalars)
          height = max(height, piece.height)
        }
      }
      if hasLines { appendVertical(plan.verticals[index + 1]) }
    }
    append(
      Row(
        kind: .text, glyphs: firstGlyph..<glyphs.count,
        segments: firstSegment..<segments.count, height: height))
  }

  private mutating func lay(
    _ piece: WrapPiece, _ column: ColumnPlan.Column, _ source: Document.Column,
    _ scalars: UnsafeBufferPointer<StyledScalar>
  ) {
    let rule = profile.cellRule
    let free = column.width - piece.cells
    var cell = column.start
    switch source.alignment {
    case .left: break
    case .center: cell += (free + 1) / 2
    case .right: cell += free
    }
    let start = glyphs.count
    glyphs.reserve(piece.range.count)
    for position in piece.range {
      let scalar = scalars[position]
      if source.isPlain {
        glyphs.appendReserved(
          Glyph(
            code: scalar.code, column: UInt8(truncatingIfNeeded: cell), style: .plain, cells: 1))
        cell += 1
        continue
      }
      let base = rule.cells(of: scalar)
      let cells = base * scalar.style.width
      guard cells <= column.width else { continue }
      glyphs.appendReserved(
        Glyph(
          code: Printable.scalar(scalar.code), column: UInt8(truncatingIfNeeded: cell),
          style: scalar.style, cells: UInt8(truncatingIfNeeded: base)))
      cell += cells
    }
    segments.append(
      Segment(
        column: column.start, width: column.width, alignment: source.alignment,
        glyphs: start..<glyphs.count))
  }

  private mutating func appendVertical(_ cell: Int) {
    appendLine([.up, .down], at: cell)
  }

  mutating func appendLine(_ mask: LineMask, at cell: Int) {
    var style = Style.plain
    style.isLine = true
    glyphs.append(
      Glyph(
        code: mask.rawValue, column: UInt8(truncatingIfNeeded: cell), style: style, cells: 1))
  }

  private mutating func noteLeftOut(
    _ plan: ColumnPlan, _ columns: Range<Int>, _ document: Document
  ) {
    let printed = Set(plan.columns.map(\.source))
    let isInkLost = columns.indices.contains { index in
      !printed.contains(index - columns.lowerBound) && !document.columns[index].scalars.isEmpty
    }
    guard isInkLost else { return }
    note(.columns(asked: columns.count, printed: plan.columns.count))
  }

  /// A figure that goes on in the next row can be misread; text that does can't.
  private mutating func noteNarrow(_ column: ColumnPlan.Column, _ text: Slice<Scalars>) {
    let isFigure =
      text.allSatisfy { $0.code < 0x80 && $0.code != 0x20 }
      && text.contains { (48...57).contains($0.code) }
    let hasDropped = text.contains {
      profile.cellRule.cells(of: $0) * $0.style.width > column.width
    }
    guard isFigure || hasDropped else { return }
    let shown = text.prefix(40).compactMap { Unicode.Scalar($0.code) }
    note(
      .narrow(
        column: column.source + 1, widthColumns: column.width,
        text: String(String.UnicodeScalarView(shown))))
  }

  private typealias Scalars = UnsafeBufferPointer<StyledScalar>
}

/// Replaces what no target may print: C1 controls and marks that turn the writing direction.
enum Printable {
  @inline(__always)
  static func scalar(_ code: UInt32) -> UInt32 {
    if code < 0x7F { return code }
    if code >= 0x2070 && code < 0xFE00 { return code }
    return DataEscape.isControl(code) ? 0x20 : code
  }
}
