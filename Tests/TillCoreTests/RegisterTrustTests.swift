import Testing

@testable import TillCore

/// Four eyes: what somebody may not do alone passes with a name under it, once (I4).
@Suite struct RegisterTrustTests {
  private static let drawer = Command.openDrawer(reason: "coins")
  private let who = Question.voucher(.openDrawer)
  private func pin(_ person: Person) -> Question { .voucherPIN(person, .openDrawer) }

  @Test("a manager's name and PIN let one act pass, and are a fact with it")
  func vouched() {
    var counter = Counter()
    let refusal = Refusal.needsApproval(.openDrawer, from: .manager)
    #expect(counter.send(Self.drawer).refusal == refusal)
    #expect(counter.send(Self.drawer, [who: .person(.manager)]).question == pin(.manager))
    let answers = [who: Answer.person(.manager), pin(.manager): .pin(.right)]
    let approval = Approval(
      .openDrawer, asked: .cashier, vouched: .manager, extent: .unmeasured, about: "")
    #expect(
      counter.send(Self.drawer, answers).events
        == [.approvalGiven(approval), .drawerOpened(reason: "coins")])
    #expect(counter.send(Self.drawer).refusal == refusal)
  }

  @Test("nobody vouches for themselves, nor for more than they may")
  func refused() {
    var counter = Counter()
    #expect(
      counter.send(Self.drawer, [who: .person(.cashier)]).refusal == .ownApproval(.openDrawer))
    for person in [Person.other, .senior] {
      #expect(
        counter.send(Self.drawer, [who: .person(person)]).refusal
          == .cannotVouch(person, .openDrawer, from: .manager))
    }
    #expect(
      counter.send(Self.drawer, [who: .person(.owner)]).question == pin(.owner))
  }

  @Test("a wrong PIN counts for whoever vouches; a right one forgets it")
  func wrongPIN() {
    var counter = Counter()
    let wrong = [who: Answer.person(.manager), pin(.manager): .pin(.wrong)]
    let right = [who: Answer.person(.manager), pin(.manager): .pin(.right)]
    #expect(
      counter.send(Self.drawer, wrong).refusal == .pinWrong(seconds: 1, vouching: .openDrawer))
    #expect(
      counter.send(Self.drawer, wrong).refusal == .pinWrong(seconds: 2, vouching: .openDrawer))
    #expect(counter.state.pinFailures["90"]?.count == 2)
    #expect(counter.state.pinFailures["01"] == nil)
    #expect(counter.send(Self.drawer, right).refusal == .pinWait(seconds: 1, vouching: .openDrawer))
    counter.now = counter.now.later(seconds: 2)
    #expect(counter.send(Self.drawer, right).description == "done")
    #expect(counter.state.pinFailures.isEmpty)
  }

  @Test("a right PIN for one act is no PIN for another")
  func onlyThatAct() {
    var counter = Counter()
    counter.must(.scan(.pen))
    let answers = [
      who: Answer.person(.manager), pin(.manager): .pin(.right),
      .voucher(.discountLine): .person(.manager),
    ]
    #expect(
      counter.send(.discountLine(line: nil, .percent(.whole)), answers).question
        == .voucherPIN(.manager, .discountLine))
  }

  @Test("a right PIN for one permission of an act excuses no wrong one for the next")
  func noExcuse() {
    var counter = Counter()
    counter.must(
      .scan(Article(code: "cup", name: "Cup", taxBand: "A", priceMinor: 900, costMinor: 500)))
    let tried = Command.setPrice(line: nil, unitPriceMinor: 1)
    var answers = Self.vouched(.price)
    answers[.voucher(.belowCost)] = .person(.manager)
    answers[.voucherPIN(.manager, .belowCost)] = .pin(.wrong)
    for seconds in [1, 2, 4] {
      counter.now = counter.now.later(seconds: 60)
      #expect(
        counter.send(tried, answers).refusal == .pinWrong(seconds: seconds, vouching: .belowCost))
    }
  }

  @Test("in the flow of an act the voucher is asked where may refuses")
  func asked() throws {
    let counter = Counter()
    let extent = Extent.amount(minor: 1240)
    let tried = { (answers: [Question: Answer], person: Person) -> String in
      var state = counter.state
      state.apply(Fact(.shift(desk: 1), .signedOn(person)), at: counter.now)
      var draft = Register.Draft(
        state: state,
        circumstances: .init(at: counter.now, freshID: "sale-9", answers: answers))
      do throws(Register.Stop) {
        try counter.register.mayOrVouched(.acceptDifference, to: extent, &draft)
        return "\(draft.facts.count)"
      } catch {
        switch error {
        case .missing(let question): return "asks \(question.ask.rawValue)"
        case .refused(let refusal, _): return refusal.code
        }
      }
    }
    let who = Question.voucher(.acceptDifference)
    let pin = Question.voucherPIN(.manager, .acceptDifference)
    #expect(tried([:], .manager) == "0")
    #expect(tried([:], .cashier) == "asks person")
    #expect(tried([who: .person(.senior)], .cashier) == "cannot-vouch")
    #expect(tried([who: .person(.manager)], .cashier) == "asks pin")
    #expect(tried([who: .person(.manager), pin: .pin(.wrong)], .cashier) == "pin-wrong")
    #expect(tried([who: .person(.manager), pin: .pin(.right)], .cashier) == "1")
  }

  @Test("nobody signed on: nobody to vouch for")
  func nobody() {
    var counter = Counter(signedOn: nil)
    let answers = [who: Answer.person(.manager), pin(.manager): .pin(.right)]
    #expect(counter.send(Self.drawer, answers).refusal == .notSignedOn)
  }

  @Test("an approval says how far it went, and about what")
  func extent() {
    var counter = Counter()
    counter.must([.scan(.pen, pieces: 12), .discountSale(.sum(minor: 999))])
    let half = Command.discountLine(line: nil, .percent(Rate(basisPoints: 5000)))
    let line = approval(counter.send(half, Self.vouched(.discountLine)))
    #expect(line?.extent == .rate(Rate(basisPoints: 5000)))
    #expect(line?.about == "pen")
    // Fewer pieces under the same sum off: the sum is what somebody must vouch for.
    let one = counter.send(.setQuantity(line: nil, Quantity(1)), Self.vouched(.discountSale))
    #expect(approval(one)?.permission == .discountSale)
    #expect(approval(one)?.extent == .rate(.whole))
    counter = Counter()
    counter.must([.scan(.pen), .invoice])
    let cancel = counter.send(.cancel(reason: "left"), Self.vouched(.cancel))
    #expect(approval(cancel)?.about == "S1-000001")
  }

  private static func vouched(_ permission: Permission) -> [Question: Answer] {
    [.voucher(permission): .person(.manager), .voucherPIN(.manager, permission): .pin(.right)]
  }

  private func approval(_ outcome: Counter.Outcome) -> Approval? {
    for case .approvalGiven(let approval) in outcome.events { return approval }
    return nil
  }
}
