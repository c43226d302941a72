import Foundation
import Testing
import TillReceipt

/// python-escpos 3.1, an independent hand at the same commands; `scripts/peers.sh` fetches it.
///
/// Each of our jobs is, byte for byte: the beginning, what the peer sends for the same call, the
/// state set again after a code or image, the end. What the peer adds or leaves out is said at
/// each table.
@Suite("The same bytes as python-escpos")
struct PeerTests {
  /// A printer without a knife or a Chinese font, so that a job is little more than its call.
  static let peer = Profile.receiptPrinter("peer") { profile in
    profile.encoding = .codePages
    profile.cellRule = .eastAsianWidth
    profile.codePages = [
      .cp437: 0, .cp850: 2, .cp860: 3, .cp1252: 16, .cp866: 17, .cp852: 18, .cp858: 19,
    ]
    profile.cut = .none
    profile.imageSliceDots = 128
    profile.quirks = [.noChineseCommands: "the peer knows none"]
  }

  /// `ESC @`, `ESC t 0`.
  static let beginning: [UInt8] = [0x1B, 0x40, 0x1B, 0x74, 0]
  /// `ESC @`.
  static let end: [UInt8] = [0x1B, 0x40]
  /// `ESC t 0`, `ESC a 0`, `ESC 2`, `GS ! 0`.
  static let stateAgain: [UInt8] = [
    0x1B, 0x74, 0, 0x1B, 0x61, 0, 0x1B, 0x32, 0x1D, 0x21, 0,
  ]

