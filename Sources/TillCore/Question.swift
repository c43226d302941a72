/// What is missing before a command can be carried out. The conversation asks and sends the same
/// command again, same id, with the answer.
public enum Question: Hashable, Sendable {
  case pin(Person)
  /// The price of an open article.
  case price(article: String)
  /// The weight of a weighed article.
  case weight(article: String, unit: String)
  /// The customer's age (A6).
  case age(article: String, least: Int)
  case serial(line: Int, article: String)
  /// Figures and words agree, lines add up (C1).
  case agrees(totalMinor: Int64, pieces: Quantity)
  /// These notes are real (C3).
  case real(CashCount)
  /// The books can't make the change; what is really given? (C4)
  case changeGiven(changeMinor: Int64, suggestion: CashCount?)
  /// The books don't have what is said to be given.
  case notInDrawer(CashCount)
  /// After a break: was the announced change given?
  case wasChangeGiven(changeMinor: Int64, CashCount)
  /// After a break: where is the counted money?
  case whereIsMoney(CashCount)
  /// The copies of a slip that is voided come back one by one.
  case copyReturned(CopyRole, slip: String)
  /// Why: for acts that are recorded with their reason.
  case reason
  /// A bare number right after `find` that is also a catalogue code (COUNTER, find).
  case pickOrCode(number: Int, code: String)
  case contactName
  case contactPhone
  case contactAddress
  // People
  /// Who vouches for what whoever is signed on may not do alone?
  case voucher(Permission)
  /// The PIN of whoever vouches: for this one act, so never the answer to another question.
  case voucherPIN(Person, Permission)
  // Drawer and close
  /// What becomes of an open matter; `letter` 0 is told as a (COUNTER, "Closing").
  case matter(OpenMatter, letter: Int)
  /// The drawer, blind: nothing in the question tells what should be there.
  case countDrawer(isAgain: Bool)
  /// What a tender came to by its own evidence: the terminal's batch, the vouchers, a statement.
  case tenderTotal(TenderKind, isAgain: Bool)
  case whyDifference
  /// How much of what was counted stays in the drawer (留存).
  case leaveFloat(CashCount)

  /// The kind of answer, in the words the interface for programs fixes.
  public enum Ask: String, Hashable, Sendable, CaseIterable {
    case pin, person, yes, count, amount, quantity, text, choice
  }

  public var ask: Ask {
    switch self {
    case .pin, .voucherPIN: .pin
    case .voucher: .person
    case .price, .tenderTotal: .amount
    case .weight, .age: .quantity
    case .serial, .reason, .contactName, .contactPhone, .contactAddress, .whyDifference:
      .text
    case .agrees, .real, .notInDrawer, .wasChangeGiven, .copyReturned: .yes
    case .changeGiven, .countDrawer, .leaveFloat: .count
    case .whereIsMoney, .pickOrCode, .matter: .choice
    }
  }
}

/// An answer, of the kind its question asked for.
public enum Answer: Hashable, Sendable {
  case yes
  case no
  case amount(minor: Int64)
  case quantity(Quantity)
  case text(String)
  case count(CashCount)
  case choice(Int)
  case decision(MatterDecision)
  case pin(PINCheck)
  case person(Person)
}

/// What became of a PIN, checked in the store before the register decides.
public enum PINCheck: Hashable, Sendable {
  case right
  case wrong
}
