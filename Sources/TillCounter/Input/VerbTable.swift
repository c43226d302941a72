/// What the first word of a line turned out to be.
public enum Reading: Hashable, Sendable {
  /// A whole verb or alias; its operands. The only one that goes before a scan (COUNTER rule 1).
  case verb(Verb, LexedLine)
  /// A beginning that fits one verb which may be shortened. A scan goes before it (rule 3).
  case beginning(Verb, LexedLine)
  /// It may mean any of these, so nothing happens.
  case ambiguous([Verb])
  /// No verb, and perhaps the one that was meant.
  case notAVerb(suggestion: Verb?)
  /// After a Chinese verb without a blank came a quote that isn't closed.
  case fault(LexFault)
}

/// Finds the verb of a line, by whatever name.
public enum VerbTable {
  /// Every word and alias, for completion and for `till check`: no catalogue code may equal one.
  public static let allWords: [String] = Verb.allCases.flatMap(\.names.all)

  /// Initials that mean two things to people, and the verbs they may have meant.
  public static let doubtfulInitials: [String: [Verb]] = [
    "zf": [.cash, .card],  // 支付, while 支付宝 and 作废 say more of themselves
    "sh": [.deliver],  // 送货 or 收货
    "ck": [.show],  // 查看 or 重开
    "cx": [.find, .sales, .undo],  // 查询 or 撤销
    "cr": [.payIn, .payOut],  // 存入 or 出入
    "zk": [.discountTenths, .less, .rebate],  // 折扣
    "xb": [.xReport, .signOff],  // X报表 or 下班
    "fb": [.copy, .receipt],  // 副本
  ]

  /// Reads the first word as a verb. A quoted word is a TEXT, never a verb.
  public static func reading(_ line: LexedLine) -> Reading {
    guard let first = line.words.first, !first.isQuoted else { return .notAVerb(suggestion: nil) }
    let word = lowered(first.text)
    if let verb = byWord[word] { return .verb(verb, line.withoutFirst) }
    if let glued = readingGlued(first, of: line) { return glued }
    if line.words.count == 1, let verbs = doubtfulInitials[word] { return .ambiguous(verbs) }
    guard word.utf8.count >= leastLetters, word.utf8.allSatisfy({ isLetterOrHyphen($0) }) else {
      return .notAVerb(suggestion: nil)
    }
    let fitting = Verb.allCases.filter { verb in
      verb.names.english.contains { $0.hasPrefix(word) }
    }
    guard fitting.count < 2 else { return .ambiguous(fitting) }
    if let verb = fitting.first {
      return verb.mayBeShortened
        ? .beginning(verb, line.withoutFirst) : .notAVerb(suggestion: verb)
    }
    return .notAVerb(suggestion: nearest(to: word))
  }

  /// The words that begin so, for completion; case-blind, in the table's order.
  public static func words(beginning start: String) -> [String] {
    let lowered = lowered(FoldedLine.fold(start))
    return allWords.filter { self.lowered($0).hasPrefix(lowered) }
  }

  /// Fewer letters than this are never a beginning, nor near to anything.
  private static let leastLetters = 3

  private static let byWord = Dictionary(
    Verb.allCases.flatMap { verb in verb.names.all.map { (lowered($0), verb) } },
    uniquingKeysWith: { first, _ in first })

  /// Chinese words as scalars, longest first, so that 数量2 isn't 数 and 查单 isn't 查.
  private static let gluedWords: [(scalars: [Unicode.Scalar], verb: Verb)] = Verb.allCases
    .flatMap { verb in verb.names.chinese.map { (Array(lowered($0).unicodeScalars), verb) } }
    .sorted { $0.0.count > $1.0.count }

  private static func readingGlued(_ first: Word, of line: LexedLine) -> Reading? {
    let scalars = Array(lowered(first.text).unicodeScalars)
    for (word, verb) in gluedWords where scalars.starts(with: word) {
      // 查理 and 唱片 are names of things: behind one character only figures and signs may stick.
      // 找牛肉面 is how one types a search, though.
      if word.count == 1, verb != .find, isHan(scalars[1]) { continue }
      switch LexedLine.reading(line.line, from: first.startOffset + word.count) {
      case .success(let operands): return .verb(verb, operands)
      case .failure(let fault): return .fault(fault)
      }
    }
    return nil
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isIdeographic
  }

  private static func isLetterOrHyphen(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || byte == UInt8(ascii: "-")
  }

  /// ASCII letters in lower case and everything else as it is, so that no length changes.
  static func lowered(_ text: String) -> String {
    String(
      decoding: text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }

  /// The verb whose English word takes fewest slips of the key to become this one.
  private static func nearest(to word: String) -> Verb? {
    // Two slips in four letters would make anything of anything.
    let most = word.utf8.count < 5 ? 1 : 2
    let distances = Verb.allCases.flatMap { verb in
      verb.names.english.map { (slips(Array($0.utf8), Array(word.utf8)), verb) }
    }
    guard let best = distances.min(by: { $0.0 < $1.0 }), best.0 <= most else { return nil }
    return best.1
  }

  /// Letters missing, extra, wrong or swapped with their neighbour.
  private static func slips(_ meant: [UInt8], _ typed: [UInt8]) -> Int {
    if abs(meant.count - typed.count) > 2 { return 3 }
    var rows = [Array(0...typed.count)]
    for row in 1...meant.count {
      var current = [row]
      for column in 1...typed.count {
        let isSame = meant[row - 1] == typed[column - 1]
        var fewest = min(
          rows[row - 1][column] + 1, current[column - 1] + 1,
          rows[row - 1][column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, meant[row - 1] == typed[column - 2],
          meant[row - 2] == typed[column - 1]
        {
          fewest = min(fewest, rows[row - 2][column - 2] + 1)
        }
        current.append(fewest)
      }
      rows.append(current)
    }
    return rows[meant.count][typed.count]
  }
}

extension LexedLine {
  /// The words after the first, with the line still at hand for `rest(from:)`.
  var withoutFirst: LexedLine { LexedLine(words: Array(words.dropFirst()), line: line) }
}
