import TillCore

/// customer PHONE|NAME|ID, customer new NAME PHONE [ADDRESS] (顾客)
enum CustomerVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.needs(1, .customer)
    if Keyword(turn.words[0]) == .new { return try add(&turn) }
    let text = turn.operands.rest(from: 0)
    let contacts = try turn.store.contacts(matching: text)
    guard let contact = contacts.first else { throw turn.misread(.unknownContact(text)) }
    guard contacts.count == 1 else {
      turn.say += contacts.map { "\(Cells.right(String($0.id), 5))  \($0.name)  \($0.maskedPhone)" }
      throw turn.misread(.notUniqueContact(contacts.count))
    }
    try turn.perform(.nameCustomer(try turn.store.reference(for: contact)))
    tell(contact, &turn)
  }

  private static func add(_ turn: inout Turn) throws {
    guard turn.words.count >= 3 else { throw turn.misread(.usage(.customer)) }
    let name = try turn.clean(turn.words[1].original, maximumScalars: Limits.contactScalars)
    let phone = try turn.clean(turn.words[2].original)
    guard PhoneNumber.isOne(phone) else { throw turn.misread(.badPhone(phone)) }
    let address = try turn.clean(
      turn.operands.rest(from: 3), maximumScalars: Limits.contactScalars)
    let contact = Contact(name: name, phone: phone, address: address)
    let reference = try turn.store.reference(for: contact)
    try turn.perform(
      .nameCustomer(reference),
      contact: Contact(id: reference.id, name: name, phone: phone, address: address))
    tell(Contact(id: reference.id, name: name, phone: phone, address: address), &turn)
  }

  /// Facts hold no names (DESIGN, The seal), so who it is is told here.
  private static func tell(_ contact: Contact, _ turn: inout Turn) {
    turn.say.append(
      turn.wording.say(
        "Customer \(contact.id): \(contact.name) · \(contact.maskedPhone)",
        "顾客 \(contact.id)：\(contact.name) · \(contact.maskedPhone)"))
  }
}
