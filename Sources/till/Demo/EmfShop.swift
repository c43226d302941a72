import Foundation
import TillCore

/// A GBP shop made from the old till's catalogue.
enum EmfShop {
  static func make(at path: String, _ data: EmfData) throws -> ShopFolder {
    let folder = try ShopInit.create(
      at: path, language: "en", currency: "GBP", tax: "A=20,N=0", empty: true,
      share: OpenShop.share)
    try catalogue(data).write(toFile: folder.catalogue, atomically: true, encoding: .utf8)
    let settings = folder.path + "/" + SettingsFile.Name.shop
    var text = try String(contentsOfFile: settings, encoding: .utf8)
    // A bar in a field prints nothing, trusts its notes, closes long after midnight, and stands
    // untouched for hours without anybody signing on anew.
    for (key, value) in [
      ("verify:", "verify: none"), ("  print: paid", "  print: none"),
      ("  print: yes", "  print: no"), ("day_begins_at:", "day_begins_at: 6"),
      ("name:", "name: EMF Camp bar"), ("lock_after_minutes:", "lock_after_minutes: 0"),
    ] {
      text = replacingLine(beginning: key, by: value, in: text)
    }
    try text.write(toFile: settings, atomically: true, encoding: .utf8)
    return folder
  }

  private static func replacingLine(
    beginning: String, by value: String, in text: String
  ) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix(beginning) ? value : String(line)
    }.joined(separator: "\n")
  }

  private static func catalogue(_ data: EmfData) -> String {
    let deposits = data.depositCodes
    let rows = data.articles.map { article in
      [
        article.code, quoted(article.name), quoted(article.department), article.band,
        article.price, deposits.contains(article.code) ? "deposit" : "ordinary",
      ].joined(separator: ",")
    }
    return (["code,name,department,tax,price,kind"] + rows).joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
