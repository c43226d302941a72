import TestSupport
import Testing
import TillCore

@Suite struct CSVWriterTests {
  @Test func eachKindOfCellStandsAsItIs() {
    let line = CSVWriter.line([
      .text("Tea"), .amount(Money(minor: -1610, .cny)), .amount(Money(minor: -300, .jpy)),
      .number(-42), .quantity(Quantity(thousandths: -755)), .rate(Rate(basisPoints: -250)),
      .empty, .text(""),
    ])
    #expect(line == "Tea,-16.10,-300,-42,-0.755,-2.5,,\r\n")
  }

  /// RFC 4180, rules 5 to 7; blanks at the ends and semicolons are quoted as well.
  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("5\" pipe", "\"5\"\" pipe\""), ("\"", "\"\"\"\""),
    ("a;b", "\"a;b\""), (" a", "\" a\""), ("a ", "\"a \""), ("绿茶,大", "\"绿茶,大\""),
    ("two\r\nlines", "two  lines"), ("a\u{0}b\u{1B}c\u{85}d", "a b c d"),
  ])
  func textIsQuotedWhereItMustBe(text: String, written: String) {
    #expect(CSVWriter.line([.text(text)]) == written + "\r\n")
  }

  /// The signs of CWE-1236, and the ways around them: blanks, quotes and a `;` before the sign.
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+86 10", "'+86 10"), ("-5", "'-5"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "\" '=1\""), ("\r-1", "\" '-1\""), (" =1", "\" '=1\""), ("\u{3000}@a", "\u{3000}'@a"),
    ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠a", "'＠a"),
    ("\"=1", "\"\"\"'=1\""), ("'=1", "''=1"), ("x;=1", "\"x;'=1\""),
    ("x; \"=1", "\"x; \"\"'=1\""), ("x\n;\n=1", "\"x ; '=1\""),
    ("a=1", "a=1"), ("a-b", "a-b"), ("me@shop", "me@shop"), ("1-2", "1-2"), (";", "\";\""),
  ])
  func noTextBeginsAFormula(text: String, written: String) {
    #expect(CSVWriter.line([.text(text)]) == written + "\r\n")
  }

  /// Whatever the text: one record, one field, and no formula at either separator.
  @Test func randomTextsStayOneCell() throws {
    var random = SeededGenerator(seed: 4180)
    let alphabet = Array("=+-@;,\"'\t\r\n ab＝，\u{3000}".unicodeScalars)
    for _ in 0..<5_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...8, using: &random) {
        text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
      }
      let line = CSVWriter.line([.number(1), .text(String(text))])
      #expect(line.hasPrefix("1,"))
      #expect(!line.dropLast(1).contains { $0 == "\r" || $0 == "\n" })
      for separator: Character in [",", ";"] {
        for field in Self.fields(line.dropLast(1), at: separator) {
          let start = field.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\"" }
          #expect(start.map { !"=+-@＝＋－＠".unicodeScalars.contains($0) } ?? true, "\(line)")
        }
      }
      #expect(Self.fields(line.dropLast(1), at: ",").count == 2)
    }
  }

  @Test func theMarkIsUTF8s() {
    #expect(Array(CSVWriter.byteOrderMark.utf8) == [0xEF, 0xBB, 0xBF])
  }

  /// A reader of its own: a field in quotes counts only where the quote begins the field.
  private static func fields(_ line: some StringProtocol, at separator: Character) -> [String] {
    var fields = [""]
    var isQuoted = false
    var characters = Array(line.unicodeScalars.map(Character.init))[...]
    while let character = characters.popFirst() {
      if isQuoted, character == "\"", characters.first == "\"" {
        fields[fields.count - 1].append(characters.removeFirst())
      } else if isQuoted, character == "\"" {
        isQuoted = false
      } else if character == "\"", fields.last?.isEmpty == true {
        isQuoted = true
      } else if character == separator, !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
