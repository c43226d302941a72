import Foundation
import TestSupport
import Testing

/// The printer our backend is tried on has to be right first.
@Suite(.timeLimit(.minutes(10))) struct SimulatedPrinterTests {
  private static let allFour: [UInt8] = [1, 2, 3, 4].flatMap { [0x10, 0x04, $0] }

  let printer: SimulatedPrinter
  let line: Int32

  init() throws {
    printer = try SimulatedPrinter()
    line = SocketPrinter.call(port: printer.port)
    try #require(line >= 0)
  }

  private func send(_ bytes: [UInt8]) { _ = write(line, bytes, bytes.count) }
  private func send(_ text: String) { send(Array(text.utf8)) }

  /// So many bytes of answer; fewer when no more come.
  private func answer(_ count: Int, seconds: Int32 = 5) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var wait = pollfd(fd: line, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, seconds * 1_000) > 0 else { break }
      var buffer = [UInt8](repeating: 0, count: count - bytes.count)
      let got = read(line, &buffer, buffer.count)
      guard got > 0 else { break }
      bytes += buffer[..<got]
    }
    return bytes
  }

  private func ask() -> [UInt8] {
    send(Self.allFour)
    return answer(4)
  }

  @Test func `status is answered at once, bit by bit`() {
    #expect(ask() == [0x12, 0x12, 0x12, 0x12])
    printer.openCover()
    #expect(ask() == [0x1A, 0x16, 0x12, 0x12])
    printer.closeCover()
    printer.runOutOfPaper()
    #expect(ask() == [0x1A, 0x32, 0x12, 0x72])
    printer.loadPaper()
    printer.setPaperLow(true)
    #expect(ask() == [0x12, 0x12, 0x12, 0x1E])
    printer.setCutterFailed(true)
    #expect(ask() == [0x1A, 0x52, 0x1A, 0x1E])
  }

  @Test func `what looks like a command in a picture is no command`() {
    // GS v 0, two bytes a row, six rows: GS r 1, DLE EOT 1, and dots.
    let dots: [UInt8] = [0x1D, 0x72, 0x01, 0x10, 0x04, 0x01, 0x10, 0x04, 0x02, 0xFF, 0xFF, 0xFF]
    send([0x1D, 0x76, 0x30, 0, 2, 0, 6, 0] + dots + [0x1D, 0x72, 0x01])
    #expect(answer(2, seconds: 1) == [0x00])
  }

  @Test func `acknowledgements wait for the paper, status doesn't`() throws {
    printer.runOutOfPaper(afterLines: 2)
    send("one\ntwo\nthree\n\u{1D}V\u{0}\u{1D}(H\u{6}\u{0}00AB12\u{1D}r1")
    #expect(answer(1, seconds: 1).isEmpty)
    #expect(ask() == [0x1A, 0x32, 0x12, 0x72])
    #expect(printer.documents.isEmpty)
    printer.loadPaper()
    #expect(answer(8) == [0x37, 0x22] + Array("AB12".utf8) + [0x00, 0x00])
    let document = try printer.waitForDocuments(count: 1)[0]
    #expect(document.rows == ["one", "two", "three"] && document.end == .cut)
  }

  @Test func `a power cut tears the paper, and the rest is lost`() throws {
    printer.setSpeed(bytesPerSecond: 200)
    send("R1-000001\n" + String(repeating: "line\n", count: 200) + "\u{1D}V\u{0}")
    while printer.documents.isEmpty {
      usleep(150_000)
      printer.cutPower()
    }
    #expect(printer.documents[0].end == .powerCut && printer.documents[0].says("R1-000001"))
    #expect(printer.documents[0].rows.count < 100)
    #expect(SocketPrinter.call(port: printer.port) == -1)
    printer.powerOn()
    #expect(SocketPrinter.answers(port: printer.port, timeoutSeconds: 5))
    #expect(printer.documents.count == 1)
  }

  @Test func `when the line drops, the printer prints what it has`() throws {
    printer.setSpeed(bytesPerSecond: 300)
    send("R1-000001\nCOPY 1\n\u{1B}p\u{0}\u{19}\u{19}end\n")
    while printer.receivedCount < 26 { usleep(1_000) }
    printer.dropLine()
    let document = try printer.waitForDocuments(count: 1)[0]
    #expect(document.rows == ["R1-000001", "COPY 1", "end"])
    #expect(document.end == .connectionEnd && printer.kickCount == 1)
  }

  @Test func `a full buffer takes questions only, and loses nothing`() throws {
    printer.setBuffer(bytes: 300)
    printer.openCover()
    send(String(repeating: "x", count: 299) + "\n")
    #expect(ask().count == 4)
    send(String(repeating: "y", count: 4_000) + "\n\u{1D}r1")
    #expect(answer(1, seconds: 1).isEmpty)
    printer.closeCover()
    #expect(answer(1) == [0x00])
  }

  @Test func `mute it prints and says nothing; busy it does neither`() throws {
    printer.setMute(true)
    send("R1-000001\n\u{1D}V\u{0}\u{1D}r1" + String(decoding: Self.allFour, as: UTF8.self))
    try printer.waitForDocuments(count: 1)
    #expect(answer(1, seconds: 1).isEmpty)
    printer.setMute(false)
    printer.setBusy(true)
    close(line)
    let next = SocketPrinter.call(port: printer.port)
    defer { close(next) }
    _ = write(next, "R1-000002\n\u{1D}V\u{0}", 13)
    usleep(100_000)
    #expect(printer.documents.count == 1)
    printer.setBusy(false)
    #expect(try printer.waitForDocuments(count: 2)[1].says("R1-000002"))
  }
}
