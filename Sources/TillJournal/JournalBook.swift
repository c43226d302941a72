import Foundation
import GRDB
import TillCore

extension Journal {
  /// What happened at a desk besides selling, on the business days `from` to `to`.
  ///
  /// Read from the sealed entries themselves, by an index that holds only the few kinds it is
  /// about (`BookSchema`), so that its cost follows what happened and not what was sold.
  public func dayBook(
    desk: Int, from: CivilDate, to: CivilDate, currency: Currency
  ) throws(JournalError) -> DayBook {
    try read("read the day's book") { database in
      var book = DayBook(currency: currency)
      let noted = try NotedEntries(desk: desk, from: from, to: to, in: database)
      for act in noted.acts { try book.note(act, database) }
      try book.noteSales(noted, database)
      for kind in DocumentKind.allCases {
        try IssuedNumbers.count(kind, desk, from, to, into: &book, in: database)
      }
      return book
    }
  }
}

/// An entry the book is about, read back.
struct NotedAct {
  let seq: Int64
  let streamID: String
  let commandID: String
  let event: Event
  var mark: DayBook.Mark
}

/// The entries of some days that the book is about, each with the names of its people.
struct NotedEntries {
  private(set) var acts: [NotedAct] = []

  init(desk: Int, from: CivilDate, to: CivilDate, in database: Database) throws {
    var names = NamesSignedOn(desk: desk)
    var vouched: [String: DayBook.Name] = [:]
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT seq, stream_id, kind, utc_ms, offset_s, day, person, command_id, body
          FROM entry INDEXED BY entry_book
          WHERE desk = ? AND day BETWEEN ? AND ? AND (\(BookSchema.kinds)) ORDER BY seq
          """), arguments: [desk, from.description, to.description])
    while let row = try rows.next() {
      let seq: Int64 = row["seq"]
      let event = try JournalSales.event(kind: row["kind"], body: Array(row["body"] as Data))
      guard let day = CivilDate(row["day"]) else { continue }
      switch event {
      case .signedOn(let person): names.signedOn(person)
      case .approvalGiven(let given):
        vouched[row["command_id"]] = DayBook.Name(
          id: given.vouched.id, name: given.vouched.name)
      default: break
      }
      let moment = Moment(utcMilliseconds: row["utc_ms"], offsetSeconds: row["offset_s"])
      let by: String? = row["person"]
      acts.append(
        NotedAct(
          seq: seq, streamID: row["stream_id"], commandID: row["command_id"], event: event,
          mark: DayBook.Mark(
            seq: seq, day: day, at: moment,
            by: try by.map { try names.name(of: $0, before: seq, in: database) },
            vouched: nil)))
    }
    // The name stands under the act of the same command, whichever entry was written first.
    for index in acts.indices { acts[index].mark.vouched = vouched[acts[index].commandID] }
  }
}

/// What people were called when they signed on: the entries hold their numbers only.
private struct NamesSignedOn {
  let desk: Int
  private var names: [String: String] = [:]

  init(desk: Int) { self.desk = desk }

  mutating func signedOn(_ person: Person) { names[person.id] = person.name }

  /// Somebody who was still signed on from the day before is looked up once.
  mutating func name(
    of id: String, before seq: Int64, in database: Database
  ) throws -> DayBook.Name {
    if names[id] == nil { names[id] = try lastName(of: id, before: seq, in: database) ?? id }
    return DayBook.Name(id: id, name: names[id] ?? id)
  }

  private func lastName(
    of id: String, before seq: Int64, in database: Database
  ) throws -> String? {
    // Who signed on stands in the body: the entry's own person may be whom they relieved.
    let bodies = try Data.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT body FROM entry INDEXED BY entry_book
          WHERE desk = ? AND seq < ? AND kind = 'person.signed-on.1' AND (\(BookSchema.kinds))
          ORDER BY day DESC, seq DESC
          """), arguments: [desk, seq])
    while let body = try bodies.next() {
      let event = try JournalSales.event(kind: "person.signed-on.1", body: Array(body))
      if case .signedOn(let person) = event, person.id == id { return person.name }
    }
    return nil
  }
}

extension DayBook {
  /// Notes what needs no more than its own entry.
  mutating func note(_ act: NotedAct, _ database: Database) throws {
    switch act.event {
    case .noteRefused(let note):
      refusedNotes.append(NoteRow(mark: act.mark, note: note))
    case .drawerOpened(let reason):
      drawerOpenings.append(
        DrawerOpening(
          mark: act.mark, reason: reason, document: try act.document(in: database)))
    case .documentCopied(let number, let ordinal, let reason, _):
      reprints.append(
        Reprint(mark: act.mark, document: number, ordinal: ordinal, reason: reason))
    case .approvalGiven(let approval):
      approvals.append(ApprovalRow(mark: act.mark, approval: approval))
    default: break
    }
  }

  /// Notes what needs its sale: each stream is read once, whatever was done in it.
  mutating func noteSales(_ noted: NotedEntries, _ database: Database) throws {
    var ofSale: [String: [NotedAct]] = [:]
    var order: [String] = []
    for act in noted.acts where act.event.isOfSaleInBook {
      if ofSale[act.streamID] == nil { order.append(act.streamID) }
      ofSale[act.streamID, default: []].append(act)
    }
    for sale in order {
      try SaleInBook(id: sale, acts: ofSale[sale] ?? []).note(in: &self, database)
    }
    lineVoids.sort { $0.mark.seq < $1.mark.seq }
    cancelledSales.sort { $0.mark.seq < $1.mark.seq }
    voidDocuments.sort { $0.mark.seq < $1.mark.seq }
  }
}

extension NotedAct {
  /// Number of the first paper issued by the same command.
  fileprivate func document(in database: Database) throws -> String? {
    // One command makes some ten entries; those of the next are never looked at.
    try String.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT stream_id FROM entry WHERE seq > ? AND seq <= ? + 20 AND command_id = ?
            AND kind = 'document.issued.1' ORDER BY seq LIMIT 1
          """), arguments: [seq, seq, commandID])
  }
}

extension Event {
  fileprivate var isOfSaleInBook: Bool {
    switch self {
    case .lineDropped, .quantityLowered, .changeUndone, .saleCancelled, .saleReopened: true
    default: false
    }
  }
}
