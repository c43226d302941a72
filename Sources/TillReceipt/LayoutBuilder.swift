/// Lays a document's lines out on the grid, carrying ReceiptLine's state from line to line.
struct LayoutBuilder {
  /// The state a property line sets; it persists until another sets it.
  struct State {
    var align = Alignment.center
    var border = Border.space(1)
    /// As written; read when a line first needs it.
    var widths = "auto"
    var wraps = true
    var options = CodeRequest.Options()
  }

  /// What a plan depends on.
  private struct PlanKey: Equatable {
    let widths: String
    let columns: Int
    let border: Border
    let align: Alignment
  }

  /// More different widths than this in one document are planned each time.
  private static let mostPlans = 32

  let profile: Profile
  let dressing: Dressing
  private(set) var rows: [Row] = []
  private(set) var glyphs: [Glyph] = []
  private(set) var segments: [Segment] = []
  private(set) var codes: [CodeRequest] = []
  private(set) var images: [String] = []
  private(set) var carryText = ""

  private var state = State()
  private var box = OpenBox()
  private var plans: [(key: PlanKey, plan: ColumnPlan)] = []
  private var cursors: [WrapCursor] = []
  private var headLines = 0
  private var keptLines = 0
  private var isDressingOn = false
  private var isStampWords = false
  private var isStamped = false
  private var partNeedsDressing = true

  init(profile: Profile, dressing: Dressing) {
    self.profile = profile
    self.dressing = dressing
    rows.reserveCapacity(80)
    glyphs.reserveCapacity(2_048)
    segments.reserveCapacity(160)
  }

  mutating func build(_ document: Document) {
    let lastInk = document.lines.lastIndex { line in
      if case .cut = line { return false }
      if case .text(let columns) = line {
        return columns.contains { !document.columns[$0].scalars.isEmpty }
      }
      return true
    }
    for (index, line) in document.lines.enumerated() {
      if partNeedsDressing, index <= (lastInk ?? -1) { dressPart() }
      if index == lastInk.map({ $0 + 1 }) { stampAtEnd() }
      lay(line, of: document)
      if case .cut = line { partNeedsDressing = true }
    }
    stampAtEnd()
    closeBox()
  }

  // MARK: Lines

  private mutating func lay(_ line: Document.Line, of document: Document) {
    switch line {
    case .text(let columns):
      let first = rows.count
      layText(columns, of: document)
      if keptLines > 0 { keepTogether(from: first) }
      headLines = max(headLines - 1, 0)
    case .rule:
      layRule()
      headLines = max(headLines - 1, 0)
    case .cut:
      closeBox()
      append(Row(kind: .cut))
    case .properties(let properties, let alignment):
      apply(document.properties[properties], alignment)
    case .nothing: break
    }
  }

  /// `{till_keep:2}`: the next two lines stay on one page, as an article and its figures should.
  private mutating func keepTogether(from first: Int) {
    keptLines -= 1
    for index in first..<rows.count {
      rows[index].keepsWithNext = keptLines > 0 || index + 1 < rows.count
    }
  }

  private mutating func apply(
    _ properties: ArraySlice<Document.Property>, _ alignment: Alignment
  ) {
    for property in properties { setState(property) }
    var signatures: [String] = []
    for property in properties {
      switch property.key {
      case .code:
        codes.append(
          CodeRequest(text: property.value, options: state.options, alignment: alignment))
        append(Row(kind: .code(codes.count - 1)))
      case .image:
        images.append(property.value)
        append(Row(kind: .image(images.count - 1)))
      case .stamp: stamp()
      case .signature: signatures.append(property.value)
      case .head: headLines = min(max(Int(property.value) ?? 1, 0), 8)
      case .keep: keptLines = min(max(Int(property.value) ?? 0, 0), 8)
      case .carry: carryText = property.value
      case .align, .border, .width, .text, .option, .other: break
      }
    }
    if !signatures.isEmpty { laySignatures(signatures) }
  }

  private mutating func setState(_ property: Document.Property) {
    switch property.key {
    case .align:
      switch property.value.lowercased() {
      case "left": state.align = .left
      case "right": state.align = .right
      default: state.align = .center
      }
    case .border:
      state.border = Border(property.value)
      if state.border != .line { closeBox() }
    case .width: state.widths = property.value
    case .text: state.wraps = property.value.lowercased() != "nowrap"
    case .option: state.options = CodeRequest.Options(property.value)
    case .code, .image, .stamp, .signature, .head, .carry, .keep, .other: break
    }
  }

  // MARK: Text

