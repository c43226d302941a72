import Foundation
import Glibc

/// A shop's folder: `config/`, `receipts/` and `data/` (DESIGN: a shop is a folder).
struct ShopFolder: Hashable, Sendable {
  /// The folder's absolute path, without a stroke at its end.
  let path: String

  init(path: String) { self.path = path }

  /// What people decide: the three YAML files and the catalogue.
  var config: String { path + "/config" }
  /// Templates of the shop's own, before those of `$TILL_SHARE`.
  var receipts: String { path + "/receipts" }
  /// What the program keeps. `makeData` makes it.
  var data: String { path + "/data" }
  /// Papers kept as PDF.
  var paper: String { data + "/paper" }
  /// The articles as people write them.
  var catalogue: String { path + "/" + SettingsFile.Name.catalogue }
  /// Whether the folder holds a shop.
  var isShop: Bool { reachError == 0 }
  /// The system's error number when the shop's settings can't be reached; 0 when they can.
  var reachError: Int32 { access("\(path)/\(SettingsFile.Name.shop)", F_OK) == 0 ? 0 : errno }

  /// The shop that is meant: `--shop`, else `$TILL_SHOP`, else the current folder when it holds
  /// a shop, else `~/.local/share/till`.
  ///
  /// A folder that is named is taken as it is, even if no shop is in it: to fall back to another
  /// shop would sell in the wrong books.
  static func find(
    option: String?, environment: [String: String], currentDirectory: String
  ) throws(SettingsFault) -> ShopFolder {
    if let option {
      guard !option.isEmpty else {
        throw SettingsFault("--shop", "names no folder", wayOn: "write --shop DIR, or leave it out")
      }
      return ShopFolder(option, from: currentDirectory)
    }
    // An empty variable is one that isn't set, as everywhere in Unix.
    if let named = environment["TILL_SHOP"], !named.isEmpty {
      return ShopFolder(named, from: currentDirectory)
    }
    let here = ShopFolder(".", from: currentDirectory)
    if here.isShop { return here }
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
    return ShopFolder(".local/share/till", from: home)
  }

  /// The folder that a path means when it is read from another.
  init(_ named: String, from directory: String) {
    let base = URL(fileURLWithPath: directory, isDirectory: true)
    let folder = URL(fileURLWithPath: named, isDirectory: true, relativeTo: base)
    path = folder.standardizedFileURL.path
  }

  /// Makes `data/` on first use, for its owner only, and makes sure it can be written to.
  ///
  /// - Returns: the path of `data/`.
  @discardableResult
  func makeData() throws(SettingsFault) -> String {
    if mkdir(data, 0o700) != 0, errno != EEXIST {
      throw SettingsFault(
        data, "can't be made (\(SettingsTree.reason(errno)))",
        wayOn: "let the user of till write in \(path), or name another shop: --shop DIR")
    }
    var status = stat()
    guard stat(data, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw SettingsFault(
        data, "is no folder", wayOn: "move it away; till makes the folder itself")
    }
    guard access(data, R_OK | W_OK | X_OK) == 0 else {
      throw SettingsFault(
        data, "can't be written to (\(SettingsTree.reason(errno)))",
        wayOn: "give it to the user of till: chown")
    }
    return data
  }
}
