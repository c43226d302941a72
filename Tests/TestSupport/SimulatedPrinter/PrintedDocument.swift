import TillPreview

/// What hangs out of the simulated printer between two cuts, as bytes and as words.
public struct PrintedDocument: Sendable {
  /// How it ended.
  public enum End: Sendable, Equatable {
    case cut
    /// The sender hung up, and all that had come was printed.
    case connectionEnd
    /// The printer lost its power: what stands on it may be half of what was sent.
    case powerCut
  }

  /// The printed bytes, without questions, kicks and cuts.
  public let bytes: [UInt8]
  public let end: End
  /// Its rows of text, as `PrintedPaper.lines` has them.
  public let rows: [String]

  init(bytes: [UInt8], end: End, shape: PrinterShape) {
    self.bytes = bytes
    self.end = end
    // Half a document ends in the middle of a line, and a printer feeds at a cut.
    let whole = bytes + [0x0A]
    if let decoder = try? EscPosDecoder(whole, printer: shape) {
      rows = PrintedPaper(decoder).lines.filter { !$0.isEmpty }
    } else {
      rows = bytes.split(separator: 0x0A).map { line in
        String(decoding: line.filter { (0x20...0x7E).contains($0) }, as: UTF8.self)
      }
    }
  }

  /// Whether words stand in one of its rows: `R1-000042`, `COPY 1`.
  public func says(_ words: String) -> Bool {
    rows.contains { $0.contains(words) }
  }
}
