import Testing

@testable import EscposBackend

struct InquiryTests {
  private static let all: [UInt8] = [0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4]
  private static let quiet = Inquiry.quietMilliseconds

  @Test func `four questions in one breath, and not again while answers are on their way`() {
    var inquiry = Inquiry()
    #expect(inquiry.ask(at: 0) == Self.all)
    for (index, answer) in [0x12, 0x16, 0x12, 0x12].enumerated() {
      #expect(inquiry.takeStatus() == nil)
      inquiry.hear(UInt8(answer), at: index)
      #expect(inquiry.look(at: index).isEmpty)
    }
    #expect(inquiry.takeStatus()?.troubles == [.coverOpen])
    #expect(inquiry.takeStatus() == nil)
    #expect(inquiry.ask(at: 4) == Self.all && inquiry.ask(at: 5).isEmpty)
    #expect(inquiry.look(at: 4 + Self.quiet).isEmpty)
    #expect(inquiry.ask(at: 4 + Inquiry.patienceMilliseconds) == Self.all)
  }

  @Test func `fewer answers that find nothing wrong are taken as they are`() {
    var inquiry = Inquiry()
    _ = inquiry.ask(at: 0)
    inquiry.hear(0x12, at: 10)
    #expect(inquiry.look(at: 9 + Self.quiet).isEmpty && inquiry.takeStatus() == nil)
    #expect(inquiry.look(at: 10 + Self.quiet).isEmpty)
    #expect(inquiry.takeStatus()?.troubles == [])
    // One that comes late answers nothing.
    inquiry.hear(0x1A, at: 600)
    #expect(inquiry.takeStatus() == nil)
  }

  @Test func `one that says more is asked for alone, and then the answered ones together`() {
    var inquiry = Inquiry()
    _ = inquiry.ask(at: 0)
    inquiry.hear(0x72, at: 0)
    var sent: [[UInt8]] = []
    for time in stride(from: 0, through: 5 * Self.quiet, by: 50) {
      let bytes = inquiry.look(at: time)
      guard !bytes.isEmpty else { continue }
      sent.append(bytes)
      // The fourth is answered, late enough for the one before to have been given up.
      if bytes == [0x10, 4, 4] { inquiry.hear(0x72, at: time + 20) }
    }
    #expect(sent == [[0x10, 4, 1], [0x10, 4, 2], [0x10, 4, 3], [0x10, 4, 4]])
    #expect(inquiry.takeStatus()?.troubles == [.paperOut])
    #expect(inquiry.ask(at: 9_000) == [0x10, 4, 4])
    inquiry.hear(0x12, at: 9_001)
    #expect(inquiry.takeStatus()?.troubles == [])
  }

  @Test func `none that answers alone: all are asked again`() {
    var inquiry = Inquiry()
    _ = inquiry.ask(at: 0)
    inquiry.hear(0x72, at: 0)
    for time in stride(from: 0, through: 4 * Self.quiet, by: 50) { _ = inquiry.look(at: time) }
    #expect(inquiry.takeStatus() == nil)
    #expect(inquiry.ask(at: 4 * Self.quiet + Inquiry.patienceMilliseconds) == Self.all)
  }
}
