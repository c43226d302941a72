import Testing

@testable import TillJournal

@Suite struct PinyinTests {
  @Test(arguments: [
    ("康", "k"), ("乐", "ly"), ("长", "cz"), ("重", "zc"), ("行", "xh"), ("阿", "ae"), ("长", "cz"),
    ("饿", "e"), ("〇", "l"), ("樂", "ly"), ("の", ""), ("𠮷", ""),
  ]) func initials(character: String, expected: String) throws {
    var pinyin = PinyinInitials()
    let scalar = try #require(character.unicodeScalars.first)
    #expect(String(decoding: pinyin.initials(of: scalar), as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("盐", "盐 y"), ("康师傅", "康 师 傅 ksf sf"), ("音乐盒", "音 乐 盒 ylh yyh lh yh"),
    ("康 师-傅", "康 师 傅 ksf sf"), ("康师 5kg 傅", "康 师 5 kg 傅 ks f"),
    ("一二三四五六", "一 二 三 四 五 六 yess essw sswl swl wl"), ("Tea 550ML", "tea 550 ml"), ("…", ""),
  ]) func tokens(name: String, expected: String) {
    var words = CatalogueWords()
    #expect(words.indexed([name]) == (expected.isEmpty ? "" : expected + " "))
  }

  @Test func manyReadingsStayFew() {
    var words = CatalogueWords()
    let text = words.indexed([String(repeating: "单轧龟", count: 40)])
    #expect(text.utf8.count < 6_000)
  }

  @Test func theTableHasOnlyCharactersOfSeveralReadings() {
    #expect(PinyinReadings.table.count >= 150)
    for (scalar, initials) in PinyinReadings.table {
      #expect(Set(initials).count == initials.count && initials.count > 1, "\(scalar)")
      #expect(initials.allSatisfy { (97...122).contains($0) }, "\(scalar)")
      #expect(PinyinInitials.isIdeograph(scalar), "\(scalar)")
    }
  }
}
