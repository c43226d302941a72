/// What happened at a desk besides selling: what could hide theft, each act by itself (I4), and
/// the numbers given out. It stands on the closing report, complete or empty; nothing is summed.
public struct DayBook: Hashable, Sendable {
  public let currency: Currency
  public var refusedNotes: [NoteRow] = []
  public var lineVoids: [LineVoid] = []
  public var cancelledSales: [CancelledSale] = []
  public var voidDocuments: [VoidDocument] = []
  public var drawerOpenings: [DrawerOpening] = []
  public var reprints: [Reprint] = []
  public var approvals: [ApprovalRow] = []
  public var series: [Series] = []
  public var gaps: [Gap] = []

  public init(currency: Currency) { self.currency = currency }

  /// When something was done, by whom, and who vouched for it.
  public struct Mark: Hashable, Sendable {
    /// Number of the entry in the journal.
    public let seq: Int64
    /// The day whose books it belongs to.
    public let day: CivilDate
    public let at: Moment
    /// Nil when nobody was signed on.
    public let by: Name?
    public var vouched: Name?

    public init(seq: Int64, day: CivilDate, at: Moment, by: Name?, vouched: Name?) {
      self.seq = seq
      self.day = day
      self.at = at
      self.by = by
      self.vouched = vouched
    }
  }

  /// A person as they were called at the time; staff.yaml may have changed since.
  public struct Name: Hashable, Sendable {
    public let id: String
    public let name: String

    public init(id: String, name: String) {
      self.id = id
      self.name = name
    }
  }

  /// A note that was refused (C3).
  public struct NoteRow: Hashable, Sendable {
    public let mark: Mark
    public let note: RefusedNote

    public init(mark: Mark, note: RefusedNote) {
      self.mark = mark
      self.note = note
    }
  }

  /// A line, or some of it, taken out before the slip: by `drop`, a lower `qty`, or `undo`.
  public struct LineVoid: Hashable, Sendable {
    public let mark: Mark
    /// Number of the sale's slip; nil for a sale that never had one.
    public let slip: String?
    public let line: Int
    public let article: String
    /// What was taken out; negative for what was to be given back.
    public let quantity: Quantity
    /// What that came to as the line stood, after its own discount.
    public let amountMinor: Int64

    public init(
      mark: Mark, slip: String?, line: Int, article: String, quantity: Quantity,
      amountMinor: Int64
    ) {
      self.mark = mark
      self.slip = slip
      self.line = line
      self.article = article
      self.quantity = quantity
      self.amountMinor = amountMinor
    }
  }

  /// A sale that ended unpaid.
  public struct CancelledSale: Hashable, Sendable {
    public let mark: Mark
    public let slip: String?
    public let amountMinor: Int64
    /// Empty for a sale without lines that made room for a parked one.
    public let reason: String

    public init(mark: Mark, slip: String?, amountMinor: Int64, reason: String) {
      self.mark = mark
      self.slip = slip
      self.amountMinor = amountMinor
      self.reason = reason
    }
  }

  /// A number that was given out and holds no more (D2).
  public struct VoidDocument: Hashable, Sendable {
    public let mark: Mark
    public let kind: DocumentKind
    public let number: String
    public let reason: String
    /// Nil when nothing took its place so far.
    public let replacedBy: String?

    public init(
      mark: Mark, kind: DocumentKind, number: String, reason: String, replacedBy: String?
    ) {
      self.mark = mark
      self.kind = kind
      self.number = number
      self.reason = reason
      self.replacedBy = replacedBy
    }
  }

  /// The drawer, opened without a sale.
  public struct DrawerOpening: Hashable, Sendable {
    public let mark: Mark
    public let reason: String
    /// The paper that was issued with it, if there was one.
    public let document: String?

    public init(mark: Mark, reason: String, document: String?) {
      self.mark = mark
      self.reason = reason
      self.document = document
    }
  }

  /// A COPY of an issued document (D4).
  public struct Reprint: Hashable, Sendable {
    public let mark: Mark
    public let document: String
    public let ordinal: Int
    public let reason: String

    public init(mark: Mark, document: String, ordinal: Int, reason: String) {
      self.mark = mark
      self.document = document
      self.ordinal = ordinal
      self.reason = reason
    }
  }

  /// Who asked, who vouched, and for what (I4); the mark's own names are those of the asker.
  public struct ApprovalRow: Hashable, Sendable {
    public let mark: Mark
    public let approval: Approval

    public init(mark: Mark, approval: Approval) {
      self.mark = mark
      self.approval = approval
    }
  }

  /// The numbers of one kind that were given out.
  public struct Series: Hashable, Sendable {
    public let kind: DocumentKind
    public let first: String
    public let last: String
    public let count: Int
    /// Those of them that hold no more.
    public let voidCount: Int

    public init(kind: DocumentKind, first: String, last: String, count: Int, voidCount: Int) {
      self.kind = kind
      self.first = first
      self.last = last
      self.count = count
      self.voidCount = voidCount
    }
  }

  /// Numbers that were never given out though later ones were.
  public struct Gap: Hashable, Sendable {
    public let kind: DocumentKind
    /// First and last missing number; the same when only one is missing.
    public let first: String
    public let last: String

    public init(kind: DocumentKind, first: String, last: String) {
      self.kind = kind
      self.first = first
      self.last = last
    }
  }
}
