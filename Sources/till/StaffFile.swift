import TillCore
import Yams

/// Reads `config/staff.yaml`: who works at the counter. PINs are never in it.
enum StaffFile {
  /// Longest number of a person: it is typed at every sign-on.
  static let idLength = 16
  /// Longest full name: it must fit the foot of a slip.
  static let nameScalars = 60

  /// The people of the shop, in the order of the file; what can't be read is noted.
  static func people(_ root: Node, notes: SettingsNotes) -> [Person] {
    let file = SettingsGroup(root, line: 1, known: ["staff"], notes: notes)
    guard let groups = file.groups("staff", of: "people", known: ["id", "name", "role"]),
      !groups.isEmpty
    else {
      if notes.faults.isEmpty {
        notes.note(
          line: file.line(of: "staff"), "nobody works here",
          wayOn: "name at least a manager, as in the sample shop")
      }
      return []
    }
    var seen: [String: Int] = [:]
    let people = groups.compactMap { group -> Person? in
      guard let person = person(group) else { return nil }
      if let first = seen.updateValue(group.line(of: "id"), forKey: person.id.lowercased()) {
        group.note(
          "id", "is \(person.id), as in line \(first)", wayOn: "give each person their own")
      }
      return person
    }
    // Said only of a file that is otherwise right: a mistyped role is noted already.
    if notes.faults.isEmpty, !people.contains(where: { $0.role >= .manager }) {
      notes.note(
        line: file.line(of: "staff"), "nobody is a manager",
        wayOn: "give one person the role manager; someone has to vouch, and to close the day")
    }
    return people
  }

  private static func person(_ group: SettingsGroup) -> Person? {
    let id = group.value(
      "id", usual: nil, expects: "up to \(idLength) letters or digits, such as: \"01\"",
      read: { isID($0) ? $0 : nil })
    let name = group.text("name", limit: nameScalars, required: "Wang Xiaoyan")
    let role = group.choice("role", usual: nil, as: Role.self)
    guard let id, let name, let role else { return nil }
    return Person(id: id, name: name, role: role)
  }

  /// Whether a text may be a person's number.
  static func isID(_ text: String) -> Bool {
    (1...idLength).contains(text.utf8.count)
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}
