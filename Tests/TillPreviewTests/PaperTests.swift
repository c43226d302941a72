import Foundation
import Testing

@testable import TillPreview

@Suite("The paper, dot for dot")
struct PaperTests {
  private func paper(_ bytes: [UInt8], _ printer: PrinterShape = Shapes.western) throws
    -> PrintedPaper
  {
    PrintedPaper(try EscPosDecoder(bytes, printer: printer))
  }

  /// Columns with ink, first and last.
  private func extent(_ dots: DotGrid) -> ClosedRange<Int>? {
    let columns = (0..<dots.width).filter { x in (0..<dots.height).contains { dots[x, $0] } }
    guard let first = columns.first, let last = columns.last else { return nil }
    return first...last
  }

  @Test("a line is 30 dots, or as high as its tallest; letters are 12 dots apart")
  func sizes() throws {
    let head = PrinterShape.usualKnifeDots
    #expect(try paper(stream("a", lf)).dots().height == head + 30)
    #expect(try paper(stream("a", gs, "!", 0x11, "b", lf)).dots().height == head + 48)
    #expect(try paper(stream(esc, "3", 24, "a", lf)).dots().height == head + 24)
    let one = try #require(extent(try paper(stream("H", lf)).dots()))
    let later = try #require(extent(try paper(stream("   H", lf)).dots()))
    #expect(later.lowerBound - one.lowerBound == 36)
    let wide = try #require(extent(try paper(stream(gs, "!", 0x10, "H", lf)).dots()))
    #expect(wide.lowerBound == one.lowerBound * 2)
  }

  @Test("a full line fits; one letter more wraps and is told")
  func wrap() throws {
    let full = String(repeating: "x", count: 48)
    let fits = try EscPosDecoder(stream(full, lf), printer: Shapes.western)
    #expect(fits.troubles.isEmpty)
    let wraps = try EscPosDecoder(stream(full, "y", lf), printer: Shapes.western)
    #expect(wraps.troubles == [PaperTrouble(kind: .wrapped, offset: 48, excessDots: 12)])
    #expect(PrintedPaper(wraps).lines == [full, "y"])
    let spaced = try EscPosDecoder(
      stream(esc, " ", 1, full, lf), printer: Shapes.western)
    #expect(spaced.troubles.count == 1)
    let pairs = String(repeating: "a", count: 47)
    let half = try EscPosDecoder(
      stream(fs, "&", pairs, 0xD3, 0xC0, lf), printer: Shapes.chinese)
    #expect(half.troubles.map(\.kind) == [.wrapped])
  }

  @Test("pictures lose what is beyond the paper, codes are left out, and both are told")
  func tooWide() throws {
    let raster = stream(gs, "v0", 0, 73, 0, 1, 0) + [UInt8](repeating: 0xFF, count: 73)
    let picture = try EscPosDecoder(raster, printer: Shapes.western)
    #expect(picture.troubles == [PaperTrouble(kind: .clipped, offset: 0, excessDots: 8)])
    #expect(try PrintedPaper(picture).dots().inkCount == 576)
    let columns = stream(esc, "*", 33, 0x44, 2) + [UInt8](repeating: 0xFF, count: 580 * 3)
    let line = try EscPosDecoder(columns + [0x0A], printer: Shapes.western)
    #expect(line.troubles.map(\.excessDots) == [4])
    let data = "{B" + String(repeating: "a", count: 40)
    let code = try EscPosDecoder(
      stream(gs, "k", 73, data.utf8.count, data), printer: Shapes.western)
    #expect(code.troubles.map(\.kind) == [.omitted])
    #expect(try PrintedPaper(code).dots().inkCount == 0)
  }

  @Test("GS ! sets both fonts' sizes, FS ! only the Chinese one; some models keep them apart")
  func chineseSizes() throws {
    let bytes = stream(fs, "&", gs, "!", 0x11, 0xD3, 0xC0, fs, "!", 0, 0xD3, 0xC0, "a", lf)
    func widths(_ printer: PrinterShape) throws -> [Int] {
      try EscPosDecoder(bytes, printer: printer).items.compactMap {
        if case .text(let run) = $0 { run.look.width } else { nil }
      }
    }
    #expect(try widths(Shapes.chinese) == [2, 1, 2])
    let own = PrinterShape(
      dotsAcross: 576, codePages: [:], chinese: .fromStart, hasOwnChineseLook: true)
    #expect(try widths(own) == [1, 2])
  }

  @Test("what one paper sets, the next one inherits, until ESC @")
  func inheritance() throws {
    let cut = stream(gs, "V", 66, 0)
    let bytes =
      stream(esc, "E", 1, "a", lf) + cut + stream("b", lf) + cut + stream(esc, "@", "c", lf)
    let bold = try EscPosDecoder(bytes, printer: Shapes.western).items.compactMap {
      if case .text(let run) = $0 { run.look.isBold } else { nil }
    }
    #expect(bold == [true, true, false])
  }

