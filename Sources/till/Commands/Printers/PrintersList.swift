import ArgumentParser
import Foundation
import TillCore
import TillCounter
import TillJournal
import TillSpool

/// `till printers list`: the queues CUPS offers, how they are and what to do.
struct PrintersList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "CUPS' queues: how they are, since when, what waits for them, and what to do.")
  @OptionGroup var shop: ShopOptions
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let shop = try shopView()
    do throws(SpoolError) {
      let spool = Spool()
      let queues = try spool.queues()
      let missing = shop?.missing(among: queues.map(\.name)) ?? []
      if queues.isEmpty, missing.isEmpty, !json {
        Console.say("CUPS has no queues. Set a printer up: till printers set-up")
      }
      for printer in missing {
        for line in json ? [printer.json.line] : printer.lines { Console.say(line) }
      }
      for queue in queues {
        let report = PrinterReport(queue, reasons: spool.reasonsNow(of: queue), shop: shop)
        if json {
          Console.say(report.json.line)
        } else {
          for line in report.lines { Console.say(line) }
        }
      }
    } catch {
      throw Failure(.refused, error.description)
    }
  }

  /// The shop that is named, or at hand; without one only CUPS is asked.
  private func shopView() throws -> PrinterReport.ShopView? {
    guard let (folder, setUp) = try shop.atHand() else { return nil }
    // A shop that never opened has no outbox, and printers are set up before that.
    let journal = try? OpenShop.reading(folder, setUp.settings)
    let tasks = try journal?.queuedPrints(limit: Self.mostPrints) ?? []
    var waiting: [String: Int] = [:]
    for task in tasks {
      let routed = setUp.printers.printer(kind: task.kind, copy: task.role?.rawValue)?.queue
      if let queue = task.wantedQueue ?? routed { waiting[queue, default: 0] += 1 }
    }
    return PrinterReport.ShopView(
      wording: Wording(setUp.settings), routing: setUp.printers,
      profiles: ProfileFolder(shop: folder), waiting: waiting)
  }

  /// A shop whose printers stand still for a day has fewer that wait.
  private static let mostPrints = 1_000
}

extension ShopOptions {
  /// Whether a shop is found without being named: `$TILL_SHOP`, here, or at home.
  static func isAtHand() throws -> Bool {
    try ShopFolder.find(
      option: nil, environment: ProcessInfo.processInfo.environment,
      currentDirectory: FileManager.default.currentDirectoryPath
    ).isShop
  }
}
