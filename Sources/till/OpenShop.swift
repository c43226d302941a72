import Crypto
import Foundation
import TillCore
import TillCounter
import TillJournal
import TillReceipt

/// A shop that is open for business: the lock, the store, the register, the printers.
final class OpenShop {
  let folder: ShopFolder
  let setUp: ShopSetUp
  let store: ShopStore
  let papers: PaperMaker
  private let lock: ShopLock

  /// Opens the shop for writing; nobody else can while this lives.
  ///
  /// - Throws: `JournalError.locked` when another till has it; whatever the disk did.
  init(_ folder: ShopFolder, _ setUp: ShopSetUp) throws {
    self.folder = folder
    self.setUp = setUp
    try folder.makeData()
    lock = try ShopLock.acquire(in: folder.data)
    let lent = folder.isTraining ? try OpenShop.lentPINs(folder.real, setUp.settings) : nil
    let key = try OpenShop.key(folder)
    let journal = try Journal(
      path: OpenShop.journalPath(folder), shop: setUp.settings.id, key: key)
    try OpenShop.makeCatalogueIfMissing(folder, setUp.settings)
    store = try ShopStore(
      journal: journal, directory: folder.shared, currency: setUp.settings.currency,
      key: lent?.key ?? key)
    papers = try PaperMaker(folder: folder, settings: setUp.settings, journal: journal)
    if let lent { try journal.storePINs(lent.verifiers) } else { try giveFirstPINs() }
  }

  /// What checks PINs in the shop's own books, for learners sign on with theirs; nil where those
  /// books aren't begun.
  private static func lentPINs(
    _ folder: ShopFolder, _ settings: ShopSettings
  ) throws -> (key: SymmetricKey, verifiers: [(person: String, verifier: String)])? {
    guard FileManager.default.fileExists(atPath: journalPath(folder)) else { return nil }
    return (try key(folder), try reading(folder, settings).pinVerifiers())
  }

  static func journalPath(_ folder: ShopFolder) -> String { folder.data + "/journal.sqlite" }

  /// The key that seals the journal; made with the shop's first journal and never again: what a
  /// lost key sealed could not be verified with a new one.
  private static func key(_ folder: ShopFolder) throws -> SymmetricKey {
    let path = folder.data + "/key"
    let isNewShop = !FileManager.default.fileExists(atPath: journalPath(folder))
    if isNewShop { return try KeyFile.load(orCreate: path).key }
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(
        .store,
        "The key \(path) is gone, and the journal is sealed with it. "
          + "Restore it from the backup; don't make a new one.")
    }
    return try KeyFile.load(path).key
  }

  /// Where templates and samples are that the shop doesn't have itself.
  ///
  /// `$TILL_SHARE`, which `./till` sets; else the checkout the program was built in.
  static var share: String {
    if let named = ProcessInfo.processInfo.environment["TILL_SHARE"], !named.isEmpty {
      return named
    }
    let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    var folder = program ?? ""
    while folder.count > 1 {
      folder = (folder as NSString).deletingLastPathComponent
      if FileManager.default.fileExists(atPath: folder + "/receipts/FIELDS.md") { return folder }
    }
    return "/usr/share/till"
  }

  /// What the shop decided. A profile that is not there, or can't be read, is not looked for here:
  /// it must not stop selling, so `PrintRoom` tells it and goes on without.
  static func settings(of folder: ShopFolder) throws -> ShopSetUp {
    try SettingsFile.load(shop: folder).get()
  }

  /// The journal of a shop, to look only: also while a counter runs.
  static func reading(_ folder: ShopFolder, _ settings: ShopSettings) throws -> Journal {
    let path = journalPath(folder)
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(.store, "\(path) isn't there yet. Open the counter once: till counter")
    }
    let key = try OpenShop.key(folder)
    return try Journal.reading(path: path, shop: settings.id, key: key)
  }

  func keeper(
    desk: Int, clock: @escaping @Sendable () -> Moment = SystemClock.now
  ) throws -> Keeper {
    try Keeper(
      store: store,
      register: Register(settings: setUp.settings, templateHashes: papers.templateHashes),
      people: setUp.people, desk: folder.desk(desk), clock: clock,
      newID: RandomID.make)
  }

  /// A new shop's articles come from its own catalogue.csv at the first start.
  private static func makeCatalogueIfMissing(
    _ folder: ShopFolder, _ settings: ShopSettings
  ) throws {
    guard !FileManager.default.fileExists(atPath: folder.shared + "/catalogue.sqlite"),
      FileManager.default.fileExists(atPath: folder.catalogue)
    else { return }
    let bar = ProgressBar("catalogue")
    let outcome = try CatalogueImport(
      settings: settings, reservedWords: reservedWords, language: settings.language
    ).run(folder.catalogue, into: folder.shared, progress: bar.show)
    bar.end()
    if case .refused(let refusal) = outcome {
      for fault in refusal.faults.prefix(20) { Console.complain(fault.text(in: folder.catalogue)) }
      Console.complain(
        "The counter opens without articles. Mend the file, then: till catalogue import")
    }
  }

  /// Words that a catalogue code must not equal (COUNTER rule 1).
  static var reservedWords: Set<String> { Set(VerbTable.allWords) }

  /// PINs of the people every new shop has (DESIGN, "A shop is a folder"); `till staff` changes
  /// them.
  private static let firstPINs = ["01": "1111", "02": "2222", "03": "3333", "90": "9090"]

  private func giveFirstPINs() throws {
    guard try !store.journal.hasPINs() else { return }
    let pins = setUp.people.compactMap { person in
      OpenShop.firstPINs[person.id].map { (person: person.id, pin: $0) }
    }
    try store.setPINs(pins)
  }
}

extension RowFault {
  func text(in file: String) -> String { "\(file):\(line): \(message)" }
}
