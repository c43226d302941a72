import Testing
import TillReceipt

/// Where rows end, how a table folds, and what takes which cells.
@Suite("Rows on narrow and wide paper")
struct WrapTests {
  private static let table = """
    {width:2,*,4,3,6,7; till_fold:2}
    1 |Apple juice 1 l | box| 2| 12.50| 25.00
    """

  @Test("An article is one row where the paper is wide enough, two where it isn't")
  func fold() {
    let wide = renderText(Layout(markup: Self.table, profile: .plain))
    #expect(wide == "1  Apple juice 1 l        box   2  12.50   25.00\n")
    let narrow = renderText(Layout(markup: Self.table, profile: .plain.withColumns(32)))
    #expect(
      narrow == """
        1  Apple juice 1 l
                  box   2  12.50   25.00

        """)
  }

  @Test(
    "Drawn rows end between words, and by the rules of Chinese typesetting",
    arguments: [
      (
        "{width:*}\nthe quick brown fox jumps over it |", "the quick brown fox jump\ns over it\n", 0
      ),
      ("{width:*}\nthe quick brown fox jumps over it |", "the quick brown fox\njumps over it\n", 1),
      ("{width:*}\n本店商品七天包换，详见说明。谢谢 |", "本店商品七天包换，详见说\n明。谢谢\n", 1),
      ("{width:*}\n本店所有商品七天内包退换。谢谢您 |", "本店所有商品七天内包退\n换。谢谢您\n", 1),
      (
        "{width:*}\nsupercalifragilisticexpialidocious |", "supercalifragilisticexpi\nalidocious\n",
        1
      ),
      (
        "{width:*}\nkeep 12,345.00 and S1-000128 whole |", "keep 12,345.00 and\nS1-000128 whole\n",
        1
      ),
    ])
  func words(markup: String, wanted: String, drawn: Int) {
    let profile = Profile.plain.withColumns(24)
    let layout = Layout(markup: markup, profile: drawn == 1 ? profile.drawn() : profile)
    #expect(renderText(layout) == wanted)
  }

  @Test(
    "What a reader sees as one character takes the cells of one",
    arguments: [
      ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("é", 1), ("e\u{301}", 1), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2),
      ("❤\u{FE0F}", 2), ("❤", 1), ("👍🏽", 2), ("永", 2), ("a", 1), ("¥", 1), ("⊗", 2),
    ])
  func clusters(text: String, cells: Int) {
    let layout = Layout(
      markup: "{width:12,1}\n\(text) |x", profile: .epsonTM80.withColumns(24))
    let line = renderText(layout)
    // From the first column's text to the x in cell 13.
    #expect(line.drop { $0 == " " }.count { $0 == " " } == 13 - cells, "\(line)")
  }

  @Test("What can't be printed as asked is noted, with its line")
  func faults() {
    let markup = """
      ok
      a { b
      {width:4,*}
      12,345.00 | x
      {code:123; option:ean}
      {code:ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789; option:code39,4}
      {image:AAAA}
      {width:2,2}
      永 | b | c
      """
    let layout = Layout(markup: markup, profile: .plain.withColumns(32))
    #expect(
      layout.faults.map { "\($0.line): \($0.description)" } == [
        "2: a stray { or }: the line prints nothing; write \\{ or \\}",
        "4: column 1 is 4 wide, too narrow for 12,345.00; make it wider",
        "5: 123 is no ean: wrong characters, length or check digit; mend it, or choose another",
        "6: the code39 of ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 is wider than the paper; "
          + "make its bars narrower or its text shorter",
        "7: the picture is no PNG or larger than 576 dots; make it smaller",
        "9: only 2 of 3 columns fit the paper; take columns out or give them widths",
      ])
  }

  @Test("Whether a code fits the paper is known before it is printed")
  func codesThatFit() {
    func faults(_ markup: String) -> [String] {
      Layout(markup: markup, profile: .genericChinese80).faults.map(\.description)
    }
    let long = String(repeating: "a", count: 600)
    #expect(
      faults("{option:qrcode,8,l; code:\(long)}") == [
        "the qrcode of \(long.prefix(60))… is wider than the paper; "
          + "make its bars narrower or its text shorter"
      ])
    // A printer sets these figures too wide; drawn by us they fit.
    #expect(faults("{option:code128,2; code:\(String(repeating: "1234567890", count: 4))}").isEmpty)
  }

  @Test("A text that just fills its column leaves no empty row where rows end at words")
  func fullRow() {
    let markup = "{till_wrap:words; width:8,4}\n\"abcdefgh\"\\nij | 1"
    let text = renderText(Layout(markup: markup, profile: .plain.withColumns(24)))
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 3, "\(text)")
  }

  @Test("One long value takes time in proportion to its length, and is noted once")
  func longValue() {
    let markup = "{width:4,*}\n\(String(repeating: "1", count: 40_000)) | x"
    let layout = Layout(markup: markup, profile: .plain)
    #expect(layout.rowCount == 10_000 && layout.faults.count == 1)
  }
}
