import Foundation
import TillCore
import TillJournal

/// Days of a real till as CSV files (shared/data/emf2024): what was rung up, voided and paid.
struct EmfData {
  struct Line {
    let number: Int
    let at: Moment
    let code: String
    let quantity: Int64
    let unitPrice: String
    let discountEach: String
    /// The line that later took this one back, in whatever transaction.
    let voidedBy: Int?
    let isVoid: Bool
  }

  struct Payment {
    let at: Moment
    let tender: String
    let amountMinor: Int64
    let isChange: Bool
  }

  struct Transaction {
    let id: Int
    var session = ""
    var lines: [Line] = []
    var payments: [Payment] = []

    /// When it was finished: transactions are replayed in this order.
    var doneAt: Int64 {
      max(
        payments.last?.at.utcMilliseconds ?? 0, lines.last?.at.utcMilliseconds ?? 0)
    }
  }

  struct Article {
    let code: String
    let name: String
    let department: String
    let band: String
    let price: String
  }

  struct Session {
    let id: String
    let day: CivilDate
    let openedAt: Moment
    let closedAt: Moment
    /// What lay in the drawer, and what the card terminal had, when the day was closed.
    let cashMinor: Int64
    let cardMinor: Int64
  }

  let articles: [Article]
  let sessions: [Session]
  /// In the order in which they were finished.
  let transactions: [Transaction]

  /// Codes that were ever rung up below nothing: container deposits.
  var depositCodes: Set<String> {
    Set(transactions.flatMap(\.lines).filter { !$0.isVoid && $0.quantity < 0 }.map(\.code))
  }

  var lineCount: Int { transactions.reduce(0) { $0 + $1.lines.count + $1.payments.count } }

  init(folder: String) throws {
    articles = try Table(folder + "/catalogue.csv").rows.map { row in
      Article(
        code: row["code"], name: row["name"], department: row["department"],
        band: row["vat_band"], price: row["price"])
    }
    sessions = try Self.sessions(folder)
    var byID: [Int: Transaction] = [:]
    for row in try Table(folder + "/lines.csv").rows {
      let id = try row.int("transaction")
      byID[id, default: Transaction(id: id)].session = row["session"]
      byID[id]?.lines.append(try Line(row))
    }
    for row in try Table(folder + "/payments.csv").rows {
      let id = try row.int("transaction")
      byID[id, default: Transaction(id: id)].session = row["session"]
      byID[id]?.payments.append(try Payment(row))
    }
    // A void of an earlier line names it only in that line's own row.
    transactions = byID.values.sorted {
      ($0.session, $0.doneAt, $0.id) < ($1.session, $1.doneAt, $1.id)
    }
  }

  private static func sessions(_ folder: String) throws -> [Session] {
    let rows = try Table(folder + "/sessions.csv").rows
    return try rows.filter { $0["tender"] == "cash" }.map { row in
      let card = rows.first { $0["session"] == row["session"] && $0["tender"] == "card" }
      guard let day = CivilDate(row["date"]),
        let cash = try? FixedPoint.value(of: row["counted"], digits: 2),
        let cardMinor = try? FixedPoint.value(of: card?["counted"] ?? "0", digits: 2)
      else { throw Table.fault(row.place, "date or count") }
      return Session(
        id: row["session"], day: day, openedAt: try Moment(row, "opened"),
        closedAt: try Moment(row, "closed"), cashMinor: cash, cardMinor: cardMinor)
    }
  }

  /// One CSV file with its header.
  struct Table {
    struct Row {
      let fields: [String: String]
      let place: String
      subscript(_ name: String) -> String { fields[name] ?? "" }

      func int(_ name: String) throws -> Int {
        guard let value = Int(self[name]) else { throw Table.fault(place, name) }
        return value
      }
    }

    private(set) var rows: [Row] = []

    init(_ path: String) throws {
      let reader = try CSVReader(path: path)
      guard let header = try reader.next() else { throw Table.fault(path, "header") }
      while let record = try reader.next() {
        rows.append(
          Row(
            fields: Dictionary(
              zip(header.fields, record.fields), uniquingKeysWith: { first, _ in first }),
            place: "\(path):\(record.line)"))
      }
    }

    static func fault(_ place: String, _ what: String) -> Failure {
      Failure(.refused, "\(place): no readable \(what)")
    }
  }
}

extension EmfData.Line {
  init(_ row: EmfData.Table.Row) throws {
    number = try row.int("line")
    at = try Moment(row)
    code = row["code"]
    quantity = Int64(try row.int("quantity"))
    unitPrice = row["unit_price"]
    discountEach = row["discount_each"]
    voidedBy = row["voided_by_line"].isEmpty ? nil : try row.int("voided_by_line")
    isVoid = row["kind"] == "void"
  }
}

extension EmfData.Payment {
  init(_ row: EmfData.Table.Row) throws {
    at = try Moment(row)
    tender = row["tender"]
    guard let minor = try? FixedPoint.value(of: row["amount"], digits: 2) else {
      throw EmfData.Table.fault(row.place, "amount")
    }
    amountMinor = minor
    isChange = row["text"] == "Change"
  }
}

extension Moment {
  /// The till wrote British Summer Time on its wall clock.
  private static let summerTimeSeconds = 3600

  init(_ row: EmfData.Table.Row, _ column: String = "time") throws {
    let parts = row[column].split(separator: " ")
    let clock = (parts.last ?? "").split(separator: ":").compactMap { Int64($0) }
    guard parts.count == 2, let day = CivilDate(String(parts[0])), clock.count == 3 else {
      throw EmfData.Table.fault(row.place, "time")
    }
    let local = day.daysSince1970 * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    self.init(
      utcMilliseconds: (local - Int64(Self.summerTimeSeconds)) * 1000,
      offsetSeconds: Self.summerTimeSeconds)
  }
}
