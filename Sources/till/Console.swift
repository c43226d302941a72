import Foundation
import Glibc

/// Standard output and error as bytes. A full pipe is written in pieces, a closed one is noticed.
enum Console {
  static func say(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

  static func complain(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// Writes everything, or answers false when nobody reads any more.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    write(Array(text.utf8), to: descriptor)
  }

  @discardableResult
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return false }
      rest = rest.dropFirst(written)
    }
    return true
  }

  /// Cells of a line on the terminal; 100 where output goes elsewhere.
  static var columns: Int {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return 100 }
    return Int(size.ws_col)
  }

  static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }
}

/// A progress bar on a terminal's standard error; silent elsewhere, so that logs stay short.
final class ProgressBar {
  private let label: String
  private let isShown = isatty(STDERR_FILENO) == 1
  private var shownPercent = -1

  init(_ label: String) { self.label = label }

  func show(_ done: Int64, of all: Int64) {
    guard isShown, all > 0 else { return }
    let percent = Int(done * 100 / all)
    guard percent != shownPercent else { return }
    shownPercent = percent
    let filled = percent * 30 / 100
    let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: 30 - filled)
    Console.write("\r\(label) \(bar) \(percent)%", to: STDERR_FILENO)
  }

  func end() {
    if isShown, shownPercent >= 0 { Console.write("\r\u{1B}[K", to: STDERR_FILENO) }
  }
}
