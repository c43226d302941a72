import TillCore

@testable import TillCounter

/// One sample of everything the counter can say no with, and of every question.
/// `MessageTests` holds the lists against the sources, so that none is forgotten.
enum MessageSamples {
  static let at = TranscriptDesk.opening

  static let refusals: [Refusal] =
    [
      .notSignedOn, .pinWrong(seconds: 4), .pinWait(seconds: 3), .pinLocked(person: "01"),
      .pinWrong(seconds: 4, vouching: .return), .pinWait(seconds: 3, vouching: .return),
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
    + prints.map { .printNeedsNobody($0) } + prints.map { .printNotFailed($0) } + [.kickNotRetried]
    + Permission.allCases.map { .needsApproval($0, from: Trust.usual.least(for: $0)) }
    + [
      .needsApproval(.acceptDifference, from: .owner), .ownApproval(.return),
      .cannotVouch(senior, .return, from: .manager), .locked(senior),
    ] + closing

  static let closed = ClosedMark(
    number: "Z1-000042", day: CivilDate(daysSince1970: 20_778), at: at, grandTotalMinor: 1_234_500)

  static let closing: [Refusal] =
    [
      .moreThanDrawer(minor: 50_000), .notTaken,
      .swapDiffers(givenMinor: 10_000, takenMinor: 9_000),
      .shortNotOwed(person: "01", owedMinor: 1_230), .shortNotOwed(person: "01", owedMinor: 0),
      .handoverToSelf, .dayClosed(closed), .clockBeforeClose(closed),
      .closingUnderWay(.day), .closingUnderWay(.handover(to: senior)), .otherClosing(.day),
      .otherClosing(.handover(to: senior)), .noClosing, .datedAhead(closed.day),
      .floatMoreThanCounted(countedMinor: 45_000), .floatNotMakeable(minor: 12_345),
    ] + matters.map { .matterNeeds($0) }

  static var matters: [OpenMatter] {
    guard
      let sale = Sale(
        id: "s", desk: 1,
        opening: .saleOpened(
          Sale.Terms(currency: .cny, pricesIncludeTax: true, cashRoundingMinor: 1),
          cashier: senior, seller: senior), at: at)
    else { return [] }
    return [
      OpenMatter(.sale(sale)), OpenMatter(.goods(sale)),
      OpenMatter(.delivery(sale, number: "D1-000009")), OpenMatter(.paper(prints[0])),
    ]
  }

  static let senior = Person(id: "02", name: "Li Jianguo", role: .senior)

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
    + [.unknownJob("99"), .severalJobs("S1-000128", [2, 3])]
    + [.usage(.deliver), .tooManyWords("3"), .nothingToApprove, .changedSince]
    + matters.map { .noDecision($0) }

  /// One in every state, and one that was sent to a printer that can't say more.
  static let prints: [PrintTask] =
    PrintTask.State.allCases.map {
      PrintTask(id: 5, number: "R1-000117", kind: "receipt", state: $0)
    } + [
      PrintTask(id: 6, number: "R1-000117", kind: "receipt", state: .handedOver, isOver: true),
      kick,
    ]

  static let kick = PrintTask(id: 4, number: "", kind: PrintTask.kick, state: .confirmed)

  /// What is told about prints besides.
  static var news: [(name: String, text: (Wording) -> String)] {
    prints.map { task in ("state \(task.state.rawValue)", { $0.printState(task) }) } + [
      ("way on unknown", { $0.wayOn(prints[4]) }), ("way on failed", { $0.wayOn(prints[5]) }),
      ("way on kick", { $0.wayOn(kick) }),
      ("unknown", { $0.printIsUnknown(prints[4]) }), ("unknown kick", { $0.printIsUnknown(kick) }),
      ("failed", { $0.printFailed(prints[5], $0.printWasCancelled) }),
      ("failed kick", { $0.printFailed(kick, $0.kickCameTooLate) }),
      ("one waits", { $0.printerWaits("receipt", reason: "media-empty-error", count: 1) }),
      ("two wait", { $0.printerWaits("receipt", reason: "cover-open-error", count: 2) }),
      ("server away", { $0.printServerIsAway("The print server is away. Start it", count: 3) }),
      (
        "elsewhere",
        { $0.printsElsewhere("receipt", reason: "offline-report", to: "office") }
      ),
      ("wait for the next start", { $0.printsWait(2) }),
      ("one needs a person", { $0.printsNeedPerson(1) }),
      ("two need a person", { $0.printsNeedPerson(2) }),
    ]
      + PrintTask.Verdict.allCases.flatMap { verdict in
        [
          ("settled \(verdict.rawValue)", { $0.settled(5, "R1-000117", verdict) }),
          ("settled kick \(verdict.rawValue)", { $0.settled(4, "", verdict) }),
        ]
      }
  }

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
      .voucher(.acceptDifference), .voucherPIN(senior, .price),
    ] + matters.enumerated().map { .matter($1, letter: $0) }
    + [
      .countDrawer(isAgain: false), .countDrawer(isAgain: true),
      .tenderTotal(.card, isAgain: false),
      .tenderTotal(.card, isAgain: true), .tenderTotal(.cash, isAgain: false), .whyDifference,
      .leaveFloat(notes),
    ]

  /// Every trouble by its keyword, one of them in another maker's words, and one nobody knows.
  static let printerReasons =
    PrinterTrouble.allCases.map(\.rawValue) + ["cutter-stuck-error", "com.acme-lamp-warning"]

  private static let notes = CashCount([
    .init(denominationMinor: 2000, pieces: 1), .init(denominationMinor: 500, pieces: 3),
  ])
}
