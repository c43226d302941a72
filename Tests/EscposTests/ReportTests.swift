import Testing

@testable import EscposBackend

struct ReportTests {
  final class Lines {
    var all: [String] = []
  }

  @Test func `reasons come and go, and words are said once`() {
    let lines = Lines()
    let report = Report { lines.all.append($0) }
    report.show([.paperOut, .coverOpen])
    report.show([.paperOut, .coverOpen])
    report.show([.paperOut])
    report.show([], "Printed.")
    report.progress(.sent)
    report.progress(.printed)
    #expect(
      lines.all == [
        "STATE: -cutter-failure-error,other-error,offline-report,connecting-to-device,"
          + "media-low-warning",
        "STATE: +media-empty-error,cover-open-error", "INFO: The paper is out: load a new roll.",
        "STATE: -cover-open-error", "STATE: -media-empty-error", "INFO: Printed.",
        "ATTR: job-media-progress=90", "PAGE: 1 1", "ATTR: job-media-progress=100",
      ])
  }

  @Test func `every trouble has its words`() {
    #expect(
      Trouble.allCases.map(\.words) == [
        "The paper is out: load a new roll.", "The cover is open: close it.",
        "The cutter is jammed: free it, then switch the printer off and on.",
        "The printer reports an error: let it cool, else switch it off and on.",
        "The printer is off line: press its feed or on-line button.",
        "The printer can't be reached: is it switched on and connected?",
        "The paper is low: have a new roll at hand.",
      ])
  }

  @Test(arguments: [
    ("MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;", "EPSON TM-T20II"),
    ("MFG: Xprinter ;MDL:XP-80\";", #"Xprinter XP-80\""#), ("", "Unknown"),
    ("MANUFACTURER:STAR;COMMAND SET:STAR;MODEL:TSP143;", "STAR TSP143"),
  ])
  func `a USB printer that names no page language is shown`(id: String, name: String) {
    let quoted = id.split(separator: "\"", omittingEmptySubsequences: false).joined(
      separator: "\\\"")
    #expect(
      Discovery.line(path: "/dev/usb/lp0", deviceID: id)
        == "direct escpos:/dev/usb/lp0 \"\(name)\" \"\(name) USB receipt printer\" "
        + "\"\(quoted)\" \"\"\n")
  }

  @Test(arguments: [
    "MFG:HP;MDL:LaserJet;CMD:PJL,PCL,POSTSCRIPT;", "MFG:Brother;CMD:PDF,URF;",
    "MFG:EPSON;MDL:ET-2750;CMD:ESCPL2,BDC,D4;", "COMMAND SET: PWGRaster;",
  ])
  func `a printer of pages isn't`(id: String) {
    #expect(Discovery.line(path: "/dev/usb/lp0", deviceID: id) == nil)
  }
}
