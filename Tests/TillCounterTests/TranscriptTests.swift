import Foundation
import Testing
import TillCore
import TillJournal

@testable import TillCounter

/// Every conversation in Tests/Transcripts is held again and compared byte for byte.
///
/// `TILL_RECORD=1 swift test --filter TranscriptTests` writes the answers down anew; read them
/// before they are committed.
@Suite struct TranscriptTests {
  @Test("a transcript holds word for word", arguments: Transcript.names)
  func holds(_ name: String) throws {
    let transcript = try Transcript.named(name)
    var journal: Journal?
    let today = try transcript.heldAgain { desk, line in
      journal = desk.journal
      let differences = try desk.differencesFromDisk()
      #expect(differences.isEmpty, "after > \(line)")
    }
    if let journal { try checkSeal(journal) }
    try Golden.hold(today, transcript.text, transcript.path)
  }

  @Test("no answer holds what a terminal would obey, or is too long for a line")
  func answersAreTame() throws {
    for name in Transcript.names {
      for line in try Transcript.named(name).text.split(separator: "\n") {
        let isTame = !line.unicodeScalars.contains { Input.isControl($0) }
        #expect(isTame, "\(name): \(line.debugDescription)")
        #expect(!line.hasPrefix("! ") || Cells.width(String(line)) <= 160, "\(name): \(line)")
      }
    }
  }

  /// The facts are sealed, and the rows made from them again are the rows that stand.
  private func checkSeal(_ journal: Journal) throws {
    guard case .whole = try journal.verify() else {
      Issue.record("the journal is broken")
      return
    }
  }
}

/// Files that hold what was said when it was right.
enum Golden {
  static let isRecording = ProcessInfo.processInfo.environment["TILL_RECORD"] == "1"

  /// Holds what is said now against what was said, or writes it down when recording.
  static func hold(_ now: String, _ before: String, _ path: String) throws {
    guard now != before else { return }
    if isRecording {
      try now.write(toFile: path, atomically: true, encoding: .utf8)
    } else {
      Issue.record("\(difference(before, now))")
    }
  }

  /// What changed, line by line: `-` stood there, `+` is said now, with the line typed before.
  static func difference(_ before: String, _ now: String) -> String {
    let old = before.components(separatedBy: "\n")
    let new = now.components(separatedBy: "\n")
    var changes: [(line: Int, text: String)] = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, let line, _): changes.append((offset, "- \(line)"))
      case .insert(let offset, let line, _): changes.append((offset, "+ \(line)"))
      }
    }
    changes.sort { $0.line < $1.line }
    let shown = changes.prefix(60).map { "\($0.line + 1): \($0.text)" }
    return (["what is said now differs:"] + shown).joined(separator: "\n")
  }
}
