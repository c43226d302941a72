import TillCore
import Yams

/// Reads `config/staff.yaml`: who works at the counter, and whom the shop trusts with what. PINs
/// are never in it.
enum StaffFile {
  /// What the file says.
  struct Staff {
    let people: [Person]
    let trust: Trust
  }

  /// Longest number of a person: it is typed at every sign-on.
  static let idLength = 16
  /// Longest full name: it must fit the foot of a slip.
  static let nameScalars = 60

  /// People and trust; what can't be read is noted.
  ///
  /// - Parameter currency: of the amounts in `limits`; nil when shop.yaml doesn't tell it.
  static func staff(_ root: Node, currency: Currency?, notes: SettingsNotes) -> Staff {
    let file = SettingsGroup(root, line: 1, known: ["roles", "staff"], notes: notes)
    let trust = StaffRoles.trust(file, currency)
    let people = people(file)
    // Said only of a file that is otherwise right: a mistyped role is noted already.
    if notes.faults.isEmpty { noteWhatNobodyMay(people, trust, file) }
    return Staff(people: people, trust: trust)
  }

  /// The people of the shop, in the order of the file.
  private static func people(_ file: SettingsGroup) -> [Person] {
    let notes = file.notes
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
    return people
  }

  /// A shop in which nobody can vouch for an act, or close the day, would stand still.
  private static func noteWhatNobodyMay(
    _ people: [Person], _ trust: Trust, _ file: SettingsGroup
  ) {
    let line = file.line(of: "staff")
    guard people.contains(where: { $0.role >= .manager }) else {
      return file.notes.note(
        line: line, "nobody is a manager or owner",
        wayOn: "give one person that role; someone has to vouch, and to close the day")
    }
    let idle = Permission.allCases.filter { act in !people.contains { trust.lets($0, act) } }
    guard !idle.isEmpty else { return }
    file.notes.note(
      line: line, "nobody may \(SettingsNames.list(idle.map(\.rawValue), last: "or"))",
      wayOn: "write it under may of a role that someone has, or make someone owner")
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
