import ArgumentParser
import Foundation
import TillCore
import TillCounter
import TillJournal

/// `till demo`: a scripted morning in a fresh copy of the sample shop, or two real days.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Walk a morning through a fresh sample shop and name its papers.",
    discussion: "With --emf it replays the real days of that folder and compares the books.")

  @Option(help: "A folder like shared/data/emf2024.") var emf: String?
  @Option(help: "Where to make the shop; default: a new folder under /tmp.") var into: String?
  @Option(help: "en or zh-Hans.") var language = "en"

  func run() throws {
    let path = into ?? Self.freshFolder()
    if let emf {
      try EmfDemo(data: try EmfData(folder: emf), path: path).run()
    } else {
      try MorningDemo(path: path, language: language).run()
    }
  }

  private static func freshFolder() -> String {
    let stamp = UUID().uuidString.prefix(8).lowercased()
    return NSTemporaryDirectory() + "till-demo-\(stamp)"
  }
}

/// The replay with its figures.
struct EmfDemo {
  let data: EmfData
  let path: String

  func run() throws {
    let folder = try EmfShop.make(at: path, data)
    let setUp = try OpenShop.settings(of: folder)
    let open = try OpenShop(folder, setUp)
    let first = data.transactions.first?.lines.first?.at
    let clock = ReplayClock(first ?? SystemClock.now())
    let conversation = Conversation(
      keeper: try open.keeper(desk: 1, clock: { clock.now() }),
      context: ConversationContext(destination: { _, number in number }))
    try conversation.begin()
    let replay = EmfReplay(data, conversation, clock)
    let bar = ProgressBar("replay")
    let begin = ContinuousClock.now
    try replay.run(progress: bar.show)
    let spent = ContinuousClock.now - begin
    bar.end()
    try conversation.end()
    var agrees = true
    for session in data.sessions {
      agrees = try tell(session, open) && agrees
      for line in replay.closes[session.id] ?? [] { Console.say("  \(line)") }
    }
    let milliseconds =
      spent.components.seconds * 1000
      + spent.components.attoseconds / 1_000_000_000_000_000
    let perSecond = Int64(replay.typedLines) * 1000 / max(1, milliseconds)
    Console.say(
      "\(replay.typedLines) lines typed in \(FixedPoint.text(milliseconds, digits: 3)) s: "
        + "\(perSecond) lines per second, each on disk.")
    Console.say("The shop is \(folder.path)")
    guard agrees else { throw Failure(.refused, "The books differ from the old till's.") }
  }

  /// Our books of a session beside what the old till's payments add up to.
  private func tell(_ session: EmfData.Session, _ open: OpenShop) throws -> Bool {
    let report = try open.store.dayReport(desk: 1, from: nil, day: session.day, shift: nil)
    var agrees = true
    for kind in TenderKind.allCases {
      let ours = report.tenders.first { $0.kind == kind }?.expectedMinor ?? 0
      let theirs = data.transactions.filter { $0.session == session.id }.flatMap(\.payments)
        .filter { $0.tender == kind.rawValue }.reduce(0) { $0 + $1.amountMinor }
      agrees = agrees && ours == theirs
      Console.say(
        "session \(session.id) \(session.day) \(kind.rawValue) expected "
          + "\(FixedPoint.text(ours, digits: 2)), the old till's books "
          + FixedPoint.text(theirs, digits: 2))
    }
    Console.say("session \(session.id) \(session.day) sales \(report.salesCount)")
    for row in report.taxRows {
      Console.say(
        "session \(session.id) \(session.day) band \(row.band.code) \(row.band.rate)% net "
          + "\(FixedPoint.text(row.netMinor, digits: 2)) tax "
          + FixedPoint.text(row.taxMinor, digits: 2))
    }
    return agrees
  }
}
