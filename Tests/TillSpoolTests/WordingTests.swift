import Testing

@testable import TillSpool

@Suite struct WordingTests {
  @Test(arguments: [
    (
      SpoolError(.serverUnreachable, "127.0.0.1:631", reason: "Connection refused"),
      "The print server 127.0.0.1:631 does not answer (Connection refused). "
        + "Start it: systemctl start cups"
    ),
    (
      SpoolError(.serverUnreachable, "cups:631", fate: .uncertain, jobID: 7),
      "The print server cups:631 does not answer. It may have printed all the same: "
        + "look at the paper. Start it: systemctl start cups"
    ),
    (
      SpoolError(.queueUnknown, "receipt"),
      "There is no printer \"receipt\". See which there are: lpstat -e"
    ),
    (
      SpoolError(.queueNotAccepting, "receipt"),
      "Printer \"receipt\" takes no jobs. Let it take jobs: cupsaccept receipt"
    ),
    (
      SpoolError(.jobUnknown, "receipt"),
      "Printer \"receipt\" has no such job. Look at the paper; print a copy if there is none"
    ),
    (
      SpoolError(.titleRefused, "receipt"),
      "The document for \"receipt\" has no readable title. "
        + "Give it a title with letters or digits"
    ),
    (
      SpoolError(.documentEmpty, "receipt"),
      "The document for \"receipt\" is empty. Look at its template"
    ),
    (
      SpoolError(.formatRefused, "a4"),
      "Printer \"a4\" does not take this kind of document. "
        + "Receipt printers need a raw queue, others PDF: see printers.yaml"
    ),
    (
      SpoolError(.notAllowed, "a4"),
      "\"a4\" may not be used by this person. Allow it in cupsd.conf, or run as the person who may"
    ),
    (
      SpoolError(.refused, "a4", reason: "no"),
      "\"a4\" refused (no). See the server's log: /var/log/cups/error_log"
    ),
  ])
  func `every error says what, why and the way on`(error: SpoolError, line: String) {
    #expect(error.description == line)
  }

  @Test(arguments: [
    ("R1-000001", "R1-000001"),
    ("  收据 1 ", "  收据 1 "),
    ("a\u{0}b\tc\r\nd\u{7f}e\u{85}f\u{2029}g", "abcdefg"),
    (String(repeating: "x", count: 255), String(repeating: "x", count: 255)),
    (String(repeating: "x", count: 256), String(repeating: "x", count: 255)),
    (String(repeating: "x", count: 254) + "é", String(repeating: "x", count: 254)),
    (String(repeating: "😀", count: 64), String(repeating: "😀", count: 63)),
  ])
  func `a title keeps what can be read, up to 255 bytes`(wanted: String, kept: String) {
    #expect(JobTitle(wanted)?.text == kept)
  }
}
