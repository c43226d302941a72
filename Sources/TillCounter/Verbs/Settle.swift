import TillCore

/// settle JOB printed|lost (认定): what a person found, looking for the paper
enum SettleVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 2)
    try turn.needs(2, .settle)
    let verdict: PrintTask.Verdict
    switch Keyword(turn.words[1]) {
    case .printed: verdict = .printed
    case .lost: verdict = .lost
    default: throw turn.misread(.usage(.settle))
    }
    let task = try turn.printTask(turn.words[0], in: .unknown)
    try turn.perform(.settlePrint(task, verdict))
  }
}
