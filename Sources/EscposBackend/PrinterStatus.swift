/// What keeps a printer from printing, or soon will: the reasons CUPS shows.
///
/// The keywords are those of PWG 5100.9; it has none for a cutter, so that one is ours.
enum Trouble: String, CaseIterable, Comparable {
  case paperOut = "media-empty-error"
  case coverOpen = "cover-open-error"
  case cutterJammed = "cutter-failure-error"
  case broken = "other-error"
  case offline = "offline-report"
  case unreachable = "connecting-to-device"
  case paperLow = "media-low-warning"

  /// What a person has to know and do.
  var words: String {
    switch self {
    case .paperOut: "The paper is out: load a new roll."
    case .coverOpen: "The cover is open: close it."
    case .cutterJammed: "The cutter is jammed: free it, then switch the printer off and on."
    case .broken: "The printer reports an error: let it cool, else switch it off and on."
    case .offline: "The printer is off line: press its feed or on-line button."
    case .unreachable: "The printer can't be reached: is it switched on and connected?"
    case .paperLow: "The paper is low: have a new roll at hand."
    }
  }

  /// Whether it prints all the same.
  var isWarning: Bool { self == .paperLow }

  /// In the order they are told: the first is the one to mend.
  static func < (left: Trouble, right: Trouble) -> Bool {
    let order = Trouble.allCases
    return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
  }
}

/// The answers to `DLE EOT` 1 to 4, as Epson's ESC/POS reference gives their bits.
struct PrinterStatus: Equatable {
  let troubles: Set<Trouble>

  /// The numbers of what can be asked.
  static let questions: [UInt8] = [1, 2, 3, 4]
  /// An answer of fixed bits alone.
  static let nothingWrong: UInt8 = 0x12

  /// `DLE EOT`, which is answered at once, whatever waits before it.
  static func request(_ question: UInt8) -> [UInt8] { [0x10, 0x04, question] }

  /// Reads answers by the numbers of their questions; where one is missing, nothing is wrong.
  init(_ answers: [UInt8: UInt8]) {
    let (printer, offlineCause, errorCause, paper) = (
      answers[1] ?? Self.nothingWrong, answers[2] ?? Self.nothingWrong,
      answers[3] ?? Self.nothingWrong, answers[4] ?? Self.nothingWrong
    )
    var found: Set<Trouble> = []
    if offlineCause & 0x20 != 0 || paper & 0x60 != 0 { found.insert(.paperOut) }
    if offlineCause & 0x04 != 0 { found.insert(.coverOpen) }
    if errorCause & 0x08 != 0 { found.insert(.cutterJammed) }
    // Beyond recovery, or over by itself when the head has cooled; or an error without a cause.
    let isUnexplained = offlineCause & 0x40 != 0 && found.isEmpty
    if errorCause & 0x64 != 0 || isUnexplained { found.insert(.broken) }
    if printer & 0x08 != 0, found.isEmpty { found.insert(.offline) }
    if paper & 0x0C != 0, !found.contains(.paperOut) { found.insert(.paperLow) }
    troubles = found
  }

  /// Whether it would print now.
  var isReady: Bool { troubles.allSatisfy(\.isWarning) }
}
