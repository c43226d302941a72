import TestSupport
import Testing

@testable import TillCore
@testable import TillJournal

/// The book of random days, against one pass over every entry there is.
@Suite("Journal: the book of a random day")
struct DayBookRandomTests {
  @Test("the book says what a pass over all entries says", arguments: 0..<3)
  func agrees(_ number: Int) throws {
    let random = SeededGenerator.random()
    let day = try JournalDay(random, JournalDayTests.settings[number].1)
    try day.run(steps: 400)
    let what = Comment(rawValue: "\(random)")
    var rows = 0
    let all = try AllEntries(day.shop)
    for (desk, text) in try day.shop.journal.daySpans() {
      let date = try #require(CivilDate(text))
      let book = try day.shop.journal.dayBook(desk: desk, from: date, to: date, currency: .cny)
      let told = AllEntries.tell(book)
      #expect(told == all.said(desk: desk, day: date), what)
      #expect(book.gaps.isEmpty, what)
      for void in book.voidDocuments {
        #expect(void.replacedBy == all.replacement(of: void.number), what)
      }
      rows += told.count
    }
    #expect(rows > 5, what)
  }
}

/// The brute way: every entry is read, every sale is folded, nothing is looked up.
private struct AllEntries {
  private struct Note {
    let desk: Int
    let day: String
    let text: String
  }
  private var notes: [(note: Note, sale: String?)] = []
  private var slips: [String: String] = [:]
  private var numbers: [String: [Int]] = [:]
  private var voids: Set<String> = []
  /// By the void slip that it replaces.
  private var newSlips: [String: String] = [:]

  init(_ shop: JournalShop) throws {
    var sales: [String: Sale] = [:]
    var names: [String: String] = [:]
    var vouched: [String: String] = [:]
    for entry in try shop.entries() where entry.kind == "approval.given.1" {
      let body = try JSON(reading: entry.body)
      vouched[entry.commandID] = body["vouched"]?["name"]?.stringValue
    }
    for entry in try shop.entries() {
      let event = try Event(kind: entry.kind, body: try JSON(reading: entry.body))
      if case .signedOn(let person) = event { names["\(entry.desk) \(person.id)"] = person.name }
      let by = entry.person.map { names["\(entry.desk) \($0)"] ?? "?" } ?? "-"
      let who = "\(by)/\(vouched[entry.commandID] ?? "-")"
      let before = sales[entry.streamID]
      if entry.stream == "sale" {
        if before == nil {
          sales[entry.streamID] = Sale(
            id: entry.streamID, desk: entry.desk, opening: event, at: entry.at)
        } else {
          sales[entry.streamID]?.apply(event, at: entry.at)
        }
      }
      take(entry, event, before, sales[entry.streamID], who)
    }
  }

  private mutating func take(
    _ entry: Entry, _ event: Event, _ before: Sale?, _ after: Sale?, _ by: String
  ) {
    func add(_ text: String, sale: Bool = false) {
      let note = Note(desk: entry.desk, day: entry.day, text: "\(entry.seq) \(by) \(text)")
      notes.append((note, sale ? entry.streamID : nil))
    }
    switch event {
    case .noteRefused(let note): add("refused \(note.denominationMinor)")
    case .drawerOpened(let reason): add("opened \(reason)")
    case .documentCopied(let number, let ordinal, let reason, _):
      add("copy \(number) \(ordinal) \(reason)")
    case .approvalGiven(let approval): add("approved \(approval.permission)")
    case .saleCancelled(let reason, let total): add("cancelled \(total) \(reason)", sale: true)
    case .saleReopened(let slip, let reason):
      add("void slip \(slip) \(reason)")
      voids.insert(slip)
      for delivery in before?.deliveries ?? [] {
        add("void delivery \(delivery.number) \(reason)")
        voids.insert(delivery.number)
      }
    case .saleInvoiced(let invoicing):
      slips[entry.streamID] = invoicing.slip
      number(invoicing.slip, .slip, entry)
      if let replaced = invoicing.replaces { newSlips[replaced] = invoicing.slip }
    case .salePaid(let payment): number(payment.receipt, .receipt, entry)
    case .deliveryOrdered(let delivery): number(delivery.number, .delivery, entry)
    // Slip, receipt and delivery have their numbers before their paper is issued, if it ever is.
    case .documentIssued(let document)
    where ![.slip, .receipt, .delivery].contains(document.kind):
      number(document.number, document.kind, entry)
    default: break
    }
    guard let before, let after, entry.stream == "sale" else { return }
    for line in before.standingLines {
      let left = after.standingLines.first { $0.number == line.number }
      let taken = line.quantity.thousandths - (left?.quantity.thousandths ?? 0)
      guard taken != 0, (taken > 0) == (line.quantity.thousandths > 0) else { continue }
      let was = line.amountMinor(.cny, salePercent: before.percentOff) ?? 0
      let still = left?.amountMinor(.cny, salePercent: after.percentOff) ?? 0
      add("line \(line.number) \(line.article.name) \(taken) \(was - still)", sale: true)
    }
  }

  private mutating func number(_ text: String, _ kind: DocumentKind, _ entry: Entry) {
    numbers["\(entry.desk) \(entry.day) \(kind)", default: []].append(
      Int(text.split(separator: "-")[1]) ?? 0)
  }

  /// What took a void slip's place.
  func replacement(of slip: String) -> String? { newSlips[slip] }

  func said(desk: Int, day: CivilDate) -> Set<String> {
    var said = Set(
      notes.filter { $0.note.desk == desk && $0.note.day == day.description }
        .map { note, sale in note.text + (sale.map { " \(slips[$0] ?? "-")" } ?? "") })
    for kind in DocumentKind.allCases {
      guard let issued = numbers["\(desk) \(day) \(kind)"], let first = issued.min(),
        let last = issued.max()
      else { continue }
      let void = (first...last).filter { ordinal in
        voids.contains(kind.number(desk: desk, ordinal: ordinal))
          && said.contains {
            $0.contains(" void \(kind) \(kind.number(desk: desk, ordinal: ordinal)) ")
          }
      }.count
      said.insert("\(kind) \(first) \(last) \(issued.count) \(void)")
    }
    return said
  }

  static func tell(_ book: DayBook) -> Set<String> {
    func head(_ mark: DayBook.Mark) -> String {
      "\(mark.seq) \(mark.by?.name ?? "-")/\(mark.vouched?.name ?? "-")"
    }
    var told: [String] = book.refusedNotes.map {
      "\(head($0.mark)) refused \($0.note.denominationMinor)"
    }
    told += book.drawerOpenings.map { "\(head($0.mark)) opened \($0.reason)" }
    told += book.reprints.map { "\(head($0.mark)) copy \($0.document) \($0.ordinal) \($0.reason)" }
    told += book.approvals.map { "\(head($0.mark)) approved \($0.approval.permission)" }
    told += book.cancelledSales.map {
      "\(head($0.mark)) cancelled \($0.amountMinor) \($0.reason) \($0.slip ?? "-")"
    }
    told += book.voidDocuments.map { "\(head($0.mark)) void \($0.kind) \($0.number) \($0.reason)" }
    told += book.lineVoids.map {
      "\(head($0.mark)) line \($0.line) \($0.article) \($0.quantity.thousandths) "
        + "\($0.amountMinor) \($0.slip ?? "-")"
    }
    told += book.series.map {
      let (first, last) = (DocumentKind.ordinal(of: $0.first), DocumentKind.ordinal(of: $0.last))
      return "\($0.kind) \(first ?? 0) \(last ?? 0) \($0.count) \($0.voidCount)"
    }
    return Set(told)
  }
}
