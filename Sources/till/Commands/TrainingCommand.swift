import ArgumentParser
import Foundation
import Glibc
import TillJournal

/// `till training reset`: a clean page for the next learner.
struct TrainingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "training", abstract: "The books for learners (--training).",
    subcommands: [Reset.self])

  struct Reset: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Throw the learners' books and papers away; the shop's own stay untouched.")
    @OptionGroup var shop: ShopOptions

    func run() throws {
      let folder = try shop.folder().training
      // One that was cut off left what it was throwing away.
      let away = folder.shared + "/.training-thrown-away"
      try Self.remove(away)
      guard FileManager.default.fileExists(atPath: folder.data) else {
        return Console.say("There is nothing to throw away.")
      }
      let lock = try ShopLock.acquire(in: folder.data)
      defer { withExtendedLifetime(lock) {} }
      // By one rename: books are there whole or not at all, also when it is cut off here.
      guard rename(folder.data, away) == 0 else {
        throw Failure(.store, "\(folder.data) can't be moved (\(SettingsTree.reason(errno))).")
      }
      try Self.remove(away)
      Console.say("The learners' books are empty again.")
    }

    private static func remove(_ path: String) throws {
      guard FileManager.default.fileExists(atPath: path) else { return }
      do {
        try FileManager.default.removeItem(atPath: path)
      } catch {
        throw Failure(.store, "\(path) can't be removed: \(error.localizedDescription)")
      }
    }
  }
}
