import TillDrawing

/// Where a row may end in drawn matter: between words, and by the rules of Chinese typesetting no
/// closing mark begins a row and no opening mark ends one (UAX #14, as Pango applies it).
enum WordBreaks {
  /// Whether a row may end before each scalar.
  static func breaks(in scalars: Slice<UnsafeBufferPointer<StyledScalar>>) -> [Bool] {
    var text = String.UnicodeScalarView()
    for scalar in scalars { text.append(Unicode.Scalar(scalar.code) ?? "\u{FFFD}") }
    var breaks = LineBreaks.opportunities(in: String(text))
    // Inside a cluster there is never a break, whatever its parts say alone.
    for (index, scalar) in scalars.enumerated() where scalar.joinsPrevious && index < breaks.count {
      breaks[index] = false
    }
    return breaks.count == scalars.count ? breaks : []
  }
}
