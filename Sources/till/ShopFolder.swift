import Foundation
import Glibc

/// A shop's folder: `config/`, `receipts/` and `data/` (DESIGN: a shop is a folder).
struct ShopFolder: Hashable, Sendable {
  /// The folder's absolute path, without a stroke at its end.
  let path: String
  /// Whether it is the same shop for learners, with books of its own (`--training`).
  let isTraining: Bool

  init(path: String, isTraining: Bool = false) {
    self.path = path
    self.isTraining = isTraining
  }

  /// The same shop, with the books learners write in.
  var training: ShopFolder { ShopFolder(path: path, isTraining: true) }
  /// The same shop, with its own books.
  var real: ShopFolder { ShopFolder(path: path) }

  /// Added to a desk's number in training: no paper of a learner's then bears a number that the
  /// shop's own desks, 1 to 99, will ever give out, and none is taken for theirs when scanned.
  static let trainingDesks = 900

  /// The number a desk has in these books.
  func desk(_ number: Int) -> Int { isTraining ? Self.trainingDesks + number : number }

  /// What people decide: the three YAML files and the catalogue.
  var config: String { path + "/config" }
  /// Templates of the shop's own, before those of `$TILL_SHARE`.
  var receipts: String { path + "/receipts" }
  /// What the program keeps. `makeData` makes it.
  var data: String { isTraining ? shared + "/training" : shared }
  /// What learners and the shop both work with: the articles.
  var shared: String { path + "/data" }
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
    self.init(path: folder.standardizedFileURL.path)
  }

  /// Makes `data/` on first use, for its owner only, and makes sure it can be written to.
  ///
  /// - Returns: the path of `data/`.
  @discardableResult
  func makeData() throws(SettingsFault) -> String {
    if isTraining { try real.makeData() }
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
