import ArgumentParser
import Foundation
import TillCore
import TillCounter
import TillReceipt
import TillSpool

/// `till printers set-up`: from a bare printer to a line in printers.yaml, question by question.
struct PrintersSetUp: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set-up",
    abstract: "Set a printer up question by question, with a page to check, into printers.yaml.")
  @OptionGroup var shop: ShopOptions
  @Flag(help: "Past CUPS, to the printer's own address.") var direct = false

  func run() throws {
    let (folder, set) = try shop.setUp()
    let maker = SelfTestMaker(shop: (folder, set.settings))
    let talk = SetUpTalk(maker.wording)
    let profiles = ProfileFolder(shop: folder)
    let carriers = TestCarriers()
    defer { carriers.clear() }
    var added: String?
    do {
      let setUp = SetUp(
        talk: talk, routing: set.printers, profiles: profiles,
        queues: direct ? nil : try Spool().queues(),
        add: { queue, device in
          try add(queue, device)
          added = queue
        },
        print: { try print($0, maker, carriers) }, today: SystemClock.now().localDate)
      let entry = try setUp.run()
      try PrintersFileWriter(folder: folder, profiles: profiles).write(entry)
      talk.say(
        maker.wording.setUpWritten(
          SettingsFile.Name.printers, old: PrintersFileWriter.backupName))
    } catch is SetUpTalk.GivenUp {
      if let added { try takeBack(added, maker.wording) }
      throw Failure(.refused, maker.wording.setUpGivenUp)
    } catch let error as SpoolError {
      throw Failure(.refused, error.description)
    } catch let error as ReceiptError {
      throw Failure(.refused, error.description)
    }
  }

  private func add(_ queue: String, _ device: String) throws {
    if !direct { try Spool().addRawQueue(queue, uri: device) }
  }

  /// Takes the queue of this run away again.
  private func takeBack(_ queue: String, _ wording: Wording) throws {
    guard !direct else { return }
    do throws(SpoolError) { try Spool().removeQueue(queue) } catch {
      throw Failure(.refused, wording.setUpQueueStays(queue, error.description))
    }
  }

  private func print(
    _ job: SetUp.Job, _ maker: SelfTestMaker, _ carriers: TestCarriers
  ) throws -> Wording.TestEnd {
    switch job {
    case .page(let place, let profile):
      let page = try maker.page(queue: place.queue, profile: profile, at: SystemClock.now())
      return try printer(place, maker, carriers).print(
        page.bytes(), page.format, name: SelfTestPage.document, profile: profile)
    case .kick(let place, let profile):
      return try printer(place, maker, carriers).print(
        kickBytes(profile), .raw, name: PaperKind.kick.rawValue, profile: profile)
    }
  }

  private func printer(
    _ place: SetUp.Place, _ maker: SelfTestMaker, _ carriers: TestCarriers
  ) throws -> TestPrinter {
    TestPrinter(
      carrier: try carriers.carrier(device: direct ? place.device : nil, queue: place.queue),
      queue: place.queue, wording: maker.wording)
  }
}
