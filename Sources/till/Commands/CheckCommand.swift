import ArgumentParser
import Foundation
import TillCore
import TillJournal
import TillReceipt

/// `till check`: everything a shop's folder says, with file:line and how to mend it.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read all of the shop's files and say what is wrong.")

  @OptionGroup var shop: ShopOptions

  func run() throws {
    let folder = try shop.folder()
    let profiles = ProfileFolder(shop: folder)
    let profileFaults = profiles.faults.map(\.description)
    let settings: ShopSettings
    do throws(SettingsFaults) {
      settings = try SettingsFile.load(shop: folder, profiles: profiles.names).get().settings
    } catch {
      for fault in error.all.map(\.description) + profileFaults { Console.complain(fault) }
      throw Failure(.refused)
    }
    var faults = profileFaults + templateFaults(folder, settings)
    faults += try catalogueFaults(folder, settings)
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

  private func templateFaults(_ folder: ShopFolder, _ settings: ShopSettings) -> [String] {
    DocumentKind.allCases.flatMap { kind -> [String] in
      let file = TemplateFile(kind, settings.language, folder)
      guard let source = file.source else {
        return ["\(file.path) is missing — put the template of \(kind.rawValue) there"]
      }
      do throws(ReceiptError) {
        let template = try Template(compiling: source, name: file.path)
        guard let known = KnownFields.of(document: kind.rawValue) else { return [] }
        return template.unknownFields(among: known).map { field in
          TemplateFault.text(field, among: known, in: file.path)
        }
      } catch {
        return [error.description]
      }
    }
  }
}

extension CatalogueImport.Refusal {
  /// Every bad row, file:line; the count of those past the ones kept.
  func texts(in file: String) -> [String] {
    let rest = faultCount - faults.count
    return faults.map { $0.text(in: file) } + (rest > 0 ? ["… and \(rest) more"] : [])
  }
}
