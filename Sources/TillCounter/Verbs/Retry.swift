import TillCore

/// retry JOB (续打): prints what failed; where it may be on paper, as a COPY
enum RetryVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 1)
    try turn.needs(1, .retry)
    let task = try turn.printTask(turn.words[0], in: .failed)
    let paper = try task.isKick ? nil : turn.store.paper(task.number)
    let issued = paper.map {
      Command.IssuedPaper(number: $0.number, kind: $0.kind, copiesSoFar: $0.copiesSoFar)
    }
    let reason = turn.wording.say("the first print was lost", "原件未打印出")
    try turn.perform(.retryPrint(task, issued, reason: reason))
  }
}

extension Turn {
  /// The print a JOB names: by its number in `jobs`, or by its document's where only one of that
  /// document's prints is in the wanted state.
  func printTask(_ word: Word, in state: PrintTask.State) throws -> PrintTask {
    if case .success(let number) = Operand.wholeNumber(word.text) {
      guard let task = try store.printTask(Int64(number)) else {
        throw Stop.misread(.unknownJob(word.original))
      }
      return task
    }
    let number = word.text.uppercasedASCII
    let prints = DocumentNumber.isOne(number) ? try store.prints(ofDocument: number) : []
    let wanted = prints.filter { $0.state == state }
    guard wanted.count < 2 else { throw Stop.misread(.severalJobs(number, wanted.map(\.id))) }
    // None in that state: the register says in which one the last is.
    guard let task = wanted.first ?? prints.last else {
      throw Stop.misread(.unknownJob(word.original))
    }
    return task
  }
}
