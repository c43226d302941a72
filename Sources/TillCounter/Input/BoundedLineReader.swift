import Glibc
import TillCore

/// Reads lines from a descriptor in bounded memory.
///
/// `readLine()` keeps a line of any length and turns bytes that aren't UTF-8 into U+FFFD without a
/// word (RELIABILITY §4). Here a line past the limit is skipped to its end and reported once, and
/// bytes that aren't UTF-8 are refused. LF and CR LF are one line end; the last line needs none.
///
/// The descriptor stays its owner's: it is never closed here.
public final class BoundedLineReader {
  /// Bytes asked of the system at once: what a pipe usually hands over.
  private static let chunkBytes = 65_536
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let descriptor: Int32
  private let limitBytes: Int
  private var chunk = [UInt8](repeating: 0, count: chunkBytes)
  private var position = 0
  private var filled = 0
  /// The line so far, cut once it can only be too long.
  private var kept: [UInt8] = []
  /// The line's true length so far.
  private var length = 0
  private var isFirstLine = true
  private var isAtEnd = false
  /// The `errno` that ended the input, when it wasn't simply over.
  public private(set) var failure: Int32?

  /// A reader of `descriptor`; a line holds at most `limitBytes`, its line end not counted.
  public init(descriptor: Int32, limitBytes: Int = Limits.lineBytes) {
    precondition(limitBytes > 0, "a line has room for a byte")
    self.descriptor = descriptor
    self.limitBytes = limitBytes
    kept.reserveCapacity(limitBytes + Self.extraBytes)
  }

  /// Room for a byte order mark and a CR, which a line at the limit may have around it.
  private static var extraBytes: Int { byteOrderMark.count + 1 }

  /// The next line, or why it was refused; `end` once there is nothing more.
  public func next() -> Input {
    while true {
      if position == filled, !fill() { return finishLastLine() }
      guard let lineEnd = nextLineFeed() else {
        keep(chunk[position..<filled])
        position = filled
        continue
      }
      keep(chunk[position..<lineEnd])
      position = lineEnd + 1
      return finishLine()
    }
  }

  /// The corresponding C function is `memchr`: an overlong line is skipped at its speed.
  private func nextLineFeed() -> Int? {
    chunk.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = memchr(base + position, Int32(UInt8(ascii: "\n")), filled - position)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  private func keep(_ bytes: ArraySlice<UInt8>) {
    let room = limitBytes + Self.extraBytes - kept.count
    kept.append(contentsOf: bytes.prefix(room))
    length += bytes.count
  }

  private func finishLine() -> Input {
    defer {
      kept.removeAll(keepingCapacity: true)
      length = 0
      isFirstLine = false
    }
    var content = kept[...]
    if isFirstLine, content.starts(with: Self.byteOrderMark) {
      content = content.dropFirst(Self.byteOrderMark.count)
    }
    // Cut off, so the CR and the mark around it may be in the count: nobody is misled by them.
    if length > kept.count { return .tooLong(bytes: length) }
    if content.last == UInt8(ascii: "\r") { content = content.dropLast() }
    return Input.judging(content, limitBytes: limitBytes)
  }

  /// What stands after the last line end is a line too, unless there is nothing in it.
  private func finishLastLine() -> Input {
    guard length > 0 else { return .end }
    let last = finishLine()
    return last == .line("") ? .end : last
  }

  /// Reads the next chunk.
  ///
  /// The corresponding C functions are `read` and, for a descriptor somebody made non-blocking,
  /// `poll`.
  ///
  /// - Returns: false at the end of input or when reading failed.
  private func fill() -> Bool {
    while !isAtEnd {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        position = 0
        filled = count
        return true
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&waiting, 1, -1)
        continue
      }
      if count < 0 { failure = errno }
      isAtEnd = true
    }
    return false
  }
}
