import Glibc

/// What cupsd is told on standard error, and through it the till and people.
final class Report {
  private let say: (String) -> Void
  /// Nil at first: an earlier run may have left reasons standing.
  private var shown: Set<Trouble>?
  private var lastWords = ""

  /// - Parameter say: takes one line without its end.
  init(_ say: @escaping (String) -> Void) { self.say = say }

  /// To cupsd, a line at a time.
  convenience init() {
    self.init { System.write($0 + "\n", to: STDERR_FILENO) }
  }

  /// How far a document has come; the numbers are the till's evidence.
  enum Progress: Int {
    /// Nothing has left.
    case taken = 10
    /// Some of it may be on paper.
    case sending = 50
    /// All is written.
    case sent = 90
    /// The printer acknowledged it.
    case printed = 100
  }

  /// Evidence that outlives the printer's state; of a printed sheet, twice: the number is lost when
  /// cupsd starts again, the sheet is kept.
  func progress(_ progress: Progress) {
    if progress == .printed { say("PAGE: 1 1") }
    say("ATTR: job-media-progress=\(progress.rawValue)")
  }

  /// Shows just these troubles, and in words the first, or what is said of it.
  func show(_ troubles: Set<Trouble>, _ words: String? = nil) {
    let gone = (shown ?? Set(Trouble.allCases)).subtracting(troubles)
    let new = troubles.subtracting(shown ?? [])
    shown = troubles
    if !gone.isEmpty { say("STATE: -" + Self.list(gone)) }
    if !new.isEmpty { say("STATE: +" + Self.list(new)) }
    if let words = words ?? troubles.min()?.words { tell(words) }
  }

  /// Shows one trouble more.
  func add(_ trouble: Trouble, _ words: String) {
    show((shown ?? []).union([trouble]), words)
  }

  /// Shows one trouble less.
  func remove(_ trouble: Trouble, _ words: String) {
    show((shown ?? []).subtracting([trouble]), words)
  }

  /// Says something in words, once.
  func tell(_ words: String) {
    guard words != lastWords else { return }
    lastWords = words
    say("INFO: \(words)")
  }

  /// Says why nothing is printed.
  func fail(_ error: BackendError) { say("ERROR: \(error.words)") }

  private static func list(_ troubles: Set<Trouble>) -> String {
    troubles.sorted().map(\.rawValue).joined(separator: ",")
  }
}
