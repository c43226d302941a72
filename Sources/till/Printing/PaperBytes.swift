import TillCore
import TillCounter
import TillJournal
import TillReceipt
import TillSpool

/// Makes of a print what its printer takes: the paper laid out for it, or the pulse for the drawer.
struct PaperBytes: Sendable {
  /// A print ready for its printer.
  struct Sheet {
    let bytes: [UInt8]
    let format: DocumentFormat
    let media: String?
    /// What the backend is told of the printer.
    let options: [String: String]
    /// What could not be printed as asked.
    let fault: String?
  }

  /// What is wrong with templates and profiles, one line each.
  let faults: [String]
  private let journal: Journal
  private let papers: PaperMaker
  private let profiles: PrinterProfiles
  private let paperFolder: String
  /// A learner's sale opens no drawer.
  private let opensDrawer: Bool

  init(_ open: OpenShop) {
    journal = open.store.journal
    papers = open.papers
    profiles = PrinterProfiles(open)
    paperFolder = open.folder.paper
    opensDrawer = !open.folder.isTraining
    faults = papers.faults + profiles.faults
  }

  /// The bytes of a print; nil for a kick where no drawer hangs, or
  /// none may open.
  ///
  /// - Parameter isRaw: whether the queue passes a receipt printer's commands on; asked only where
  ///   the profile doesn't say.
  /// - Throws: `ReceiptError`; `JournalError`.
  func sheet(
    _ task: PrintTask, profile name: String, isRaw: () -> Bool
  ) throws -> Sheet? {
    if task.isKick {
      guard opensDrawer, let profile = profiles.known[name], profile.kick != nil else { return nil }
      return Sheet(
        bytes: kickBytes(profile), format: .raw, media: nil,
        options: Self.options(profile).merging(
          ["till-within": String(Int(PrintDispatch.kickWithinSeconds))]
        ) { $1 }, fault: nil)
    }
    guard let document = try document(task) else { return nil }
    let profile = profiles.profile(named: name, isRaw: isRaw)
    let (paper, fault) = try paper(document, task, profile)
    let bytes =
      switch profile.target {
      case .escpos: renderEscPos(paper.layout)
      case .text: Array(renderText(paper.layout).utf8)
      case .pdf: try renderPDF(paper.layout, pageSize: .fitting(profile), title: paper.title)
      }
    let isPage = profile.target == .pdf
    return Sheet(
      bytes: bytes, format: isPage ? .pdf : .raw, media: isPage ? profile.paper.mediaName : nil,
      options: isPage ? [:] : Self.options(profile), fault: fault)
  }

  /// No printer: writes the print as a PDF under `data/paper/`, whole or not at all.
  ///
  /// - Returns: the file's name, and what could not be printed as asked.
  func keep(_ task: PrintTask) throws -> (name: String, fault: String?)? {
    guard let document = try document(task) else { return nil }
    let (paper, fault) = try paper(document, task, Profile.plain.drawn())
    let name = PaperFile.name(
      task.number, isStamped: task.isStamped || task.kind != DocumentKind.slip.rawValue,
      task.role, task.copyOrdinal)
    try PaperFile.write(
      try renderPDF(paper.layout, pageSize: .roll80, title: paper.title), to: paperFolder,
      name: name)
    return (name, fault)
  }

  private func document(_ task: PrintTask) throws -> IssuedDocument? {
    try journal.issuedDocument(task.number, isStamped: task.isStamped)
  }

  private func paper(
    _ document: IssuedDocument, _ task: PrintTask, _ profile: Profile
  ) throws -> (paper: PaperMaker.Paper, fault: String?) {
    try papers.paper(
      document, role: task.role, copyOrdinal: task.copyOrdinal, copyReason: task.copyReason,
      profile: profile)
  }

  /// The backend asks a printer only what its profile says it answers.
  private static func options(_ profile: Profile) -> [String: String] {
    [
      "till-ack": profile.acknowledgement.rawValue,
      "till-status": profile.answersStatus ? "yes" : "no",
    ]
  }
}
