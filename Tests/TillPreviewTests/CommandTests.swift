import Testing

@testable import TillPreview

/// A command as bytes, and what a printer does for them.
struct CommandSample: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let items: [PrinterItem]
  var printer = Shapes.western

  var testDescription: String { "\(name) \(bytes.prefix(8))" }

  init(
    _ name: String, _ bytes: [UInt8], _ items: PrinterItem...,
    printer: PrinterShape = Shapes.western
  ) {
    self.name = name
    self.bytes = bytes
    self.items = items
    self.printer = printer
  }
}

@Suite("Every command, and what it means")
struct CommandTests {
  private static let line = PrinterItem.feed(dots: 30)

  private static func text(_ text: String, _ change: (inout Look) -> Void = { _ in }) -> PrinterItem
  {
    .text(TextRun(text, look(change)))
  }

  /// White, then a dot: two columns or rows of a picture.
  private static func dots(_ width: Int, _ height: Int, _ ink: [(Int, Int)]) -> DotGrid {
    var grid = DotGrid(width: width, height: height)
    for (x, y) in ink { grid.fill(x: x, y: y, width: 1, height: 1) }
    return grid
  }

  private static func block(_ width: Int, _ height: Int) -> DotGrid {
    var grid = DotGrid(width: 16, height: height)
    grid.fill(x: 0, y: 0, width: width, height: height)
    return grid
  }

  static let controls = [
    CommandSample("LF", [0x0A], .feed(dots: 30)),
    CommandSample("CR", stream("a", 0x0D, "b", lf), text("ab"), line),
    CommandSample("HT", stream("a", 9, "b", lf), text("a"), .tab(toDots: 96), text("b"), line),
    CommandSample("DLE EOT", [0x10, 4, 4], .query(.statusNow(4))),
    CommandSample("DLE ENQ", [0x10, 5, 2], .query(.recover(2))),
  ]

  static let escapes = [
    CommandSample(
      "ESC @", stream(esc, "E", 1, gs, "!", 0x11, esc, "3", 9, esc, "@", "a", lf), text("a"), line),
    CommandSample("ESC t", stream(esc, "t", 16, 0x80, lf), text("€"), line),
    CommandSample("ESC R", stream(esc, "R", 15, "$5", lf), text("¥5"), line),
    CommandSample(
      "ESC E", stream(esc, "E", 1, "a", esc, "E", 2, "b", lf), text("a") { $0.isBold = true },
      text("b"), line),
    CommandSample("ESC -", stream(esc, "-", 50, "a", lf), text("a") { $0.underlineDots = 2 }, line),
    CommandSample(
      "ESC a", stream(esc, "a", 49, "a", lf), text("a") { $0.alignment = .center }, line),
    CommandSample("ESC 2", stream(esc, "3", 90, esc, "2", lf), line),
    CommandSample("ESC 3", stream(esc, "3", 24, lf), .feed(dots: 24)),
    CommandSample("ESC d", stream("a", esc, "d", 3), text("a"), .feed(dots: 90)),
    CommandSample("ESC J", stream("a", esc, "J", 100), text("a"), .feed(dots: 100)),
    CommandSample("ESC M", stream(esc, "M", 1, "a", lf), text("a") { $0.font = .b }, line),
    CommandSample(
      "ESC *", stream(esc, "*", 33, 1, 0, 0x80, 0, 1, lf),
      .image(
        PrintedImage(dots: dots(1, 24, [(0, 0), (0, 23)]), alignment: .left, isInLine: true)),
      line),
    CommandSample(
      "ESC *", stream(esc, "*", 0, 1, 0, 1, lf),
      .image(
        PrintedImage(
          dots: dots(2, 24, [(0, 21), (1, 21), (0, 22), (1, 22), (0, 23), (1, 23)]),
          alignment: .left, isInLine: true)), line),
    CommandSample(
      "ESC p", stream(esc, "p", 1, 50, 250),
      .kick(pin: 5, onMilliseconds: 100, offMilliseconds: 500)),
    CommandSample("ESC i", stream(esc, "i"), .cut(PaperCut(isFull: false, feedDots: nil))),
    CommandSample("ESC m", stream(esc, "m"), .cut(PaperCut(isFull: false, feedDots: nil))),
    CommandSample("ESC SP", stream(esc, " ", 4, "a", lf), text("a"), line),
    CommandSample(
      "ESC {", stream(esc, "{", 1, "a", lf), text("a") { $0.isUpsideDown = true }, line),
  ]

