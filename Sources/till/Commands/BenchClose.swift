import ArgumentParser
import Foundation
import TillCore
import TillCounter
import TillJournal

extension BenchCommand {
  /// A great day's figures and book, beside the same sums in plain SQL.
  struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Figures and book of a great day, beside the same sums in plain SQL.")

    @Option(help: "Sales of the day.") var sales = 100_000
    @Option(help: "Rounds; the median counts.") var rounds = 5
    @Option(help: "Where, and kept for the next time. Default: a new folder under /tmp.")
    var into: String?

    /// What a day's figures and book may take (DESIGN, "How fast").
    private static let limitMicroseconds: Int64 = 1_000_000

    func validate() throws {
      guard sales > 0, rounds > 0 else { throw ValidationError("Both are more than 0.") }
    }

    func run() throws {
      let path = into ?? NSTemporaryDirectory() + "till-bench-\(UUID().uuidString.prefix(8))"
      defer { if into == nil { try? FileManager.default.removeItem(atPath: path) } }
      let (folder, day) = try soldDay(at: path)
      let settings = try OpenShop.settings(of: folder).settings
      let journal = try OpenShop.reading(folder, settings)
      let peer = try PlainSums(path: OpenShop.journalPath(folder))
      var (figures, book, plain) = (Timings(), Timings(), Timings())
      var (both, wall) = (Timings(), Timings())
      for _ in 0...rounds {
        var (net, sum) = (Int64(0), Int64(0))
        try plain.measureProcessor { sum = try peer.net(desk: 1, day: day) }
        try wall.measure {
          try both.measureProcessor {
            try figures.measureProcessor {
              net = try journal.dayReport(desk: 1, day: day, currency: settings.currency).netMinor
            }
            try book.measureProcessor {
              _ = try journal.dayBook(desk: 1, from: day, to: day, currency: settings.currency)
            }
          }
        }
        guard net == sum else {
          throw Failure(.refused, "the plain sums come to \(sum), the report to \(net)")
        }
      }
      try tell(journal, day, settings.currency)
      figures.tell("the day's figures, processor time")
      book.tell("the day's book, processor time")
      plain.tell("the same in plain SQL (C, one query a figure), processor time")
      wall.tell("figures and book, by the clock")
      Console.say(
        "ratio of medians \(both.ratio(to: plain, 50)); by the clock "
          + "\(wall.ratio(toMicroseconds: Self.limitMicroseconds, 50)) of the limit of 1 s")
      try backUp(journal, to: path)
    }

    /// What a close does last and takes longest over.
    private func backUp(_ journal: Journal, to path: String) throws {
      var (wall, processor) = (Timings(), Timings())
      var made: JournalBackup?
      try wall.measure {
        try processor.measureProcessor {
          made = try journal.backUp(to: path, named: "bench", keeping: 1)
        }
      }
      guard let made else { return }
      try FileManager.default.removeItem(atPath: made.path)
      Console.say(
        "backup of \(made.byteCount / 1_000_000) MB, made and read back: "
          + "\(wall.percentile(50) / 1000) ms, \(processor.percentile(50) / 1000) of them processor"
      )
    }

    private func soldDay(at path: String) throws -> (ShopFolder, CivilDate) {
      let isNew = !FileManager.default.fileExists(atPath: path + "/data/journal.sqlite")
      let folder =
        isNew
        ? try ShopInit.create(at: path, language: "en", share: OpenShop.share)
        : ShopFolder(path: path)
      let open = try OpenShop(folder, try OpenShop.settings(of: folder))
      guard let manager = open.setUp.people.first(where: { $0.role >= .manager }) else {
        throw Failure(.refused, "bench: the sample shop has no manager")
      }
      var day = try BenchDay(open, person: manager)
      if isNew {
        let bar = ProgressBar("sales")
        let begin = ContinuousClock.now
        try day.sell(sales) { bar.show(Int64($0), of: Int64(sales)) }
        bar.end()
        let seconds = (ContinuousClock.now - begin).components.seconds
        Console.say("\(sales) sales made in \(seconds) s")
      }
      return (folder, day.day)
    }

    private func tell(_ journal: Journal, _ day: CivilDate, _ currency: Currency) throws {
      let report = try journal.dayReport(desk: 1, day: day, currency: currency)
      let book = try journal.dayBook(desk: 1, from: day, to: day, currency: currency)
      let acts =
        book.lineVoids.count + book.cancelledSales.count + book.voidDocuments.count
        + book.drawerOpenings.count + book.reprints.count
      Console.say(
        "\(report.salesCount) sales, \(try journal.entryCount()) entries; in the book "
          + "\(acts) acts, \(book.lineVoids.count) of them lines taken out")
    }
  }
}
