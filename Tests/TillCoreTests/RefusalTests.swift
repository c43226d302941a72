import Testing

@testable import TillCore

/// The words programs rely on, verbatim, and what a scan is refused for.
@Suite struct RefusalTests {
  static let at = Moment(utcMilliseconds: 0, offsetSeconds: 0)

  private static let print = PrintTask(id: 5, number: "R1-000001", kind: "receipt", state: .kept)

  static let codes: [(refusal: Refusal, outcome: String)] = [
    (.notSignedOn, "not-signed-on"), (.pinWrong(seconds: 1), "pin-wrong"),
    (.pinWait(seconds: 1), "pin-wait"), (.pinLocked(person: ""), "pin-locked"),
    (.needsApproval(.cancel, from: .manager), "needs-approval"),
    (.noSale, "no-sale"), (.saleOpen, "sale-open"), (.saleEmpty, "sale-empty"),
    (.saleFrozen(slip: ""), "sale-frozen"), (.saleNotInvoiced, "not-invoiced"),
    (.alreadyInvoiced(slip: ""), "already-invoiced"), (.alreadyPaid(slip: ""), "already-paid"),
    (.alreadyCancelled(""), "already-cancelled"), (.notParked, "not-parked"),
    (.moneyTaken, "money-taken"), (.saleOfOtherDesk(desk: 1), "other-desk"),
    (.unknownLine(1), "unknown-line"), (.droppedLine(1), "dropped-line"),
    (.returnedLine(1), "returned-line"), (.depositLine(1), "deposit-line"),
    (.quantityZero, "quantity-zero"), (.quantityTooLarge, "quantity-too-large"),
    (.quantityNegative(code: ""), "quantity-negative"),
    (.quantityNotWhole(code: ""), "quantity-not-whole"),
    (.amountTooLarge, "amount-too-large"), (.tooManyLines, "too-many-lines"),
    (.priceNotAsked(code: ""), "price-not-asked"), (.underAge(least: 1), "under-age"),
    (.nothingToUndo, "nothing-to-undo"),
    (.discountTooLarge(maximumMinor: 1), "discount-too-large"),
    (.nothingToDiscount, "nothing-to-discount"), (.nothingToRoundDown, "nothing-to-round-down"),
    (.collectStrictly, "collect-strictly"), (.notChecked, "not-checked"),
    (.doesNotAgree, "does-not-agree"), (.nothingCounted, "nothing-counted"),
    (.notVerified, "not-verified"), (.nothingDue, "nothing-due"),
    (.stillDue(minor: 1), "still-due"),
    (.noteNotCounted(denominationMinor: 1), "note-not-counted"),
    (.notDenominations(minor: 1), "not-denominations"), (.tenderZero, "tender-zero"),
    (.tenderTooLarge(dueMinor: 1), "tender-too-large"), (.tooManyTenders, "too-many-tenders"),
    (.changeDiffers(givenMinor: 1, changeMinor: 2), "change-differs"),
    (.moneyGoesBack(minor: 1), "money-goes-back"), (.noTender, "no-tender"),
    (.unknownTender(1), "unknown-tender"), (.tenderGone(1), "tender-gone"),
    (.notPaid(slip: "", dueMinor: 1), "not-paid"),
    (.handedOver(slip: "", at: at, by: ""), "handed-over"),
    (.moreThanWaits(line: 1, left: .one), "more-than-waits"),
    (.nothingWaits(slip: ""), "nothing-waits"), (.contactIncomplete, "contact-incomplete"),
    (.notReturnable(line: 1), "not-returnable"),
    (.nothingLeft(receipt: "", line: 1), "nothing-left"),
    (.moreThanLeft(receipt: "", line: 1, left: .one), "more-than-left"),
    (.copyMissing(.stub), "copy-missing"), (.notGiven, "not-given"),
    (.printNeedsNobody(print), "print-needs-nobody"), (.printNotFailed(print), "print-not-failed"),
    (.kickNotRetried, "kick-not-retried"),
  ]

  @Test("the code of every refusal", arguments: codes)
  func code(refusal: Refusal, outcome: String) {
    #expect(refusal.code == outcome)
  }

  @Test("no two refusals share a code")
  func distinct() {
    #expect(Set(Self.codes.map(\.outcome)).count == Self.codes.count)
  }

