import Glibc
import Testing

@testable import TillCounter

/// RELIABILITY test 20: what a pipe can bring, and what of it the counter is ever shown.
@Suite struct InputReaderTests {
  static let table: [(bytes: [UInt8], inputs: [Input])] = [
    ([], [.end]),
    (bytes("\n"), [.line(""), .end]),
    (bytes("cash 100\nstatus\n"), [.line("cash 100"), .line("status"), .end]),
    (bytes("cash 100\r\nstatus\r\n"), [.line("cash 100"), .line("status"), .end]),
    (bytes("a\n\n\r\nb"), [.line("a"), .line(""), .line(""), .line("b"), .end]),
    // End of input inside a word, after a CR, inside a character.
    (bytes("cash 1"), [.line("cash 1"), .end]),
    (bytes("cash 1\r"), [.line("cash 1"), .end]),
    ([0x71, 0xE7, 0x8E], [.invalidUTF8(offset: 1), .end]),
    // A byte order mark is dropped once, at the very start, and only there.
    (bytes("\u{FEFF}现金100\n"), [.line("现金100"), .end]),
    (bytes("\u{FEFF}"), [.end]),
    (bytes("a\n\u{FEFF}b"), [.line("a"), .line("\u{FEFF}b"), .end]),
    // TAB is a blank; every other control character refuses the line it stands in.
    (bytes("qty\t2\n"), [.line("qty 2"), .end]),
    (bytes("a\u{0}b\nc\n"), [.controlCharacter(offset: 1), .line("c"), .end]),
    (bytes("现\u{1B}[2J\n"), [.controlCharacter(offset: 3), .end]),
    (bytes("a\rb\n"), [.controlCharacter(offset: 1), .end]),
    (bytes("ab\u{7F}\n"), [.controlCharacter(offset: 2), .end]),
    (bytes("\u{9B}2J\n"), [.controlCharacter(offset: 0), .end]),
    // 现金 in GB18030; an overlong slash; a surrogate; past U+10FFFF.
    ([0xCF, 0xD6, 0xBD, 0xF0, 0x0A, 0x61], [.invalidUTF8(offset: 0), .line("a"), .end]),
    ([0x61, 0xC0, 0xAF, 0x0A], [.invalidUTF8(offset: 1), .end]),
    ([0xED, 0xA0, 0x80, 0x0A], [.invalidUTF8(offset: 0), .end]),
    ([0x61, 0x62, 0xF4, 0x90, 0x80, 0x80], [.invalidUTF8(offset: 2), .end]),
    // The first reason in order of precedence is the one given: not UTF-8 before control.
    ([0x00, 0xFF, 0x0A], [.invalidUTF8(offset: 1), .end]),
  ]

  @Test(arguments: table.indices)
  func pipeGives(row: Int) throws {
    let (bytes, inputs) = Self.table[row]
    #expect(try InputPipe.inputs(of: bytes) == inputs)
  }

  static let limits: [(line: String, inputs: [Input])] = [
    ("12345678\n", [.line("12345678"), .end]),
    ("12345678\r\n", [.line("12345678"), .end]),
    ("\u{FEFF}12345678\r\nx", [.line("12345678"), .line("x"), .end]),
    ("123456789\nx\n", [.tooLong(bytes: 9), .line("x"), .end]),
    ("123456789\r\nx\n", [.tooLong(bytes: 9), .line("x"), .end]),
    ("1234567890123456\nx\n", [.tooLong(bytes: 16), .line("x"), .end]),
    ("1234567890123456", [.tooLong(bytes: 16), .end]),
    ("二二二\nx", [.tooLong(bytes: 9), .line("x"), .end]),
  ]

  @Test(arguments: limits.indices)
  func limitOfEightBytes(row: Int) throws {
    let (line, inputs) = Self.limits[row]
    #expect(try InputPipe.inputs(of: Self.bytes(line), limitBytes: 8) == inputs)
  }

  @Test func endIsTheEndForGood() throws {
    try InputPipe.reading(Self.bytes("a")) { reader in
      #expect(reader.next() == .line("a"))
      #expect(reader.next() == .end)
      #expect(reader.next() == .end)
      #expect(reader.failure == nil)
    }
  }

  @Test func failedReadIsAnEndThatSaysWhy() {
    let reader = BoundedLineReader(descriptor: -1)
    #expect(reader.next() == .end)
    #expect(reader.failure == EBADF)
  }

  @Test func endlessLineIsReportedOnceInBoundedMemory() throws {
    let megabyte = [UInt8](repeating: UInt8(ascii: "7"), count: 1 << 20)
    let before = residentBytes()
    try InputPipe.reading(megabyte, repeats: 200, tail: Self.bytes("\nstatus\n")) { reader in
      #expect(reader.next() == .tooLong(bytes: 200 << 20))
      #expect(reader.next() == .line("status"))
      #expect(reader.next() == .end)
    }
    // Other tests run beside this one, so their memory is in the figure: still far below 200 MB.
    #expect(residentBytes() - before < 48 << 20)
  }

  @Test func manyLines() throws {
    try InputPipe.reading(Self.bytes("2*6921168509256\r\n"), repeats: 100_000) { reader in
      var count = 0
      while reader.next() == .line("2*6921168509256") { count += 1 }
      #expect(count == 100_000)
      #expect(reader.next() == .end)
    }
  }

  static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func residentBytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
    let fields = String(decoding: line.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      .split(separator: " ")
    return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
