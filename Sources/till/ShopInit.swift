import Foundation
import Glibc
import TillCore

/// Makes a new shop from the sample: `till init DIR`.
///
/// The shop is built beside its place, read once as the counter would read it, and only then
/// moved there by one rename: a shop is there whole or not at all.
enum ShopInit {
  /// Makes a shop in a folder that holds none.
  ///
  /// - Parameters:
  ///   - path: the folder, made unless it is there; its parent must be.
  ///   - language: `en` or `zh-Hans`.
  ///   - currency: the three letters of ISO 4217.
  ///   - tax: bands and percentages such as `A=20,N=0`; nil keeps those of the sample.
  ///   - empty: whether the catalogue is left without articles.
  ///   - share: the folder that holds the sample in `config/` (`$TILL_SHARE`).
  ///   - newID: makes the number of the shop, a UUID.
  @discardableResult
  static func create(
    at path: String, language: String = ShopSettings.Language.english.rawValue,
    currency: String = Currency.cny.code, tax: String? = nil, empty: Bool = false, share: String,
    newID: () -> String = { UUID().uuidString.lowercased() }
  ) throws(SettingsFault) -> ShopFolder {
    guard let spoken = ShopSettings.Language(rawValue: language) else {
      let known = ShopSettings.Language.allCases.map(\.rawValue)
      throw SettingsFault(
        "--language", "\(language) is no language of till",
        wayOn: "write \(SettingsNames.list(known, last: "or"))")
    }
    guard let money = SettingsShop.currency(currency) else {
      throw SettingsFault(
        "--currency", "\(currency) is no currency",
        wayOn: "write the three capital letters of ISO 4217, such as CNY")
    }
    let bands = try tax.map(bands)
    let sample = ShopSample(share: share, language: spoken)
    let files = try sample.files(
      id: newID(), currency: money, bands: bands, isEmpty: empty)
    let place = try place(path)
    try build(files, at: place)
    return place
  }

  /// Reads `A=13,B=9,N=0`.
  static func bands(_ text: String) throws(SettingsFault) -> [TaxBand] {
    var bands: [TaxBand] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard sides.count == 2, SettingsShop.isBand(sides[0]),
        let rate = SettingsGroup.percent(sides[1]), !bands.contains(where: { $0.code == sides[0] })
      else {
        throw SettingsFault(
          "--tax", "\"\(part)\" is no tax band",
          wayOn: "write each capital letter once, with its percentage: A=13,B=9,N=0")
      }
      bands.append(TaxBand(code: sides[0], rate: rate))
    }
    return bands
  }

  /// The folder of the new shop, sure to hold none: neither settings nor sealed books.
  private static func place(_ path: String) throws(SettingsFault) -> ShopFolder {
    let here = FileManager.default.currentDirectoryPath
    let place = ShopFolder(path, from: here)
    guard !place.isShop, access(place.data, F_OK) != 0 else {
      throw SettingsFault(
        place.path, "a shop is in this folder already", wayOn: "name another folder")
    }
    // An empty folder can be renamed over, so only a full one is in the way.
    if let names = try? FileManager.default.contentsOfDirectory(atPath: place.config),
      !names.isEmpty
    {
      throw SettingsFault(
        place.config, "this folder isn't empty", wayOn: "move it away, or name another folder")
    }
    let parent = URL(fileURLWithPath: place.path).deletingLastPathComponent().path
    // A parent that can't be looked into is told of when the shop is built.
    guard access(parent, F_OK) == 0 || errno == EACCES else {
      throw SettingsFault(
        parent, "this folder isn't there", wayOn: "make it first: mkdir -p \(parent)")
    }
    return place
  }
}

extension ShopInit {
  /// Writes the files beside their place, reads them as the counter will, and moves them there.
  private static func build(
    _ files: [ShopSample.File], at place: ShopFolder
  ) throws(SettingsFault) {
    let isNew = access(place.path, F_OK) != 0
    let url = URL(fileURLWithPath: place.path)
    let mark = ".till-init-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    // In the folder itself when it is there: its parent may be another disk, or not ours.
    let beside = isNew ? url.deletingLastPathComponent().path : place.path
    let draft = ShopFolder(path: "\(beside)/\(mark)")
    defer { try? FileManager.default.removeItem(atPath: draft.path) }
    for folder in [draft.path, draft.config] where mkdir(folder, 0o755) != 0 {
      throw failure(place.path, errno)
    }
    for file in files { try write(file.text, to: "\(draft.path)/\(file.name)", for: place.path) }
    if case .failure(let faults) = SettingsFile.load(shop: draft), let first = faults.all.first {
      throw first
    }
    let (from, to) = isNew ? (draft.path, place.path) : (draft.config, place.config)
    guard rename(from, to) == 0 else { throw failure(place.path, errno) }
  }

  private static func failure(_ path: String, _ code: Int32) -> SettingsFault {
    SettingsFault(
      path, "no shop can be made here (\(SettingsTree.reason(code)))",
      wayOn: "name a folder this user can write in")
  }

  /// Writes a file and waits for the disk: a new shop must outlive a power cut.
  private static func write(
    _ text: String, to path: String, for shop: String
  ) throws(SettingsFault) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(shop, errno) }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(shop, errno) }
      rest = rest.dropFirst(count)
    }
    guard fsync(descriptor) == 0 else { throw failure(shop, errno) }
  }
}
