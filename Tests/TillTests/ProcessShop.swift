import Foundation
import Testing
import TillCore
import TillJournal

@testable import till

/// A sample shop on disk whose counter was opened once: catalogue, PINs and a float are there.
final class ProcessShop: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/till-shop-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: try Self.prepared.get().path, toPath: path)
  }

  private init(newAt path: String) { self.path = path }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Opened once for all tests: making PINs takes seconds in a debug build.
  private static let prepared: Result<ProcessShop, any Error> = Result {
    let path = FileManager.default.temporaryDirectory.path + "/till-sample-\(getpid())"
    try? FileManager.default.removeItem(atPath: path)
    let shop = ProcessShop(newAt: path)
    _ = try ShopInit.create(
      at: path, language: "en", currency: "CNY", tax: nil, empty: false, share: TestFolder.share)
    let outcome = try shop.run(
      ["counter", "--json"],
      input: "sign-on 90\n9090\nfloat 10x20 5x20 1x50 0.1x50 0.01x50\nsign-off\n")
    try #require(outcome.status == 0 && outcome.objects.allSatisfy(\.isOK), "\(outcome.text)")
    atexit { ProcessShop.removePrepared() }
    try shop.makePINsCheap()
    return shop
  }

  /// The same PINs with the fewest rounds a verifier may name: people sign on all the time here,
  /// and scrypt is unoptimised in a debug build.
  private func makePINsCheap() throws {
    let key = try KeyFile.load(path + "/data/key").key
    for (person, pin) in [("01", "1111"), ("02", "2222"), ("03", "3333"), ("90", "9090")] {
      let verifier = try PinVerifier.make(
        pin: pin, person: person, salt: [UInt8](repeating: 1, count: 16), key: key,
        rounds: 1 << 10)
      _ = try TillProgramTools.run([
        "sqlite3", path + "/data/journal.sqlite",
        "UPDATE pin_verifier SET verifier = '\(verifier)' WHERE person = '\(person)'",
      ])
    }
  }

  private static func removePrepared() {
    let path = FileManager.default.temporaryDirectory.path + "/till-sample-\(getpid())"
    try? FileManager.default.removeItem(atPath: path)
  }

  func run(
    _ arguments: [String], input: String = "", through: [String] = [],
    environment: [String: String] = [:]
  ) throws -> TillProgram.Outcome {
    try TillProgram.run(
      arguments, input: input, through: through, environment: environment, directory: path)
  }

  /// A counter that answers in JSON.
  func counter(
    _ arguments: [String] = [], through: [String] = [], environment: [String: String] = [:]
  ) throws -> TillProcess {
    try TillProcess(
      ["counter", "--json"] + arguments, through: through, environment: environment,
      directory: path)
  }

  /// A counter with a person signed on.
  func signedOn(_ id: String = "90", environment: [String: String] = [:]) throws -> TillProcess {
    let counter = try counter(environment: environment)
    _ = counter.ask("sign-on \(id)")
    let pin = ["01": "1111", "02": "2222", "03": "3333"][id] ?? "9090"
    try #require(counter.ask(pin).isOK)
    return counter
  }

  /// Exit 0 of `journal verify`.
  func isWhole() throws -> Bool { try run(["journal", "verify"]).status == 0 }

  /// The journal's entries as exported.
  func entries() throws -> [JSON] { try run(["journal", "export"]).objects }

  func edit(_ file: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
    try #require(text.contains(old), "\(file) has no \(old)")
    try write(text.replacingOccurrences(of: old, with: new), to: file)
  }

  func write(_ text: String, to file: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(file)"))
  }

  func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(file)")
  }
}
