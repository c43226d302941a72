import Testing
import TillPreview

@Suite("What a printer would not print as it was meant")
struct RefusalTests {
  /// Each with the message, word for word.
  static let refusals: [(bytes: [UInt8], message: String)] = [
    (stream("ok", lf, 0x07), "byte 3: 0x07 begins no command"),
    ([0x7F], "byte 0: 0x7F begins no command"),
    (stream(esc, "Z"), "byte 0: ESC Z is no command known here"),
    (stream(fs, "p"), "byte 0: FS p is no command known here"),
    (stream(gs, "(A", 2, 0), "byte 0: GS ( A is no command known here"),
    (stream(gs, "v1"), "byte 0: GS v 1 is no command known here"),
    (stream(0x10, 0x14), "byte 0: DLE 0x14 is no command known here"),
    (stream(esc), "byte 0: ESC: the stream ends in the command's name"),
    (stream(gs, "("), "byte 0: GS: the stream ends in the command's name"),
    (stream(esc, "a"), "byte 0: ESC a: the stream ends 1 bytes before the command does"),
    (
      stream(esc, "*", 33, 2, 0, 1, 2),
      "byte 0: ESC *: the stream ends 4 bytes before the command does"
    ),
    (
      stream(gs, "k", 67, 13, "69"),
      "byte 0: GS k: the stream ends 11 bytes before the command does"
    ),
    (stream(0x10, 4, 5), "byte 0: DLE EOT 5: n is 1–4"),
    (stream(0x10, 5, 3), "byte 0: DLE ENQ 3: n is 0–2"),
    (stream(esc, "R", 16), "byte 0: ESC R 16: n is 0–15"),
    (stream(esc, "-", 3), "byte 0: ESC - 3: n is 0–2 or 48–50"),
    (stream(esc, "a", 3), "byte 0: ESC a 3: n is 0–2 or 48–50"),
    (stream(esc, "M", 2), "byte 0: ESC M 2: n is 0–1 or 48–49"),
    (stream(esc, "*", 2, 1, 0, 1), "byte 0: ESC * 2: m is 0–1 or 32–33"),
    (stream(esc, "*", 33, 0, 0), "byte 0: ESC * 33 0 0: nL + nH × 256 is at least 1"),
    (stream(esc, "*", 33, 0, 4), "byte 0: ESC * 33 0 4: nH is 0–3"),
    (stream(esc, "p", 2, 1, 1), "byte 0: ESC p 2: m is 0–1 or 48–49"),
    (stream(gs, "!", 0x80), "byte 0: GS ! 128: n leaves the bits of 0x88 at 0"),
    (stream(gs, "h", 0), "byte 0: GS h 0: n is 1–255"),
    (stream(gs, "w", 7), "byte 0: GS w 7: n is 2–6"),
    (stream(gs, "H", 4), "byte 0: GS H 4: n is 0–3 or 48–51"),
    (stream(gs, "f", 2), "byte 0: GS f 2: n is 0–1 or 48–49"),
    (stream(gs, "k", 4, "A", 0), "byte 0: GS k 4: m is 65–73"),
    (stream(gs, "v0", 4, 1, 0, 1, 0, 0), "byte 0: GS v 0 4: m is 0–3 or 48–51"),
    (stream(gs, "v0", 0, 0, 0, 1, 0), "byte 0: GS v 0 0 0 0 1 0: xL + xH × 256 is at least 1"),
    (stream(gs, "v0", 0, 1, 0, 0, 0), "byte 0: GS v 0 0 1 0 0 0: yL + yH × 256 is at least 1"),
    (stream(gs, "V", 2), "byte 0: GS V 2: m is 0–1 or 48–49 or 65–66"),
    (stream(gs, "r", 3), "byte 0: GS r 3: n is 1–2 or 49–50"),
    (stream(fs, "!", 1), "byte 0: FS ! 1: n leaves the bits of 0x73 at 0"),
    (stream(fs, "-", 3), "byte 0: FS - 3: n is 0–2 or 48–50"),
    (stream(fs, "C", 3), "byte 0: FS C 3: n is 0–2 or 48–50"),
    (stream(gs, "(k", 3, 0, 48, 81, 48), "byte 0: GS ( k: cn is 49, a QR code"),
    (stream(gs, "(k", 3, 0, 49, 82, 48), "byte 0: GS ( k: fn is 65, 67, 69, 80, 81"),
    (
      stream(gs, "(k", 3, 0, 49, 65, 50),
      "byte 0: GS ( k fn 65: pL + pH × 256 is 4, not 3"
    ),
    (stream(gs, "(k", 4, 0, 49, 65, 49, 0), "byte 0: GS ( k 49 65 49: n1 is 50"),
    (stream(gs, "(k", 3, 0, 49, 67, 17), "byte 0: GS ( k 49 67 17: n is 1–16"),
    (stream(gs, "(k", 3, 0, 49, 69, 52), "byte 0: GS ( k 49 69 52: n is 48–51"),
    (
      stream(gs, "(k", 3, 0, 49, 80, 48),
      "byte 0: GS ( k fn 80: pL + pH × 256 is at least 4, not 3"
    ),
    (stream(gs, "(k", 3, 0, 49, 81, 48), "byte 0: GS ( k fn 81: no QR code was stored"),
    (
      stream(gs, "(H", 6, 0, 48, 48, "ti", 1, "l"), "byte 0: GS ( H 48 48 116 105 1: d3 is 32–126"
    ),
    (stream("a", esc, "a", 1), "byte 1: ESC a 1: heeded only where no line has begun"),
    (stream("a", gs, "V", 66, 0), "byte 1: GS V 66 0: heeded only where no line has begun"),
    (stream("a", esc, "@"), "byte 1: ESC @: the line that was begun is lost"),
    (stream("abc"), "byte 3: the job ends in a line that was not printed"),
    (stream(fs, "&"), "byte 0: FS &: this printer has no Chinese font"),
    (stream(esc, "t", 1), "byte 0: ESC t 1: code page 1 is not known of this printer"),
    (stream(esc, "t", 16, 0x81), "byte 3: 0x81 is no character of CP1252"),
  ]

