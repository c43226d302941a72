import Foundation
import Testing
import TillCore

@testable import TillCounter

/// Every sentence that says no, and every question, verbatim once in both languages:
/// Tests/Transcripts/messages.txt.
@Suite struct MessageTests {
  private static let path = TranscriptShop.transcripts + "/messages.txt"

  private let english = Wording(TranscriptShop(.english).settings)
  private let chinese = Wording(TranscriptShop(.simplifiedChinese).settings)

  @Test("every message reads as it was agreed")
  func verbatim() throws {
    let now = all.map { "\($0.name)\n  \($0.english)\n  \($0.chinese)\n" }.joined(separator: "\n")
    let before = (try? String(contentsOfFile: Self.path, encoding: .utf8)) ?? ""
    try Golden.hold(now, before, Self.path)
  }

  @Test("a message is one line, begins and ends well, and Chinese is Chinese")
  func shape() {
    for message in all {
      for text in [message.english, message.chinese] {
        #expect(!text.contains("\n") && !text.contains("  ") || text.contains("1 "), "\(text)")
        #expect(Cells.width(text) <= 150, "\(Cells.width(text)) cells: \(text)")
      }
      let han = message.chinese.unicodeScalars.contains { $0.properties.isIdeographic }
      #expect(han, "\(message.name): \(message.chinese)")
      let leaked = message.english.unicodeScalars.contains { $0.properties.isIdeographic }
      #expect(!leaked || message.name.contains("agrees"), "\(message.name): \(message.english)")
    }
  }

  @Test("no case is forgotten here")
  func complete() throws {
    let refusals = Set(MessageSamples.refusals.map { caseName($0) })
    #expect(try cases(of: "Refusal", in: "TillCore/Refusal.swift").subtracting(refusals) == [])
    let misread = Set(MessageSamples.misreadings.map { caseName($0) })
    #expect(
      try cases(of: "Misreading", in: "TillCounter/Misreading.swift").subtracting(misread) == [])
    let asked = Set(MessageSamples.questions.map { caseName($0) })
    #expect(try cases(of: "Question", in: "TillCore/Question.swift").subtracting(asked) == [])
  }

  @Test("programs can tell refusals apart by their codes")
  func codes() {
    var names: [String: Set<String>] = [:]
    for refusal in MessageSamples.refusals {
      names[refusal.code, default: []].insert(caseName(refusal))
    }
    for (code, cases) in names { #expect(cases.count == 1, "\(code): \(cases)") }
  }

  private struct Message {
    let name: String
    let english: String
    let chinese: String
  }

  private var all: [Message] {
    MessageSamples.refusals.map { refusal in
      message("refusal \(refusal.code)") { $0.refusal(refusal) }
    }
      + MessageSamples.misreadings.map { misreading in
        message("misreading \(misreading.code)") { $0.misreading(misreading) }
      }
      + MessageSamples.questions.map { question in
        message("question \(question.ask.rawValue) \(caseName(question))") {
          $0.question(question)
        }
      }
      + MessageSamples.questions.filter { $0.ask == .yes && !$0.takesNo }.map { question in
        message("answered no to \(caseName(question))") { $0.denied(question) }
      }
      + Question.Ask.allCases.map { ask in
        message("no answer to \(ask.rawValue)") { $0.notAnAnswer(ask).message }
      }
      + MessageSamples.news.map { news in message("print \(news.name)") { news.text($0) } }
      + MessageSamples.printerReasons.map { reason in
        message("printer \(reason)") {
          let trouble = $0.printerTrouble(reason)
          return "\(trouble.what) — \(trouble.todo)"
        }
      }
      + [
        message("given up") { $0.givenUp },
        message("already done") {
          $0.alreadyDone(DoneCommand(first: 12, last: 15, contentDigest: nil))
        },
        message("new catalogue") {
          $0.catalogueChanged(
            CatalogueChange(hash: "", rows: 60, added: 2, changed: 3, removed: 1))
        },
      ]
  }

  private func message(_ name: String, _ text: (Wording) -> String) -> Message {
    Message(name: name, english: text(english), chinese: text(chinese))
  }

  /// `saleFrozen(slip: …)` → `saleFrozen`
  private func caseName(_ value: some Any) -> String {
    String(String(describing: value).prefix { $0 != "(" })
  }

  /// The cases an enum has in its source: two blanks in, up to the first member that is none.
  private func cases(of name: String, in file: String) throws -> Set<String> {
    let sources = URL(fileURLWithPath: TranscriptShop.transcripts)
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/" + file)
    let text = try String(contentsOf: sources, encoding: .utf8)
    let body = text.components(separatedBy: "enum \(name)").dropFirst().first ?? ""
    let own = body.components(separatedBy: "\n  ").prefix {
      !$0.contains("enum ") && !$0.contains("var ")
    }
    let names = own.filter { $0.hasPrefix("case ") }
      .map { String($0.dropFirst(5).prefix { $0.isLetter || $0.isNumber }) }
    #expect(names.count > 10, "\(file) reads otherwise than this test expects")
    return Set(names)
  }
}
