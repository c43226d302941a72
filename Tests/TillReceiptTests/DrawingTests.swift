import Foundation
import Testing
import TillCore
import TillReceipt

/// PDF and PNG, judged by poppler and zbar.
@Suite("Drawn paper")
struct DrawingTests {
  static let stamp = Stamp(shopName: "永安手机日用品有限公司", wording: "收款专用章", number: "01")

  struct Sample {
    let name: String
    let markup: String
    let dressing: Dressing
  }

  static func samples(_ language: String) throws -> [Sample] {
    let isChinese = language != "en"
    let stamp = Stamp(
      shopName: isChinese ? "永安手机日用品有限公司" : "Morning Light Digital Ltd",
      wording: isChinese ? "收款专用章" : "PAYMENT RECEIVED", number: "No. 01")
    let copy = Dressing(
      copyBanner: isChinese ? "副本 第 2 份 · 顾客遗失" : "COPY 2 · customer lost it",
      copyName: isChinese ? "财务联" : "Finance copy", stamp: stamp)
    func paper(_ document: String, _ data: JSON? = nil) throws -> String {
      try TemplateTests.markup(
        language, document, data ?? SampleData.data(document, language))
    }
    return [
      Sample(name: "slip-paid", markup: try paper("slip"), dressing: Dressing(stamp: stamp)),
      Sample(
        name: "slip-unpaid", markup: try paper("slip", SampleData.unpaid(language)),
        dressing: .none),
      Sample(name: "slip-copy", markup: try paper("slip"), dressing: copy),
      Sample(name: "receipt", markup: try paper("receipt"), dressing: Dressing(stamp: stamp)),
      Sample(name: "delivery", markup: try paper("delivery"), dressing: .none),
      Sample(name: "x-report", markup: try paper("x-report"), dressing: .none),
    ]
  }

  @Test("C6, D4: papers for the eye, when a folder is named in TILL_PAPER_FOLDER")
  func papersForTheEye() throws {
    guard let folder = ProcessInfo.processInfo.environment["TILL_PAPER_FOLDER"] else { return }
    for language in SampleData.languages {
      for sample in try Self.samples(language) {
        for profile in [Profile.genericChinese80, .genericChinese58, .a4] {
          let layout = Layout(
            markup: sample.markup, profile: profile, dressing: sample.dressing)
          let name = "\(folder)/\(language)-\(sample.name)-\(profile.name)"
          let pdf = try renderPDF(layout, pageSize: .fitting(profile), title: sample.name)
          try Data(pdf).write(to: URL(fileURLWithPath: name + ".pdf"))
        }
      }
    }
  }
}
