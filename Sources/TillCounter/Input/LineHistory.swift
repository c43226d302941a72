import CEdit
import Glibc
import TillCore

/// The lines typed before, for the arrow keys; with a path also those of earlier days.
///
/// The file is private to its owner (0600) and holds only lines whose verb can't carry a person's
/// data or a PIN: a customer can be erased from the journal, and must not live on here. A shop
/// sells without a history, so a file that can't be read or written is no error.
final class LineHistory {
  /// Lines kept: a day's typing, scans apart.
  private static let mostLines = 500

  let past: OpaquePointer
  private let path: String?

  init?(path: String?) {
    guard let past = history_init() else { return nil }
    self.past = past
    self.path = path
    _ = till_history_set_size(past, Int32(Self.mostLines))
    _ = till_history_set_unique(past, 1)
    load()
  }

  deinit { history_end(past) }

  func remember(_ line: String) {
    guard !line.isEmpty else { return }
    _ = till_history_enter(past, line)
    if let path, Self.mayBeKept(line) {
      _ = Self.write([line], to: path, flags: O_APPEND)
    }
  }

  /// Whether a line may stand in the file: only a known verb, and none about people.
  static func mayBeKept(_ line: String) -> Bool {
    guard case .success(let typed) = TypedLine.reading(line),
      case .success(let words) = typed.words()
    else { return false }
    switch VerbTable.reading(words) {
    case .verb(let verb, _), .beginning(let verb, _):
      return ![.signOn, .customer, .deliver, .sales].contains(verb)
    case .ambiguous, .notAVerb, .fault: return false
    }
  }

  private func load() {
    guard let path else { return }
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let reader = BoundedLineReader(descriptor: descriptor)
    var lines: [String] = []
    var hasMore = true
    var count = 0
    while hasMore {
      switch reader.next() {
      case .line(let line):
        lines.append(line)
        count += 1
        if lines.count > 2 * Self.mostLines { lines.removeFirst(Self.mostLines) }
      case .end: hasMore = false
      case .tooLong, .invalidUTF8, .controlCharacter, .givenUp: continue
      }
    }
    lines = lines.suffix(Self.mostLines)
    for line in lines { _ = till_history_enter(past, line) }
    if count > 2 * Self.mostLines { rewrite(lines, at: path) }
  }

  /// A new file beside the old one and a rename, so that a break leaves one of the two.
  private func rewrite(_ lines: [String], at path: String) {
    let fresh = path + ".new"
    unlink(fresh)
    if Self.write(lines, to: fresh, flags: O_EXCL) { rename(fresh, path) }
  }

  private static func write(_ lines: [String], to path: String, flags: Int32) -> Bool {
    let descriptor = open(
      path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | flags, mode_t(0o600))
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // The file may be older than this program and more open than it should be.
    guard fchmod(descriptor, mode_t(0o600)) == 0 else { return false }
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    return TerminalDevice.write(bytes, to: descriptor)
  }
}