  /// The plan for a line of so many columns; templates use a handful, over and over.
  private mutating func plan(forColumns count: Int) -> ColumnPlan {
    let isAuto = state.widths == "auto"
    let key = PlanKey(
      widths: state.widths, columns: isAuto ? count : 0, border: state.border, align: state.align)
    for known in plans where known.key == key { return known.plan }
    let widths = ColumnWidth.list(state.widths)
    let plan = ColumnPlan(
      widths: widths ?? Array(repeating: .share, count: max(count, 1)), border: state.border,
      align: state.align, paperColumns: profile.widthColumns)
    // A written-out `AUTO` depends on the line's columns and is left out of the store.
    if widths != nil || isAuto, plans.count < Self.mostPlans { plans.append((key, plan)) }
    return plan
  }

  private mutating func layText(_ columns: Range<Int>, of document: Document) {
    let plan = plan(forColumns: columns.count)
    if state.border == .line { openBox(for: plan) }
    cursors.removeAll(keepingCapacity: true)
    for column in plan.columns {
      let isThere = column.source < columns.count
      let text = isThere ? document.columns[columns.lowerBound + column.source].scalars : 0..<0
      cursors.append(WrapCursor(position: text.lowerBound, end: text.upperBound))
    }
    document.scalars.withUnsafeBufferPointer { scalars in
      repeat {
        layRow(plan, document.columns[columns], scalars)
      } while state.wraps && cursors.contains { !$0.isDone }
    }
  }

  private mutating func layRow(
    _ plan: ColumnPlan, _ columns: ArraySlice<Document.Column>,
    _ scalars: UnsafeBufferPointer<StyledScalar>
  ) {
    let rule = profile.cellRule
    let firstGlyph = glyphs.count
    let firstSegment = segments.count
    var height = 1
    let hasLines = !plan.verticals.isEmpty
    if hasLines { appendVertical(plan.verticals[0]) }
    for (index, column) in plan.columns.enumerated() {
      let piece = cursors[index].next(scalars, width: column.width, rule)
      if piece.cells > 0 {
        let alignment = columns[columns.startIndex + column.source].alignment
        let free = column.width - piece.cells
        var cell = column.start
        switch alignment {
        case .left: break
        case .center: cell += (free + 1) / 2
        case .right: cell += free
        }
        let start = glyphs.count
        for position in piece.range {
          let scalar = scalars[position]
          let cells = rule.cells(of: scalar.code) * scalar.style.width
          guard cells <= column.width else { continue }
          glyphs.append(
            Glyph(
              code: Printable.scalar(scalar.code), column: UInt16(truncatingIfNeeded: cell),
              style: scalar.style))
          cell += cells
        }
        segments.append(
          Segment(
            column: column.start, width: column.width, alignment: alignment,
            glyphs: start..<glyphs.count))
        height = max(height, piece.height)
      }
      if hasLines { appendVertical(plan.verticals[index + 1]) }
    }
    append(
      Row(
        kind: .text, glyphs: firstGlyph..<glyphs.count,
        segments: firstSegment..<segments.count, height: height))
  }

  private mutating func appendVertical(_ cell: Int) {
    appendLine([.up, .down], at: cell)
  }

  private mutating func appendLine(_ mask: LineMask, at cell: Int) {
    var style = Style.plain
    style.isLine = true
    glyphs.append(
      Glyph(code: mask.rawValue, column: UInt16(truncatingIfNeeded: cell), style: style))
  }

  private mutating func append(_ row: Row) {
    var row = row
    row.isHead = headLines > 0
    row.isDressing = isDressingOn
    row.isStampWords = isStampWords
    rows.append(row)
  }
}

// MARK: - Rules and boxes

extension LayoutBuilder {
  private mutating func layRule() {
    if state.border == .line {
      // Drawn when the next row's columns are known, or left to the bottom of the box.
      box.isRulePending = box.isOpen
      return
    }
    let plan = plan(forColumns: 1)
    appendRule(upper: nil, lower: nil, left: plan.left, right: plan.left + plan.total)
  }

  private mutating func openBox(for plan: ColumnPlan) {
    if !box.isOpen {
      appendRule(
        upper: nil, lower: plan, left: plan.left, right: plan.left + plan.total)
    } else if box.isRulePending, let last = box.last {
      appendRule(
        upper: last, lower: plan, left: min(last.left, plan.left),
        right: max(last.left + last.total, plan.left + plan.total))
    }
    box = OpenBox(isOpen: true, isRulePending: false, last: plan)
  }

  private mutating func closeBox() {
    if box.isOpen, let last = box.last {
      appendRule(upper: last, lower: nil, left: last.left, right: last.left + last.total)
    }
    box = OpenBox()
  }

