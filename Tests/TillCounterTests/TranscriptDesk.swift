import Foundation
import Synchronization
import TillCore
import TillJournal

@testable import TillCounter

/// A counter without a keyboard: takes lines, gives the plain answers. Its clock and its ids are
/// scripted, everything else is the real thing.
final class TranscriptDesk {
  let shop: TranscriptShop
  let folder: ScratchFolder
  private(set) var journal: Journal
  private(set) var store: ShopStore
  private(set) var keeper: Keeper
  private(set) var conversation: Conversation
  private let outside = Outside()

  /// Sunday 2026-11-22, 09:00 in China.
  static let opening = Moment(utcMilliseconds: 1_795_309_200_000, offsetSeconds: 8 * 3600)

  /// What comes from outside: time, ids, news of the printers.
  private final class Outside: Sendable {
    private let values = Mutex((now: TranscriptDesk.opening, ids: 0, news: [String]()))

    var now: Moment { values.withLock { $0.now } }

    func pass(seconds: Int64) {
      values.withLock {
        $0.now = Moment(
          utcMilliseconds: $0.now.utcMilliseconds + seconds * 1000,
          offsetSeconds: $0.now.offsetSeconds)
      }
    }

    func makeID() -> String {
      values.withLock {
        $0.ids += 1
        return "id-\($0.ids)"
      }
    }

    func report(_ line: String) { values.withLock { $0.news.append(line) } }

    func takeNews() -> [String] {
      values.withLock { values in
        defer { values.news = [] }
        return values.news
      }
    }
  }

  init(_ shop: TranscriptShop, _ folder: ScratchFolder) throws {
    self.shop = shop
    self.folder = folder
    (journal, store, keeper, conversation) = try Self.open(shop, folder, outside)
    try conversation.begin()
  }

  private static func open(
    _ shop: TranscriptShop, _ folder: ScratchFolder, _ outside: Outside
  ) throws -> (Journal, ShopStore, Keeper, Conversation) {
    let key = try KeyFile.load(orCreate: folder.path + "/key").key
    let journal = try Journal(path: folder.journal, shop: shop.settings.id, key: key)
    let store = try ShopStore(
      journal: journal, directory: folder.path, currency: shop.settings.currency, key: key,
      pinRounds: TranscriptShop.pinRounds)
    let keeper = try Keeper(
      store: store, register: Register(settings: shop.settings), people: shop.people, desk: 1,
      clock: { outside.now }, newID: { outside.makeID() })
    let isChinese = shop.settings.language == .simplifiedChinese
    let context = ConversationContext(
      destination: { kind, _ in
        switch kind {
        case .receipt: isChinese ? "小票机" : "receipt printer"
        default: isChinese ? "办公打印机" : "office printer"
        }
      },
      news: { outside.takeNews() })
    return (journal, store, keeper, Conversation(keeper: keeper, context: context))
  }

  // MARK: typing

  /// Types one line; a second passes.
  @discardableResult
  func type(_ line: String) throws -> Reply { try give(.line(line)) }

  /// Types lines and gives the last answer.
  @discardableResult
  func type(_ lines: [String]) throws -> Reply? { try lines.map { try type($0) }.last }

  @discardableResult
  func give(_ input: Input) throws -> Reply {
    outside.pass(seconds: 1)
    return try conversation.answer(input)
  }

  /// Whatever bytes come in, as the counter's own reader judges them.
  @discardableResult
  func give(bytes: [UInt8]) throws -> Reply {
    try give(Input.judging(bytes, limitBytes: Limits.lineBytes))
  }

  /// Signs on without a PIN, which is slow on purpose; `sign-on` typed does it the long way.
  func signOn(_ id: String = "01") throws {
    outside.pass(seconds: 1)
    guard let person = shop.people.first(where: { $0.id == id }) else {
      throw TranscriptFault("nobody is \(id)")
    }
    try keeper.serially { section in
      _ = try section.perform(
        .signOn(person), id: keeper.makeID(), answers: [.pin(person): .pin(.right)],
        digest: nil, contact: nil)
    }
  }

  // MARK: what happens around the counter

  func wait(seconds: Int64) { outside.pass(seconds: seconds) }

  func printerSays(_ line: String) { outside.report(line) }

  /// `print 5 unknown`, `print 4 handed-over over`, `print 3 failed WHY…`: what became of a print.
  func print(_ words: [String]) throws {
    guard words.count > 2, let id = Int64(words[1]),
      let state = PrintTask.State(rawValue: words[2])
    else { throw TranscriptFault("no print: \(words)") }
    let isOver = words.last == "over" || [.unknown, .failed, .confirmed, .kept].contains(state)
    let why = words.dropFirst(3).filter { $0 != "over" }.joined(separator: " ")
    try journal.notePrint(
      id, PrintChange(state, isOver: isOver, note: why.isEmpty ? nil : why), at: outside.now)
  }

  func importCatalogue(_ name: String) throws { try shop.importCatalogue(name, into: folder) }

  /// The process is gone without a clean end; another one opens the same files.
  func breakOff() throws {
    (journal, store, keeper, conversation) = try Self.open(shop, folder, outside)
    try conversation.begin()
  }

  /// End of input, and the counter is opened again.
  func endAndReopen() throws {
    try conversation.end()
    try breakOff()
  }

  // MARK: what must be true

  func entryCount() throws -> Int64 { try journal.entryCount() }

  /// The desk as the keeper has it, and as the files give it back, agree in all that is kept.
  func differencesFromDisk() throws -> [String] {
    let kept = keeper.snapshot
    let read = try store.state(ofDesk: 1)
    var differences: [String] = []
    if kept.openSale != read.openSale { differences.append("open sale") }
    if kept.drawer != read.drawer { differences.append("drawer") }
    if kept.series != read.series { differences.append("numbers") }
    if kept.lastPayment != read.lastPayment { differences.append("last payment") }
    if kept.shift != read.shift { differences.append("shift") }
    if kept.closing != read.closing { differences.append("closing") }
    if kept.lastClosing != read.lastClosing { differences.append("last close") }
    if kept.awaitsBackup != read.awaitsBackup { differences.append("backup") }
    if kept.pinFailures != read.pinFailures { differences.append("wrong PINs") }
    return differences
  }
}

extension Keeper {
  var snapshot: RegisterState {
    (try? serially { $0.state }) ?? RegisterState(desk: desk)
  }
}
