import ArgumentParser
import Foundation
import TillCore
import TillCounter
import TillReceipt
import TillSpool

/// `till printers test`: the page a person checks a printer by, then the drawer.
struct PrintersTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Print a page to check a printer by eye; then, on a yes, open the drawer.")
  @OptionGroup var shop: ShopOptions
  @Argument(help: "The queue; or name the printer itself: --device.") var queue: String?
  @Option(help: "The printer's own address, past CUPS, such as escpos://192.168.1.50:9100.")
  var device: String?
  @Option(help: "What the printer understands; default: as printers.yaml says of the queue.")
  var profile: String?
  @Flag(help: "Past CUPS, to the device that printers.yaml names for the queue.") var direct = false

  @Option(help: "Seconds it may wait for its printer, then it is taken back; 1 to 3600.")
  var wait = TestPrinter.usualPatienceSeconds

  func validate() throws {
    guard (1...3_600).contains(wait) else { throw ValidationError("--wait is 1 to 3600.") }
    guard (queue == nil) != (device == nil) else {
      throw ValidationError("Name a queue, or a printer's own address: --device URI.")
    }
    if let device, !PrintersFile.isDevice(device) {
      throw ValidationError("--device is an address such as escpos://192.168.1.50:9100.")
    }
  }

  func run() throws {
    let shop = try shop.atHand()
    let known = queue.flatMap { shop?.setUp.printers.printer(queue: $0) }
    guard let profileName = profile ?? known?.profile else {
      throw Failure(.setUp, "Which type of printer is it? --profile NAME; see config/profiles.")
    }
    let address = try device ?? directDevice(known)
    let name = queue ?? "direct"
    let maker = SelfTestMaker(shop: shop.map { ($0.folder, $0.setUp.settings) })
    let profile = try named(profileName, shop?.folder)
    let carriers = TestCarriers()
    defer { carriers.clear() }
    do {
      let printer = TestPrinter(
        carrier: try carriers.carrier(device: address, queue: name), queue: name,
        wording: maker.wording, patienceSeconds: wait)
      let page = try maker.page(queue: name, profile: profile, at: SystemClock.now())
      try tell(
        printer.print(page.bytes(), page.format, name: SelfTestPage.document, profile: profile),
        maker.wording)
      try kick(printer, profile, maker.wording)
    } catch let error as SpoolError {
      throw Failure(.refused, error.description)
    } catch let error as ReceiptError {
      throw Failure(.refused, error.description)
    }
  }

  private func directDevice(_ known: PrinterRouting.Printer?) throws -> String? {
    guard direct else { return nil }
    guard let device = known?.device else {
      throw Failure(.setUp, "printers.yaml names no device for \(queue ?? ""); write one: --device")
    }
    return device
  }

  private func named(_ name: String, _ folder: ShopFolder?) throws -> Profile {
    do throws(SettingsFaults) {
      return try ProfileFolder(shop: folder).profile(named: name)
    } catch {
      throw Failure(.setUp, error.description)
    }
  }

  private func tell(_ end: Wording.TestEnd, _ wording: Wording) throws {
    switch end {
    case .confirmed, .sent: Console.say(wording.testEnd(end))
    case .notPrinted, .unknown, .tooLate: throw Failure(.refused, wording.testEnd(end))
    }
  }

  /// A job of its own, once somebody said yes; the end of input is a no.
  private func kick(_ printer: TestPrinter, _ profile: Profile, _ wording: Wording) throws {
    guard profile.kick != nil else { return }
    let talk = SetUpTalk(wording)
    guard (try? talk.askYes(wording.askKick)) == true else { return }
    try tell(
      printer.print(kickBytes(profile), .raw, name: PaperKind.kick.rawValue, profile: profile),
      wording)
  }
}

extension ShopOptions {
  /// The shop that is named or at hand, with its settings; nil without one.
  func atHand() throws -> (folder: ShopFolder, setUp: ShopSetUp)? {
    if shop == nil, try !Self.isAtHand() { return nil }
    return try setUp()
  }
}
