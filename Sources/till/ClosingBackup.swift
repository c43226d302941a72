import Foundation
import Glibc
import TillCore
import TillCounter
import TillJournal

/// The backup that ends a close (I6): `data/backup/`, named after the closing.
struct ClosingBackup: Sendable {
  private let journal: Journal
  private let folder: String
  private let kept: Int

  init(_ shop: OpenShop) {
    journal = shop.store.journal
    folder = shop.folder.data + "/backup"
    kept = shop.setUp.settings.closing.backupsKept
  }

  /// Makes it and reads it back.
  func make(_ closed: ClosedMark) throws(BackupFailure) -> Backup {
    if mkdir(folder, 0o700) != 0, errno != EEXIST {
      throw BackupFailure(message: "\(folder) can't be made (\(SettingsTree.reason(errno))).")
    }
    do {
      let made = try journal.backUp(to: folder, named: closed.number, keeping: kept)
      return Backup(
        file: (made.path as NSString).lastPathComponent, byteCount: made.byteCount, seq: made.seq,
        seal: made.seal)
    } catch {
      throw BackupFailure(message: error.description)
    }
  }
}
