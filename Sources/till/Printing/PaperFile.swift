import Foundation
import Glibc
import TillCore

/// Names of the PDF files under `data/paper/`.
enum PaperFile {
  /// `R1-000117.pdf`, `S1-000128-finance.pdf`, `S1-000128-unpaid-stub.pdf`, `…-copy-1.pdf`
  static func name(
    _ number: String, isStamped: Bool, _ role: CopyRole?, _ ordinal: Int?
  ) -> String {
    var name = number
    if !isStamped { name += "-unpaid" }
    if let role { name += "-\(role.rawValue)" }
    if let ordinal { name += "-copy-\(ordinal)" }
    return name + ".pdf"
  }

  /// Why a paper could not be kept.
  struct Fault: Error, CustomStringConvertible {
    let description: String

    init(_ path: String) {
      description = "\(path) can't be written (\(SettingsTree.reason(errno)))"
    }
  }

  /// Whole or not at all, and on disk: written beside, then renamed.
  static func write(_ bytes: [UInt8], to folder: String, name: String) throws(Fault) {
    let path = folder + "/" + name
    if mkdir(folder, 0o700) != 0, errno != EEXIST { throw Fault(path) }
    let draft = "\(folder)/.\(name).new"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Fault(path) }
    let isWritten = Console.write(bytes, to: file) && fsync(file) == 0
    let reason = errno
    close(file)
    guard isWritten, rename(draft, path) == 0, syncFolder(folder) else {
      if !isWritten { errno = reason }
      let fault = Fault(path)
      unlink(draft)
      throw fault
    }
  }

  /// A new name is on disk only when its folder is.
  private static func syncFolder(_ path: String) -> Bool {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return false }
    defer { close(folder) }
    return fsync(folder) == 0
  }
}
