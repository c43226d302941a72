import Testing

@testable import TillCore

/// Who stands at the counter; what is asked after a break.
@Suite struct RegisterPeopleTests {
  static let delays: [(failures: Int, outcome: Int)] = [
    (0, 0), (1, 1), (2, 2), (3, 4), (8, 128), (9, 256), (10, 300), (99, 300), (Int.max, 300),
  ]

  @Test("the delay doubles to five minutes", arguments: delays)
  func delay(failures: Int, outcome: Int) {
    #expect(Register.delaySeconds(afterFailures: failures) == outcome)
  }

  @Test("a wrong PIN is recorded, makes wait, and a right one forgets it")
  func wrongPIN() {
    var counter = Counter(signedOn: nil)
    let pin = Question.pin(.cashier)
    #expect(counter.send(.signOn(.cashier)).question == pin)
    #expect(counter.send(.signOn(.cashier), [pin: .pin(.wrong)]).refusal == .pinWrong(seconds: 1))
    #expect(counter.facts.map(\.event) == [.pinRefused(person: "01", failures: 1)])
    #expect(counter.send(.signOn(.cashier), [pin: .pin(.wrong)]).refusal == .pinWrong(seconds: 2))
    #expect(counter.send(.signOn(.cashier), [pin: .pin(.right)]).refusal == .pinWait(seconds: 1))
    #expect(counter.send(.scan(.pen)).refusal == .notSignedOn)
    counter.signOn(.other)
    counter.signOn(.cashier)
    #expect(counter.state.pinFailures.isEmpty)
  }

  @Test("a clock set back locks nobody out")
  func clockSetBack() {
    var counter = Counter(signedOn: nil)
    for _ in 0..<9 {
      counter.now = counter.now.later(seconds: 300)
      counter.send(.signOn(.cashier), [.pin(.cashier): .pin(.wrong)])
    }
    #expect(counter.send(.signOn(.cashier)).refusal == .pinWait(seconds: 255))
    counter.now = counter.now.later(days: -1)
    counter.signOn(.cashier)
  }

