import Testing
import TillDrawing

@Suite("Fonts")
struct FontTests {
  @Test("./test installs every font papers are drawn with")
  func installed() {
    #expect(Fonts.missing.isEmpty)
  }
}
