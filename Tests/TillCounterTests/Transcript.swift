import Foundation
import TillCore
import TillCounter

/// A conversation as a cashier would write it down, to be held again word for word.
///
/// ```
/// # What this shows.
/// shop: strict, language zh-Hans, currency GBP, verify all, slip both, rounding 0.05
/// given: sign-on 01 / float 50x2
///
/// > 6901028075862
///   1  Instant noodles …
/// --- the power goes
/// > sign-on 01
/// ```
///
/// Behind `>` stands what is typed; what follows is what the counter answers, `!` refusals too.
/// `---` is what happens around the counter.
struct Transcript {
  let name: String
  let path: String
  let text: String
  var shop = TranscriptShop()
  private var steps: [Step] = []

  private enum Step {
    /// Comments, headers and empty lines: they stand as they are.
    case kept(String)
    case given([String])
    case typed(String)
    case happens(String)
  }

  init(path: String) throws {
    self.path = path
    name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    text = try String(contentsOfFile: path, encoding: .utf8)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let typed = line.behind(">") {
        steps.append(.typed(typed))
      } else if let act = line.behind("---") {
        steps.append(.happens(act))
      } else if let words = line.behind("shop:") {
        shop = try Self.shop(words)
        steps.append(.kept(line))
      } else if let lines = line.behind("given:") {
        steps.append(.kept(line))
        steps.append(.given(lines.components(separatedBy: " / ")))
      } else if line.isEmpty || line.hasPrefix("#") {
        steps.append(.kept(line))
      }
      // Everything else is an answer: it is held against what is answered now.
    }
  }

  /// Every transcript there is, by name.
  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: TranscriptShop.transcripts)) ?? [])
    .filter { $0.hasSuffix(".till") }.map { String($0.dropLast(5)) }.sorted()

  static func named(_ name: String) throws -> Transcript {
    try Transcript(path: "\(TranscriptShop.transcripts)/\(name).till")
  }

  // MARK: holding it again

  /// The whole file as it would be written today; `check` looks at the desk after every line.
  func heldAgain(_ check: (TranscriptDesk, String) throws -> Void) throws -> String {
    let desk = try shop.desk()
    var lines: [String] = []
    for step in steps {
      switch step {
      case .kept(let line): lines.append(line)
      case .given(let typed):
        for line in typed {
          if let id = line.behind("sign-on") {
            try desk.signOn(id)
            continue
          }
          let reply = try desk.type(line)
          guard reply.isOK else { throw TranscriptFault("\(name): \(line): \(reply.lines)") }
        }
      case .typed(let line):
        lines.append(line.isEmpty ? ">" : "> " + line)
        lines += try desk.type(line).lines
        try check(desk, line)
      case .happens(let act):
        lines.append("--- " + act)
        try happen(act, at: desk)
      }
    }
    return lines.joined(separator: "\n")
  }

  private func happen(_ act: String, at desk: TranscriptDesk) throws {
    let words = act.split(separator: " ").map(String.init)
    switch (words.first, words.first.flatMap { Int64($0) }) {
    case ("the", _): try desk.breakOff()
    case ("end", _): try desk.endAndReopen()
    case (_, let days?) where act.hasSuffix("days later"): desk.wait(seconds: days * 86_400)
    case (_, let seconds?) where act.hasSuffix("seconds later"): desk.wait(seconds: seconds)
    case ("catalogue", _): try desk.importCatalogue(words[1])
    case ("print", _): try desk.print(words)
    case ("printer:", _): desk.printerSays(String(act.dropFirst("printer: ".count)))
    default: throw TranscriptFault("\(name): nobody knows what happens: \(act)")
    }
  }

  // MARK: header

  private static func shop(_ text: String) throws -> TranscriptShop {
    let items = text.components(separatedBy: ", ").map {
      $0.split(separator: " ", maxSplits: 1).map(String.init)
    }
    let values = Dictionary(
      items.map { ($0[0], $0.count > 1 ? $0[1] : "") }, uniquingKeysWith: { $1 })
    let language = values["language"].flatMap(ShopSettings.Language.init(rawValue:)) ?? .english
    let currency = values["currency"].flatMap(Currency.iso) ?? .cny
    var shop = TranscriptShop(language, currency: currency)
    for (key, value) in values {
      switch key {
      case "strict": shop.settings.collecting = .strict
      case "quick", "language", "currency": break
      case "verify": shop.settings.verifyFromMinor = try verify(value, currency)
      case "slip":
        guard let when = ShopSettings.SlipPrinting(rawValue: value) else {
          throw TranscriptFault("slip \(value)?")
        }
        shop.settings.slipPrinting = when
      case "rounding": shop.settings.cashRoundingMinor = try minor(value, currency)
      case "lock": shop.settings.lockAfterMinutes = Int(value) ?? 0
      case "receipt": shop.settings.printsReceipt = value != "no"
      case "notes":
        shop.settings.denominationsMinor = try value.split(separator: " ").map {
          try minor(String($0), currency)
        }
      default: throw TranscriptFault("nobody knows the shop's \(key)")
      }
    }
    return shop
  }

  private static func verify(_ value: String, _ currency: Currency) throws -> Int64? {
    switch value {
    case "none": nil
    case "all": 0
    default: try minor(value.behind("from") ?? value, currency)
    }
  }

  private static func minor(_ text: String, _ currency: Currency) throws -> Int64 {
    try Operand.amount(text, currency).get().minor
  }
}

extension String {
  /// What stands behind a mark at the line's beginning, one blank taken off.
  fileprivate func behind(_ mark: String) -> String? {
    guard hasPrefix(mark) else { return nil }
    let rest = dropFirst(mark.count)
    return String(rest.first == " " ? rest.dropFirst() : rest)
  }
}
