/// What one turn of reading brought, from a pipe or from a terminal.
///
/// Only `line` ever reaches the counter's language. Everything else is a line that was refused
/// whole, so that half of it can't be taken for a shorter one.
public enum Input: Hashable, Sendable {
  /// A line without its line end: valid UTF-8, no control characters, TAB turned into a blank.
  case line(String)
  /// A line longer than the limit, skipped to its end; `bytes` is how long it was.
  case tooLong(bytes: Int)
  /// A line whose bytes aren't UTF-8; `offset` is the first byte that can't be.
  case invalidUTF8(offset: Int)
  /// A line with a control character (NUL, ESC, a lone CR …); `offset` is its byte.
  case controlCharacter(offset: Int)
  /// On a terminal, Ctrl-C: the line was given up, the program goes on.
  case givenUp
  /// End of input. Asking again answers the same.
  case end
}

extension Input {
  /// Judges the bytes of one line, line end already taken off.
  ///
  /// Precedence: too long, then not UTF-8, then a control character.
  static func judging(_ bytes: some Collection<UInt8>, limitBytes: Int) -> Input {
    guard bytes.count <= limitBytes else { return .tooLong(bytes: bytes.count) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .invalidUTF8(offset: firstInvalidOffset(in: bytes))
    }
    var line = String.UnicodeScalarView()
    var offset = 0
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        line.append(" ")
      } else if isControl(scalar) {
        return .controlCharacter(offset: offset)
      } else {
        line.append(scalar)
      }
      offset += UTF8.width(scalar)
    }
    return .line(String(line))
  }

  /// C0, DEL and C1: what could drive a terminal or a printer instead of being read.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }

  private static func firstInvalidOffset(in bytes: some Collection<UInt8>) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { offset += scalar.count }
    return offset
  }
}
