import TillCore

/// A line that was told somebody must vouch for it: it waits for `approve`, and for nothing else.
struct Unapproved {
  let work: Conversation.Work
  let id: String
  let digest: String?
  let answers: [Question: Answer]
  let permission: Permission
  /// The desk as it stood then; wrong PINs since don't matter.
  let standing: RegisterState
}

extension Conversation {
  /// approve [ID] (授权): the line before is sent again, with the name of whoever vouches for it.
  ///
  /// Nothing stays on: the PIN is asked for this one act, and the act may still be refused.
  func approve(_ waiting: Unapproved?, _ operands: LexedLine, input: String) throws -> Reply {
    guard let waiting else { return try misread(.nothingToApprove, input: input) }
    // A name mistyped costs nothing: the line goes on waiting.
    unapproved = waiting
    if operands.words.count > 1 {
      return try misread(.tooManyWords(operands.words[1].original), input: input)
    }
    guard try keeper.serially({ $0.state.withoutPINFailures }) == waiting.standing else {
      unapproved = nil
      return try misread(.changedSince, input: input)
    }
    let question = Question.voucher(waiting.permission)
    guard let word = operands.words.first else {
      unapproved = nil
      return try reply(input: input) { reply in
        ask(
          question, for: waiting.work, id: waiting.id, waiting.digest, waiting.answers, &reply)
      }
    }
    guard let person = keeper.person(word.text) else {
      return try misread(.unknownPerson(word.original), input: input)
    }
    unapproved = nil
    return try carryOut(
      waiting.work, id: waiting.id, digest: waiting.digest,
      answers: waiting.answers.merging([question: .person(person)]) { $1 }, input: input)
  }
}

extension RegisterState {
  var withoutPINFailures: RegisterState {
    var copy = self
    copy.forgetPINFailures()
    return copy
  }
}

extension Refusal {
  /// What somebody couldn't vouch for, so that another may.
  var vouching: Permission? {
    switch self {
    case .pinWrong(_, let permission), .pinWait(_, let permission), .pinLocked(_, let permission):
      permission
    case .ownApproval(let permission), .cannotVouch(_, let permission, _): permission
    default: nil
    }
  }
}
