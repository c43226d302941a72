import TillCore

/// deliver [SLIP] [QTY*CODE…] to [DATE [WINDOW]] NAME PHONE ADDRESS (送货): E2
///
/// Without operands it asks for each; with `to` everything must be there.
enum DeliverVerb {
  static func run(_ turn: inout Turn) throws {
    let to = turn.words.firstIndex { Keyword($0) == .to }
    var goods = turn.words[..<(to ?? turn.words.count)]
    var sale: Sale?
    if let first = goods.first, Operand.multiplied(first.text) == nil {
      sale = try turn.sale(first)
      goods = goods.dropFirst()
    } else {
      sale = try turn.state.openSale ?? turn.paidSale()
    }
    guard turn.state.session != nil else { throw Turn.Stop.refused(.notSignedOn, []) }
    guard let sale else { throw Turn.Stop.refused(.noSale, []) }
    if !sale.isOpen, sale.waitingPieces.isEmpty {
      // Nobody is asked for an address that leads nowhere: the register says why.
      return try turn.perform(
        .deliver(
          sale,
          Command.DeliveryRequest(
            pieces: nil, contact: nil, wantedDate: nil, wantedWindow: nil)))
    }
    let pieces = goods.isEmpty ? nil : try goods.flatMap { try turn.pieces($0, of: sale) }
    let wanted = try to.map { try Consignee(typed: $0 + 1, turn) } ?? Consignee(asking: turn)
    let contact = Contact(name: wanted.name, phone: wanted.phone, address: wanted.address)
    let reference = try turn.store.reference(for: contact)
    try turn.perform(
      .deliver(
        sale.isOpen ? nil : sale,
        Command.DeliveryRequest(
          pieces: pieces, contact: reference, wantedDate: wanted.date,
          wantedWindow: wanted.window)),
      contact: Contact(
        id: reference.id, name: wanted.name, phone: wanted.phone, address: wanted.address))
    let told = [
      wanted.name, wanted.phone, wanted.address, wanted.date?.description, wanted.window,
    ].compactMap { $0 }.joined(separator: " · ")
    let place = turn.say.firstIndex { $0.contains(reading(turn)) } ?? turn.say.startIndex
    turn.say.insert(
      turn.wording.say("  to \(told)", "  送到 \(told)"), at: min(place + 1, turn.say.endIndex))
  }

  /// The number of the delivery just made, behind whose line the consignee is told.
  private static func reading(_ turn: Turn) -> String {
    for fact in turn.facts {
      if case .deliveryOrdered(let delivery) = fact.event { return delivery.number }
    }
    return ""
  }
}

/// Who the goods go to, and when.
private struct Consignee {
  var date: CivilDate?
  var window: String?
  let name: String
  let phone: String
  let address: String

  /// `to [DATE [WINDOW]] NAME PHONE ADDRESS`
  init(typed start: Int, _ turn: Turn) throws {
    var index = start
    if turn.words.count > index, let day = CivilDate(turn.words[index].text) {
      guard day >= turn.section.today else {
        throw turn.misread(.badDay(turn.words[index].original))
      }
      date = day
      index += 1
      if turn.words.count > index, Self.isWindow(turn.words[index].text) {
        window = turn.words[index].text
        index += 1
      }
    }
    guard turn.words.count >= index + 3 else { throw Turn.Stop.refused(.contactIncomplete, []) }
    name = try turn.clean(turn.words[index].original, maximumScalars: Limits.contactScalars)
    phone = try turn.clean(turn.words[index + 1].original)
    guard PhoneNumber.isOne(phone) else { throw turn.misread(.badPhone(phone)) }
    address = try turn.clean(
      turn.operands.rest(from: index + 2), maximumScalars: Limits.contactScalars)
  }

  init(asking turn: Turn) throws {
    name = try Self.answer(.contactName, turn)
    phone = try Self.answer(.contactPhone, turn)
    address = try Self.answer(.contactAddress, turn)
  }

  private static func answer(_ question: Question, _ turn: Turn) throws -> String {
    guard case .text(let text) = turn.answers[question] else {
      throw Turn.Stop.missing(question)
    }
    return text
  }

  /// `14-18`, `14:00-18:00`
  private static func isWindow(_ text: String) -> Bool {
    text.contains("-") && text.utf8.allSatisfy { (48...58).contains($0) || $0 == 45 }
  }
}
