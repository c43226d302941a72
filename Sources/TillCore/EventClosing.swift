/// Drawer and close, written down and read back.
extension Event {
  var writtenAtClose: (kind: String, body: JSON) {
    switch self {
    case .drawerMoved(let move): ("drawer.moved.1", move.written)
    case .shortOwed(let person, let minor, let number):
      ("drawer.short-owed.1", Event.owed(person, minor, number))
    case .overHandedIn(let person, let minor, let number):
      ("drawer.over-handed-in.1", Event.owed(person, minor, number))
    case .closingBegun(let beginning): ("closing.begun.1", beginning.written)
    case .matterSettled(let matter): ("closing.matter-settled.1", matter.written)
    case .drawerCounted(let count):
      (
        "closing.counted.1",
        ["count": count.written, "total_minor": .int(count.totalMinor)]
      )
    case .tenderReconciled(let kind, let minor):
      (
        "closing.tender-counted.1",
        ["tender": .string(kind.rawValue), "amount_minor": .int(minor)]
      )
    case .differenceExplained(let reason):
      ("closing.explained.1", ["reason": .string(reason)])
    case .differenceAccepted(let person):
      ("closing.difference-accepted.1", ["by": person.written])
    case .floatLeft(let count):
      (
        "closing.float-left.1",
        ["count": count.written, "total_minor": .int(count.totalMinor)]
      )
    case .closingAbandoned(let reason):
      ("closing.abandoned.1", ["reason": .string(reason)])
    case .shiftHandedOver(let end): ("shift.handed-over.1", end.written)
    case .dayClosed(let closing): ("day.closed.1", closing.written)
    case .backedUp(let backup):
      (
        "backup.made.1",
        [
          "file": .string(backup.file), "bytes": .int(backup.byteCount),
          "seq": .int(backup.seq), "seal": .string(backup.seal),
        ]
      )
    default: preconditionFailure("not an event of the drawer or the close")
    }
  }

  private static func owed(_ person: Person, _ minor: Int64, _ number: String) -> JSON {
    ["by": person.written, "amount_minor": .int(minor), "number": .string(number)]
  }

  static func ofClose(_ kind: String, _ body: BodyReader) throws(EventFault) -> Event? {
    switch kind {
    case "drawer.moved.1": return .drawerMoved(try DrawerMove(body))
    case "drawer.short-owed.1":
      return .shortOwed(
        by: try body.person(body.body["by"]), minor: try body.int("amount_minor"),
        number: try body.string("number"))
    case "drawer.over-handed-in.1":
      return .overHandedIn(
        by: try body.person(body.body["by"]), minor: try body.int("amount_minor"),
        number: try body.string("number"))
    case "closing.begun.1": return .closingBegun(try Closing.Beginning(body))
    case "closing.matter-settled.1": return .matterSettled(try SettledMatter(body))
    case "closing.counted.1": return .drawerCounted(try body.cashCount("count"))
    case "closing.tender-counted.1":
      return .tenderReconciled(try body.choice("tender"), minor: try body.int("amount_minor"))
    case "closing.explained.1": return .differenceExplained(try body.string("reason"))
    case "closing.difference-accepted.1":
      return .differenceAccepted(by: try body.person(body.body["by"]))
    case "closing.float-left.1": return .floatLeft(try body.cashCount("count"))
    case "closing.abandoned.1": return .closingAbandoned(reason: try body.string("reason"))
    case "shift.handed-over.1": return .shiftHandedOver(try ShiftEnd(body))
    case "day.closed.1": return .dayClosed(try DayClosing(body))
    case "backup.made.1":
      return .backedUp(
        Backup(
          file: try body.string("file"), byteCount: try body.int("bytes"),
          seq: try body.int("seq"), seal: try body.string("seal")))
    default: return nil
    }
  }
}

extension BodyReader {
  func day(_ key: String) throws(EventFault) -> CivilDate {
    guard let day = CivilDate(try string(key)) else { throw fault(key) }
    return day
  }

  func optionalPerson(_ key: String) throws(EventFault) -> Person? {
    body[key] == nil ? nil : try person(body[key])
  }
}

