import TillReceipt

/// What the printers of an open shop understand, read once.
///
/// A profile that isn't there or can't be read must not stop selling: it is told once, and its
/// printer gets what any printer takes.
struct PrinterProfiles: Sendable {
  /// The profiles that printers.yaml names and that could be read.
  let known: [String: Profile]
  /// What is wrong with the others, one line each.
  let faults: [String]
  private let folder: ProfileFolder

  init(_ shop: OpenShop) {
    folder = ProfileFolder(shop: shop.folder)
    var known: [String: Profile] = [:]
    var faults: [String] = []
    var isMissing = false
    for name in Set(shop.setUp.printers.printers.map(\.profile)).sorted() {
      do throws(SettingsFaults) {
        known[name] = try folder.profile(named: name)
      } catch {
        if folder.names.contains(name) {
          // One line is enough to know which file: `till check` tells the rest.
          faults += error.all.prefix(1).map(\.description)
        } else {
          isMissing = true
        }
      }
    }
    // Read again with the names there are, for the line that names another.
    if isMissing,
      case .failure(let found) = SettingsFile.load(
        shop: shop.folder, profiles: folder.names)
    {
      faults += found.all.map(\.description)
    }
    self.known = known
    self.faults = faults
  }

  /// The profile of that name; where there is none, what any printer takes.
  ///
  /// - Parameter isRaw: whether the queue passes a receipt printer's commands on.
  func profile(named name: String, isRaw: () -> Bool) -> Profile {
    if let profile = known[name] { return profile }
    // A queue named for one print, not in printers.yaml.
    if let profile = try? folder.profile(named: name) { return profile }
    var profile = Profile.plain
    profile.cellRule = .eastAsianWidth
    if isRaw() {
      // ASCII, and dots for all else: every receipt printer prints that, and 32 columns fit any.
      profile.target = .escpos
      profile.cut = Profile.Cut(.none, feedRows: Self.feedRows)
      return profile.withColumns(Self.columns)
    }
    profile.target = .pdf
    profile.paper = .a4
    return profile.withColumns(Profile.columns.upperBound)
  }

  /// As many as the narrowest printers have.
  private static let columns = 32
  /// So that the last line can be torn off.
  private static let feedRows = 4
}

extension Profile.Paper {
  /// What CUPS calls it; nil for a roll, which is as long as the paper on it.
  ///
  /// Fan-fold is made in inches, and the name says so: a size taken from a range of millimetres is
  /// rounded, and the forms drift (PRINTING §4.3).
  var mediaName: String? {
    switch self {
    case .roll80, .roll58: nil
    case .a4: "iso_a4_210x297mm"
    case .form241: "custom_241-2_9.5x5.5in"
    }
  }
}