  static let groups = [
    CommandSample(
      "GS !", stream(gs, "!", 0x12, "a", lf),
      text("a") {
        $0.width = 2
        $0.height = 3
      }, .feed(dots: 72)),
    CommandSample("GS B", stream(gs, "B", 1, "a", lf), text("a") { $0.isInverted = true }, line),
    CommandSample("GS L", stream(gs, "L", 24, 0, 9, "a", lf), .tab(toDots: 120), text("a"), line),
    CommandSample(
      "GS W", stream(gs, "W", 12, 0, "ab", lf), text("a"), .feed(dots: 30), text("b"), line),
    CommandSample("GS V", stream(gs, "V", 48), .cut(PaperCut(isFull: true, feedDots: nil))),
    CommandSample("GS V", stream(gs, "V", 1), .cut(PaperCut(isFull: false, feedDots: nil))),
    CommandSample("GS V", stream(gs, "V", 66, 8), .cut(PaperCut(isFull: false, feedDots: 8))),
    CommandSample("GS V", stream(gs, "V", 65, 0), .cut(PaperCut(isFull: true, feedDots: 0))),
    CommandSample("GS r", stream(gs, "r", 49), .query(.status(1))),
    CommandSample("GS a", stream(gs, "a", 255), .query(.reports(255))),
    CommandSample(
      "GS ( H", stream(gs, "(H", 6, 0, 48, 48, "till"), .query(.echo(Array("till".utf8)))),
    CommandSample(
      "GS v 0", stream(gs, "v0", 1, 1, 0, 1, 0, 0xE0),
      .image(PrintedImage(dots: block(6, 1), alignment: .left, isInLine: false))),
  ]

  static let fields = [
    CommandSample(
      "FS &", stream(fs, "&", 0xD3, 0xC0, "1", lf), text("永1"), line, printer: Shapes.chinese),
    CommandSample(
      "FS .", stream(fs, "&", fs, ".", 0xC4, lf), text("─"), line, printer: Shapes.chinese),
    CommandSample(
      "FS !", stream(fs, "&", fs, "!", 0x8C, "a", 0xD3, 0xC0, lf), text("a"),
      text("永") {
        $0.width = 2
        $0.height = 2
        $0.underlineDots = 1
      }, .feed(dots: 48), printer: Shapes.chinese),
    CommandSample(
      "FS -", stream(fs, "&", fs, "-", 2, 0xD3, 0xC0, lf), text("永") { $0.underlineDots = 2 }, line,
      printer: Shapes.chinese),
    CommandSample(
      "FS S", stream(fs, "&", fs, "S", 2, 2, 0xD3, 0xC0, lf), text("永"), line,
      printer: Shapes.chinese),
    CommandSample("FS C", stream(fs, "C", 0)),
  ]

  private static func code(
    _ kind: PrintedCode.Kind, _ data: String, _ text: String? = nil, module: Int = 3,
    height: Int = 162, above: Bool = false, below: Bool = false, level: String? = nil
  ) -> PrinterItem {
    .code(
      PrintedCode(
        kind: kind, data: Array(data.utf8), text: text ?? data, moduleDots: module,
        heightDots: height, isLabelledAbove: above, isLabelledBelow: below, level: level,
        alignment: .left))
  }