  @Test("a cut that feeds falls below the print; one that doesn't, through it, and is told")
  func cuts() throws {
    let fed = try EscPosDecoder(
      stream("one", lf, gs, "V", 66, 10, "two", lf, gs, "V", 65, 0), printer: Shapes.western)
    #expect(fed.troubles.isEmpty)
    let papers = PrintedPaper(fed).parts
    #expect(papers.map(\.lines) == [["one"], ["two"]])
    let head = PrinterShape.usualKnifeDots
    #expect(try papers.map { try $0.dots().height } == [head + 40, head + 30])
    let unfed = stream("one", lf, "two", lf, "three", lf, "four", lf, esc, "J", 10, gs, "V", 0)
    let decoder = try EscPosDecoder(unfed, printer: Shapes.western)
    #expect(
      decoder.troubles == [PaperTrouble(kind: .cutThrough, offset: unfed.count - 3, excessDots: 20)]
    )
    let dashes = PrintedPaper(
      try EscPosDecoder(stream("a", lf, gs, "V", 66, 0), printer: Shapes.western)
    ).lines
    #expect(dashes == ["a", Array(repeating: "-", count: 24).joined(separator: " ")])
  }

  @Test("underline, invert and bold put ink where a printer does")
  func decorations() throws {
    let top = PrinterShape.usualKnifeDots
    let under = try paper(stream(esc, "-", 2, " ", lf)).dots()
    #expect(under.inkCount == 24)
    #expect(under[0, top + 22] && under[11, top + 23] && !under[12, top + 23])
    #expect(try paper(stream(gs, "B", 1, " ", lf)).dots().inkCount == 12 * 24)
    #expect(try paper(stream(gs, "B", 1, esc, "-", 2, " ", lf)).dots().inkCount == 12 * 24)
    let plain = try paper(stream("H", lf)).dots().inkCount
    #expect(try paper(stream(esc, "E", 1, "H", lf)).dots().inkCount > plain)
    #expect(try paper(stream(gs, "!", 0x11, "H", lf)).dots().inkCount == plain * 4)
  }

  @Test("upside down is the line turned; right is at the right edge")
  func places() throws {
    let plain = try paper(stream("L", lf)).dots()
    let turned = try paper(stream(esc, "{", 1, "L", lf)).dots()
    let head = PrinterShape.usualKnifeDots
    #expect(turned.rows(head..<head + 24) == plain.rows(head..<head + 24).turned())
    let right = try paper(stream(esc, "a", 2, gs, "B", 1, " ", lf)).dots()
    #expect(extent(right) == 564...575)
    let area = stream(gs, "L", 48, 0, gs, "W", 0x20, 1, esc, "a", 1, gs, "B", 1, " ", lf)
    #expect(extent(try paper(area).dots()) == 48 + 138...48 + 149)
  }

  @Test("letters of several heights stand on one foot")
  func foot() throws {
    let dots = try paper(stream(gs, "B", 1, " ", gs, "!", 1, " ", lf)).dots()
    let head = PrinterShape.usualKnifeDots
    #expect(!dots[0, head + 23] && dots[0, head + 24] && dots[12, head] && dots[12, head + 47])
    #expect(!dots[0, head + 48])
  }

  @Test("lines of a box join, row to row")
  func boxes() throws {
    let rows = stream(esc, "3", 24, 0xDA, 0xC4, 0xBF, lf, 0xB3, " ", 0xB3, lf, 0xC0, 0xC4, 0xD9, lf)
    let dots = try paper(rows).dots()
    let head = PrinterShape.usualKnifeDots
    for y in head + 12..<head + 60 { #expect(dots[5, y] && dots[30, y]) }
    for x in 5..<31 { #expect(dots[x, head + 12]) }
  }

  @Test("the grid shows what stands where")
  func lines() throws {
    let bytes = stream(
      fs, "&", 0xD3, 0xC0, " a", lf, gs, "!", 0x10, "wi", lf, gs, "!", 0, lf, esc, "a", 1, "mid",
      lf,
      gs, "k", 68, 8, "90311017")
    #expect(
      try paper(bytes, Shapes.chinese).lines == [
        "永 a", "w i", "", "                      mid", "               [EAN-8 90311017]",
      ])
  }

  @Test("PNG is the dots with a margin of paper, and a dashed gap for each cut")
  func png() throws {
    let whole = try paper(stream("one", lf, gs, "V", 66, 0, "two", lf, gs, "V", 66, 0)).pngBytes()
    func number(_ offset: Int) -> Int { whole[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    #expect(number(16) == 576 + 64)
    #expect(number(20) == 2 * (96 + 30) + 2 * 32)
  }

  @Test("a paper longer than a picture may be is refused, not drawn")
  func tooLong() throws {
    let feeds = [UInt8](repeating: 0, count: 200).flatMap { _ in stream(esc, "J", 255) }
    let error = #expect(throws: PreviewError.self) { _ = try paper(feeds).pngBytes() }
    #expect(
      error?.description
        == "the paper is 51096 dots long, and a picture holds 32000; render it as pdf or escpos")
  }
}
