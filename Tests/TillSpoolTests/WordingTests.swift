import Testing

@testable import TillSpool

@Suite struct WordingTests {
  static let lines: [(error: SpoolError, line: String)] = [
    (
      SpoolError(.serverUnreachable, "127.0.0.1:631", reason: "Connection refused"),
      "The print server 127.0.0.1:631 does not answer (Connection refused). "
        + "Start it: systemctl start cups"
    ),
    (
      SpoolError(.serverUnreachable, "cups:631", fate: .uncertain),
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
      SpoolError(.notPossible, "a4"),
      "\"a4\" can't do that now. See how it is: lpstat -p a4"
    ),
    (
      SpoolError(.optionRefused, "a b=c"),
      "\"a b=c\" can't be ordered of a printer. "
        + "Name it as IPP does, such as sides=two-sided-long-edge"
    ),
    (
      SpoolError(.mediaRefused, "a4"),
      "Printer \"a4\" has no such paper. See what it has: lpoptions -p a4 -l"
    ),
    (
      SpoolError(.uriRefused, "x"),
      "\"x\" is no printer's address. Give one such as escpos://192.168.1.50:9100"
    ),
    (
      SpoolError(.queueExists, "a4"),
      "There is a printer \"a4\" already. "
        + "Take another name, or remove that one first: lpadmin -x a4"
    ),
    (
      SpoolError(.folderUnusable, "/data/jobs", reason: "No space left on device"),
      "The folder /data/jobs can't be used (No space left on device). "
        + "Make room on the disk, or give it to who runs the till"
    ),
    (
      SpoolError(.backendUnusable, "/opt/escpos", reason: "No such file or directory"),
      "The printer program /opt/escpos can't be started (No such file or directory). "
        + "Install Till anew, or print by CUPS"
    ),
    (
      SpoolError(.refused, "a4", reason: "no"),
      "\"a4\" refused (no). See the server's log: /var/log/cups/error_log"
    ),
  ]

  @Test(arguments: lines)
  func `every error says what, why and the way on`(error: SpoolError, line: String) {
    #expect(error.description == line)
  }

  @Test func `every code has its line in this table`() {
    #expect(Set(Self.lines.map(\.error.code)) == Set(SpoolError.Code.allCases))
  }

  @Test(arguments: [
    ("media-empty-error", "media-empty", PrinterReason.Severity.error),
    ("media-empty-warning", "media-empty", .warning),
    ("offline-report", "offline", .report),
    ("media-empty", "media-empty", .error),
    ("paused", "paused", .error),
    ("", "", .error),
    ("-report", "", .report),
  ])
  func `a reason is a stem and how bad it is`(
    keyword: String, stem: String, severity: PrinterReason.Severity
  ) {
    #expect(PrinterReason(keyword).stem == stem)
    #expect(PrinterReason(keyword).severity == severity)
  }
}
