import TillSpool

/// Raw queues of CUPS that our backend drives.
enum ReceiptQueue {
  /// Makes one: raw, enabled, taking jobs, and trying again by itself what the printer didn't take.
  ///
  /// `retry-current-job` is safe because the backend's ledger never sends a document twice.
  static func add(_ queue: String, _ device: String) throws(Failure) {
    try administer([
      "lpadmin", "-p", queue, "-E", "-v", device, "-m", "raw", "-o",
      "printer-error-policy=retry-current-job",
    ])
  }

  static func remove(_ queue: String) throws(Failure) {
    try administer(["lpadmin", "-x", queue])
  }

  private static func administer(_ words: [String]) throws(Failure) {
    let (status, text) = SystemProgram.run(words)
    guard status != 0 else { return }
    let reason = text.split(separator: "\n").last.map(String.init) ?? "it can't be run"
    throw Failure(
      .refused, "CUPS refused: \(reason). Only its administrators may: sudo, or group lpadmin.")
  }
}
