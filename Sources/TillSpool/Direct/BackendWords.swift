/// What a backend says on its standard error, by CUPS' rules for one (cups backend(7), filter(7)).
struct BackendWords {
  /// `job-media-progress`; see `BackendProgress`.
  private(set) var progress = 0
  /// Pages it counted: the printer acknowledged.
  private(set) var sheets = 0
  /// Troubles it set and hasn't taken back, in their order.
  private(set) var reasons: [String] = []
  /// What is left of a line that isn't over.
  private var rest: [UInt8] = []

  /// A line is cut here: nobody writes longer ones for us.
  private static let lineBytes = 8_192

  mutating func hear(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        hear(line: String(decoding: rest, as: UTF8.self))
        rest = []
      } else if rest.count < Self.lineBytes {
        rest.append(byte)
      }
    }
  }

  private mutating func hear(line: String) {
    if let number = Self.value(of: line, after: "ATTR: job-media-progress=") {
      progress = Int(number) ?? progress
    } else if let page = Self.value(of: line, after: "PAGE: ") {
      sheets += page.split(separator: " ").last.flatMap { Int($0) } ?? 0
    } else if let state = Self.value(of: line, after: "STATE: ") {
      let keywords = state.drop { "+-".contains($0) }.split { ", ".contains($0) }.map(String.init)
      if !state.hasPrefix("+") { reasons.removeAll { keywords.contains($0) || state.first != "-" } }
      if !state.hasPrefix("-") { reasons += keywords.filter { !reasons.contains($0) } }
    }
  }

  private static func value(of line: String, after start: String) -> Substring? {
    line.hasPrefix(start) ? line.dropFirst(start.count) : nil
  }
}

extension BackendWords {
  /// Where its job stands while the backend is at work.
  var standing: JobStanding {
    switch progress {
    case BackendProgress.beforeFirstByte...: .sending(reasons: reasons)
    case BackendProgress.tookOver...: .starting(reasons: reasons)
    default: .waiting(reasons: reasons)
    }
  }

  /// Where its job stands when the backend has ended without an acknowledgement.
  ///
  /// - Parameter hasNote: whether its ledger knows the job, so that some of it left, now or before.
  func standing(after end: BackendRun.End, hasNote: Bool) -> JobStanding {
    // A whole document without an acknowledgement ends well only where none was ordered.
    if end == .exit(BackendExit.ok), progress == BackendProgress.allSent { return .sent }
    if end == .untold, progress < BackendProgress.tookOver { return .unacknowledged }
    if !hasNote, progress <= BackendProgress.tookOver,
      ![.exit(BackendExit.ok), .exit(BackendExit.hold)].contains(end)
    {
      return .endedEarly
    }
    return .unacknowledged
  }
}

/// A backend's exit codes (cups backend(7)), as far as they differ here.
enum BackendExit {
  static let ok: Int32 = 0
  /// It may be on paper, and nobody knows.
  static let hold: Int32 = 3
  /// Nothing was sent: the device can't be used for now.
  static let stop: Int32 = 4
}
