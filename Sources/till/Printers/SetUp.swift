import TillCore
import TillCounter
import TillReceipt
import TillSpool

/// The conversation that sets a printer up: which one it is, what it is, what a person sees on its
/// page, what it is for (PRINTING §6.6). Nothing is written here.
struct SetUp {
  let talk: SetUpTalk
  let routing: PrinterRouting
  let profiles: ProfileFolder
  /// CUPS' queues; nil where printing goes past it.
  let queues: [Queue]?
  /// Makes the queue of a new printer.
  let add: (_ queue: String, _ device: String) throws -> Void
  /// Prints bytes on a queue, or past CUPS to a device.
  let print: (Job) throws -> Wording.TestEnd
  let today: CivilDate

  /// What is printed on the way.
  enum Job {
    case page(Place, Profile)
    case kick(Place, Profile)
  }

  /// Where the printer is.
  struct Place {
    let queue: String
    let device: String?
  }

  private var wording: Wording { talk.wording }

  /// The printer as it is to stand in printers.yaml.
  ///
  /// - Throws: `SetUpTalk.GivenUp` at `.`.
  func run() throws -> PrinterEntry {
    talk.say(wording.setUpBegin)
    let place = try askPlace()
    var profile = try askProfile()
    var checked = PrinterChecked(date: today)
    while true {
      do {
        guard try printPage(place, profile) else { break }
      } catch let error as SpoolError {
        // Most often the type: a receipt printer's commands for an office printer, or the reverse.
        talk.say(error.description)
        profile = try askProfile()
        continue
      }
      checked = PrinterChecked(date: today)
      guard let other = try askAnswers(place, profile, into: &checked) else { break }
      profile = other
    }
    let prints = try askPapers(place.queue, profile)
    var printer = PrinterRouting.Printer(queue: place.queue, profile: profile.name)
    if let known = routing.printer(queue: place.queue) {
      printer.fallback = known.fallback
      printer.fallbackAfterSeconds = known.fallbackAfterSeconds
      printer.device = known.device
    }
    // Pages go through CUPS alone, whatever its queue leads to.
    printer.device = profile.target == .pdf ? nil : place.device ?? printer.device
    printer.checked = checked.isEmpty ? nil : checked
    return PrinterEntry(printer: printer, prints: prints)
  }

  // MARK: which printer

  private func askPlace() throws -> Place {
    let known = queues?.map { (name: $0.name, uri: $0.uri) } ?? devices
    let names = known.map(\.name)
    for (index, printer) in known.enumerated() {
      talk.say("  \(index + 1)  \(printer.name)  \(printer.uri ?? "")")
    }
    let answer = try talk.ask(wording.setUpPrinter) { text -> String? in
      if let number = Int(text), names.indices.contains(number - 1) { return names[number - 1] }
      return names.contains(text) || PrintersFile.isDevice(text) ? text : nil
    }
    guard PrintersFile.isDevice(answer) else {
      let uri = known.first { $0.name == answer }?.uri
      return Place(queue: answer, device: uri.flatMap { PrintersFile.isDevice($0) ? $0 : nil })
    }
    let name = try talk.ask(wording.setUpName) { text in
      PrintersFile.isQueue(text) && !names.contains(text) ? text : nil
    }
    try add(name, answer)
    return Place(queue: name, device: answer)
  }

  /// Past CUPS a printer of the file needs an address of its own.
  private var devices: [(name: String, uri: String?)] {
    routing.printers.filter { $0.device != nil }.map { ($0.queue, $0.device) }
  }

  private func askProfile() throws -> Profile {
    let all = profiles.names.compactMap { try? profiles.profile(named: $0) }
    for profile in all { talk.say("  \(profile.name)  \(profile.about)") }
    return try talk.ask(wording.setUpProfile) { text in all.first { $0.name == text } }
  }

  // MARK: the page

  /// Prints it until it comes out; false when a person goes on without.
  private func printPage(_ place: Place, _ profile: Profile) throws -> Bool {
    while true {
      let end = try print(.page(place, profile))
      talk.say(wording.testEnd(end))
      if end == .confirmed || end == .sent { return true }
      guard try talk.askYes(wording.setUpAgain) else { return false }
    }
  }

