/// What the layout, not the template, puts on: banner, copy's name, stamp, lines to sign on.
extension LayoutBuilder {
  /// Lays out markup of our own in a fresh state, then goes on as before.
  private mutating func layAside(_ markup: String) {
    let saved = (state, box, headLines, line)
    (state, box, headLines) = (State(), OpenBox(), 0)
    let document = Document(markup: markup)
    for line in document.lines { lay(line, of: document) }
    closeBox()
    (state, box, headLines, line) = saved
  }

  /// The COPY banner (D4) and the copy's name (C7), on every part a cut divides.
  mutating func dressPart() {
    partNeedsDressing = false
    isDressingOn = true
    layTrainingMark()
    if let mark = dressing.voidMark, !mark.isEmpty {
      layAside("{border:line; width:*}\n^^^\"\(escaped(mark))\"")
    }
    if let banner = dressing.copyBanner, !banner.isEmpty {
      layAside("{border:line; width:*}\n\"\(escaped(banner))\"")
    }
    if let name = dressing.copyName, !name.isEmpty {
      layAside("{width:*}\n| \"\(escaped(name))\"")
    }
    isDressingOn = false
  }

  /// A learner's paper says so at its foot as well: the head of a part can be torn off.
  mutating func endPart() {
    isDressingOn = true
    layTrainingMark()
    isDressingOn = false
  }

  /// Tall but not wide: wide letters stand apart where paper is read as text.
  private mutating func layTrainingMark() {
    guard let mark = dressing.trainingMark, !mark.isEmpty else { return }
    layAside("{border:line; width:*}\n^^\"\(escaped(mark))\"")
  }

  mutating func stampAtEnd() {
    if !isStamped { stamp() }
  }

  /// The stamp (C6): a place for drawing it, and its words in a box for those who can't.
  mutating func stamp() {
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
  mutating func laySignatures(_ labels: [String]) {
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
            code: scalar.value, column: UInt8(truncatingIfNeeded: cell), style: .plain,
            cells: UInt8(truncatingIfNeeded: cells)))
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