extension DrawerMove {
  var written: JSON {
    .flat([
      "move": .string(kind.rawValue), "count": change.written,
      "amount_minor": .int(amountMinor), "assumed": .bool(isAssumed),
      "reason": .string(reason), "number": number.map { .string($0) }, "by": by.written,
    ])
  }

  init(_ body: BodyReader) throws(EventFault) {
    self.init(
      kind: try body.choice("move"), change: try body.cashCount("count"),
      isAssumed: try body.bool("assumed"), reason: try body.string("reason"),
      number: body.optionalString("number"), by: try body.person(body.body["by"]))
  }
}

extension Closing.Beginning {
  var written: JSON {
    var taker: JSON?
    if case .handover(let person) = purpose { taker = person.written }
    return .flat([
      "hands_over_to": taker, "from": .string(from.description),
      "day": .string(day.description), "by": by.written,
    ])
  }

  init(_ body: BodyReader) throws(EventFault) {
    let taker = try body.optionalPerson("hands_over_to")
    self.init(
      purpose: taker.map { .handover(to: $0) } ?? .day, from: try body.day("from"),
      day: try body.day("day"), by: try body.person(body.body["by"]))
  }
}

extension SettledMatter {
  var written: JSON {
    [
      "matter": .string(kind), "id": .string(id), "name": .string(name),
      "decision": .string(decision.rawValue),
      "reason": .string(reason), "amount_minor": .int(amountMinor),
    ]
  }

  init(_ body: BodyReader) throws(EventFault) {
    self.init(
      kind: try body.string("matter"), id: try body.string("id"), name: try body.string("name"),
      decision: try body.choice("decision"), reason: try body.string("reason"),
      amountMinor: try body.int("amount_minor"))
  }
}

extension Moment {
  var written: JSON { ["utc_ms": .int(utcMilliseconds), "offset_s": .count(offsetSeconds)] }

  fileprivate init?(_ body: JSON?) {
    guard let time = body?["utc_ms"]?.intValue, let offset = body?["offset_s"]?.intValue else {
      return nil
    }
    self.init(utcMilliseconds: time, offsetSeconds: Int(offset))
  }
}

extension ShiftEnd {
  var written: JSON {
    .flat([
      "number": .string(number), "shift": .count(shift), "from": from.written, "to": to.written,
      "opened": openedAt?.written, "expected_minor": .int(expectedMinor),
      "counted": counted.written, "counted_minor": .int(counted.totalMinor),
      "left": left.written, "left_minor": .int(left.totalMinor),
      "remittance": remittance.map { .string($0) }, "reason": reason.map { .string($0) },
      "accepted_by": acceptedBy?.written,
    ])
  }

  init(_ body: BodyReader) throws(EventFault) {
    self.init(
      number: try body.string("number"), shift: try body.count("shift"),
      from: try body.person(body.body["from"]), to: try body.person(body.body["to"]),
      openedAt: Moment(body.body["opened"]), expectedMinor: try body.int("expected_minor"),
      counted: try body.cashCount("counted"), left: try body.cashCount("left"),
      remittance: body.optionalString("remittance"), reason: body.optionalString("reason"),
      acceptedBy: try body.optionalPerson("accepted_by"))
  }
}

extension DayClosing {
  var written: JSON {
    .flat([
      "number": .string(number), "from": .string(from.description),
      "day": .string(day.description), "counted": counted.written,
      "counted_minor": .int(counted.totalMinor), "left": left.written,
      "left_minor": .int(left.totalMinor), "remittance": remittance.map { .string($0) },
      "grand_total_minor": .int(grandTotalMinor), "report": report,
    ])
  }

  init(_ body: BodyReader) throws(EventFault) {
    guard let report = body.body["report"] else { throw body.fault("report") }
    self.init(
      number: try body.string("number"), from: try body.day("from"), day: try body.day("day"),
      counted: try body.cashCount("counted"), left: try body.cashCount("left"),
      remittance: body.optionalString("remittance"),
      grandTotalMinor: try body.int("grand_total_minor"), report: report)
  }
}