  /// What the peer said, by call; asked once.
  private static let said: Result<[String: String], any Error> = Result {
    let python = Papers.root.path + "/.build/peers/bin/python3"
    guard FileManager.default.isExecutableFile(atPath: python) else {
      throw Failed(description: "\(python) isn't there; run: scripts/peers.sh (./test does)")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [Papers.root.path + "/Tests/TillReceiptTests/Peers/escpos_calls.py"]
    process.environment = ["PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // It says little there, far less than a pipe holds.
    let data = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failed(description: "the peer failed: \(String(decoding: complaint, as: UTF8.self))")
    }
    return try JSONDecoder().decode([String: String].self, from: data)
  }

  private struct Failed: Error, CustomStringConvertible { let description: String }

  private func bytes(_ call: String) throws -> [UInt8] {
    let hex = Array(try #require(Self.said.get()[call], "the peer has no call \(call)").utf8)
    return stride(from: 0, to: hex.count, by: 2).compactMap {
      UInt8(String(decoding: hex[$0..<$0 + 2], as: UTF8.self), radix: 16)
    }
  }

  private func ours(_ markup: String, _ profile: Profile = peer) -> [UInt8] {
    renderEscPos(Layout(markup: markup, profile: profile))
  }

  @Test(
    "How letters look: set() before the text, and back before the line's end",
    arguments: [
      ("plain", "plain |"), ("bold", "\"x\" |"), ("underline", "_x_ |"), ("invert", "`x` |"),
      ("size 2x1", "^x^ |"), ("size 1x2", "^^x^^ |"), ("size 2x2", "^^^x^^^ |"),
      ("size 3x3", "^^^^x |"), ("size 4x4", "^^^^^x |"), ("size 5x5", "^^^^^^x |"),
      ("size 6x6", "^^^^^^^x |"), ("all at once", "\"_`^^^^x |"),
    ])
  func style(call: String, markup: String) throws {
    #expect(ours(markup) == Self.beginning + (try bytes(call)) + Self.end)
  }

  @Test(
    "Code pages: kept while it has the letters, else the lowest that has them",
    arguments: [
      ("French", "Ça coûte très cher, œuvre à 5 €"), ("Polish", "Żółć, łódź i gęś"),
      ("Russian", "Чек № 5: Привет"), ("Portuguese", "Ação, maçã, São João"),
      ("German", "Größe: 5 × 3 m², Straße"), ("box", "┌──┬─┐"),
    ])
  func codePages(call: String, text: String) throws {
    let markup = text.replacing("-", with: "\\-") + " |"
    #expect(ours(markup) == Self.beginning + (try bytes(call)) + Self.end)
  }

  @Test(
    "The cut, with and without feeding",
    arguments: [
      ("cut", Profile.Cut(.cut, feedRows: 6)), ("cut partly", Profile.Cut(.cutPartly, feedRows: 6)),
      ("cut without feed", Profile.Cut(.feedAndCutPartly)),
    ])
  func cut(call: String, cut: Profile.Cut) throws {
    let profile = Self.peer.changed { $0.cut = cut }
    #expect(ours("=", profile) == Self.beginning + (try bytes(call)) + Self.end)
  }

  @Test(
    "The drawer's kick, which is a job of its own",
    arguments: [
      ("kick 2", Profile.Kick(pin: .two, onMilliseconds: 100, offMilliseconds: 100)),
      ("kick 5", Profile.Kick(pin: .five, onMilliseconds: 100, offMilliseconds: 100)),
      ("kick longer", Profile.Kick(pin: .two, onMilliseconds: 100, offMilliseconds: 500)),
    ])
  func kick(call: String, kick: Profile.Kick) throws {
    #expect(kickBytes(Self.peer.changed { $0.kick = kick }) == (try bytes(call)))
  }

  /// `GS f 0` is left out of the peer's: the text's font is A since `ESC @`, we never change it.
  /// `ESC J 8` is ours alone: the next row would touch the bars.
  @Test(
    "Barcodes the printer draws",
    arguments: [
      ("ean-13", "{code:6901028075862; option:ean"), ("ean-8", "{code:96385074; option:jan"),
      ("upc-a", "{code:036000291452; option:upc"), ("code39", "{code:TILL 39-A.B; option:code39"),
      ("itf", "{code:12345678; option:itf"), ("codabar", "{code:A12-34:5B; option:codabar"),
      ("nw7", "{code:C$1.5+6D; option:nw7"), ("code93", "{code:Till 93; option:code93"),
      ("code128", "{code:S1-000128\\{x; option:code128"),
    ], ["", " with its text"])
  func barcode(of call: (name: String, markup: String), text: String) throws {
    let markup = call.markup + ",2,60" + (text.isEmpty ? "}" : ",hri}")
    let theirs = try bytes(call.name + text)
    let font: [UInt8] = [0x1D, 0x66, 0]
    let at = try #require(theirs.indices.first { theirs[$0...].starts(with: font) })
    let without = Array(theirs[..<at] + theirs[(at + font.count)...])
    let below: [UInt8] = [0x1B, 0x4A, 8]
    #expect(ours(markup) == Self.beginning + without + below + Self.stateAgain + Self.end)
  }

  /// `ESC a 1` is ours alone: the peer can't centre a QR code the printer draws. So is `ESC J`
  /// before and after, the white a scanner needs.
  @Test(
    "QR codes the printer draws, at each level of correction",
    arguments: [("L", 3), ("M", 4), ("Q", 5), ("H", 6)])
  func qr(level: String, cell: Int) throws {
    let markup = "{code:https://shop.example/永安?n=1; option:qrcode,\(cell),\(level.lowercased())}"
    let centred: [UInt8] = [0x1B, 0x61, 1]
    func white(_ modules: Int) -> [UInt8] { [0x1B, 0x4A, UInt8(modules * cell)] }
    #expect(
      ours(markup) == Self.beginning + centred + white(2) + (try bytes("qr \(level)")) + white(4)
        + Self.stateAgain + Self.end)
  }

  /// `ESC a 1` is ours alone: the peer's `center` would pad each row with white instead.
  @Test("An image in slices of 128 rows, the last one shorter")
  func image() throws {
    let png = try #require(Self.said.get()["png"])
    let centred: [UInt8] = [0x1B, 0x61, 1]
    #expect(
      ours("{image:\(png)}") == Self.beginning + centred + (try bytes("image")) + Self.stateAgain
        + Self.end)
  }
}
