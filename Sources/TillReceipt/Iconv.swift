import Glibc

/// The C library's own tables of encodings: nobody should type them again.
enum Iconv {
  /// Converts a character or a byte or two; the result as its bytes lie in memory, and how many
  /// there are: 0 when there is no such character.
  static func convert(
    _ input: UInt32, inputBytes: Int, _ converter: iconv_t
  ) -> (value: UInt32, count: Int) {
    var input = input
    var output: UInt32 = 0
    let count = withUnsafeMutableBytes(of: &input) { source in
      withUnsafeMutableBytes(of: &output) { target in
        var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var fromLeft = inputBytes
        var toLeft = target.count
        let result = iconv(converter, &from, &fromLeft, &to, &toLeft)
        return result == -1 ? 0 : target.count - toLeft
      }
    }
    return (output, count)
  }

  /// Opens a converter; nil where the C library lacks one of the two encodings.
  static func opened(from: String, to: String) -> iconv_t? {
    let failed = iconv_t(bitPattern: -1)
    guard let converter = iconv_open(to, from), converter != failed else { return nil }
    return converter
  }
}
