import Glibc

extension Document {
  /// What a property sets or prints; keys are told apart once, when the line is read.
  enum PropertyKey: Sendable {
    case align, border, width, text, option, code, image
    /// Ours, which plain ReceiptLine ignores.
    case stamp, signature, head, carry, brought, page, keep, fold, wrap
    /// Ignored: comments, raw commands, and what we don't know.
    case other
    /// A member without a key or a value.
    case bad

    /// An extension of ours, `till_…`.
    var isOurs: Bool { Self.ours.contains { $0.key == self } }

    /// Of several in one line only the last counts; lines to sign on stand side by side.
    var holdsOnce: Bool { self != .signature && self != .other && self != .bad }

    /// Whether it does something besides setting what the lines after it go by.
    var isMoreThanState: Bool {
      switch self {
      case .align, .border, .width, .text, .option, .fold, .wrap, .other: false
      case .code, .image, .stamp, .signature, .head, .carry, .brought, .page, .keep, .bad: true
      }
    }

    private static let ours: [(name: StaticString, key: PropertyKey)] = [
      ("till_keep", .keep), ("till_head", .head), ("till_stamp", .stamp),
      ("till_sign", .signature), ("till_carry", .carry), ("till_brought", .brought),
      ("till_page", .page), ("till_fold", .fold), ("till_wrap", .wrap),
    ]

    static func named(_ bytes: UnsafeBufferPointer<UInt8>) -> PropertyKey {
      func reads(_ word: StaticString) -> Bool {
        guard bytes.count == word.utf8CodeUnitCount, let start = bytes.baseAddress else {
          return false
        }
        return memcmp(start, word.utf8Start, bytes.count) == 0
      }
      switch bytes.first {
      case UInt8(ascii: "w"): return reads("width") || reads("w") ? .width : .other
      case UInt8(ascii: "b"): return reads("border") || reads("b") ? .border : .other
      case UInt8(ascii: "a"): return reads("align") || reads("a") ? .align : .other
      case UInt8(ascii: "o"): return reads("option") || reads("o") ? .option : .other
      case UInt8(ascii: "c"): return reads("code") || reads("c") ? .code : .other
      case UInt8(ascii: "i"): return reads("image") || reads("i") ? .image : .other
      case UInt8(ascii: "t"):
        if reads("text") || reads("t") { return .text }
        return ours.first { reads($0.name) }?.key ?? .other
      default: return .other
      }
    }
  }
}
