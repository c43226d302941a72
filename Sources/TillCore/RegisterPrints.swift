/// What a person decides about a print (打印任务): paper tells the truth, and where nobody knows it,
/// somebody looks. The printing thread decides nothing of this kind.
extension Register {
  /// `settle`: a print that waits for a person was found, or wasn't.
  func decideSettlePrint(
    _ task: PrintTask, _ verdict: PrintTask.Verdict, _ draft: inout Draft
  ) throws(Stop) {
    _ = try signedOn(draft)
    guard task.isUnsettled else { throw .refused(.printNeedsNobody(task)) }
    try may(.settlePrint, about: task.number, &draft)
    draft.add(
      Fact(stream(of: task), .printSettled(job: task.id, number: task.number, verdict)))
  }

  /// `retry`: what surely isn't on paper is printed as it was; where anybody had to guess, a second
  /// sheet might exist, so this one is a COPY (D4).
  func decideRetryPrint(
    _ task: PrintTask, _ paper: Command.IssuedPaper?, reason: String, _ draft: inout Draft
  ) throws(Stop) {
    _ = try signedOn(draft)
    guard task.state == .failed else { throw .refused(.printNotFailed(task)) }
    // A drawer that opens long after its payment opens before nobody.
    guard !task.isKick, let paper else { throw .refused(.kickNotRetried) }
    try may(.settlePrint, about: task.number, &draft)
    guard task.mayBeOnPaper else {
      draft.add(Fact(stream(of: task), .printRetried(job: task.id, number: task.number)))
      return
    }
    draft.add(
      Fact(
        stream(of: task),
        .documentCopied(
          number: paper.number, ordinal: paper.copiesSoFar + 1, reason: reason,
          role: task.role)))
  }

  private func stream(of task: PrintTask) -> Stream {
    task.isKick ? .drawer(desk: task.desk) : .document(number: task.number)
  }
}
