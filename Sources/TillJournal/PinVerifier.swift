import Crypto
import CryptoExtras
import Foundation
import TillCore

/// What is kept of a PIN: enough to tell right from wrong, useless without the key file.
///
/// Four digits are guessed in a minute from any hash, so the PIN is keyed first (HMAC-SHA-256
/// with a key outside the database) and then made slow (scrypt). The person's id is part of it:
/// a verifier copied onto the manager's row opens nothing.
///
/// Stored as `scrypt$N$r$p$salt$hash`, salt and hash in base64.
public enum PinVerifier {
  /// scrypt's N: with `blockSize` 16 MiB and 50–80 ms a try on a shop's small computer.
  public static let rounds = 1 << 14
  /// scrypt's r and p.
  static let blockSize = 8
  static let parallelism = 2
  /// Length of salt and hash.
  static let saltByteCount = 16
  static let hashByteCount = 32
  /// What a stored N may be: a row changed by hand must not hang the counter.
  static let roundsAccepted = (1 << 10)...(1 << 18)

  /// Whether a text may be a PIN: 4–12 digits 0–9.
  public static func isPIN(_ text: String) -> Bool {
    Limits.pinDigits.contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  /// The verifier of a PIN. Pure: the caller brings the salt.
  ///
  /// - Throws: `.badPIN` when it isn't 4–12 digits.
  public static func make(
    pin: String, person: String, salt: [UInt8], key: SymmetricKey, rounds: Int = rounds
  ) throws(JournalError) -> String {
    precondition(
      roundsAccepted.contains(rounds) && rounds.nonzeroBitCount == 1,
      "scrypt's N is a power of two within what matches() accepts")
    guard isPIN(pin) else {
      throw JournalError(
        .badPIN, "That is no PIN",
        wayOn: "A PIN is \(Limits.pinDigits.lowerBound) to \(Limits.pinDigits.upperBound) digits.")
    }
    let hash = try derive(pin: pin, person: person, salt: salt, key: key, rounds: rounds)
    let figures = [rounds, blockSize, parallelism].map(String.init).joined(separator: "$")
    return "scrypt$\(figures)$\(base64(salt))$\(base64(hash))"
  }

  /// Whether the PIN is that person's. A verifier that can't be read matches nothing.
  public static func matches(
    pin: String, person: String, stored: String, key: SymmetricKey
  ) throws(JournalError) -> Bool {
    let parts = stored.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]),
      roundsAccepted.contains(rounds), rounds.nonzeroBitCount == 1,
      parts[2] == String(blockSize), parts[3] == String(parallelism),
      let salt = Data(base64Encoded: parts[4]), let hash = Data(base64Encoded: parts[5]),
      salt.count == saltByteCount, hash.count == hashByteCount
    else {
      return false
    }
    let tried = try derive(pin: pin, person: person, salt: Array(salt), key: key, rounds: rounds)
    // Every byte is looked at, so the time tells nothing.
    return zip(tried, hash).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
  }

  private static func derive(
    pin: String, person: String, salt: [UInt8], key: SymmetricKey, rounds: Int
  ) throws(JournalError) -> [UInt8] {
    let message = Array("till.pin.1".utf8) + [0] + Array(person.utf8) + [0] + Array(pin.utf8)
    let keyed = HMAC<SHA256>.authenticationCode(for: message, using: key)
    do {
      return try KDF.Scrypt.deriveKey(
        from: Array(keyed), salt: salt, outputByteCount: hashByteCount, rounds: rounds,
        blockSize: blockSize, parallelism: parallelism
      ).withUnsafeBytes { Array($0) }
    } catch {
      throw JournalError(
        .storeFailed, "A PIN could not be checked: \(error)",
        wayOn: "Close other programs: checking needs 16 MB of memory.")
    }
  }

  private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
