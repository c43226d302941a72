import Foundation
import Testing

@testable import TillSpool

/// A folder with a backend in it, gone when the test is over.
final class DirectRoom {
  static let send = #"echo sending >>"$LEDGER"; \#(progress(50))"#
  static let acknowledge = #"echo printed >>"$LEDGER"; echo 'PAGE: 1 1' >&2; \#(progress(100))"#

  let path = "/tmp/till-direct-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(
      atPath: path + "/out", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  static func progress(_ number: Int) -> String { "echo 'ATTR: job-media-progress=\(number)' >&2" }

  /// A carrier whose backend is a shell script; it may use `$OUT` and `$LEDGER`.
  func carrier(
    _ script: String, program: String? = nil,
    devices: [String: String] = ["receipt": "escpos://127.0.0.1:9"]
  ) throws -> DirectCarrier {
    let file = path + "/backend"
    let head = """
      #!/bin/sh
      OUT=\(path)/out
      uuid=${5%% *}
      LEDGER=$TILL_LEDGER/${uuid##*:}
      touch "$LEDGER"

      """
    try Data((head + script + "\n").utf8).write(to: URL(fileURLWithPath: file + ".new"))
    chmod(file + ".new", 0o755)
    rename(file + ".new", file)
    return try DirectCarrier(
      backend: program ?? file, folder: path + "/jobs", ledger: path + "/ledger",
      devices: devices, user: "till",
      makeUUID: { UUID().uuidString.lowercased() })
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

  func make(_ name: String) {
    _ = FileManager.default.createFile(atPath: path + "/" + name, contents: nil)
  }

  func data(_ name: String) -> Data? { FileManager.default.contents(atPath: path + "/" + name) }

  func text(_ name: String) -> String { String(decoding: data(name) ?? Data(), as: UTF8.self) }
}

/// A job that was given to a carrier and let go.
func released(_ name: String, on carrier: DirectCarrier) throws -> PrintJob {
  let job = try carrier.hold([1], order(name), queue: "receipt")
  try carrier.release(job)
  return job
}

/// Waits until a job stands so; the limit only ends what hangs.
func wait(for standing: JobStanding, _ job: PrintJob, _ carrier: DirectCarrier) throws {
  let end = Date(timeIntervalSinceNow: 20)
  while try carrier.standing(of: job) != standing, Date() < end { usleep(2_000) }
  #expect(try carrier.standing(of: job) == standing)
}
