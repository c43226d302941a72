import Glibc
import TillCore
import Yams

/// Reads `config/targets.yaml`: what the shop and its cashiers are to reach in a month (I3).
///
/// The file may be missing, and is read only for reports: no fault in it stops selling.
enum TargetsFile {
  static let name = "config/targets.yaml"

  /// The targets, none where there is no file; or everything that is wrong with it.
  static func load(
    shop folder: ShopFolder, _ settings: ShopSettings, people: [Person]
  ) -> Result<Targets, SettingsFaults> {
    let path = "\(folder.path)/\(name)"
    guard access(path, F_OK) == 0 || errno != ENOENT else { return .success(Targets()) }
    do {
      let root = try SettingsTree.root(at: path, as: name)
      let notes = SettingsNotes(file: name)
      let targets = targets(root, settings.currency, people, notes)
      return notes.faults.isEmpty
        ? .success(targets) : .failure(SettingsFaults(all: notes.faults))
    } catch {
      return .failure(SettingsFaults(all: [error]))
    }
  }

  private static func targets(
    _ root: Node, _ currency: Currency, _ people: [Person], _ notes: SettingsNotes
  ) -> Targets {
    let file = SettingsGroup(root, line: 1, known: ["usual", "months"], notes: notes)
    var targets = Targets()
    if let usual = file.group("usual", known: keys) {
      targets.usual = month(usual, currency, people)
    }
    guard let months = file.group("months", known: nil) else { return targets }
    for key in months.keys {
      guard let group = months.group(key, known: keys) else { continue }
      guard let period = Period.month(key) else {
        months.note(key, "is no month", wayOn: "write year and month, such as \"2026-11\"")
        continue
      }
      targets.months[period.from] = month(group, currency, people)
    }
    return targets
  }

  private static let keys = ["shop", "cashiers"]

  private static func month(
    _ group: SettingsGroup, _ currency: Currency, _ people: [Person]
  ) -> Targets.Month {
    var month = Targets.Month()
    if group.has("shop") { month.shopMinor = amount("shop", of: group, currency) }
    guard let cashiers = group.group("cashiers", known: nil) else { return month }
    for id in cashiers.keys {
      guard people.contains(where: { $0.id == id }) else {
        let near = SettingsNames.nearest(to: id, among: people.map(\.id))
        cashiers.note(
          id, "is nobody of config/staff.yaml",
          wayOn: near.map { "did you mean \"\($0)\"?" } ?? "write the number of a person there")
        continue
      }
      month.cashiersMinor[id] = amount(id, of: cashiers, currency)
    }
    return month
  }

  private static func amount(
    _ key: String, of group: SettingsGroup, _ currency: Currency
  ) -> Int64? {
    group.value(key, usual: nil, expects: SettingsGroup.amountWords(currency)) {
      SettingsGroup.amount($0, currency)
    }
  }
}
