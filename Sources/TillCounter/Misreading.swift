import TillCore

/// Why a line never became a command: its words could not be read, or what it names isn't there.
enum Misreading: Hashable, Sendable {
  case tooLong(bytes: Int)
  case notUTF8
  case controlCharacter
  case unclosedQuote
  case badCommandID
  case sameIDOtherContent(String)
  case unknownWord(String, suggestion: String?)
  case ambiguous([String])
  case unknownArticle(String, mended: String?)
  case badLabel(String)
  case unknownTaxBand(code: String, band: String)
  case unknownPerson(String)
  case unknownDocument(String)
  /// A receipt was asked for where none was made.
  case noReceipt
  /// A line or article that the sale of this number doesn't have.
  case notOnSale(String, String)
  case notParked(String)
  case unknownContact(String)
  case notUniqueContact(Int)
  case nothingFound(String)
  case nothingPicked
  case badAmount(String, ValueFault)
  case badQuantity(String, ValueFault)
  case badPercent(String, ValueFault)
  case badTenths(String)
  case badLine(String)
  case badCount(CashCountFault)
  case badText(TextFault)
  case badDay(String)
  case badPhone(String)
  case unknownJob(String)
  /// Several prints of one document: which?
  case severalJobs(String, [Int64])
  case noDecision(OpenMatter)
  case usage(Verb)
  case tooManyWords(String)
  // People
  case nothingToApprove
  case changedSince

  var code: String {
    switch self {
    case .tooLong: "line-too-long"
    case .notUTF8: "not-utf-8"
    case .controlCharacter: "control-character"
    case .unclosedQuote: "unclosed-quote"
    case .badCommandID: "bad-command-id"
    case .sameIDOtherContent: "same-id-other-content"
    case .unknownWord: "unknown-word"
    case .ambiguous: "ambiguous"
    case .unknownArticle: "unknown-article"
    case .badLabel: "bad-label"
    case .unknownTaxBand: "unknown-tax-band"
    case .unknownPerson: "unknown-person"
    case .unknownDocument: "unknown-document"
    case .noReceipt: "no-receipt"
    case .notOnSale: "not-on-sale"
    case .notParked: "not-parked"
    case .unknownContact: "unknown-customer"
    case .notUniqueContact: "several-customers"
    case .nothingFound: "nothing-found"
    case .nothingPicked: "nothing-picked"
    case .badAmount(_, .zero), .badPercent(_, .zero): "amount-zero"
    case .badAmount(_, .tooLarge): "amount-too-large"
    case .badAmount(_, .tooManyDigits): "too-many-digits"
    case .badAmount, .badPercent, .badTenths: "bad-amount"
    case .badQuantity(_, .zero): "quantity-zero"
    case .badQuantity(_, .tooLarge): "quantity-too-large"
    case .badQuantity(_, .tooManyDigits): "too-many-digits"
    case .badQuantity: "bad-quantity"
    case .badLine: "bad-line"
    case .badCount: "bad-count"
    case .badText: "bad-text"
    case .badDay: "bad-day"
    case .badPhone: "bad-phone"
    case .unknownJob: "unknown-job"
    case .severalJobs: "several-jobs"
    case .noDecision: "no-decision"
    case .usage, .tooManyWords: "usage"
    case .nothingToApprove: "nothing-to-approve"
    case .changedSince: "changed-since"
    }
  }
}