  static let scans: [(scan: Command, answer: Answer?, outcome: String)] = [
    (.scan(.pen, pieces: 0), nil, "quantity-zero"),
    (.scan(.pen, pieces: 99_999), nil, "done"),
    (.scan(.pen, pieces: 100_000), nil, "quantity-too-large"),
    (.scan(.pen, pieces: -1), nil, "quantity-negative"),
    (.scan(.pen, Quantity(thousandths: 1500)), nil, "quantity-not-whole"),
    (.scan(.pen, .one, price: 5), nil, "price-not-asked"),
    (.scan(.apples), nil, "asks quantity"),
    (.scan(.apples), .quantity(Quantity(thousandths: 755)), "done"),
    (.scan(.apples), .quantity(.zero), "quantity-zero"),
    (.scan(.apples), .quantity(-.one), "quantity-negative"),
    (.scan(.apples), .text("heavy"), "asks quantity"),
    (.scan(.repair), nil, "asks amount"),
    (.scan(.repair), .amount(minor: 5000), "done"),
    (.scan(.repair), .amount(minor: -5000), "amount-too-large"),
    (.scan(.repair), .text("much"), "asks amount"),
    (.scan(.repair, price: Limits.priceMinor), nil, "done"),
    (.scan(.repair, price: Limits.priceMinor + 1), nil, "amount-too-large"),
    (.scan(.repair, Quantity(11), price: Limits.priceMinor), nil, "amount-too-large"),
    (.scan(.crate, pieces: -2), nil, "done"),
    (.scan(.crate, Quantity(thousandths: -500)), nil, "quantity-not-whole"),
    (.scan(.wine), nil, "asks quantity"),
    (.scan(.wine), .quantity(Quantity(18)), "done"),
    (.scan(.wine), .quantity(Quantity(17)), "under-age"),
    (.scan(.wine), .quantity(Quantity(thousandths: 18_500)), "asks quantity"),
    (.scan(.phone), nil, "done"),
  ]

  @Test("what a scan asks and is refused for", arguments: scans)
  func scan(scan: Command, answer: Answer?, outcome: String) {
    var counter = Counter()
    let result = counter.send(scan) { _ in answer }
    #expect(result.description == outcome)
    #expect((counter.state.sale == nil) == (outcome != "done"), "no sale opens for a refusal")
  }

  static let longScans: [(before: Command, scan: Command, outcome: String)] = [
    (.scan(.pen, pieces: 99_999), .scan(.pen), "quantity-too-large"),
    (.scan(.pen, pieces: 99_999), .setQuantity(line: 1, Quantity(100_000)), "quantity-too-large"),
    (.scan(.pen), .setQuantity(line: 1, .zero), "quantity-zero"),
    (.scan(.pen), .setQuantity(line: 1, -.one), "quantity-negative"),
    (.scan(.crate), .setQuantity(line: 1, -.one), "done"),
    (
      .scan(.pen, pieces: 99_999), .setPrice(line: 1, unitPriceMinor: 90_000_000),
      "amount-too-large"
    ),
    (.scan(.repair, Quantity(10), price: Limits.priceMinor), .scan(.pen), "amount-too-large"),
    (.scan(.repair, Quantity(10), price: Limits.priceMinor), .scan(.crate, pieces: -1), "done"),
  ]

  @Test("a sale stays within its limits", arguments: longScans)
  func limits(before: Command, scan: Command, outcome: String) {
    var counter = Counter()
    counter.must(before)
    #expect(counter.send(scan).description == outcome)
  }

  @Test("A6: the age is asked once a sale, again for a higher one, and stands on the line")
  func ageOnce() {
    var counter = Counter()
    let eighteen = Question.age(article: "Wine", least: 18)
    counter.send(.scan(.wine), [eighteen: .quantity(Quantity(20))])
    counter.must(.scan(.wine))
    var brandy = Article.wine
    brandy.code = "brandy"
    brandy.name = "Brandy"
    brandy.leastAge = 21
    let older = Question.age(article: "Brandy", least: 21)
    #expect(counter.send(.scan(brandy)).question == older)
    #expect(
      counter.send(.scan(brandy), [older: .quantity(Quantity(20))]).refusal?.code == "under-age")
    counter.send(.scan(brandy), [older: .quantity(Quantity(30))])
    #expect(counter.sale.lines.map(\.customerAge) == [20, 30])
    counter.must([.cash, .scan(.pen)])
    #expect(counter.send(.scan(.wine)).question == eighteen)
  }

  @Test("no more lines than a sale may have, dropped and returned ones included")
  func tooManyLines() {
    var counter = Counter(signedOn: .manager)
    counter.must([.scan(.water), .cash])
    let bought = counter.sale
    for _ in 1...Limits.linesPerSale { counter.must(.scan(.apples, .one)) }
    #expect(counter.send(.scan(.water)).refusal == .tooManyLines)
    counter.must(.drop(line: nil))
    #expect(counter.send(.scan(.water)).refusal == .tooManyLines)
    #expect(counter.send(.giveBack(bought, line: 1)).refusal == .tooManyLines)
    #expect(counter.totalMinor == 1280 * Int64(Limits.linesPerSale - 1))
  }
}
