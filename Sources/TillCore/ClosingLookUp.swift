/// What a reckoning needs from the store; only what its next step needs is looked up.
public struct ClosingLookUp: Hashable, Sendable {
  /// The last business date something was sold or moved on since the last close.
  public var lastBusyDay: CivilDate?
  public var firstBusyDay: CivilDate?
  public var matters: [OpenMatter]
  /// What each tender but cash came to by the books, of the tenders that came in at all.
  public var tenders: [TenderKind: Int64]
  /// The period's figures; only for the last step.
  public var figures: ClosingFigures?

  public init(
    lastBusyDay: CivilDate? = nil, firstBusyDay: CivilDate? = nil, matters: [OpenMatter] = [],
    tenders: [TenderKind: Int64] = [:], figures: ClosingFigures? = nil
  ) {
    self.lastBusyDay = lastBusyDay
    self.firstBusyDay = firstBusyDay
    self.matters = matters
    self.tenders = tenders
    self.figures = figures
  }
}

/// A period's figures, ready to be frozen, and the members of the paper that shows them.
public struct ClosingFigures: Hashable, Sendable {
  public let netMinor: Int64
  public let report: JSON
  public let paper: JSON
  /// Who had the drawer to themselves; nil where several collected, or nobody did.
  public let cashier: Person?

  public init(netMinor: Int64, report: JSON, paper: JSON, cashier: Person? = nil) {
    self.netMinor = netMinor
    self.cashier = cashier
    self.report = report
    self.paper = paper
  }
}

extension RegisterState {
  /// Off by so much: what was counted less what the books say; nil before the count.
  public var drawerDifferenceMinor: Int64? {
    closing?.counted.map { $0.totalMinor - drawer.totalMinor }
  }

  /// Whether the first count was so far off that a second must follow (I1).
  public func needsRecount(_ rules: ClosingRules) -> Bool {
    guard let closing, closing.counts.count == 1, let off = drawerDifferenceMinor else {
      return false
    }
    return abs(off) > rules.recountAboveMinor
  }

  /// The first tender whose own evidence wasn't entered yet, or was far off the first time.
  public func tenderToReconcile(
    _ lookUp: ClosingLookUp, _ rules: ClosingRules
  ) -> TenderKind? {
    guard let closing, closing.beginning.purpose.isDay else { return nil }
    return TenderKind.allCases.first { kind in
      guard kind != .cash, let expected = lookUp.tenders[kind] else { return false }
      guard let counted = closing.tenders[kind] else { return true }
      // A slip of the finger is looked at twice, like a drawer that was miscounted.
      return closing.tenderCounts[kind] == 1
        && abs(counted - expected) > rules.recountAboveMinor
    }
  }

  /// The largest difference of drawer and tenders, whichever way.
  public func worstDifferenceMinor(_ lookUp: ClosingLookUp) -> Int64 {
    let tenders = (closing?.tenders ?? [:]).map { kind, counted in
      abs(counted - (lookUp.tenders[kind] ?? 0))
    }
    return max(abs(drawerDifferenceMinor ?? 0), tenders.max() ?? 0)
  }

  /// The matters nobody has decided about yet.
  public func openMatters(_ lookUp: ClosingLookUp) -> [OpenMatter] {
    guard let closing, closing.counts.isEmpty else { return [] }
    return lookUp.matters.filter { matter in
      !closing.settled.contains { $0.kind == matter.kindName && $0.id == matter.id }
    }
  }

  /// Everything is counted, explained and left as it should be: only the books remain to be closed.
  public func isReadyToClose(_ lookUp: ClosingLookUp, _ rules: ClosingRules) -> Bool {
    guard let closing, closing.left != nil else { return false }
    return openMatters(lookUp).isEmpty && !needsRecount(rules)
      && tenderToReconcile(lookUp, rules) == nil
  }
}
