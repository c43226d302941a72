import Foundation
import Testing

@testable import TillJournal

@Suite struct CSVReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func records(_ bytes: [UInt8]) throws -> (CSVReader, [CSVRecord]) {
    let reader = try CSVReader(path: folder.file("file.csv", bytes))
    var records: [CSVRecord] = []
    while let record = try reader.next() { records.append(record) }
    return (reader, records)
  }

  private func fault(_ bytes: [UInt8]) -> CSVFault? {
    do {
      _ = try records(bytes)
      return nil
    } catch {
      #expect((error as? JournalError)?.code == .brokenCSV)
      return (error as? JournalError)?.underlying as? CSVFault
    }
  }

  private static let written: [(text: String, records: [CSVRecord])] = [
    ("", []),
    ("a", [CSVRecord(line: 1, fields: ["a"])]),
    ("a,b\n", [CSVRecord(line: 1, fields: ["a", "b"])]),
    (",\n", [CSVRecord(line: 1, fields: ["", ""])]),
    ("\"\"", [CSVRecord(line: 1, fields: [""])]),
    (
      "a\r\nb\rc\nd",
      [
        CSVRecord(line: 1, fields: ["a"]), CSVRecord(line: 2, fields: ["b"]),
        CSVRecord(line: 3, fields: ["c"]), CSVRecord(line: 4, fields: ["d"]),
      ]
    ),
    (
      "\"x\r\ny\",\"say \"\"hm\"\", so\"\r\nnext",
      [
        CSVRecord(line: 1, fields: ["x\r\ny", "say \"hm\", so"]),
        CSVRecord(line: 3, fields: ["next"]),
      ]
    ),
    ("5\" pipe,b", [CSVRecord(line: 1, fields: ["5\" pipe", "b"])]),
    ("a\n\nb", [("a", 1), ("", 2), ("b", 3)].map { CSVRecord(line: $0.1, fields: [$0.0]) }),
    ("\u{FEFF}a,康", [CSVRecord(line: 1, fields: ["a", "康"])]),
  ]

  @Test(arguments: written) func reads(text: String, expected: [CSVRecord]) throws {
    let (reader, records) = try records(Array(text.utf8))
    #expect(records == expected)
    #expect(reader.encoding == .utf8)
  }

  @Test(arguments: [
    ("a\n\"b\nc\nd\n", CSVFault(line: 2, kind: .quoteNeverClosed)),
    ("a\n\"b\n\nc\",\"d\"x\n", CSVFault(line: 4, kind: .textAfterQuote(openedOnLine: 4))),
    ("a\n\"b\nc\"d\n", CSVFault(line: 3, kind: .textAfterQuote(openedOnLine: 2))),
  ]) func names(text: String, expected: CSVFault) {
    #expect(fault(Array(text.utf8)) == expected)
  }

  @Test func anOpenQuoteNeverSwallowsTheFile() {
    let rest = String(repeating: "a line of a long file\n", count: 100_000)
    let expected = CSVFault(line: 2, kind: .quoteNeverClosed)
    #expect(fault(Array(("a\n\"b\n" + rest).utf8)) == expected)
  }

  @Test func aRecordHasALongestLength() throws {
    let most = CSVReader.recordBytesMost
    let fits = [UInt8](repeating: 0x61, count: most - 1)
    #expect(try records(fits + [0x0A]).1.first?.fields.first?.utf8.count == most - 1)
    let expected = CSVFault(line: 2, kind: .recordTooLong)
    #expect(fault([0x61, 0x0A] + fits + fits + [0x0A]) == expected)
    #expect(fault([0x61, 0x0A] + [UInt8](repeating: 0x2C, count: most * 2)) == expected)
  }

  /// Any cut between two chunks must be invisible: records of every length meet the borders.
  @Test func chunksLeaveNoTrace() throws {
    let name = "\"康师傅 \"\"红烧\"\"\r\n牛肉面\",é"
    var text = ""
    var lines: [Int] = []
    for index in 0..<9_000 {
      lines.append(1 + index * 2)
      text += name + String(repeating: "x", count: index % 7) + "\r\n"
    }
    let (reader, records) = try records(Array(text.utf8))
    #expect(records.map(\.line) == lines)
    #expect(records.allSatisfy { $0.fields.first == "康师傅 \"红烧\"\r\n牛肉面" })
    #expect(reader.bytesRead == reader.byteCount)
  }

  @Test func readsGB18030AndSaysSo() throws {
    // 康师傅,面 in GB18030, then 𠮷 in its four bytes, across many chunks.
    let line: [UInt8] = [
      0xBF, 0xB5, 0xCA, 0xA6, 0xB8, 0xB5, 0x2C, 0xC3, 0xE6, 0x95, 0x34, 0xB2, 0x35, 0x0A,
    ]
    let lines = repeatElement(line, count: 20_000).joined()
    let (reader, records) = try records([0x61, 0x0A] + lines)
    #expect(reader.encoding == .gb18030)
    #expect(records.count == 20_001)
    #expect(records.dropFirst().allSatisfy { $0.fields == ["康师傅", "面\u{20BB7}"] })
  }

  @Test func namesTheLineThatIsInNoEncoding() {
    #expect(fault([0x61, 0x0A, 0xFF, 0xFF, 0x0A]) == CSVFault(line: 2, kind: .undecodable))
    #expect(fault([0x61, 0x0A, 0x62, 0x0A, 0xBF]) == CSVFault(line: 3, kind: .undecodable))
  }

  @Test func damagedUTF8IsNotReadAsChinese() {
    let text = Array("a\n康师傅红烧牛肉面五连包\n".utf8) + [0xE5, 0xBA, 0x0A]
    #expect(fault(text) == CSVFault(line: 3, kind: .damagedUTF8))
  }

  @Test func hashesWhatItRead() throws {
    let (reader, _) = try records(Array("abc".utf8))
    #expect(
      reader.sourceHash == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func aMissingFileIsNamed() throws {
    let path = folder.path + "/none.csv"
    let error = #expect(throws: JournalError.self) { try CSVReader(path: path) }
    #expect(error?.code == .missingFile)
    #expect(error?.context == "\(path): cannot open it: No such file or directory")
    #expect(throws: JournalError.self) { try CSVReader(path: folder.path) }
  }
}
