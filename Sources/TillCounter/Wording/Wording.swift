import TillCore

/// What the counter says, in the shop's language. English and Chinese stand side by side, so that
/// neither can be changed without seeing the other.
public struct Wording: Sendable {
  public let language: ShopSettings.Language
  public let currency: Currency
  /// Money is collected in four acts only, so `cash` is never offered.
  let isStrict: Bool
  /// More cash than this in the drawer, and a lift is asked for.
  let liftAboveMinor: Int64?

  public init(_ settings: ShopSettings) {
    language = settings.language
    currency = settings.currency
    isStrict = settings.collecting == .strict
    liftAboveMinor = settings.closing.liftAboveMinor
  }

  var isChinese: Bool { language == .simplifiedChinese }

  /// One sentence in the shop's language.
  func say(_ english: @autoclosure () -> String, _ chinese: @autoclosure () -> String) -> String {
    isChinese ? chinese() : english()
  }

  func money(_ minor: Int64) -> String { Money(minor: minor, currency).description }

  func count(_ count: CashCount) -> String { count.text(currency: currency) }

  func denomination(_ minor: Int64) -> String {
    CashCount.text(denominationMinor: minor, currency: currency)
  }

  func role(_ role: Role) -> String {
    switch role {
    case .cashier: say("a cashier", "收银员")
    case .senior: say("a senior", "领班")
    case .manager: say("a manager", "店长")
    case .owner: say("the owner", "老板")
    }
  }

  func copy(_ role: CopyRole) -> String {
    switch role {
    case .finance: say("finance copy", "财务联")
    case .stub: say("stub", "存根联")
    case .customer: say("customer copy", "客户联")
    case .signed: say("return copy", "回单联")
    }
  }

  func tender(_ kind: TenderKind) -> String { PaperWords(language).tender(kind) }

  func reason(_ reason: RefusedNote.Reason) -> String {
    switch reason {
    case .counterfeit: say("counterfeit", "假币")
    case .torn: say("torn", "残币")
    case .other: say("other", "其他")
    }
  }

  /// `2 lines  3 pieces`
  func linesAndPieces(_ lines: Int, _ pieces: Quantity) -> String {
    say("\(lines) \(lines == 1 ? "line" : "lines")", "\(lines) 行") + "  " + self.pieces(pieces)
  }

  /// `1 piece`, `3 pieces`
  func pieces(_ pieces: Quantity) -> String {
    say("\(pieces) \(pieces == .one ? "piece" : "pieces")", "\(pieces) 件")
  }

  /// What someone typed, fit to be said back: nothing invisible, and short enough for a line.
  func shown(_ text: String) -> String {
    var shown = ""
    var cells = 0
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate:
        continue
      default: break
      }
      cells += Cells.width(String(scalar))
      guard cells <= 36 else { return shown + "…" }
      shown.unicodeScalars.append(scalar)
    }
    return shown
  }
}
