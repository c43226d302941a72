import Foundation
import Testing

@testable import TillCounter

/// One at a time: the signals and the locale a terminal needs are the whole process's.
@Suite(.serialized) struct InputTerminalTests {
  private func conversation(
    _ script: [(await: String, keys: String)], bytes: [(await: String, keys: [UInt8])] = [],
    historyPath: String? = nil,
    codes: @escaping (String) -> [String] = { _ in [] },
    _ body: (TerminalLineReader) throws -> Void
  ) throws -> String {
    setenv("TERM", "xterm", 1)
    let terminal = try InputTerminal()
    defer { terminal.hangUp() }
    #expect(terminal.echoes)
    terminal.play(script.map { ($0.await, Array($0.keys.utf8)) } + bytes)
    do {
      let reader = try #require(
        TerminalLineReader(
          input: terminal.near, output: terminal.near, historyPath: historyPath, codes: codes))
      try body(reader)
    }
    #expect(terminal.echoes, "the terminal is put back as it was found")
    return terminal.seen
  }

  @Test func aPipeIsNoTerminal() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    #expect(TerminalLineReader(input: ends[0], output: ends[1]) == nil)
    close(ends[0])
    close(ends[1])
  }

  @Test func linesAreEditedInUTF8() throws {
    let seen = try conversation([
      ("A> ", "cash 100\r"), ("B> ", "现金收\u{7F}100\r"), ("C>", "ash 5\u{1}c\r"), ("D> ", "\u{4}"),
    ]) { reader in
      #expect(reader.next(prompt: "A> ") == .line("cash 100"))
      #expect(reader.next(prompt: "B> ") == .line("现金100"))
      #expect(reader.next(prompt: "\u{1B}[1mC> \u{1B}[0m") == .line("cash 5"))
      #expect(reader.next(prompt: "D> ") == .end)
    }
    #expect(seen.contains("\u{1B}[1mC>\u{1B}[0m "))
  }

  @Test func bytesThatAreNoUTF8RefuseTheLine() throws {
    // 现 in GB18030, seen and deleted in the second line; a character cut short in the third.
    let bytes: [(await: String, keys: [UInt8])] = [
      ("A> ", [0x61, 0xCF, 0xD6, 0x62, 0x0D]), ("B> ", [0x61, 0xFF, 0x7F, 0x62, 0x0D]),
      ("C> ", [0xE7, 0x8E, 0x0D]), ("D> ", [0xF0, 0x9F, 0x8D, 0x9C, 0x0D]),
    ]
    _ = try conversation([], bytes: bytes) { reader in
      #expect(reader.next(prompt: "A> ") == .invalidUTF8(offset: 1))
      #expect(reader.next(prompt: "B> ") == .line("ab"))
      #expect(reader.next(prompt: "C> ") == .invalidUTF8(offset: 0))
      #expect(reader.next(prompt: "D> ") == .line("🍜"))
    }
  }

  @Test func controlCGivesUpTheLineOnly() throws {
    _ = try conversation([("A> ", "cancel ever"), ("ever", "\u{3}"), ("B> ", "status\r")]) {
      #expect($0.next(prompt: "A> ") == .givenUp)
      #expect($0.next(prompt: "B> ") == .line("status"))
    }
  }

  @Test func signalGivesUpTheLineOnly() throws {
    _ = try conversation([("A> ", "cancel ever"), ("B> ", "status\r")]) { reader in
      let here = pthread_self()
      Thread.detachNewThread {
        usleep(300_000)
        pthread_kill(here, SIGINT)
      }
      #expect(reader.next(prompt: "A> ") == .givenUp)
      pthread_kill(here, SIGINT)
      #expect(reader.next(prompt: "B> ") == .line("status"))
    }
  }

  @Test func secretIsNeverShown() throws {
    let seen = try conversation([
      ("A> ", "sign-on 01\r"), ("PIN: ", "9\u{7F}4711\r"), ("PIN: ", "47\u{3}"),
      ("PIN: ", "48\u{15}\u{4}"), ("B> ", "\u{10}\r"),
    ]) { reader in
      #expect(reader.next(prompt: "A> ") == .line("sign-on 01"))
      #expect(reader.secret(prompt: "PIN: ") == .line("4711"))
      #expect(reader.secret(prompt: "PIN: ") == .givenUp)
      #expect(reader.secret(prompt: "PIN: ") == .end)
      #expect(reader.next(prompt: "B> ") == .line("sign-on 01"), "the arrow finds no PIN")
    }
    #expect(!seen.contains("4711") && !seen.contains("47") && !seen.contains("48"))
  }

  /// A cashier types faster than the shop answers: id, Enter, PIN in one go.
  @Test func secretTypedAheadIsReadAndNotShown() throws {
    let seen = try conversation([("A> ", "sign-on 01\r4711\r")]) { reader in
      #expect(reader.next(prompt: "A> ") == .line("sign-on 01"))
      usleep(100_000)
      #expect(reader.secret(prompt: "PIN: ") == .line("4711"))
    }
    #expect(!seen.contains("4711"))
  }

  @Test func tabCompletesVerbsAndCodes() throws {
    let seen = try conversation(
      [
        ("A> ", "ann\t5\r"), ("B> ", "3*BEER-\t\t"), ("BEER-AMBER  BEER-BLACK", "A\t\r"),
        ("C> ", "sig\t\t"), ("sign-on  sign-off", "n 01\r"), ("D> ", "ann\u{16}\t\r"),
      ], codes: { start in ["BEER-AMBER", "BEER-BLACK"].filter { $0.hasPrefix(start) } }
    ) { reader in
      #expect(reader.next(prompt: "A> ") == .line("announce 5"))
      #expect(reader.next(prompt: "B> ") == .line("3*BEER-AMBER "))
      #expect(reader.next(prompt: "C> ") == .line("sign-on 01"))
      #expect(reader.answer(prompt: "D> ") == .line("ann "), "an answer isn't completed")
    }
    #expect(seen.contains("sign-on  sign-off"))
  }

  @Test func historyIsKeptPrivatelyAndWithoutPeople() throws {
    let path = NSTemporaryDirectory() + "till-history-\(getpid())"
    defer { unlink(path) }
    _ = try conversation(
      [("A> ", "现金 100\r"), ("B> ", "customer 13800138000\r"), ("C> ", "张三\r"), ("D> ", "1111\r")],
      historyPath: path
    ) { reader in
      #expect(reader.next(prompt: "A> ") == .line("现金 100"))
      #expect(reader.next(prompt: "B> ") == .line("customer 13800138000"))
      #expect(reader.answer(prompt: "C> ") == .line("张三"))
      #expect(reader.next(prompt: "D> ") == .line("1111"))
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "现金 100\n")
    var about = stat()
    #expect(stat(path, &about) == 0 && about.st_mode & 0o777 == 0o600)
    _ = try conversation([("A> ", "\u{1B}[A\r")], historyPath: path) { reader in
      #expect(reader.next(prompt: "A> ") == .line("现金 100"))
    }
  }

  static let texts: [(text: String, safe: String)] = [
    ("Beef noodles 牛肉面", "Beef noodles 牛肉面"), ("a\u{1B}[2Jb", "a[2Jb"), ("a\u{9B}2Jb", "a2Jb"),
    ("a\r\nb\tc", "a  b c"), ("\u{202E}abc\u{2066}", "abc"), ("a\u{0}\u{7}b", "ab"),
    ("a\u{200B}\u{FEFF}b\u{2028}c", "ab c"),
    ("e\u{301} \u{1F468}\u{200D}\u{1F469}", "e\u{301} \u{1F468}\u{200D}\u{1F469}"),
  ]

  @Test(arguments: texts.indices)
  func safeTextDrivesNothing(row: Int) {
    let (text, safe) = Self.texts[row]
    #expect(TerminalText.safe(text).unicodeScalars.elementsEqual(safe.unicodeScalars))
    #expect(TerminalText.styled(text, .red, isColoured: false) == safe)
    #expect(
      TerminalText.prompt(text, mark: "\u{1}").unicodeScalars.elementsEqual(safe.unicodeScalars))
  }

  @Test func onlyColoursPassInAPrompt() {
    let prompt = TerminalText.prompt("\u{1B}[1;31mA\u{1B}[0m\u{1B}[2J\u{1}> ", mark: "|")
    #expect(TerminalText.prompt("A\u{1B}[0m", mark: "|") == "A|\u{1B}[0m| ")
    #expect(TerminalText.prompt("A \u{1B}[0m", mark: "|") == "A|\u{1B}[0m| ")
    #expect(TerminalText.prompt("", mark: "|") == "")
    #expect(prompt == "|\u{1B}[1;31m|A|\u{1B}[0m|[2J> ")
  }
}
