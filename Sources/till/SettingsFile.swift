import Glibc
import TillCore
import TillReceipt
import Yams

/// All that a shop's folder decides, apart from its articles.
struct ShopSetUp: Hashable, Sendable {
  let settings: ShopSettings
  let people: [Person]
  let printers: PrinterRouting
}

/// Reads the three YAML files of a shop.
enum SettingsFile {
  /// The names of the files, as messages give them.
  enum Name {
    static let shop = "config/shop.yaml"
    static let staff = "config/staff.yaml"
    static let printers = "config/printers.yaml"
    static let catalogue = "config/catalogue.csv"
  }

  /// What the shop decided, or everything that is wrong with it.
  ///
  /// - Parameters:
  ///   - profiles: the printer profiles there are; empty lets any name pass.
  ///   - profile: the profile of a name; nil where it isn't known.
  static func load(
    shop: ShopFolder, profiles: [String] = [],
    profile: @escaping (String) -> Profile? = { _ in nil }
  ) -> Result<ShopSetUp, SettingsFaults> {
    guard ![ENOENT, ENOTDIR].contains(shop.reachError) else {
      // One line, not three: the files of a shop that isn't there are not missing one by one.
      let fault = SettingsFault(
        shop.path, "no shop is in this folder",
        wayOn: "make one: till init DIR, or name its folder: --shop DIR")
      return .failure(SettingsFaults(all: [fault]))
    }
    var faults: [SettingsFault] = []
    let settings = read(Name.shop, of: shop, into: &faults) {
      SettingsShop.settings($0, notes: $1)
    }
    let staff = read(Name.staff, of: shop, into: &faults) {
      StaffFile.staff($0, currency: settings?.currency, notes: $1)
    }
    let printers = read(Name.printers, of: shop, into: &faults) {
      PrintersFile.routing($0, profiles: profiles, profile: profile, notes: $1)
    }
    guard faults.isEmpty, var settings, let staff, let printers else {
      return .failure(SettingsFaults(all: faults))
    }
    settings.trust = staff.trust
    return .success(ShopSetUp(settings: settings, people: staff.people, printers: printers))
  }

  private static func read<Value>(
    _ name: String, of shop: ShopFolder, into faults: inout [SettingsFault],
    as value: (Node, SettingsNotes) -> Value
  ) -> Value? {
    do {
      let root = try SettingsTree.root(at: "\(shop.path)/\(name)", as: name)
      let notes = SettingsNotes(file: name)
      let value = value(root, notes)
      faults += notes.faults
      return value
    } catch {
      faults.append(error)
      return nil
    }
  }
}
