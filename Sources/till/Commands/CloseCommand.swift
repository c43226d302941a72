import ArgumentParser
import Foundation
import Glibc
import TillCore
import TillCounter
import TillJournal

/// `till close`: what `close` asks at the counter, from a terminal or through a pipe.
struct CloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Count the drawer and close the day.",
    discussion: """
      Asks, in this order: who closes and their PIN; what becomes of each open matter (finish, \
      cancel REASON, carry REASON; printed or lost for papers); the drawer, note by note and \
      without being told what should be there; each other tender by its own evidence; a reason, \
      and somebody who may accept it, where the difference is beyond the shop's limits; the \
      float that stays. A close that was cut off goes on from where it stood.

      Exit 0: the day is closed. 1: it isn't, or was refused. 4: a counter has the shop; type \
      close there.
      """)

  @OptionGroup var shop: ShopOptions
  @Option(help: "Number of the desk.") var desk = 1
  @Option(name: .customLong("as"), help: "Who closes; asked for when left out.") var person: String?
  @Flag(help: "One JSON object per answer, the day's report last.") var json = false

  func validate() throws {
    guard (1...99).contains(desk) else { throw ValidationError("A desk is 1 to 99.") }
  }

  func run() throws {
    let (folder, setUp) = try shop.setUp()
    let open = try OpenShop(folder, setUp)
    let printing = try PrintRoom(open)
    printing.start()
    let counter = try Counter(open, desk: desk, printing: printing)
    let talk = CloseTalk(counter, person: person, asJSON: json)
    let isClosed = try talk.run()
    try counter.conversation.end()
    let waiting = try printing.end(withinSeconds: 2)
    if waiting > 0 { Console.complain(counter.conversation.wording.printsWait(waiting)) }
    guard isClosed else {
      // What was refused has said why, and the way on.
      throw Failure(
        .refused, talk.wasRefused ? "" : "The day isn't closed. To go on: till close")
    }
    try show(open)
  }

  /// The day's figures as they were frozen.
  private func show(_ open: OpenShop) throws {
    let journal = open.store.journal
    guard let last = try journal.closedMarks(desk: desk)?.last,
      let closed = try journal.closedDays(desk: desk, from: last.day, to: last.day).last
    else { return }
    if json { return Console.say(closed.closing.report.line) }
    guard let document = try journal.issuedDocument(closed.closing.number) else { return }
    Console.write(try open.papers.text(of: document), to: STDOUT_FILENO)
  }
}

/// Signs somebody on, closes, and gives each line of input to whatever is asked.
final class CloseTalk {
  private let counter: Counter
  private let asJSON: Bool
  private let person: String?
  private var isSignedOn = false
  private var hasBegun = false
  private var isClosed = false
  /// The last answer was a no that ended the close, or the sale to be finished came back.
  private(set) var wasRefused = false

  init(_ counter: Counter, person: String?, asJSON: Bool) {
    self.counter = counter
    self.person = person
    self.asJSON = asJSON
  }

  private var conversation: Conversation { counter.conversation }

  /// Whether the day is closed.
  func run() throws -> Bool {
    if let person {
      let reply = try goOn(after: try counter.answer(.line("sign-on \(person)")))
      // A program gets one object per answer, and knows that a PIN comes first.
      if !asJSON || reply.refusal != nil { write(reply) }
      if conversation.openQuestion == nil { return isClosed }
    }
    let reader = CloseReader(conversation)
    var readLines = 0
    while !isClosed {
      let input = reader.next(asksWho: !isSignedOn && conversation.openQuestion == nil)
      if input == .end { return false }
      readLines += 1
      var reply = try answer(input)
      reply.number = readLines
      write(reply)
      if isSignedOn, conversation.openQuestion == nil { return isClosed }
    }
    return true
  }

  private func answer(_ input: Input) throws -> Reply {
    guard !isSignedOn, conversation.openQuestion == nil, case .line(let text) = input else {
      return try goOn(after: try counter.answer(input))
    }
    var reply = try goOn(after: try counter.answer(.line("sign-on \(text)")))
    reply.input = text
    return reply
  }

  /// Once signed on it closes by itself, and a wrong PIN is asked for again; what that says and
  /// asks belongs to the same answer.
  private func goOn(after reply: Reply) throws -> Reply {
    note(reply)
    guard conversation.openQuestion == nil, !isClosed else { return reply }
    let isWrongPIN = reply.refusal?.code == "pin-wrong"
    if isSignedOn, !hasBegun || isWrongPIN {
      hasBegun = true
      return try merged(reply, goOn(after: try counter.answer(.line("close"))))
    }
    if !isSignedOn, isWrongPIN, let person {
      return merged(reply, try counter.answer(.line("sign-on \(person)")))
    }
    return reply
  }

  private func note(_ reply: Reply) {
    wasRefused =
      (reply.refusal != nil && reply.ask == nil)
      || reply.events.contains { $0.kind == "closing.abandoned.1" }
    for event in reply.events {
      switch event.kind {
      case "person.signed-on.1": isSignedOn = true
      // A close whose backup had failed needs only that.
      case "day.closed.1", "backup.made.1": isClosed = true
      default: break
      }
    }
  }

  private func merged(_ first: Reply, _ next: Reply) -> Reply {
    var reply = next
    reply.input = first.input
    reply.say = first.say + next.say
    reply.events = first.events + next.events
    reply.refusal = next.refusal ?? first.refusal
    reply.isOK = first.isOK && next.isOK
    return reply
  }

  private func write(_ reply: Reply) {
    let lines = asJSON ? [reply.json.line] : reply.lines.map(TerminalText.safe)
    Console.write(lines.map { $0 + "\n" }.joined(), to: STDOUT_FILENO)
  }
}

/// Reads the answers: unseen where it is a PIN and a terminal, else line by line.
private final class CloseReader {
  private let conversation: Conversation
  private let lines = BoundedLineReader(descriptor: STDIN_FILENO)
  private let terminal: TerminalLineReader?

  init(_ conversation: Conversation) {
    self.conversation = conversation
    terminal = Console.isTerminal ? TerminalLineReader(historyPath: "/dev/null") { _ in [] } : nil
  }

  func next(asksWho: Bool) -> Input {
    guard let terminal else { return lines.next() }
    if asksWho { Console.say(conversation.wording.whoCloses) }
    if conversation.asksPIN { return terminal.secret(prompt: conversation.wording.pinPrompt) }
    return terminal.answer(prompt: "? ")
  }
}
