import Crypto
import TillCore

/// Makes and checks PIN verifiers with the shop's key; where they are kept is `PinTable`.
///
/// Counting wrong tries and waiting between them is the register's work.
public struct PinVault: Sendable {
  private let key: SymmetricKey
  private let rounds: Int
  /// - Parameter rounds: scrypt's N of new verifiers; less only in tests, where it is unoptimised
  ///   and people sign on all the time.
  public init(
    key: SymmetricKey, rounds: Int = PinVerifier.rounds
  ) throws(JournalError) {
    self.key = key
    self.rounds = rounds
  }

  /// A verifier with a fresh salt, to be stored.
  ///
  /// - Throws: `.badPIN` when it isn't 4–12 digits.
  public func verifier(of pin: String, person: String) throws(JournalError) -> String {
    let salt = (0..<PinVerifier.saltByteCount).map { _ in UInt8.random(in: 0...255) }
    return try PinVerifier.make(pin: pin, person: person, salt: salt, key: key, rounds: rounds)
  }

  /// Whether the PIN is that person's; nil `stored` (nobody of that id) takes as long to say no.
  public func matches(pin: String, person: String, stored: String?) throws(JournalError) -> Bool {
    guard let stored else {
      _ = try verifier(of: "0000", person: person)
      return false
    }
    return try PinVerifier.matches(pin: pin, person: person, stored: stored, key: key)
  }
}
