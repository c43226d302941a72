/// A shift that was counted and handed over (交班).
public struct ShiftEnd: Hashable, Sendable {
  public let number: String
  public let shift: Int
  public let from: Person
  public let to: Person
  public let openedAt: Moment?
  public let expectedMinor: Int64
  public let counted: CashCount
  public let left: CashCount
  /// What went with the remittance slip, and its number; nil where nothing was handed in.
  public let remittance: String?
  public let reason: String?
  public let acceptedBy: Person?

  public var differenceMinor: Int64 { counted.totalMinor - expectedMinor }
}

/// A day that is closed: its figures as they were frozen (日结).
public struct DayClosing: Hashable, Sendable {
  /// `Z1-000042`
  public let number: String
  /// First and last business date it covers.
  public let from: CivilDate
  public let day: CivilDate
  public let counted: CashCount
  /// What stays in the drawer (留存), and what was taken out of it (上交).
  public let left: CashCount
  public let remittance: String?
  /// Net sales of all closed days since day one, this one included.
  public let grandTotalMinor: Int64
  /// The day's figures, with the keys the interface for programs fixes (DESIGN) and some more.
  public let report: JSON

  public var bankedMinor: Int64 { (counted - left).totalMinor }
}

/// A closed day as the books hold it.
public struct ClosedDay: Hashable, Sendable {
  /// The entry that closed it.
  public let seq: Int64
  public let desk: Int
  public let at: Moment
  public let closing: DayClosing

  public init(seq: Int64, desk: Int, at moment: Moment, closing: DayClosing) {
    self.seq = seq
    self.desk = desk
    at = moment
    self.closing = closing
  }
}

/// The last day that was closed at a desk: nothing is written into it or before it any more.
public struct ClosedMark: Hashable, Sendable {
  public let number: String
  public let day: CivilDate
  public let at: Moment
  public let grandTotalMinor: Int64

  public init(number: String, day: CivilDate, at moment: Moment, grandTotalMinor: Int64) {
    self.number = number
    self.day = day
    at = moment
    self.grandTotalMinor = grandTotalMinor
  }

  init(_ closing: DayClosing, at moment: Moment) {
    self.init(
      number: closing.number, day: closing.day, at: moment,
      grandTotalMinor: closing.grandTotalMinor)
  }
}

/// A copy of the books that was made and read back (I6).
public struct Backup: Hashable, Sendable {
  /// The file's name in the folder of backups.
  public let file: String
  public let byteCount: Int64
  /// The last entry in it, and its seal.
  public let seq: Int64
  public let seal: String

  public init(file: String, byteCount: Int64, seq: Int64, seal: String) {
    self.file = file
    self.byteCount = byteCount
    self.seq = seq
    self.seal = seal
  }
}