  @Test("is refused, with the place and the reason", arguments: refusals)
  func refused(bytes: [UInt8], message: String) {
    let error = #expect(throws: PreviewError.self) {
      _ = try EscPosDecoder(bytes, printer: Shapes.western)
    }
    #expect(error?.description == message)
  }

  @Test("a barcode that can't hold its data is refused", arguments: barcodes)
  func barcode(system: UInt8, data: String, reason: String) {
    let bytes = stream(gs, "k", Int(system), data.utf8.count, data)
    let error = #expect(throws: PreviewError.self) {
      _ = try EscPosDecoder(bytes, printer: Shapes.western)
    }
    #expect(error?.description == "byte 0: GS k \(system): \(reason)")
  }

  static let barcodes: [(system: UInt8, data: String, reason: String)] = [
    (65, "0360002914", "UPC-A takes 11 or 12 digits"),
    (65, "036000291453", "UPC-A: the check digit is 2"),
    (66, "12345", upcE), (66, "12345678901", upcE), (66, "04252615", "UPC-E: the check digit is 4"),
    (67, "69010280758 2", "EAN-13 takes 12 or 13 digits"),
    (67, "6901028075861", "EAN-13: the check digit is 2"),
    (68, "90311018", "EAN-8: the check digit is 7"),
    (69, "till", "Code 39 can't hold 0x74"), (69, "A*B", "Code 39 has * only at its ends"),
    (69, "", "Code 39 takes 1 to 255 bytes"),
    (70, "123", "ITF takes an even count of digits, not 3"), (70, "12A4", "ITF can't hold 0x41"),
    (71, "123", codabar), (71, "AxB", codabar), (71, "AB", codabar),
    (72, "é", "Code 93 takes 1 to 255 bytes below 0x80"),
    (73, "1234", "Code 128 begins with {A, {B or {C, and data"),
    (73, "{B\u{7}", "Code 128 set B can't hold 0x07"),
    (73, "{Aa", "Code 128 set A can't hold 0x61"),
    (73, "{Cd", "Code 128 set C can't hold 0x64"), (73, "{Ba{", "Code 128 ends in a {"),
    (73, "{B{1a", "Code 128: { before 0x31 means nothing here"),
    (73, "{Ba{S", "Code 128 lacks data"),
  ]

  private static let upcE = "UPC-E takes 6, 7, 8, 11 or 12 digits that have a short form"
  private static let codabar =
    "Codabar begins and ends with A, B, C or D, with digits and $+-./: between"

  @Test(
    "half a Chinese character, and what the font lacks, is refused",
    arguments: [
      ([0xD3], "byte 2: 0xD3: the stream ends in a Chinese character"),
      ([0x81, 0x30, 0x84, 0x36], "byte 2: 0x81 0x30 is no Chinese character"),
      ([0x80, 0x41], "byte 2: 0x80 0x41 is no Chinese character"),
      ([0xAA, 0xA1], "byte 2: 0xAA 0xA1 is no Chinese character"),
      ([0xD3, 0x0A], "byte 2: 0xD3 0x0A is no Chinese character"),
    ] as [([UInt8], String)])
  func chinese(bytes: [UInt8], message: String) {
    let error = #expect(throws: PreviewError.self) {
      _ = try EscPosDecoder(stream(fs, "&") + bytes, printer: Shapes.chinese)
    }
    #expect(error?.description == message)
  }

  @Test("a cut is refused by a printer without a knife")
  func noKnife() {
    let error = #expect(throws: PreviewError.self) {
      _ = try EscPosDecoder(stream(gs, "V", 0), printer: Shapes.narrow)
    }
    #expect(error?.description == "byte 0: a cut: this printer has no knife")
  }
}
