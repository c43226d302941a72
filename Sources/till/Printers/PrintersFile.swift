import TillCore
import TillReceipt
import Yams

/// Reads `config/printers.yaml`.
enum PrintersFile {
  /// Longest name of a queue in CUPS.
  static let queueLength = 127
  /// Longest address of a device in CUPS (RFC 8011, section 5.1.6).
  static let deviceLength = 1_023
  /// At least as long as a backend needs to see that its printer is off; at most ten minutes,
  /// after which a paper that comes out elsewhere only puzzles people.
  static let fallbackSeconds = 1...600

  private static let printerKeys = [
    "queue", "profile", "prints", "fallback", "fallback_after_seconds", "device", "checked",
  ]

  /// Which printer gets which paper; what can't be read is noted.
  ///
  /// - Parameters:
  ///   - profiles: the profiles there are; empty lets any name pass.
  ///   - profile: the profile of a name; nil where it isn't known.
  static func routing(
    _ root: Node, profiles: [String] = [],
    profile: @escaping (String) -> Profile? = { _ in nil },
    notes: SettingsNotes
  ) -> PrinterRouting {
    let file = SettingsGroup(root, line: 1, known: ["printers", "priorities"], notes: notes)
    let groups = file.groups("printers", of: "printers", known: printerKeys)
    var found: [FallbackRule.Candidate] = []
    var routes: [PrinterRouting.Paper: PrinterRouting.Printer] = [:]
    for group in groups ?? [] {
      let printer = printer(group, profiles)
      let papers = papers(group)
      guard let printer else { continue }
      found.append(FallbackRule.Candidate(printer: printer, papers: papers.map(\.1), group: group))
      for (name, paper) in papers where routes.updateValue(printer, forKey: paper) != nil {
        group.note(
          "prints", "names \(name), which goes to a printer already", wayOn: "name it once")
      }
    }
    FallbackRule(candidates: found, target: { profile($0)?.target }).noteFaults()
    AbilityRule(candidates: found, profile: profile).noteFaults()
    return PrinterRouting(
      printers: found.map(\.printer), routes: routes, priorities: priorities(file))
  }

  private static func printer(
    _ group: SettingsGroup, _ profiles: [String]
  ) -> PrinterRouting.Printer? {
    let queue = group.value(
      "queue", usual: nil, expects: queueWords, read: { isQueue($0) ? $0 : nil })
    let profile = group.value(
      "profile", usual: nil, expects: profileWords(profiles),
      read: { isProfile($0) && (profiles.isEmpty || profiles.contains($0)) ? $0 : nil })
    var fallback: String?
    if group.has("fallback") {
      fallback = group.value(
        "fallback", usual: nil, expects: "the queue of another printer of this file",
        read: { isQueue($0) ? $0 : nil })
    } else if group.has("fallback_after_seconds") {
      group.note(
        "fallback_after_seconds", "means nothing without a fallback",
        wayOn: "name the other printer's queue: fallback: QUEUE, or take it out")
    }
    let usual = PrinterRouting.Printer.usualFallbackAfterSeconds
    let seconds = group.whole("fallback_after_seconds", in: fallbackSeconds, usual: usual)
    let device = device(group)
    let checked = group.group("checked", known: PrinterChecked.keys)
      .flatMap { PrinterChecked($0) }
    guard let queue, let profile else { return nil }
    return PrinterRouting.Printer(
      queue: queue, profile: profile, fallback: fallback,
      fallbackAfterSeconds: seconds ?? usual, device: device, checked: checked)
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

  private static func priorities(_ file: SettingsGroup) -> [PaperKind: Int] {
    let kinds = PaperKind.allCases.map(\.rawValue)
    guard file.has("priorities"), let group = file.group("priorities", known: kinds) else {
      return [:]
    }
    var priorities: [PaperKind: Int] = [:]
    for key in group.keys {
      guard let kind = PaperKind(rawValue: key),
        let priority = group.whole(key, in: PrinterRouting.priorityBounds, usual: nil)
      else { continue }
      priorities[kind] = priority
    }
    return priorities
  }

  private static func device(_ group: SettingsGroup) -> String? {
    guard group.has("device") else { return nil }
    return group.value(
      "device", usual: nil,
      expects: "a receipt printer's address, such as escpos://192.168.1.50:9100 or "
        + "escpos:/dev/usb/lp0",
      read: { isDevice($0) ? $0 : nil })
  }

  /// What the backend understands; with anything else it would stop a queue, or print never.
  nonisolated(unsafe) private static let deviceOption =
    /(ack=(gs-r|gs-h|none)|status=(yes|no)|timeout=\d+|baud=\d+|flow=(rtscts|xonxoff|none))/

  /// Whether a text is an address of our backend: a host, or a device file, with its options.
  static func isDevice(_ text: String) -> Bool {
    guard text.utf8.count <= deviceLength, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return false }
    let options = text.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    guard options.split(separator: "&").allSatisfy({ $0.wholeMatch(of: deviceOption) != nil })
    else { return false }
    if let host = text.wholeMatch(of: /escpos:\/\/([^\/?#]+).*/)?.1 {
      return host.contains { $0.isLetter || $0.isNumber }
    }
    return text.wholeMatch(of: /escpos:(\/\/)?\/dev\/.+/) != nil
  }

  /// What stands for a queue, in words that follow "write".
  static let queueWords = "the printer's name in CUPS, as lpstat -e lists it"

  /// CUPS takes any printable name without blanks, `/` and `#`.
  static func isQueue(_ text: String) -> Bool {
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
