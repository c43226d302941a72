/// How a printer is asked to say that it printed, and what its answer means.
enum Acknowledgement {
  enum Outcome: Equatable {
    case waiting
    case printed
    /// It answered, and has no paper: the end may be missing.
    case outOfPaper
  }

  /// Roll paper end, in the answer to `GS r 1`.
  private static let paperEndBits: UInt8 = 0x0C

  /// What follows the document.
  static func request(_ kind: PrinterHabits.Acknowledgement, processID: [UInt8]) -> [UInt8] {
    switch kind {
    case .gsR: [0x1D, 0x72, 0x01]
    case .gsH: [0x1D, 0x28, 0x48, 6, 0, 48, 48] + processID
    case .none: []
    }
  }

  static func outcome(
    _ kind: PrinterHabits.Acknowledgement, _ exchange: Exchange, processID: [UInt8]
  ) -> Outcome {
    outcome(kind, exchange.acknowledgements, processID: processID)
  }

  /// What the answers so far come to.
  static func outcome(
    _ kind: PrinterHabits.Acknowledgement, _ answers: [ReplyReader.Reply], processID: [UInt8]
  ) -> Outcome {
    for answer in answers {
      switch (kind, answer) {
      case (.gsR, .processed(let byte)):
        return byte & paperEndBits == 0 ? .printed : .outOfPaper
      case (.gsH, .echo(let id)) where id == processID: return .printed
      default: break
      }
    }
    return .waiting
  }

  /// Four printable characters out of a hash.
  static func processID(of text: String) -> [UInt8] {
    Ledger.hash(text).utf8.suffix(8).reduce(into: (bytes: [UInt8](), high: UInt8?.none)) {
      state, digit in
      guard let high = state.high else { return state.high = digit }
      state.bytes.append(32 + (high &* 16 &+ digit) % 95)
      state.high = nil
    }.bytes
  }
}
