/// Words that mean something among operands and answers, each with its Chinese twins.
public enum Keyword: String, CaseIterable, Hashable, Sendable {
  case all
  case to
  case `for`
  case ref
  case refuse
  case counterfeit
  case torn
  case other
  case printed
  case lost
  case finish
  case carry
  case new
  case later
  /// 短补: what a drawer was short is made up.
  case short
  case stop
  case yes
  case no

  /// What else it may be called.
  public var twins: [String] {
    switch self {
    case .all: ["全部"]
    case .to: ["到"]
    case .for: ["换"]
    case .ref: ["单号"]
    case .refuse: ["拒收"]
    case .counterfeit: ["假币"]
    case .torn: ["残币"]
    case .other: ["其他"]
    case .printed: ["已出"]
    case .lost: ["未出"]
    case .finish: ["完成"]
    case .carry: ["结转"]
    case .new: ["新"]
    case .later: ["稍后", "待取"]
    case .short: ["短补", "短款"]
    case .stop: ["停止"]
    // One letter is still typed on purpose; Enter alone is what may never vouch for anything.
    case .yes: ["y", "是", "对", "好"]
    case .no: ["n", "否", "不"]
    }
  }

  /// The keyword a word is, case-blind; nil for a quoted word, which is a TEXT.
  public init?(_ word: Word) {
    guard !word.isQuoted, let keyword = Self.byWord[VerbTable.lowered(word.text)] else {
      return nil
    }
    self = keyword
  }

  /// The keyword that a whole answer is: `yes`, `是`, ` Y `.
  public init?(answer: String) {
    guard case .success(let line) = LexedLine.reading(answer), line.words.count == 1 else {
      return nil
    }
    self.init(line.words[0])
  }

  private static let byWord = Dictionary(
    allCases.flatMap { keyword in ([keyword.rawValue] + keyword.twins).map { ($0, keyword) } },
    uniquingKeysWith: { first, _ in first })
}
