import Testing

@testable import TillCounter

@Suite struct PrinterTroubleTests {
  @Test(
    "how bad it is doesn't change what it is",
    arguments: [
      ("media-empty-error", PrinterTrouble.mediaEmpty), ("media-empty-warning", .mediaEmpty),
      ("offline-report", .offline), ("paused", .paused), ("cutter-failure-error", .cutter),
      ("toner-low-warning", .tonerLow),
    ])
  func severity(reason: String, trouble: PrinterTrouble) {
    #expect(PrinterTrouble(reason) == trouble)
  }

  @Test(
    "what isn't known is told as it is, and can't turn the line around",
    arguments: [
      ("com.acme-lamp-warning", "com.acme-lamp-warning"), ("-error", "-error"), ("", ""),
      ("a\u{1B}[2J\u{202E}b", "a[2Jb"),
    ])
  func unknown(reason: String, told: String) {
    #expect(PrinterTrouble(reason) == nil)
    let wording = Wording(TranscriptShop(.english).settings)
    #expect(wording.printerTrouble(reason).what == told)
  }
}
