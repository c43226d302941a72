import Testing

@testable import TillCore

/// What a person decides about a print, at every state a print can have.
@Suite struct RegisterPrintsTests {
  private static func task(
    _ state: PrintTask.State, kind: String = "receipt", mayBeOnPaper: Bool = false
  ) -> PrintTask {
    PrintTask(
      id: 7, number: kind == PrintTask.kick ? "" : "S1-000001", kind: kind, role: .stub,
      state: state, mayBeOnPaper: mayBeOnPaper)
  }

  private let paper = Command.IssuedPaper(number: "S1-000001", kind: .slip, copiesSoFar: 2)

  @Test("only what waits for a person is settled, and once", arguments: PrintTask.State.allCases)
  func settle(_ state: PrintTask.State) {
    for verdict in PrintTask.Verdict.allCases {
      var counter = Counter()
      let task = Self.task(state)
      let outcome = counter.send(.settlePrint(task, verdict))
      guard [.unknown, .failed].contains(state) else {
        #expect(outcome.refusal == .printNeedsNobody(task))
        continue
      }
      let settled = Self.task(.failed, mayBeOnPaper: true)
      #expect(counter.send(.settlePrint(settled, verdict)).refusal == .printNeedsNobody(settled))
      #expect(outcome.refusal == nil)
      #expect(
        counter.facts.last
          == Fact(
            .document(number: "S1-000001"),
            .printSettled(job: 7, number: "S1-000001", verdict)))
    }
  }

  @Test(
    "only a failed print is made again, and as what it was", arguments: PrintTask.State.allCases)
  func retry(_ state: PrintTask.State) {
    var counter = Counter()
    let task = Self.task(state)
    let outcome = counter.send(.retryPrint(task, paper, reason: "lost"))
    guard state == .failed else {
      #expect(outcome.refusal == .printNotFailed(task))
      return
    }
    #expect(
      counter.facts.last
        == Fact(.document(number: "S1-000001"), .printRetried(job: 7, number: "S1-000001")))
  }

  @Test("D4: what may be on paper comes again only as a COPY of the same part, with the reason")
  func retryLost() {
    var counter = Counter()
    counter.must(.retryPrint(Self.task(.failed, mayBeOnPaper: true), paper, reason: "lost"))
    #expect(
      counter.facts.last?.event
        == .documentCopied(number: "S1-000001", ordinal: 3, reason: "lost", role: .stub))
  }

  @Test("a drawer that stayed shut is not opened later")
  func kick() {
    var counter = Counter()
    let task = Self.task(.failed, kind: PrintTask.kick)
    #expect(counter.send(.retryPrint(task, nil, reason: "")).refusal == .kickNotRetried)
    counter.must(.settlePrint(Self.task(.unknown, kind: PrintTask.kick), .lost))
    #expect(counter.facts.last?.stream == .drawer(desk: 1))
  }

  @Test("who isn't signed on decides nothing; the state comes after")
  func signedOn() {
    var counter = Counter(signedOn: nil)
    let task = Self.task(.kept)
    #expect(counter.send(.settlePrint(task, .printed)).refusal == .notSignedOn)
    #expect(counter.send(.retryPrint(task, paper, reason: "")).refusal == .notSignedOn)
  }

  @Test(
    "what was decided reads back as it was written",
    arguments: [
      .printSettled(job: 7, number: "S1-000001", .printed),
      .printSettled(job: 8, number: "", .lost),
      .printRetried(job: 7, number: "S1-000001"),
      .documentCopied(number: "S1-000001", ordinal: 3, reason: "lost", role: .stub),
      .documentCopied(number: "R1-000001", ordinal: 1, reason: "lost"),
    ] as [Event])
  func written(_ event: Event) throws {
    let (kind, body) = event.written
    #expect(try Event(kind: kind, body: body) == event)
  }
}
