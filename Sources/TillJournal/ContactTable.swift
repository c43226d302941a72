import GRDB
import TillCore

/// Customers and consignees: the only place their names, phones and addresses stand, so that a
/// person can be erased and the seal stays whole.
enum ContactTable {
  static func store(_ contact: Contact, in database: Database) throws {
    try database.execute(
      sql: "INSERT INTO contact (id, name, phone, address) VALUES (?, ?, ?, ?)",
      arguments: [contact.id, contact.name, contact.phone, contact.address])
  }

  static func contact(_ row: Row) -> Contact {
    Contact(id: row["id"], name: row["name"], phone: row["phone"], address: row["address"])
  }
}

extension Journal {
  /// A customer by the number an entry names; nil when there is no such row.
  public func contact(id: Int64) throws(JournalError) -> Contact? {
    try read("look up a customer") { database in
      try Row.fetchOne(database, sql: "SELECT * FROM contact WHERE id = ?", arguments: [id])
        .map(ContactTable.contact)
    }
  }

  /// Customers by number, whole phone, or part of the name; at most ten.
  public func contacts(matching text: String) throws(JournalError) -> [Contact] {
    try read("look up a customer") { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM contact WHERE phone = :text OR CAST(id AS TEXT) = :text
            OR instr(name, :text) > 0 ORDER BY id LIMIT 10
          """, arguments: ["text": text]
      ).map(ContactTable.contact)
    }
  }

  /// The id the next new contact will have, and the digest of its content. An erased customer's
  /// number is never given again: entries still name it.
  public func reference(for contact: Contact) throws(JournalError) -> ContactReference {
    let last = try read("number a customer") {
      try Int64.fetchOne($0, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'contact'") ?? 0
    }
    let id = contact.id == 0 ? last + 1 : contact.id
    return ContactReference(id: id, digest: seal.digest(of: contact))
  }
}
