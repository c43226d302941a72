import TillCore
import TillCounter
import TillReceipt

/// Makes the self-test page of a shop, or of none.
struct SelfTestMaker {
  /// The shop at hand; without one the program's own template is used, in English.
  let shop: (folder: ShopFolder, settings: ShopSettings)?

  var wording: Wording { shop.map { Wording($0.settings) } ?? Wording(.english) }

  /// The page for a printer.
  ///
  /// - Throws: `Failure` where there is no template, `ReceiptError` where it can't be read.
  func page(queue: String, profile: Profile, at now: Moment) throws -> SelfTestPage {
    let language = shop?.settings.language ?? .english
    let file = TemplateFile(
      SelfTestPage.document, language, shop?.folder ?? ShopFolder(path: OpenShop.share))
    guard let source = file.source else {
      throw Failure(.setUp, file.fault(of: SelfTestPage.document))
    }
    let settings = shop?.settings
    let name = settings?.name ?? "Till"
    return SelfTestPage(
      profile: profile, template: try Template(compiling: source, name: file.path),
      data: [
        "shop": ["name": .string(name)], "date": .string("\(now.localDate)"),
        "time": .string(now.localTime), "queue": .string(queue),
        "profile": .string(profile.name), "columns": .string(String(profile.widthColumns)),
      ],
      stamp: TillReceipt.Stamp(
        shopName: settings.map { $0.stampName.isEmpty ? $0.name : $0.stampName } ?? name,
        wording: wording.stampWording, number: settings?.stampNumber ?? ""))
  }
}
