import Foundation
import TillReceipt

/// The types of printers there are: the shop's own `config/profiles/` first, then those that came
/// with the program.
struct ProfileFolder: Sendable {
  /// A folder, and how messages call it.
  private struct Place {
    let path: String
    let shown: String
  }

  private static let ending = ".yaml"
  private static let folder = "config/profiles"

  private let places: [Place]

  /// - Parameters:
  ///   - shop: the shop whose own profiles come first; nil for none.
  ///   - share: the folder that holds the program's (`$TILL_SHARE`).
  init(shop: ShopFolder?, share: String = OpenShop.share) {
    let own = shop.map { Place(path: "\($0.path)/\(Self.folder)", shown: Self.folder) }
    let ours = Place(path: "\(share)/\(Self.folder)", shown: "\(share)/\(Self.folder)")
    // The sample shop is both.
    places = [own, own?.path == ours.path ? nil : ours].compactMap { $0 }
  }

  /// The names of all types, in alphabetical order.
  var names: [String] {
    let all = places.flatMap { place in
      Self.files(place).filter(Self.isProfile).map { String($0.dropLast(Self.ending.count)) }
    }
    return Set(all).sorted()
  }

  /// The type of that name.
  ///
  /// - Throws: that there is none, with the names there are; or all that is wrong with its file.
  func profile(named name: String) throws(SettingsFaults) -> Profile {
    let file = name + Self.ending
    guard Self.isProfile(file), let place = places.first(where: { Self.files($0).contains(file) })
    else {
      throw SettingsFaults(all: [
        SettingsFault(
          "profile", "there is no type of printer \(SettingsNames.shown(name))",
          wayOn: "write \(SettingsNames.list(names, last: "or"))")
      ])
    }
    return try Self.read(name, place)
  }

  /// All that is wrong with any of them, for `till check`.
  var faults: [SettingsFault] {
    names.flatMap { name -> [SettingsFault] in
      do throws(SettingsFaults) {
        _ = try profile(named: name)
        return []
      } catch {
        return error.all
      }
    } + places.prefix(1).flatMap(Self.strangers)
  }

  private static func read(_ name: String, _ place: Place) throws(SettingsFaults) -> Profile {
    let notes = SettingsNotes(file: "\(place.shown)/\(name)\(ending)")
    do throws(SettingsFault) {
      let root = try SettingsTree.root(at: "\(place.path)/\(name)\(ending)", as: notes.file)
      let profile = ProfileFile.profile(name, root, notes: notes)
      if notes.faults.isEmpty { return profile }
    } catch {
      throw SettingsFaults(all: [error])
    }
    throw SettingsFaults(all: notes.faults)
  }

  /// A file nobody will ever read is a mistake somebody made.
  private static func strangers(_ place: Place) -> [SettingsFault] {
    files(place).filter { !isProfile($0) }.map { file in
      SettingsFault(
        "\(place.shown)/\(SettingsNames.shown(file))", "is no name of a profile",
        wayOn: "name it with letters, digits and -, and .yaml at the end")
    }
  }

  private static func files(_ place: Place) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: place.path)
    // What editors leave beside a file begins with a dot or ends with a tilde.
    return (names ?? []).filter { !$0.hasPrefix(".") && !$0.hasSuffix("~") }.sorted()
  }

  private static func isProfile(_ file: String) -> Bool {
    file.hasSuffix(ending) && PrintersFile.isProfile(String(file.dropLast(ending.count)))
  }
}