  /// Asks what is to be seen; a profile that fits better, where a person wants it.
  private func askAnswers(
    _ place: Place, _ profile: Profile, into checked: inout PrinterChecked
  ) throws -> Profile? {
    if profile.target != .pdf {
      let columns = try talk.ask(wording.testQuestion(.columns)) { text in
        Int(text).flatMap { SelfTestPage.marks.contains($0) ? $0 : nil }
      }
      checked.columns = columns
      if columns != SelfTestPage.mark(ofColumns: profile.widthColumns) {
        if let other = try offer(.columns, ProfileAdvice.with(columns, like: profile, profiles)) {
          return other
        }
      }
    }
    for question in PrinterChecked.Question.allCases where question.isAsked(of: profile) {
      if question == .drawer {
        guard try talk.askYes(wording.askKick) else { continue }
        talk.say(wording.testEnd(try print(.kick(place, profile))))
      }
      let isRight = try talk.askYes(wording.testQuestion(question.asked))
      checked.answers[question] = isRight
      guard !isRight else { continue }
      let others =
        [.chinese, .yen].contains(question)
        ? ProfileAdvice.drawing(like: profile, profiles) : []
      if let other = try offer(question.asked, others) { return other }
    }
    return nil
  }

  private func offer(_ question: Wording.TestQuestion, _ others: [Profile]) throws -> Profile? {
    let names = others.map(\.name)
    talk.say(wording.testWayOn(question, profiles: names))
    guard !names.isEmpty else { return nil }
    return try talk.ask(wording.setUpSwitch(names)) { text -> Profile?? in
      if let other = others.first(where: { $0.name == text }) { return other }
      return Wording.answer(text) == false ? .some(nil) : nil
    }
  }

  // MARK: what it is for

  private func askPapers(_ queue: String, _ profile: Profile) throws -> [String] {
    let kinds = PaperKind.allCases.filter { $0 != .kick || profile.kick != nil }
    return try talk.ask(wording.setUpPapers(kinds.map(\.rawValue))) { text -> [String]? in
      if Wording.nothingWords.contains(text.lowercased()) { return [] }
      let names = text.split { " ,，、".contains($0) }.map(String.init)
      let papers = names.compactMap(PrinterRouting.Paper.init)
      guard !papers.isEmpty, papers.count == names.count, Set(papers).count == papers.count,
        papers.allSatisfy({ kinds.contains($0.kind) })
      else {
        return nil
      }
      for paper in papers {
        if let other = routing.routes[paper]?.queue, other != queue {
          talk.say(wording.setUpTaken(paper.name, other))
          return nil
        }
      }
      return names
    }
  }
}

/// Profiles that fit better than the one that was tried.
enum ProfileAdvice {
  /// Those of the same kind on whose page that number of columns is read.
  static func with(
    _ columns: Int, like profile: Profile, _ folder: ProfileFolder
  ) -> [Profile] {
    all(folder, like: profile).filter {
      SelfTestPage.mark(ofColumns: $0.widthColumns) == columns
    }
  }

  /// Those as wide that draw Chinese instead of leaving it to the printer's own font.
  static func drawing(like profile: Profile, _ folder: ProfileFolder) -> [Profile] {
    guard profile.hasChineseMode else { return [] }
    return all(folder, like: profile).filter {
      $0.widthColumns == profile.widthColumns && !$0.hasChineseMode
    }
  }

  private static func all(_ folder: ProfileFolder, like profile: Profile) -> [Profile] {
    folder.names.compactMap { try? folder.profile(named: $0) }
      .filter { $0.target == profile.target && $0.name != profile.name }
  }
}

extension PrinterChecked {
  /// Whether nobody answered anything.
  var isEmpty: Bool { columns == nil && answers.isEmpty }
}

extension PrinterChecked.Question {
  /// Under this name the counter's words ask it.
  var asked: Wording.TestQuestion {
    switch self {
    case .chinese: .chinese
    case .yen: .yen
    case .bold: .bold
    case .codes: .codes
    case .cut: .cut
    case .drawer: .drawer
    }
  }

  /// Whether such a printer can do it at all.
  func isAsked(of profile: Profile) -> Bool {
    switch self {
    case .chinese, .yen: true
    case .bold, .codes: profile.target != .text
    case .cut: profile.target == .escpos && profile.cut.command != .none
    case .drawer: profile.kick != nil
    }
  }
}
