import TillCore

@testable import TillCounter

/// One sample of everything the counter can say no with, and of every question.
/// `MessageTests` holds the lists against the sources, so that none is forgotten.
enum MessageSamples {
  static let at = TranscriptDesk.opening

  static let refusals: [Refusal] =
    [
      .notSignedOn, .pinWrong(seconds: 4), .pinWait(seconds: 3), .pinLocked(person: "01"),
    ] + Refusal.Act.allCases.map { .needsRole($0 == .price ? .senior : .manager, for: $0) }
    + [
      .noSale, .saleOpen, .saleEmpty, .saleFrozen(slip: "S1-000128"), .saleNotInvoiced,
      .alreadyInvoiced(slip: "S1-000128"), .alreadyPaid(slip: "S1-000128"),
      .alreadyCancelled("S1-000128"), .notParked, .moneyTaken, .saleOfOtherDesk(desk: 2),
      .unknownLine(9), .droppedLine(2), .returnedLine(3), .depositLine(4), .quantityZero,
      .quantityTooLarge, .quantityNegative(code: "GLASS-UNI"),
      .quantityNotWhole(code: "GLASS-UNI"), .amountTooLarge, .tooManyLines,
      .priceNotAsked(code: "GLASS-UNI"), .underAge(least: 18), .nothingToUndo,
      .discountTooLarge(maximumMinor: 1500), .nothingToDiscount, .nothingToRoundDown,
      .collectStrictly, .notChecked, .doesNotAgree, .nothingCounted, .notVerified, .nothingDue,
      .stillDue(minor: 2300), .noteNotCounted(denominationMinor: 5000),
      .notDenominations(minor: 1234), .tenderZero, .tenderTooLarge(dueMinor: 6500),
      .tenderTooLarge(dueMinor: -6500), .tooManyTenders,
      .changeDiffers(givenMinor: 3000, changeMinor: 3100), .moneyGoesBack(minor: 6500),
      .noTender, .unknownTender(7), .tenderGone(2), .notPaid(slip: "S1-000128", dueMinor: 6500),
      .handedOver(slip: "S1-000128", at: at, by: "Wang Xiaoyan"),
      .moreThanWaits(line: 2, left: Quantity(1)), .nothingWaits(slip: "S1-000128"),
      .contactIncomplete, .notReturnable(line: 4), .nothingLeft(receipt: "R1-000117", line: 2),
      .moreThanLeft(receipt: "R1-000117", line: 2, left: Quantity(1)),
    ] + CopyRole.slip.map { .copyMissing($0) } + [.notGiven]

  static let misreadings: [Misreading] =
    [
      .tooLong(bytes: 1_000_000), .notUTF8, .controlCharacter, .unclosedQuote, .badCommandID,
      .sameIDOtherContent("a-1"), .unknownWord("xyzzy", suggestion: nil),
      .unknownWord("caash", suggestion: "cash"), .ambiguous(["status", "show"]),
      .unknownArticle("6901028075863", mended: "6901028075862"),
      .unknownArticle("ABC-1", mended: nil), .badLabel("2130101007550"),
      .unknownTaxBand(code: "GLASS-UNI", band: "Z"), .unknownPerson("77"),
      .unknownDocument("S1-000999"), .noReceipt,
      .notOnSale("CHG-65W", "S1-000128"), .notParked("9"), .unknownContact("Zhao"),
      .notUniqueContact(2),
      .nothingFound("xyzzy"), .nothingPicked,
    ] + faults.map { .badAmount("12x", $0) } + faults.map { .badQuantity("12x", $0) }
    + faults.map { .badPercent("12x", $0) } + [.badTenths("11"), .badLine("2x")]
    + [
      .notACount(word: "abc"), .unknownDenomination(word: "30", known: [10000, 5000, 50]),
      .noPieces(word: "50x0"), .tooManyPieces(word: "50x100000", most: 99_999),
    ].map { .badCount($0) }
    + [
      .control("\u{1B}"), .direction("\u{202E}"), .invisible("\u{200B}"), .lineEnd("\u{2028}"),
      .damaged("\u{FFFD}"), .tooLong(most: 200),
    ].map { .badText($0) } + [.badDay("2026-11-31"), .badPhone("12")]
    + [.usage(.deliver), .tooManyWords("3")]

  private static let faults: [ValueFault] = [
    .notANumber, .tooManyDigits(allowed: 2), .tooLarge, .zero, .negative, .notACode,
  ]

  static let questions: [Question] =
    [
      .pin(Person(id: "01", name: "Wang Xiaoyan", role: .cashier)),
      .price(article: "Phone repair"), .weight(article: "Apples", unit: "kg"),
      .age(article: "Beer", least: 18), .serial(line: 1, article: "Phone"),
      .agrees(totalMinor: 6900, pieces: Quantity(3)),
      .agrees(totalMinor: -500, pieces: Quantity(1)),
      .real(notes), .changeGiven(changeMinor: 3500, suggestion: notes),
      .changeGiven(changeMinor: 3500, suggestion: nil), .notInDrawer(notes),
      .wasChangeGiven(changeMinor: 3500, notes), .whereIsMoney(notes),
    ] + CopyRole.slip.map { .copyReturned($0, slip: "S1-000128") }
    + [
      .reason, .pickOrCode(number: 2, code: "2"), .contactName, .contactPhone, .contactAddress,
    ]

  /// Every trouble by its keyword, one of them in another maker's words, and one nobody knows.
  static let printerReasons =
    PrinterTrouble.allCases.map(\.rawValue) + ["cutter-stuck-error", "com.acme-lamp-warning"]

  private static let notes = CashCount([
    .init(denominationMinor: 2000, pieces: 1), .init(denominationMinor: 500, pieces: 3),
  ])
}
