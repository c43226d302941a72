/// A reckoning at the drawer, under way: the end of a shift (交班) or of the day (日结).
///
/// Every step is a fact of its own, so that a close that was cut off goes on from where it stood.
public struct Closing: Hashable, Sendable {
  /// What it ends.
  public enum Purpose: Hashable, Sendable {
    case day
    case handover(to: Person)

    public var isDay: Bool { self == .day }

    /// The same end; who takes over is known by number, for a name may be mended meanwhile.
    func isSame(as other: Purpose) -> Bool {
      switch (self, other) {
      case (.day, .day): true
      case (.handover(let one), .handover(let another)): one.id == another.id
      default: false
      }
    }
  }

  /// How it was begun.
  public struct Beginning: Hashable, Sendable {
    public let purpose: Purpose
    /// First and last business date its figures cover.
    public let from: CivilDate
    public let day: CivilDate
    public let by: Person

    public init(purpose: Purpose, from: CivilDate, day: CivilDate, by person: Person) {
      self.purpose = purpose
      self.from = from
      self.day = day
      by = person
    }
  }

  public let beginning: Beginning
  public internal(set) var settled: [SettledMatter] = []
  /// The blind counts, the second only where the first was too far off.
  public internal(set) var counts: [CashCount] = []
  /// What each tender but cash came to by its own evidence.
  public internal(set) var tenders: [TenderKind: Int64] = [:]
  /// How often each was entered.
  public internal(set) var tenderCounts: [TenderKind: Int] = [:]
  public internal(set) var reason: String?
  /// Who accepted a difference beyond the shop's limit.
  public internal(set) var acceptedBy: Person?
  /// What stays in the drawer for the next shift (留存).
  public internal(set) var left: CashCount?

  public init(_ beginning: Beginning) {
    self.beginning = beginning
  }

  /// The count that holds: the last one.
  public var counted: CashCount? { counts.last }

  /// Takes in one fact of its stream.
  public mutating func apply(_ event: Event) {
    switch event {
    case .matterSettled(let matter): settled.append(matter)
    case .drawerCounted(let count): counts.append(count)
    case .tenderReconciled(let kind, let minor):
      tenders[kind] = minor
      tenderCounts[kind, default: 0] += 1
    case .differenceExplained(let text): reason = text
    case .differenceAccepted(let person): acceptedBy = person
    case .floatLeft(let count): left = count
    default: break
    }
  }
}

/// Something the day must not be closed over unseen (I1).
public struct OpenMatter: Hashable, Sendable {
  /// What is open.
  public enum Kind: Hashable, Sendable {
    /// A sale on the counter or put aside.
    case sale(Sale)
    /// Goods that are paid and wait for their slip (待取).
    case goods(Sale)
    /// Goods that are to be sent.
    case delivery(Sale, number: String)
    /// A paper nobody knows to be printed.
    case paper(PrintTask)
  }

  public let kind: Kind

  public init(_ kind: Kind) { self.kind = kind }

  /// The number or label it is told by.
  public var name: String {
    switch kind {
    case .sale(let sale): sale.slip ?? sale.parkedLabel ?? sale.openedAt.localTime
    case .goods(let sale): sale.slip ?? sale.openedAt.localTime
    case .delivery(_, let number): number
    case .paper(let task): task.title
    }
  }

  /// What it takes (COUNTER, "Closing with open matters").
  public var decisions: [MatterDecision.Kind] {
    switch kind {
    case .sale(let sale):
      sale.standingTenders.isEmpty ? [.finish, .cancel, .carry] : [.finish, .carry]
    case .goods: [.finish, .carry]
    case .delivery: [.carry]
    case .paper(let task): task.needsPerson ? [.printed, .lost] : [.carry]
    }
  }
}

/// What a person decides about an open matter.
public struct MatterDecision: Hashable, Sendable {
  /// What was decided.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// 完成
    case finish
    /// 取消
    case cancel
    /// 结转
    case carry
    /// 已出
    case printed
    /// 未出
    case lost
  }

  public let kind: Kind
  /// Empty for `finish`, `printed` and `lost`.
  public let reason: String
  /// Said of every matter still open that takes it.
  public let isForAll: Bool

  public init(_ kind: Kind, reason: String = "", isForAll: Bool = false) {
    self.kind = kind
    self.reason = reason
    self.isForAll = isForAll
  }
}

/// An open matter as the closing's stream remembers it.
public struct SettledMatter: Hashable, Sendable {
  /// `sale`, `goods`, `delivery` or `paper`, and what it is told by.
  public let kind: String
  /// The sale's, the paper's or the print's own.
  public let id: String
  public let name: String
  public let decision: MatterDecision.Kind
  public let reason: String
  public let amountMinor: Int64

  public init(
    kind: String, id: String, name: String, decision: MatterDecision.Kind, reason: String,
    amountMinor: Int64
  ) {
    self.kind = kind
    self.id = id
    self.name = name
    self.decision = decision
    self.reason = reason
    self.amountMinor = amountMinor
  }
}

/// What the shop wants of a reckoning, from `config/shop.yaml`.
public struct ClosingRules: Hashable, Sendable {
  /// Off by more than this, the drawer is counted a second time.
  public var recountAboveMinor: Int64
  /// Off by more than this, it needs a reason.
  public var reasonAboveMinor: Int64
  /// Off by more than this, it needs somebody who may accept it.
  public var acceptAboveMinor: Int64
  /// More than this in the drawer, and the counter asks for a lift; nil: never.
  public var liftAboveMinor: Int64?
  /// Whether what is short is made up by the cashier (长缴短补) or borne by the shop.
  public var cashierMakesUp: Bool
  /// Whether a counting sheet is printed when a count begins.
  public var printsCountingSheet: Bool
  /// How many backups of closed days are kept.
  public var backupsKept: Int

  public init(
    recountAboveMinor: Int64 = 500, reasonAboveMinor: Int64 = 500,
    acceptAboveMinor: Int64 = 5_000, liftAboveMinor: Int64? = nil, cashierMakesUp: Bool = true,
    printsCountingSheet: Bool = false, backupsKept: Int = 30
  ) {
    self.recountAboveMinor = recountAboveMinor
    self.reasonAboveMinor = reasonAboveMinor
    self.acceptAboveMinor = acceptAboveMinor
    self.liftAboveMinor = liftAboveMinor
    self.cashierMakesUp = cashierMakesUp
    self.printsCountingSheet = printsCountingSheet
    self.backupsKept = backupsKept
  }
}
