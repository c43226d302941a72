import Foundation
import Glibc
import TillCounter

/// One question after another, from a terminal or a script.
final class SetUpTalk {
  /// `.`, or the end of input.
  struct GivenUp: Error {}

  let wording: Wording
  private let reader = BoundedLineReader(descriptor: STDIN_FILENO)

  init(_ wording: Wording) { self.wording = wording }

  func say(_ text: String) { Console.say(TerminalText.safe(text)) }

  /// Asks until the answer can be read.
  ///
  /// - Parameter read: nil for what is no answer.
  func ask<Answer>(_ question: String, _ read: (String) throws -> Answer?) throws -> Answer {
    say(question)
    while true {
      switch reader.next() {
      case .line(let line):
        let text = line.trimmingCharacters(in: .whitespaces)
        if [".", "。"].contains(text) { throw GivenUp() }
        if let answer = try read(text) { return answer }
      case .end, .givenUp: throw GivenUp()
      case .tooLong, .invalidUTF8, .controlCharacter: break
      }
      say(wording.setUpMisread)
      say(question)
    }
  }

  func askYes(_ question: String) throws -> Bool { try ask(question, Wording.answer) }
}
