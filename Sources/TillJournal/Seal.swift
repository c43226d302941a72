import Crypto
import TillCore

/// The chain: HMAC-SHA-256 over the seal before ‖ the entry's bytes, keyed by a file outside the
/// database. Whoever owns the database can't make it again; whoever cuts its end contradicts the
/// seal printed on the closing report.
public struct Seal: Sendable {
  /// What stands before the first entry.
  public static let origin = [UInt8](repeating: 0, count: 32)

  private let key: SymmetricKey

  public init(key: SymmetricKey) { self.key = key }

  /// The seal of an entry, 32 bytes.
  public func seal(of entry: Entry, after previous: [UInt8]) -> [UInt8] {
    var code = HMAC<SHA256>(key: key)
    code.update(data: previous)
    code.update(data: entry.sealedBytes)
    return Array(code.finalize())
  }

  /// A contact's content, so that an entry can point at a row without holding it.
  func digest(of contact: Contact) -> String {
    var code = HMAC<SHA256>(key: key)
    for field in [contact.name, contact.phone, contact.address] {
      withUnsafeBytes(of: UInt32(field.utf8.count).bigEndian) { code.update(data: Array($0)) }
      code.update(data: Array(field.utf8))
    }
    return Seal.hexadecimal(Array(code.finalize().prefix(16)))
  }

  /// A page of markup, keyed: it may hold a customer's name, which a bare hash would let be
  /// guessed.
  func digest(ofMarkup text: String) -> String {
    Seal.hexadecimal(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
  }

  /// Two hexadecimal digits a byte.
  public static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// SHA-256 of some bytes, in hexadecimal: names a template or a page of markup.
  public static func hash(_ bytes: [UInt8]) -> String {
    hexadecimal(SHA256.hash(data: bytes))
  }
}
