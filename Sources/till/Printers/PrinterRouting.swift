import TillCore

/// What can be sent to a printer.
enum PaperKind: String, Hashable, Sendable, CaseIterable {
  case slip
  case receipt
  case taxInvoice = "tax-invoice"
  case delivery
  case xReport = "x-report"
  case closing
  /// Opens the drawer; a job of its own, with no paper.
  case kick

  /// The copies that may go to printers of their own.
  var copies: [PaperCopy] {
    switch self {
    case .slip: [.finance, .stub, .customer]
    case .delivery: [.stub, .customer, .signed]
    case .receipt, .taxInvoice, .xReport, .closing, .kick: []
    }
  }

  /// How soon it goes out when several wait at one printer: who waits for it with an open hand
  /// comes first.
  var usualPriority: Int {
    switch self {
    case .kick: 100
    case .receipt: 80
    case .taxInvoice: 60
    case .slip: 50
    case .delivery: 40
    case .closing: 30
    case .xReport: 20
    }
  }
}

/// A part of a paper made out in several (C7).
enum PaperCopy: String, Hashable, Sendable, CaseIterable {
  /// 财务联
  case finance
  /// 存根联
  case stub
  /// 客户联
  case customer
  /// 回单联, of a delivery slip
  case signed
}

/// Which printer gets which paper, from `config/printers.yaml`.
struct PrinterRouting: Hashable, Sendable {
  /// A CUPS queue, what its printer understands, and what happens when it can't print.
  struct Printer: Hashable, Sendable {
    let queue: String
    let profile: String
    /// The queue of this file that takes a paper of which nothing has been sent yet.
    var fallback: String?
    /// How long a paper waits for its own printer before the fallback gets it.
    var fallbackAfterSeconds = usualFallbackAfterSeconds
    /// The printer itself, as the backend names it; for printing without CUPS.
    var device: String?
    /// What a person saw on the self-test page; nil when nobody looked.
    var checked: PrinterChecked?

    /// Time enough to close a cover or put in a roll, too short for a customer to walk away.
    static let usualFallbackAfterSeconds = 20
  }

  /// A paper, or one copy of it.
  struct Paper: Hashable, Sendable {
    let kind: PaperKind
    let copy: PaperCopy?

    /// Reads `slip` or `slip/finance`.
    init?(_ text: String) {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard parts.count <= 2, let kind = PaperKind(rawValue: parts[0]) else { return nil }
      self.kind = kind
      guard parts.count == 2 else {
        copy = nil
        return
      }
      guard let part = PaperCopy(rawValue: parts[1]), kind.copies.contains(part) else {
        return nil
      }
      copy = part
    }
  }

  /// CUPS' bounds for a job's priority.
  static let priorityBounds = 1...100
  /// CUPS' own for a job of which nothing is said.
  static let usualPriority = 50

  /// A shop without printers: papers are shown, and kept as PDF under `data/paper/`.
  static let none = PrinterRouting(printers: [], routes: [:])

  /// The printers in the order of the file.
  let printers: [Printer]
  /// Where each paper named in the file goes.
  let routes: [Paper: Printer]
  /// Priorities the file names; the others are the usual ones.
  var priorities: [PaperKind: Int] = [:]

  /// Where a paper goes; nil when no printer is named for it.
  ///
  /// A copy goes where that copy is named, else where its paper is.
  func printer(kind: String, copy: String?) -> Printer? {
    let whole = Paper(kind)
    let part = copy.flatMap { Paper("\(kind)/\($0)") }
    return part.flatMap { routes[$0] } ?? whole.flatMap { routes[$0] }
  }

  /// The queue a paper goes to and what its printer understands; nil when none is named for it.
  func route(kind: String, copy: String?) -> (queue: String, profile: String)? {
    printer(kind: kind, copy: copy).map { ($0.queue, $0.profile) }
  }

  /// The printer of that queue; nil when the file names none.
  func printer(queue: String) -> Printer? { printers.first { $0.queue == queue } }

  /// Where a paper goes when its printer can't take it; nil when it must wait.
  func fallback(of printer: Printer) -> Printer? {
    printer.fallback.flatMap { self.printer(queue: $0) }
  }

  /// CUPS' priority of a paper's jobs, 1 to 100; the highest goes first.
  func priority(of kind: String) -> Int {
    guard let kind = PaperKind(rawValue: kind) else { return Self.usualPriority }
    return priorities[kind] ?? kind.usualPriority
  }
}
