import ArgumentParser
import Foundation
import TillCore
import TillJournal

/// `till check`: everything a shop's folder says, with file:line and how to mend it.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read all of the shop's files and say what is wrong.")

  @OptionGroup var shop: ShopOptions

  func run() throws {
    let folder = try shop.folder()
    let profiles = ProfileFolder(shop: folder)
    let profileFaults = profiles.faults.map(\.description)
    let setUp: ShopSetUp
    do throws(SettingsFaults) {
      setUp = try SettingsFile.load(
        shop: folder, profiles: profiles.names,
        profile: { try? profiles.profile(named: $0) }
      ).get()
    } catch {
      for fault in error.all.map(\.description) + profileFaults { Console.complain(fault) }
      throw Failure(.refused)
    }
    var faults = profileFaults
    faults += PaperCheck(folder: folder, profiles: profiles, setUp: setUp).faults
    faults += try catalogueFaults(folder, setUp.settings)
    if case .failure(let wrong) = AccountsFile.load(shop: folder, setUp.settings) {
      faults += wrong.all.map(\.description)
    }
    let targets = TargetsFile.load(shop: folder, setUp.settings, people: setUp.people)
    if case .failure(let wrong) = targets { faults += wrong.all.map(\.description) }
    for fault in faults { Console.complain(fault) }
    guard faults.isEmpty else { throw Failure(.refused) }
    Console.say("\(folder.path): all is well.")
  }

  private func catalogueFaults(
    _ folder: ShopFolder, _ settings: ShopSettings
  ) throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder.catalogue) else {
      return ["\(folder.catalogue) is missing — put the articles there, or run: till init"]
    }
    let refusal = try CatalogueImport(
      settings: settings, reservedWords: OpenShop.reservedWords,
      language: settings.language
    ).check(folder.catalogue)
    guard let refusal else { return [] }
    return refusal.texts(in: SettingsFile.Name.catalogue)
  }
}

extension CatalogueImport.Refusal {
  /// Every bad row, file:line; the count of those past the ones kept.
  func texts(in file: String) -> [String] {
    let rest = faultCount - faults.count
    return faults.map { $0.text(in: file) } + (rest > 0 ? ["… and \(rest) more"] : [])
  }
}
