extension Document {
  /// What a property sets or prints; keys are told apart once, when the line is read.
  enum PropertyKey: Sendable {
    case align, border, width, text, option, code, image
    /// Ours, which plain ReceiptLine ignores.
    case stamp, signature, head, carry, brought, page, keep, fold
    /// Ignored: comments, raw commands, and what we don't know.
    case other

    private static let names: [(name: [UInt8], key: PropertyKey)] = {
      let words: [(String, PropertyKey)] = [
        ("width", .width), ("w", .width), ("till_keep", .keep), ("border", .border),
        ("b", .border), ("align", .align), ("a", .align), ("text", .text), ("t", .text),
        ("option", .option), ("o", .option), ("code", .code), ("c", .code), ("image", .image),
        ("i", .image), ("till_head", .head), ("till_stamp", .stamp), ("till_sign", .signature),
        ("till_carry", .carry), ("till_brought", .brought), ("till_page", .page),
        ("till_fold", .fold),
      ]
      return words.map { (Array($0.0.utf8), $0.1) }
    }()

    static func named(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> PropertyKey {
      for entry in names where entry.name.count == bytes.count && entry.name[0] == bytes.first {
        if entry.name.elementsEqual(bytes) { return entry.key }
      }
      return .other
    }
  }
}
