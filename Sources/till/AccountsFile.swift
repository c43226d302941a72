import Glibc
import TillCore
import Yams

/// Reads `config/accounts.yaml`: which account of the bookkeeper's takes which figure of a closed
/// day. A shop may have none; a fault in it never stops the counter.
enum AccountsFile {
  static let name = "config/accounts.yaml"
  /// Longest beginning of a reason, in Unicode scalars.
  private static let reasonScalars = 60

  /// The accounts of a shop.
  ///
  /// - Parameter forBeancount: also holds the names to Beancount's rule, narrower than hledger's.
  static func load(
    shop: ShopFolder, _ settings: ShopSettings, forBeancount: Bool = false
  ) -> Result<BookAccounts, SettingsFaults> {
    guard access("\(shop.path)/\(name)", F_OK) == 0 else { return .success(BookAccounts()) }
    let root: Node
    do throws(SettingsFault) {
      root = try SettingsTree.root(at: "\(shop.path)/\(name)", as: name)
    } catch {
      return .failure(SettingsFaults(all: [error]))
    }
    let notes = SettingsNotes(file: name)
    let reading = Reading(settings: settings, forBeancount: forBeancount)
    let accounts = reading.accounts(
      SettingsGroup(root, line: 1, known: BookAccounts.Use.allCases.map(\.rawValue), notes: notes))
    return notes.faults.isEmpty ? .success(accounts) : .failure(SettingsFaults(all: notes.faults))
  }

  /// One reading of the file.
  private struct Reading {
    let settings: ShopSettings
    let forBeancount: Bool

    func accounts(_ file: SettingsGroup) -> BookAccounts {
      var accounts = BookAccounts()
      for use in BookAccounts.Use.allCases where file.has(use.rawValue) {
        accounts[use] = use.isNamed ? named(use, file) : single(use, file)
      }
      return accounts
    }

    private func single(_ use: BookAccounts.Use, _ file: SettingsGroup) -> BookAccounts.Choice {
      BookAccounts.Choice(other: account(use.rawValue, of: use, file) ?? use.usual)
    }

    private func named(_ use: BookAccounts.Use, _ file: SettingsGroup) -> BookAccounts.Choice {
      var choice = BookAccounts.Choice(other: use.usual)
      guard let group = file.group(use.rawValue, known: known(use)) else { return choice }
      for key in group.keys {
        guard !use.isByReason || SettingsGroup.line(key, limit: reasonScalars) != nil else {
          group.note(
            SettingsNames.shown(key), "is no beginning of a reason",
            wayOn: "write at most \(reasonScalars) characters on one line")
          continue
        }
        let name = account(key, of: use, group)
        if key == "other" { choice.other = name } else { choice.named[key] = name }
      }
      return choice
    }

    /// The names a use may have; nil lets any, for reasons are typed freely.
    private func known(_ use: BookAccounts.Use) -> [String]? {
      switch use {
      case .sales, .tax: settings.taxBands.map(\.code) + ["other"]
      case .tenders:
        TenderKind.allCases.filter { $0 != .cash }.map(\.rawValue) + ["other"]
      default: nil
      }
    }

    private func account(
      _ key: String, of use: BookAccounts.Use, _ group: SettingsGroup
    ) -> String? {
      let takesName = use.isNamed && !use.isByReason && key == "other"
      let example =
        forBeancount
        ? "an account as Beancount knows them, such as: Assets:Cash:Drawer"
        : "an account, such as: Assets:Cash:Drawer"
      return group.value(key, usual: nil, expects: example) { text in
        let isName =
          forBeancount ? BookAccounts.isBeancountName(text) : BookAccounts.isName(text)
        return isName && (takesName || !text.split(separator: ":").contains("{name}")) ? text : nil
      }
    }
  }
}
