import Crypto
import GRDB
import Testing

@testable import TillJournal

@Suite struct PinTests {
  private let key = SymmetricKey(size: .bits256)
  private let salt = [UInt8](repeating: 7, count: 16)

  @Test func rightAndWrong() throws {
    let vault = try PinVault(key: key, rounds: 1 << 10)
    let stored = try vault.verifier(of: "1111", person: "01")
    #expect(try vault.matches(pin: "1111", person: "01", stored: stored))
    #expect(try !vault.matches(pin: "1112", person: "01", stored: stored))
    #expect(try !vault.matches(pin: "11110", person: "01", stored: stored))
    #expect(try !vault.matches(pin: "", person: "01", stored: stored))
    // A verifier copied onto the manager's row opens nothing, and neither does a stolen file.
    #expect(try !vault.matches(pin: "1111", person: "90", stored: stored))
    let elsewhere = try PinVault(key: SymmetricKey(size: .bits256))
    #expect(try !elsewhere.matches(pin: "1111", person: "01", stored: stored))
  }

  @Test func oneOfNobodyCostsTheSame() throws {
    let vault = try PinVault(key: key)
    let stored = try vault.verifier(of: "1111", person: "01")
    let clock = ContinuousClock()
    let known = try clock.measure { _ = try vault.matches(pin: "2", person: "01", stored: stored) }
    let unknown = try clock.measure { _ = try vault.matches(pin: "2", person: "no", stored: nil) }
    print("a wrong PIN takes \(known), a wrong person \(unknown)")
    #expect(unknown * 4 > known)
    #expect(try !vault.matches(pin: "0000", person: "", stored: nil))
  }

  @Test func sameInputSameVerifierButASaltOfItsOwn() throws {
    let first = try PinVerifier.make(pin: "1111", person: "01", salt: salt, key: key)
    #expect(try PinVerifier.make(pin: "1111", person: "01", salt: salt, key: key) == first)
    #expect(first.hasPrefix("scrypt$16384$8$2$BwcHBwcHBwcHBwcHBwcHBw==$"))
    #expect(!first.contains("1111"))
    let vault = try PinVault(key: key)
    #expect(
      try vault.verifier(of: "1111", person: "01") != vault.verifier(of: "1111", person: "01"))
  }

  @Test(arguments: ["", "123", "1234567890123", "12a4", "１２３４", " 1234"])
  func isNoPIN(pin: String) throws {
    let error = #expect(throws: JournalError.self) {
      try PinVerifier.make(pin: pin, person: "01", salt: salt, key: key)
    }
    #expect(error?.description == "That is no PIN. A PIN is 4 to 12 digits.")
  }

  @Test(arguments: [
    "", "scrypt", "scrypt$16384$8$2$$", "scrypt$1099511627776$8$2$AAAA$AAAA",
    "scrypt$16383$8$2$BwcHBwcHBwcHBwcHBwcHBw==$BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=",
    "bcrypt$16384$8$2$BwcHBwcHBwcHBwcHBwcHBw==$BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=",
  ]) func aSpoiltVerifierMatchesNothing(stored: String) throws {
    #expect(try !PinVerifier.matches(pin: "1111", person: "01", stored: stored, key: key))
  }

  @Test func theTableKeepsOnePerPerson() throws {
    let queue = try DatabaseQueue()
    try queue.write { database in
      try PinTable.create(in: database)
      #expect(try PinTable.verifier(person: "01", in: database) == nil)
      try PinTable.store(person: "01", verifier: "a", in: database)
      try PinTable.store(person: "02", verifier: "b", in: database)
      try PinTable.store(person: "01", verifier: "c", in: database)
      #expect(try PinTable.verifier(person: "01", in: database) == "c")
      try PinTable.remove(person: "01", in: database)
      #expect(try PinTable.verifier(person: "01", in: database) == nil)
      #expect(try PinTable.verifier(person: "02", in: database) == "b")
      #expect(throws: JournalError.self) { try PinTable.create(in: database) }
    }
  }
}
