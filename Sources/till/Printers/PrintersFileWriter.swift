import Foundation
import Glibc

/// Writes a shop's printers.yaml anew, whole or not at all, and keeps the old one.
struct PrintersFileWriter {
  let folder: ShopFolder
  let profiles: ProfileFolder

  private static let backup = ".bak"

  /// The old file's name, as messages give it.
  static let backupName = SettingsFile.Name.printers + backup

  /// Puts a printer into the file, and reads the result before it is kept.
  ///
  /// - Throws: what is wrong with the result, or with the disk; the file is as it was then.
  func write(_ entry: PrinterEntry) throws {
    let name = SettingsFile.Name.printers
    let path = "\(folder.path)/\(name)"
    let text = try SettingsTree.text(at: path, as: name)
    guard let new = entry.inserted(into: text) else {
      throw SettingsFault(
        name, "can't be added to line by line",
        wayOn: "write each printer on lines of its own, as in the sample shop; this one is:\n"
          + entry.lines.joined(separator: "\n"))
    }
    try check(new, entry)
    try replace(path + Self.backup, with: text)
    try replace(path, with: new)
  }

  /// The result must say what was meant, and nothing that wasn't there may be wrong in it.
  private func check(_ text: String, _ entry: PrinterEntry) throws {
    let notes = SettingsNotes(file: SettingsFile.Name.printers)
    let draft = "\(folder.config)/.printers.yaml.new"
    try replace(draft, with: text)
    defer { unlink(draft) }
    let routing = PrintersFile.routing(
      try SettingsTree.root(at: draft, as: notes.file), profiles: profiles.names,
      profile: { try? profiles.profile(named: $0) }, notes: notes)
    guard notes.faults.isEmpty else { throw SettingsFaults(all: notes.faults) }
    guard routing.printer(queue: entry.printer.queue) == entry.printer else {
      throw SettingsFault(
        notes.file, "would not say what was answered",
        wayOn: "write the printer there by hand:\n" + entry.lines.joined(separator: "\n"))
    }
  }

  private func replace(_ path: String, with text: String) throws(SettingsFault) {
    let draft = path + ".part"
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw unwritable(path) }
    let isWritten = Console.write(text, to: file) && fsync(file) == 0
    close(file)
    if isWritten, rename(draft, path) == 0 { return }
    let fault = unwritable(path)
    unlink(draft)
    throw fault
  }

  private func unwritable(_ path: String) -> SettingsFault {
    SettingsFault(
      path, "can't be written (\(SettingsTree.reason(errno)))",
      wayOn: "let the user of till write there")
  }
}
