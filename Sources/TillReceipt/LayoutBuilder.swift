import TillDrawing

/// Lays a document's lines out on the grid, carrying ReceiptLine's state from line to line.
struct LayoutBuilder: ~Copyable {
  /// The state a property line sets; it persists until another sets it.
  struct State {
    var align = Alignment.center
    var border = Border.space(1)
    /// As written; read when a line first needs it.
    var widths = WidthList("auto")
    var wraps = true
    var options = CodeRequest.Options()
    /// Rows end between words, whatever the printer (`till_wrap`).
    var breaksAtWords = false
    /// Columns that stay on the first row where the paper is too narrow for all; 0: never folded.
    var foldColumns = 0
  }

  let profile: Profile
  let dressing: Dressing
  var rows: [Row] = []
  var glyphs = Growing<Glyph>(capacity: 2_048)
  var segments: [Segment] = []
  var codes: [CodeRequest] = []
  var images: [String] = []
  var overleaf: [Overleaf] = []
  var pageWords = ""
  var faults: [LayoutFault] = []

  var state = State()
  var box = OpenBox()
  var plans: LinePlans
  /// The rows of each column of the line being laid out; where each column's end among them.
  var pieces: [WrapPiece] = []
  var pieceEnds: [Int] = []
  var headLines = 0
  var keptLines = 0
  var isDressingOn = false
  var isStampWords = false
  var isStamped = false
  var partNeedsDressing = true
  /// The line of the markup being laid out, from 1.
  var line = 0

  init(profile: Profile, dressing: Dressing) {
    self.profile = profile
    self.dressing = dressing
    rows.reserveCapacity(80)
    segments.reserveCapacity(160)
    plans = LinePlans(paperColumns: profile.widthColumns)
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
      self.line = index + 1
      if partNeedsDressing, index <= (lastInk ?? -1) { dressPart() }
      if index == lastInk.map({ $0 + 1 }) { stampAtEnd() }
      if case .cut = line, !partNeedsDressing { endPart() }
      lay(line, of: document)
      if case .cut = line { partNeedsDressing = true }
    }
    stampAtEnd()
    closeBox()
    if !partNeedsDressing { endPart() }
    plans.keep()
  }

  mutating func lay(_ line: Document.Line, of document: Document) {
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
      apply(properties, of: document, alignment)
    case .nothing: note(.line)
    }
  }

  /// `{till_keep:2}`: the next two lines stay on one page, as an article and its figures should.
  private mutating func keepTogether(from first: Int) {
    keptLines -= 1
    for index in first..<rows.count {
      rows[index].keepsWithNext = keptLines > 0 || index + 1 < rows.count
    }
  }

  var hasRoomForFaults: Bool { faults.count < LayoutFault.mostKept }

  mutating func note(_ kind: LayoutFault.Kind) {
    guard hasRoomForFaults else { return }
    let fault = LayoutFault(line: line, kind: kind)
    if faults.last != fault { faults.append(fault) }
  }

  mutating func append(_ row: Row) {
    var row = row
    row.isHead = headLines > 0
    row.isDressing = isDressingOn
    row.isStampWords = isStampWords
    rows.append(row)
  }
}

// MARK: - Properties

extension LayoutBuilder {
  private mutating func apply(
    _ range: Range<Int>, of document: Document, _ alignment: Alignment
  ) {
    for index in range { setState(document.properties[index]) }
    // Most lines only set something.
    guard range.contains(where: { document.properties[$0].key.isMoreThanState }) else { return }
    let properties = document.properties[range]
    var signatures: [String] = []
    for property in properties {
      switch property.key {
      case .code: layCode(property.value, alignment)
      case .image: layImage(property.value)
      case .stamp: stamp()
      case .signature: signatures.append(property.value)
      case .head: headLines = Self.number(property.value, else: 1)
      case .keep: keptLines = Self.number(property.value, else: 0)
      case .page: pageWords = property.value
      case .bad: note(.property)
      case .align, .border, .width, .text, .option, .fold, .wrap, .carry, .brought, .other: break
      }
    }
    if properties.contains(where: { $0.key == .carry || $0.key == .brought }) {
      noteOverleaf(properties)
    }
    if !signatures.isEmpty { laySignatures(signatures) }
  }

  /// A count of lines or columns; none of our tables has more than eight.
  private static func number(_ text: String, else missing: Int) -> Int {
    min(max(Int(text) ?? missing, 0), 8)
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
    case .width: state.widths = WidthList(property.value)
    case .text: state.wraps = property.value.lowercased() != "nowrap"
    case .option: state.options = CodeRequest.Options(property.value)
    case .fold: state.foldColumns = Self.number(property.value, else: 0)
    case .wrap: state.breaksAtWords = property.value.lowercased() == "words"
    case .code, .image, .stamp, .signature, .head, .carry, .brought, .page, .keep, .other, .bad:
      break
    }
  }

  private mutating func layCode(_ text: String, _ alignment: Alignment) {
    let code = CodeRequest(text: text, options: state.options, alignment: alignment)
    if code.payload == nil {
      note(.code(kind: state.options.kind.rawValue, text: text))
    } else if !code.fits(dots: profile.widthDots), !code.fitsDrawn(dots: profile.widthDots) {
      note(.wideCode(kind: state.options.kind.rawValue, text: text))
    }
    codes.append(code)
    append(Row(kind: .code(codes.count - 1)))
  }

  private mutating func layImage(_ base64PNG: String) {
    let picture = Picture(base64PNG: base64PNG)
    if picture == nil || (picture?.widthDots ?? 0) > profile.widthDots {
      note(.picture(largestDots: min(profile.widthDots, Picture.mostDots)))
    }
    images.append(base64PNG)
    append(Row(kind: .image(images.count - 1)))
  }

  /// What a page says when the table goes on overleaf, from here on.
  private mutating func noteOverleaf(_ properties: ArraySlice<Document.Property>) {
    var words = overleaf.last ?? Overleaf(row: 0, carry: "", brought: "")
    for property in properties {
      if property.key == .carry { words.carry = property.value }
      if property.key == .brought { words.brought = property.value }
    }
    words.row = rows.count
    overleaf.append(words)
  }
}
