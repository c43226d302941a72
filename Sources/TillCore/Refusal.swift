/// Every way the register says no. A value, not a failure: the sale stands as it stood.
///
/// The order in which refusals are given is part of the contract and is tested (RegisterTests).
public enum Refusal: Hashable, Sendable {
  // who
  case notSignedOn
  /// `vouching`: it was the PIN of whoever vouches for that.
  case pinWrong(seconds: Int, vouching: Permission? = nil)
  case pinWait(seconds: Int, vouching: Permission? = nil)
  case pinLocked(person: String, vouching: Permission? = nil)
  // which sale
  case noSale
  case saleOpen
  case saleEmpty
  case saleFrozen(slip: String)
  case saleNotInvoiced
  case alreadyInvoiced(slip: String)
  case alreadyPaid(slip: String)
  case alreadyCancelled(String)
  case notParked
  case moneyTaken
  case saleOfOtherDesk(desk: Int)
  // lines
  case unknownLine(Int)
  case droppedLine(Int)
  case returnedLine(Int)
  case depositLine(Int)
  case quantityZero
  case quantityTooLarge
  case quantityNegative(code: String)
  case quantityNotWhole(code: String)
  case amountTooLarge
  case tooManyLines
  case priceNotAsked(code: String)
  case underAge(least: Int)
  case nothingToUndo
  // discounts
  case discountTooLarge(maximumMinor: Int64)
  case nothingToDiscount
  case nothingToRoundDown
  // collecting
  case collectStrictly
  case notChecked
  case doesNotAgree
  case nothingCounted
  case notVerified
  case nothingDue
  case stillDue(minor: Int64)
  case noteNotCounted(denominationMinor: Int64)
  case notDenominations(minor: Int64)
  case tenderZero
  case tenderTooLarge(dueMinor: Int64)
  case tooManyTenders
  case changeDiffers(givenMinor: Int64, changeMinor: Int64)
  case moneyGoesBack(minor: Int64)
  case noTender
  case unknownTender(Int)
  case tenderGone(Int)
  // handing over
  case notPaid(slip: String, dueMinor: Int64)
  case handedOver(slip: String, at: Moment, by: String)
  case moreThanWaits(line: Int, left: Quantity)
  case nothingWaits(slip: String)
  case contactIncomplete
  // returns
  case notReturnable(line: Int)
  case nothingLeft(receipt: String, line: Int)
  case moreThanLeft(receipt: String, line: Int, left: Quantity)
  case copyMissing(CopyRole)
  case notGiven
  // prints
  case printNeedsNobody(PrintTask)
  case printNotFailed(PrintTask)
  case kickNotRetried
  // People
  /// More than whoever is signed on may do alone; the lowest role that may (I4).
  case needsApproval(Permission, from: Role)
  case ownApproval(Permission)
  case cannotVouch(Person, Permission, from: Role)
  case locked(Person)
  // drawer and close
  case moreThanDrawer(minor: Int64)
  case notTaken
  case swapDiffers(givenMinor: Int64, takenMinor: Int64)
  case shortNotOwed(person: String, owedMinor: Int64)
  case handoverToSelf
  case dayClosed(ClosedMark)
  case clockBeforeClose(ClosedMark)
  /// Nothing is sold while the drawer is counted.
  case closingUnderWay(Closing.Purpose)
  case otherClosing(Closing.Purpose)
  case noClosing
  case datedAhead(CivilDate)
  case matterNeeds(OpenMatter)
  case floatMoreThanCounted(countedMinor: Int64)
  case floatNotMakeable(minor: Int64)

  /// The word programs rely on.
  public var code: String {
    switch self {
    case .notSignedOn: "not-signed-on"
    case .pinWrong: "pin-wrong"
    case .pinWait: "pin-wait"
    case .pinLocked: "pin-locked"
    case .noSale: "no-sale"
    case .saleOpen: "sale-open"
    case .saleEmpty: "sale-empty"
    case .saleFrozen: "sale-frozen"
    case .saleNotInvoiced: "not-invoiced"
    case .alreadyInvoiced: "already-invoiced"
    case .alreadyPaid: "already-paid"
    case .alreadyCancelled: "already-cancelled"
    case .notParked: "not-parked"
    case .moneyTaken: "money-taken"
    case .saleOfOtherDesk: "other-desk"
    case .unknownLine: "unknown-line"
    case .droppedLine: "dropped-line"
    case .returnedLine: "returned-line"
    case .depositLine: "deposit-line"
    case .quantityZero: "quantity-zero"
    case .quantityTooLarge: "quantity-too-large"
    case .quantityNegative: "quantity-negative"
    case .quantityNotWhole: "quantity-not-whole"
    case .amountTooLarge: "amount-too-large"
    case .tooManyLines: "too-many-lines"
    case .priceNotAsked: "price-not-asked"
    case .underAge: "under-age"
    case .nothingToUndo: "nothing-to-undo"
    case .discountTooLarge: "discount-too-large"
    case .nothingToDiscount: "nothing-to-discount"
    case .nothingToRoundDown: "nothing-to-round-down"
    default: codeOfMoneyAndGoods
    }
  }

  private var codeOfMoneyAndGoods: String {
    switch self {
    case .collectStrictly: "collect-strictly"
    case .notChecked: "not-checked"
    case .doesNotAgree: "does-not-agree"
    case .nothingCounted: "nothing-counted"
    case .notVerified: "not-verified"
    case .nothingDue: "nothing-due"
    case .stillDue: "still-due"
    case .noteNotCounted: "note-not-counted"
    case .notDenominations: "not-denominations"
    case .tenderZero: "tender-zero"
    case .tenderTooLarge: "tender-too-large"
    case .tooManyTenders: "too-many-tenders"
    case .changeDiffers: "change-differs"
    case .moneyGoesBack: "money-goes-back"
    case .noTender: "no-tender"
    case .unknownTender: "unknown-tender"
    case .tenderGone: "tender-gone"
    case .notPaid: "not-paid"
    case .handedOver: "handed-over"
    case .moreThanWaits: "more-than-waits"
    case .nothingWaits: "nothing-waits"
    case .contactIncomplete: "contact-incomplete"
    case .notReturnable: "not-returnable"
    case .nothingLeft: "nothing-left"
    case .moreThanLeft: "more-than-left"
    case .copyMissing: "copy-missing"
    case .notGiven: "not-given"
    case .printNeedsNobody: "print-needs-nobody"
    case .printNotFailed: "print-not-failed"
    case .kickNotRetried: "kick-not-retried"
    // People
    case .needsApproval: "needs-approval"
    case .ownApproval: "own-approval"
    case .cannotVouch: "cannot-vouch"
    case .locked: "locked"
    default: codeOfClose
    }
  }

  private var codeOfClose: String {
    switch self {
    case .moreThanDrawer: "more-than-drawer"
    case .notTaken: "not-taken"
    case .swapDiffers: "swap-differs"
    case .shortNotOwed: "short-not-owed"
    case .handoverToSelf: "handover-to-self"
    case .dayClosed: "day-closed"
    case .clockBeforeClose: "clock-before-close"
    case .closingUnderWay: "closing-under-way"
    case .otherClosing: "other-closing"
    case .noClosing: "no-closing"
    case .datedAhead: "dated-ahead"
    case .matterNeeds: "matter-needs"
    case .floatMoreThanCounted: "float-more-than-counted"
    case .floatNotMakeable: "float-not-makeable"
    default: preconditionFailure("a refusal without a code")
    }
  }
}
