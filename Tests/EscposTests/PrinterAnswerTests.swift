import Testing

@testable import EscposBackend

struct PrinterAnswerTests {
  @Test(
    arguments: [
      ([0x12, 0x12, 0x12, 0x12], []),
      ([0x1A, 0x32, 0x12, 0x72], [.paperOut]),
      ([0x12, 0x12, 0x12, 0x1E], [.paperLow]),
      ([0x1A, 0x16, 0x12, 0x12], [.coverOpen]),
      ([0x1A, 0x36, 0x12, 0x72], [.paperOut, .coverOpen]),
      ([0x1A, 0x52, 0x1A, 0x12], [.cutterJammed]),
      ([0x1A, 0x52, 0x32, 0x12], [.broken]),
      ([0x1A, 0x52, 0x52, 0x12], [.broken]),
      ([0x1A, 0x52, 0x12, 0x12], [.broken]),
      ([0x1A, 0x12, 0x12, 0x12], [.offline]),
      ([0x16, 0x12, 0x12, 0x12], []),
    ] as [([UInt8], Set<Trouble>)])
  func `four answers, bit by bit`(bytes: [UInt8], troubles: Set<Trouble>) {
    let status = PrinterStatus([1: bytes[0], 2: bytes[1], 3: bytes[2], 4: bytes[3]])
    #expect(status.troubles == troubles)
    #expect(status.isReady == troubles.isSubset(of: [.paperLow]))
  }

  @Test func `answers of all kinds are told apart, in whatever pieces they come`() {
    let bytes: [UInt8] =
      [0x12, 0x00, 0x37, 0x22, 0x41, 0x30, 0x7E, 0x20, 0x00, 0x0C]
      + [0x10, 0x00, 0x0C, 0x00, 0x1E, 0x11, 0x13, 0x37, 0x21, 0x41, 0x00, 0x0F]
    let whole: [ReplyReader.Reply] = [
      .status(0x12), .processed(0x00), .echo([0x41, 0x30, 0x7E, 0x20]), .processed(0x0C),
      .status(0x1E), .processed(0x0F),
    ]
    var reader = ReplyReader()
    #expect(reader.take(bytes) == whole)
    var slow = ReplyReader()
    #expect(bytes.flatMap { slow.take([$0]) } == whole)
  }

  @Test func `a block without an end doesn't swallow what comes after`() {
    var reader = ReplyReader()
    #expect(reader.take([0x37] + [UInt8](repeating: 0x41, count: 90)).isEmpty)
    #expect(reader.take([0x12]) == [.status(0x12)])
  }

  @Test func `only the answer that is due acknowledges`() {
    let id = Acknowledgement.processID(of: "urn:uuid:1 42")
    #expect(id.count == 4 && id.allSatisfy { (32...126).contains($0) })
    #expect(id != Acknowledgement.processID(of: "urn:uuid:1 43"))
    #expect(
      Acknowledgement.request(.gsH, processID: id) == [0x1D, 0x28, 0x48, 6, 0, 48, 48] + id)
    #expect(Acknowledgement.request(.gsR, processID: id) == [0x1D, 0x72, 0x01])
    #expect(Acknowledgement.request(.none, processID: id).isEmpty)
    let table: [(PrinterHabits.Acknowledgement, ReplyReader.Reply, Acknowledgement.Outcome)] = [
      (.gsR, .processed(0x00), .printed), (.gsR, .processed(0x03), .printed),
      (.gsR, .processed(0x0F), .outOfPaper), (.gsR, .echo(id), .waiting),
      (.gsH, .echo(id), .printed), (.gsH, .echo([65, 65, 65, 65]), .waiting),
      (.gsH, .processed(0x00), .waiting), (.none, .processed(0x00), .waiting),
    ]
    for (kind, reply, outcome) in table {
      #expect(Acknowledgement.outcome(kind, [reply], processID: id) == outcome)
    }
  }
}