  private mutating func appendRule(
    upper: ColumnPlan?, lower: ColumnPlan?, left: Int, right: Int
  ) {
    let first = glyphs.count
    for cell in left..<max(right, left) {
      var mask: LineMask = []
      // A plain rule runs through its end cells; a box's corners stop in the middle.
      let isBox = upper != nil || lower != nil
      if !isBox || cell > left { mask.insert(.left) }
      if !isBox || cell < right - 1 { mask.insert(.right) }
      if let upper, upper.verticals.contains(cell) { mask.insert(.up) }
      if let lower, lower.verticals.contains(cell) { mask.insert(.down) }
      appendLine(mask, at: cell)
    }
    append(Row(kind: .rule, glyphs: first..<glyphs.count))
  }
}

// MARK: - What the layout puts on

extension LayoutBuilder {
  /// Lays out markup of our own in a fresh state, then goes on as before.
  private mutating func layAside(_ markup: String) {
    let saved = (state, box, headLines)
    (state, box, headLines) = (State(), OpenBox(), 0)
    let document = Document(markup: markup)
    for line in document.lines { lay(line, of: document) }
    closeBox()
    (state, box, headLines) = saved
  }

  /// The COPY banner (D4) and the copy's name (C7), on every part a cut divides.
  private mutating func dressPart() {
    partNeedsDressing = false
    isDressingOn = true
    if let banner = dressing.copyBanner, !banner.isEmpty {
      layAside("{border:line; width:*}\n\"\(escaped(banner))\"")
    }
    if let name = dressing.copyName, !name.isEmpty {
      layAside("{width:*}\n| \"\(escaped(name))\"")
    }
    isDressingOn = false
  }

  private mutating func stampAtEnd() {
    if !isStamped { stamp() }
  }

  /// The stamp (C6): a place for drawing it, and its words in a box for those who can't.
  private mutating func stamp() {
    isStamped = true
    guard let stamp = dressing.stamp else { return }
    closeBox()
    append(Row(kind: .stamp))
    let words = [stamp.shopName, stamp.wording, stamp.number].filter { !$0.isEmpty }
    let widest = words.map { cells(of: $0) }.max() ?? 0
    let width = min(widest + 2, profile.widthColumns - 2)
    var markup = "{border:line; align:right; width:\(width)}"
    for (index, word) in words.enumerated() {
      let mark = index == 1 ? "\"" : ""
      markup += "\n|\(mark)\(escaped(word))\(mark)|"
    }
    isStampWords = true
    layAside(markup)
    isStampWords = false
  }

  /// `{till_sign:Received by}`: room to write, and a line from the label to the column's end.
  private mutating func laySignatures(_ labels: [String]) {
    let column = (profile.widthColumns + 2) / labels.count - 2
    if labels.count > 1, labels.contains(where: { cells(of: $0) + 8 > column }) {
      // Too narrow to write on beside each other: one below the other.
      for label in labels { laySignatures([label]) }
      return
    }
    closeBox()
    let rule = profile.cellRule
    append(Row(kind: .text))
    let firstGlyph = glyphs.count
    let firstSegment = segments.count
    let gap = 2
    for (index, label) in labels.enumerated() {
      let start = (profile.widthColumns + gap) * index / labels.count
      let end = (profile.widthColumns + gap) * (index + 1) / labels.count - gap
      let labelStart = glyphs.count
      var cell = start
      for scalar in label.unicodeScalars where !DataEscape.isControl(scalar.value) {
        let cells = rule.cells(of: scalar.value)
        guard cell + cells < end - 2 else { break }
        glyphs.append(
          Glyph(
            code: scalar.value, column: UInt16(truncatingIfNeeded: cell), style: .plain))
        cell += cells
      }
      segments.append(
        Segment(
          column: start, width: cell - start, alignment: .left,
          glyphs: labelStart..<glyphs.count))
      for blank in (cell + 1)..<max(end, cell + 1) { appendLine(.signature, at: blank) }
    }
    append(
      Row(
        kind: .text, glyphs: firstGlyph..<glyphs.count,
        segments: firstSegment..<segments.count))
  }

  private func cells(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + profile.cellRule.cells(of: $1.value) }
  }

  private func escaped(_ text: String) -> String {
    var bytes = Growing<UInt8>(capacity: text.utf8.count)
    DataEscape.append(text, to: &bytes)
    return String(decoding: bytes.elements, as: UTF8.self)
  }
}

/// A box begun by `{border:line}` and not yet closed.
private struct OpenBox {
  var isOpen = false
  var isRulePending = false
  var last: ColumnPlan?
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