  @Test("after a hundred wrong PINs the right one is locked too")
  func locked() {
    var counter = Counter(signedOn: nil)
    for _ in 0..<Limits.mostPINFailures {
      counter.now = counter.now.later(seconds: 300)
      counter.send(.signOn(.cashier), [.pin(.cashier): .pin(.wrong)])
    }
    counter.now = counter.now.later(days: 1)
    #expect(
      counter.send(.signOn(.cashier), [.pin(.cashier): .pin(.right)]).refusal
        == .pinLocked(person: "01"))
    #expect(counter.facts.count == Limits.mostPINFailures)
  }

  @Test("a locked counter keeps all, and lets only signing on through")
  func lockedCounter() {
    var counter = Counter()
    counter.must([.nameSeller(.other), .scan(.pen), .lock(.typed)])
    #expect(counter.state.stageName == "signed-off")
    for command in [Command.scan(.pen), .cash, .lock(.idle), .signOff(.typed), .nameSeller(.other)]
    {
      #expect(counter.send(command).refusal == .locked(.cashier))
    }
    counter.signOn(.cashier)
    #expect(counter.facts.last?.event == .signedOn(.cashier))
    #expect(counter.state.locked == nil && counter.state.seller == .other)
    #expect(counter.sale.standingLines.count == 1)
    counter.must(.lock(.idle))
    counter.signOn(.senior)
    #expect(
      counter.facts.map(\.event).suffix(3) == [
        .sessionLocked(person: "01", cause: .idle), .signedOff(person: "01", cause: .relieved),
        .signedOn(.senior),
      ])
    #expect(counter.state.seller == nil)
    counter.must([.lock(.typed), .signOff(.endOfInput)])
    #expect(counter.facts.last?.event == .signedOff(person: "02", cause: .endOfInput))
    #expect(counter.state.locked == nil)
    #expect(counter.send(.lock(.typed)).refusal == .notSignedOn)
  }

  @Test("someone locked out by wrong PINs is let try again")
  func unlocked() {
    var counter = Counter(signedOn: nil)
    for _ in 0..<Limits.mostPINFailures {
      counter.now = counter.now.later(seconds: 300)
      counter.send(.signOn(.cashier), [.pin(.cashier): .pin(.wrong)])
    }
    #expect(counter.send(.signOn(.cashier)).refusal == .pinLocked(person: "01"))
    counter.must(.unlockPIN(person: "01"))
    counter.signOn(.cashier)
  }

  @Test("who signs on relieves who stood there")
  func relieved() {
    var counter = Counter()
    counter.signOn(.senior)
    #expect(
      counter.facts.map(\.event).suffix(2)
        == [.signedOff(person: "01", cause: .relieved), .signedOn(.senior)])
  }

  @Test("A5: slip and receipt name seller and collector, each by full name")
  func seller() {
    var counter = Counter()
    counter.must([.scan(.pen), .nameSeller(.senior)])
    #expect(counter.sale.seller == .senior)
    counter.must(.invoice)
    counter.signOn(.other)
    counter.must(.cash)
    #expect(counter.sale.collector == .other)
    #expect(counter.papers.last?.data["seller"]?["name"]?.stringValue == "Li Na")
    #expect(counter.papers.last?.data["cashier"]?["name"]?.stringValue == "Zhao Lei")
    counter.must([.nameSeller(.senior), .scan(.pen)])
    #expect(counter.sale.seller == .senior)
    #expect(counter.sale.cashier == .other)
  }

  @Test("after a break: a paid sale asks once whether the change was given")
  func changeAfterBreak() {
    var counter = Counter()
    counter.must([.float(counted([1000: 9, 500: 9])), .scan(.noodles), .cash(10000)])
    #expect(Register.breakQuestion(counter.state) == nil)
    counter.breakOff()
    let question = Question.wasChangeGiven(
      changeMinor: 3500, counted([1000: 3, 500: 1]))
    #expect(counter.send(.settleBreak).question == question)
    #expect(counter.send(.settleBreak, [question: .text("?")]).question == question)
    #expect(counter.send(.settleBreak, [question: .no]).events == [.changeConfirmed(given: false)])
    #expect(counter.send(.settleBreak).events.isEmpty)
  }

  @Test("after a break: nothing is asked about exact money")
  func exactMoneyAfterBreak() {
    var counter = Counter()
    counter.must([.scan(.noodles), .cash])
    counter.breakOff()
    #expect(counter.send(.settleBreak).events.isEmpty)
  }

  static let places: [(answer: Answer, outcome: String)] = [
    (.choice(1), "hand verify"),
    (.choice(2), "drawer verify"),
    (.choice(3), "back check"),
    (.choice(4), "asked again"),
    (.choice(0), "asked again"),
    (.yes, "asked again"),
    (.no, "asked again"),
  ]

  @Test("after a break: where is the counted money", arguments: places)
  func moneyAfterBreak(answer: Answer, outcome: String) {
    var counter = Counter(.strict)
    let hundred = counted([10000: 1])
    counter.must([.scan(.noodles), .invoice, .check, .count(hundred), .verify])
    counter.breakOff()
    let question = Question.whereIsMoney(hundred)
    #expect(counter.send(.settleBreak).question == question)
    let after = counter.send(.settleBreak, [question: answer])
    switch after.events.first {
    case .moneyFound(let place, let count):
      #expect("\(place.rawValue) \(counter.sale.stage.rawValue)" == outcome)
      #expect(count == hundred)
      #expect(Register.breakQuestion(counter.state) == nil, "asked once")
    default: #expect(outcome == "asked again" && after.question == question)
    }
  }

  @Test("after a break an open sale stands as it stood")
  func openSaleAfterBreak() {
    var counter = Counter()
    counter.must([.scan(.noodles), .less(percent: 5)])
    counter.breakOff()
    #expect(counter.send(.settleBreak).events.isEmpty)
    counter.must([.undo, .cash])
    #expect(counter.state.lastPayment?.totalMinor == 6500)
  }
}
