import Yams

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
    case .kick: []
    case .delivery: [.stub, .customer, .signed]
    default: [.finance, .stub, .customer]
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
  /// A CUPS queue and what its printer understands.
  struct Printer: Hashable, Sendable {
    let queue: String
    let profile: String
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

  /// A shop without printers: papers are shown, and kept as PDF under `data/paper/`.
  static let none = PrinterRouting(printers: [], routes: [:])

  /// The printers in the order of the file.
  let printers: [Printer]
  /// Where each paper named in the file goes.
  let routes: [Paper: Printer]

  /// Where a paper goes; nil when no printer is named for it.
  ///
  /// A copy goes where that copy is named, else where its paper is.
  func route(kind: String, copy: String?) -> (queue: String, profile: String)? {
    let whole = Paper(kind)
    let part = copy.flatMap { Paper("\(kind)/\($0)") }
    let printer = part.flatMap { routes[$0] } ?? whole.flatMap { routes[$0] }
    return printer.map { ($0.queue, $0.profile) }
  }
}

/// Reads `config/printers.yaml`.
enum PrintersFile {
  /// Longest name of a queue in CUPS.
  static let queueLength = 127

  /// Which printer gets which paper; what can't be read is noted.
  ///
  /// - Parameter profiles: the profiles there are; empty lets any name pass.
  static func routing(
    _ root: Node, profiles: [String] = [], notes: SettingsNotes
  ) -> PrinterRouting {
    let file = SettingsGroup(root, line: 1, known: ["printers"], notes: notes)
    let groups = file.groups(
      "printers", of: "printers", known: ["queue", "profile", "prints"])
    var printers: [PrinterRouting.Printer] = []
    var routes: [PrinterRouting.Paper: PrinterRouting.Printer] = [:]
    for group in groups ?? [] {
      let queue = group.value(
        "queue", usual: nil, expects: "the printer's name in CUPS, as lpstat -e lists it",
        read: { isQueue($0) ? $0 : nil })
      let profile = group.value(
        "profile", usual: nil, expects: profileWords(profiles),
        read: { isProfile($0) && (profiles.isEmpty || profiles.contains($0)) ? $0 : nil })
      let papers = papers(group)
      guard let queue, let profile else { continue }
      let printer = PrinterRouting.Printer(queue: queue, profile: profile)
      printers.append(printer)
      for (name, paper) in papers where routes.updateValue(printer, forKey: paper) != nil {
        group.note(
          "prints", "names \(name), which goes to a printer already", wayOn: "name it once")
      }
    }
    return PrinterRouting(printers: printers, routes: routes)
  }

  private static func papers(_ group: SettingsGroup) -> [(String, PrinterRouting.Paper)] {
    let kinds = SettingsNames.list(PaperKind.allCases.map(\.rawValue), last: "or")
    guard group.has("prints") else {
      group.noteMissing("prints", wayOn: "write a list of papers: \(kinds)")
      return []
    }
    let words = "\(kinds), or one copy, such as slip/finance or delivery/signed"
    return group.values("prints", of: "papers", expects: words) { text in
      PrinterRouting.Paper(text).map { (text, $0) }
    } ?? []
  }

  /// CUPS takes any printable name without blanks, `/` and `#`.
  private static func isQueue(_ text: String) -> Bool {
    (1...queueLength).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { $0.value > 32 && $0.value != 127 }
      && !text.contains { $0 == "/" || $0 == "#" }
  }

  /// Whether a text may name a profile: it is the name of a file.
  static func isProfile(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= queueLength
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }

  private static func profileWords(_ profiles: [String]) -> String {
    profiles.isEmpty
      ? "a profile's name, such as generic-zh-80 or a4" : SettingsNames.list(profiles, last: "or")
  }
}
