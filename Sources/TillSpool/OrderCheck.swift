extension JobOrder {
  /// Attributes that are set by what an order says elsewhere, or that would break hold and release.
  private static let ours: Set = [
    "media", "job-priority", "job-hold-until", "job-name", "job-uuid", "document-format", "copies",
  ]
  /// IPP's limit for keywords and names (RFC 8011, sections 5.1.3 and 5.1.4).
  private static let valueBytes = 255

  /// Refuses what no carrier can take: a name nobody could find again, options that aren't plain.
  ///
  /// Options become words on a backend's command line and attributes of a job: blanks, quotes and
  /// braces would make one into several. Copies are the till's own: CUPS would print them without
  /// a mark, each with the kick.
  func check(for queue: String) throws(SpoolError) {
    guard Self.isReadable(name) else { throw SpoolError(.titleRefused, queue) }
    for (name, value) in options {
      guard !Self.ours.contains(name), Self.isPlain(name, besides: "-"),
        Self.isPlain(value, besides: "-_.:,/+")
      else { throw SpoolError(.optionRefused, "\(name)=\(value)") }
    }
    if let media, !Self.isPlain(media, besides: "-_.") {
      throw SpoolError(.optionRefused, "media=\(media)")
    }
  }

  /// The name becomes an argument of every filter and a line in CUPS' logs, so it must not be able
  /// to start a new line there.
  private static func isReadable(_ name: String) -> Bool {
    let scalars = name.unicodeScalars
    return name.utf8.count <= valueBytes
      && scalars.contains { !$0.properties.isWhitespace }
      && scalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        default: true
        }
      }
  }

  private static func isPlain(_ text: String, besides: String) -> Bool {
    (1...valueBytes).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        let scalar = Unicode.Scalar(byte)
        return scalar.isASCII && (scalar.properties.isAlphabetic || (0x30...0x39).contains(byte))
          || besides.utf8.contains(byte)
      }
  }
}
