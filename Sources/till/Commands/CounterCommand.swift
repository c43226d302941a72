import ArgumentParser
import Foundation
import Glibc
import TillCore
import TillCounter
import TillJournal
import TillReceipt

/// `till counter`: the conversation, on a terminal or through a pipe.
struct CounterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "counter", abstract: "Open the counter: read lines, answer each.")

  @OptionGroup var shop: ShopOptions
  @Option(help: "Number of this desk; its session, drawer and number series are its own.")
  var desk = 1
  @Flag(help: "One JSON object per line read, flushed.")
  var json = false
  @Flag(help: "Print without CUPS, where printers.yaml names the printer's device.")
  var direct = false

  func validate() throws {
    guard (1...99).contains(desk) else { throw ValidationError("A desk is 1 to 99.") }
  }

  func run() throws {
    let (folder, setUp) = try shop.setUp()
    let open = try OpenShop(folder, setUp)
    let printing = try PrintRoom(open, isDirect: direct)
    printing.start()
    let counter = try Counter(open, desk: desk, printing: printing)
    let isTerminal = !json && Console.isTerminal
    if isTerminal {
      try counter.talk(historyPath: folder.data + "/history")
    } else {
      try counter.read(asJSON: json)
    }
    try counter.conversation.end()
    let waiting = try printing.end(withinSeconds: 2)
    if waiting > 0 { Console.complain(counter.conversation.wording.printsWait(waiting)) }
  }
}

/// A conversation with its reader and writer.
final class Counter {
  let conversation: Conversation
  private let printing: PrintRoom
  private let keeper: Keeper
  private let desk: Int
  private let isTraining: Bool
  private let store: ShopStore
  private let papers: PaperMaker
  private let routing: PrinterRouting

  init(
    _ shop: OpenShop, desk: Int, printing: PrintRoom,
    clock: @escaping @Sendable () -> Moment = SystemClock.now, waits: Bool = true
  ) throws {
    self.printing = printing
    self.desk = desk
    isTraining = shop.folder.isTraining
    store = shop.store
    keeper = try shop.keeper(desk: desk, clock: clock)
    papers = shop.papers
    let routing = shop.setUp.printers
    self.routing = routing
    conversation = Conversation(
      keeper: keeper,
      context: ConversationContext(
        destination: { kind, number in
          let isOneSheet = kind.copies.isEmpty || number.contains("copy")
          return routing.route(kind: kind.rawValue, copy: nil)?.queue
            ?? "data/paper/\(number)\(isOneSheet ? "" : "-*").pdf"
        },
        news: { printing.takeNews() },
        // A wrong PIN holds the desk for two seconds at most; the register refuses the rest.
        pause: { seconds in if waits { sleep(UInt32(min(seconds, 2))) } },
        backUp: ClosingBackup(shop).make))
    try conversation.begin()
  }

  /// Answers one line and wakes the printers when it made papers.
  func answer(_ input: Input) throws -> Reply {
    let reply = try conversation.answer(input)
    if !reply.events.isEmpty { printing.wake() }
    return reply
  }

  /// A pipe: no prompt, no colour; one answer a line.
  func read(asJSON: Bool) throws {
    let reader = BoundedLineReader(descriptor: STDIN_FILENO)
    while true {
      let input = reader.next()
      if input == .end { return }
      let reply = try answer(input)
      let lines = asJSON ? [reply.json.line] : reply.lines.map(TerminalText.safe)
      let text = lines.map { $0 + "\n" }.joined()
      guard Console.write(text, to: STDOUT_FILENO), !reply.isLast else { return }
    }
  }

  /// A terminal: prompt, history, editing, completion; PINs unseen.
  func talk(historyPath: String) throws {
    let reader = TerminalLineReader(historyPath: historyPath) { [store] prefix in
      (try? store.articleCodes(beginning: prefix, limit: 20)) ?? []
    }
    guard let reader else { return try read(asJSON: false) }
    while true {
      let input = try next(reader)
      if input == .end {
        Console.say("")
        return
      }
      let reply = try answer(input)
      show(reply)
      if reply.isLast { return }
    }
  }

  private func next(_ reader: TerminalLineReader) throws -> Input {
    if conversation.asksPIN { return reader.secret(prompt: conversation.wording.pinPrompt) }
    if conversation.openQuestion != nil { return reader.answer(prompt: "? ") }
    let standing = try conversation.standing()
    let wording = conversation.wording
    let mark = isTraining ? wording.trainingMark + " · " : ""
    Console.say(
      TerminalText.styled(
        mark + wording.prompt((desk, standing.person, standing.stage)), .dim,
        isColoured: TerminalText.allowsColour(STDOUT_FILENO)))
    return reader.next(prompt: "> ")
  }

  private func show(_ reply: Reply) {
    let isColoured = TerminalText.allowsColour(STDOUT_FILENO)
    let refusal = reply.refusal.map { "! " + $0.message }
    for line in reply.lines {
      Console.say(
        line == refusal
          ? TerminalText.styled(line, .red, isColoured: isColoured) : TerminalText.safe(line))
    }
    for document in reply.issued { showPaper(document) }
  }

  /// No printer: what would be on paper is shown on the terminal (DESIGN, Printing).
  private func showPaper(_ document: IssuedDocument) {
    guard document.kind != .slip, document.kind != .xReport,
      routing.route(kind: document.kind.rawValue, copy: nil) == nil,
      let text = try? papers.text(of: document)
    else { return }
    for row in text.split(separator: "\n", omittingEmptySubsequences: false) {
      Console.say("    " + TerminalText.safe(String(row)))
    }
  }
}