  private static func barcode(_ system: Int, _ data: String) -> [UInt8] {
    stream(gs, "k", system, data.utf8.count, data)
  }

  static let codes = [
    CommandSample(
      "GS h", stream(gs, "h", 50) + barcode(67, "6901028075862"),
      code(.ean13, "6901028075862", height: 50)),
    CommandSample(
      "GS w", stream(gs, "w", 2) + barcode(67, "690102807586"),
      code(.ean13, "690102807586", "6901028075862", module: 2)),
    CommandSample(
      "GS H", stream(gs, "H", 51) + barcode(68, "9031101"),
      code(.ean8, "9031101", "90311017", above: true, below: true)),
    CommandSample(
      "GS f", stream(gs, "f", 1) + barcode(68, "90311017"), code(.ean8, "90311017")),
    CommandSample("GS k", barcode(65, "03600029145"), code(.upcA, "03600029145", "036000291452")),
    CommandSample("GS k", barcode(66, "425261"), code(.upcE, "425261", "04252614")),
    CommandSample(
      "GS k", barcode(66, "042100005264"), code(.upcE, "042100005264", "04252614")),
    CommandSample("GS k", barcode(69, "TILL-1 $"), code(.code39, "TILL-1 $")),
    CommandSample("GS k", barcode(69, "*TILL*"), code(.code39, "*TILL*", "TILL")),
    CommandSample("GS k", barcode(70, "123456"), code(.itf, "123456")),
    CommandSample("GS k", barcode(71, "a12:3b"), code(.codabar, "a12:3b", "A12:3B")),
    CommandSample("GS k", barcode(72, "Till 93"), code(.code93, "Till 93")),
    CommandSample("GS k", barcode(73, "{Ba{{1"), code(.code128, "{Ba{{1", "a{1")),
    CommandSample("GS k", barcode(73, "{C\u{0C}\u{22}"), code(.code128, "{C\u{0C}\u{22}", "1234")),
    CommandSample("GS k", barcode(73, "{A{Sb1"), code(.code128, "{A{Sb1", "b1")),
    CommandSample("GS k", barcode(73, "{BX{C\u{63}"), code(.code128, "{BX{C\u{63}", "X99")),
    CommandSample(
      "GS ( k", qrStream("永安"), code(.qr, "永安", module: 4, height: 0, level: "m")),
  ]

  static let all = controls + escapes + groups + fields + codes

  @Test("does what vendors say", arguments: all)
  func meaning(sample: CommandSample) throws {
    let decoder = try EscPosDecoder(sample.bytes, printer: sample.printer)
    let found = decoder.items.filter { if case .trouble = $0 { false } else { true } }
    #expect(found == sample.items)
    #expect(decoder.commands.contains { $0.name == sample.name })
  }

  @Test("the table above misses none of the commands the judge knows")
  func complete() {
    #expect(Set(Self.all.map(\.name)) == Set(CommandForm.all.map(\.name)))
  }

  @Test("a stream that ends inside any of them is refused", arguments: all)
  func cutOff(sample: CommandSample) throws {
    let whole = try EscPosDecoder(sample.bytes, printer: sample.printer)
    for command in whole.commands where command.name == sample.name {
      for count in 1..<max(lengthOfCommand(command, in: sample.bytes), 1) {
        let error = #expect(throws: PreviewError.self) {
          _ = try EscPosDecoder(
            Array(sample.bytes[..<(command.offset + count)]), printer: sample.printer)
        }
        #expect(error?.code == .cutOff, "\(count): \(String(describing: error))")
        #expect(error?.offset == command.offset)
      }
    }
  }

  /// Bytes from its first to its last: found by reading it alone.
  private func lengthOfCommand(_ command: EscPosCommand, in bytes: [UInt8]) -> Int {
    var reader = EscPosReader(Array(bytes[command.offset...]))
    _ = try? reader.takeCommand()
    return reader.position
  }
}
