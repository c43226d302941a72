import ArgumentParser
import Foundation
import Glibc
import TillCore
import TillCounter
import TillJournal
import TillReceipt

/// `till document`: the papers the shop has issued.
struct DocumentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document", abstract: "Papers the shop has issued.",
    subcommands: [List.self, Show.self, Print.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List documents, newest first.")
    @OptionGroup var shop: ShopOptions
    @Option(help: "How many.") var limit = 50
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let (folder, setUp) = try shop.setUp()
      for paper in try OpenShop.reading(folder, setUp.settings).documents(limit: limit) {
        let object: JSON = [
          "number": .string(paper.number), "kind": .string(paper.kind.rawValue),
          "copies": .int(Int64(paper.copiesSoFar)), "printed": .bool(paper.isPrinted),
        ]
        Console.say(
          json
            ? object.line
            : "\(paper.number)  \(paper.kind.rawValue)"
              + (paper.copiesSoFar > 0 ? "  copies: \(paper.copiesSoFar)" : ""))
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a document as text.")
    @OptionGroup var shop: ShopOptions
    @Argument(help: "The document's number.") var number: String
    @Flag(help: "Its data as JSON.") var json = false

    func run() throws {
      let (folder, setUp) = try shop.setUp()
      let journal = try OpenShop.reading(folder, setUp.settings)
      guard let document = try journal.issuedDocument(number) else {
        throw Failure(.refused, "There is no document \(number).")
      }
      if json { return Console.say(document.data.line) }
      let maker = try PaperMaker(folder: folder, settings: setUp.settings, journal: journal)
      Console.write(try maker.text(of: document), to: STDOUT_FILENO)
    }
  }

  /// Prints a COPY, through the same fact as at the counter.
  struct Print: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a document again, as a COPY; its number and reason are recorded.")
    @OptionGroup var shop: ShopOptions
    @Argument(help: "The document's number.") var number: String
    @Option(help: "finance, stub or customer; of a delivery slip stub, customer or signed.")
    var copy: String?
    @Option(help: "The CUPS queue; default: as printers.yaml says.") var printer: String?
    @Option(help: "Why it is printed again.") var reason = "document print"
    @Flag(help: "Print without CUPS, where printers.yaml names the printer's device.")
    var direct = false
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (folder, setUp) = try shop.setUp()
      let role = try copy.map { name -> CopyRole in
        guard let role = CopyRole(rawValue: name) else {
          throw ValidationError("--copy is finance, stub, customer or signed.")
        }
        return role
      }
      let open = try OpenShop(folder, setUp)
      let journal = open.store.journal
      guard let paper = try journal.paper(number) else {
        throw Failure(.refused, "There is no document \(number).")
      }
      try refuse(role, of: try journal.issuedDocument(number))
      let now = SystemClock.now()
      // A copy is the business of the desk that issued the paper.
      let desk = try journal.issuedDocument(number)?.desk ?? folder.desk(1)
      let stamp = Stamp(
        at: now,
        day: try journal.businessDate(
          ofDesk: desk, at: now, cutOffHour: setUp.settings.cutOffHour), desk: desk,
        person: nil, commandID: RandomID.make())
      let fact = Fact(
        .document(number: number),
        .documentCopied(
          number: number, ordinal: paper.copiesSoFar + 1, reason: reason, role: role))
      _ = try journal.append([fact], stamp)
      let wanted = try journal.prints(ofDocument: number).last
      if let wanted, let printer { try journal.direct(wanted.id, to: printer) }
      let printing = try PrintRoom(open, isDirect: direct)
      printing.start()
      let waiting = try printing.end(withinSeconds: 10)
      for news in printing.takeNews() { Console.complain(news) }
      let task = try wanted.flatMap { try journal.printTask($0.id) }
      report(task)
      if waiting > 0 { Console.complain(Wording(setUp.settings).printsWait(waiting)) }
      // A paper that is not there, or nobody knows, is a no.
      if task?.state == .failed || task?.state == .unknown { throw Failure(.refused) }
    }

    /// C7: a paper has the copies it was issued in and no other.
    private func refuse(_ role: CopyRole?, of document: IssuedDocument?) throws {
      guard let role, let document, !document.copies.contains(role) else { return }
      let copies = SettingsNames.list(document.copies.map(\.rawValue), last: "or")
      throw Failure(
        .refused,
        document.copies.isEmpty
          ? "\(number) has no copies of its own; leave --copy out."
          : "\(number) has no \(role.rawValue) copy; --copy is \(copies).")
    }

    private func report(_ task: PrintTask?) {
      let state = task?.state.rawValue ?? "queued"
      let place = task?.queue ?? task?.note ?? ""
      let object: JSON = [
        "number": .string(number), "copy": .int(Int64(task?.copyOrdinal ?? 0)),
        "state": .string(state), "to": .string(place),
      ]
      Console.say(
        json ? object.line : "COPY \(task?.copyOrdinal ?? 0) of \(number): \(state) \(place)")
    }
  }
}
