import Foundation
import TillDrawing

/// What a page has besides the document's rows: its number, the sums carried, the marks of a copy
/// and of a document that no longer holds.
extension PageDrawing {
  /// `Page 2 of 3`; and from the second page on, that it is a copy and which.
  func drawFoot(page: Int) {
    guard let height = size.heightPoints, plan.pages.count > 1 else { return }
    canvas.set(.black)
    let baseline = height - size.endMarginPoints
    let small = em * 0.8
    let count = pageCount(page + 1)
    let width = type.set(count, .sans, isBold: false, emPoints: small)
    type.draw(x: size.widthPoints - size.sideMarginPoints - width, baseline: baseline)
    let dressing = layout.dressing
    let marks = [
      dressing.trainingMark ?? "", number, dressing.copyBanner ?? "", dressing.copyName ?? "",
    ].filter { !$0.isEmpty }
    if page > 0, !marks.isEmpty {
      let room = size.widthPoints - 2 * size.sideMarginPoints - width - em
      let natural = type.set(
        marks.joined(separator: " · "), .sans, isBold: true, emPoints: small)
      type.draw(
        x: size.sideMarginPoints, baseline: baseline, scaleX: min(1, room / max(natural, 1)))
    }
  }

  private func pageCount(_ number: Int) -> String {
    let words = layout.pageWords.isEmpty ? "# / #" : layout.pageWords
    let parts = words.split(separator: "#", omittingEmptySubsequences: false)
    let numbers = [String(number), String(plan.pages.count)]
    return parts.enumerated().map { index, part in
      part + (index < parts.count - 1 ? numbers[min(index, 1)] : "")
    }.joined()
  }

  /// The sum so far, under the table where it breaks off and under its head where it goes on.
  func drawOverleaf(_ page: PagePlan.Page) {
    if let brought = page.brought {
      drawSum(brought.text, baseline: brought.top + plan.pitchPoints * 0.75)
    }
    guard !page.carry.isEmpty, let height = size.heightPoints else { return }
    let last = page.rows.last.map { placed in
      placed.top + plan.heightPoints(of: layout.rows[placed.row])
    }
    let foot = height - size.endMarginPoints - em * 2
    drawSum(page.carry, baseline: min(foot, (last ?? foot) + plan.pitchPoints * 0.9))
  }

  private func drawSum(_ text: String, baseline: Double) {
    canvas.set(.black)
    let right = size.widthPoints - size.sideMarginPoints
    let natural = type.set(text, .sans, isBold: true, emPoints: em * 0.92)
    let squeeze = min(1, (right - size.sideMarginPoints) / max(natural, 1))
    type.draw(x: right - natural * squeeze, baseline: baseline, scaleX: squeeze)
  }

  /// D2: VOID in full on every page, across it, and what is under it stays legible; so TRAINING.
  func drawMarkAcross(page: Int) {
    let marks = [layout.dressing.trainingMark, layout.dressing.voidMark]
    let mark = marks.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
    guard !mark.isEmpty else { return }
    let height = size.heightPoints ?? plan.endPoints
    let diagonal = (size.widthPoints * size.widthPoints + height * height).squareRoot()
    let natural = type.set(mark, .sans, isBold: true, emPoints: 100)
    let scale = min(diagonal * 0.54 / max(natural, 1), size.widthPoints / 200)
    canvas.aside {
      canvas.move(x: size.widthPoints / 2, y: height / 2)
      canvas.turn(radians: -min(atan2(height, size.widthPoints), 0.95))
      canvas.set(.voidGrey)
      type.draw(x: -natural * scale / 2, baseline: 35 * scale, scaleX: scale, scaleY: scale)
    }
    canvas.set(.black)
  }
}
