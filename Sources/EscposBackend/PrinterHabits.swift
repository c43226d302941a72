/// How a printer answers: from its device URI, then from the job's options.
struct PrinterHabits: Equatable {
  /// How a printer says that everything before is printed.
  enum Acknowledgement: String, CaseIterable {
    /// One byte for `GS r 1`.
    case gsR = "gs-r"
    /// `GS ( H` function 48: four bytes come back.
    case gsH = "gs-h"
    /// It never does.
    case none
  }

  var acknowledgement = Acknowledgement.gsR
  /// Whether it answers `DLE EOT`.
  var answersStatus = true
  /// Silence, in seconds, after which a printer that should answer counts as gone.
  var timeoutSeconds = 10

  /// Under a second a busy network counts as silence; over an hour nobody waits.
  static let timeoutsSeconds = 1...3_600

  /// Takes `ack`, `status` and `timeout` out of a device URI's options.
  mutating func take(_ options: inout [String: String]) throws(BackendError) {
    if let value = options.removeValue(forKey: "ack") {
      guard setAcknowledgement(value) else { throw .uri("ack is gs-r, gs-h or none, not \(value)") }
    }
    if let value = options.removeValue(forKey: "status") {
      guard setStatus(value) else { throw .uri("status is yes or no, not \(value)") }
    }
    if let value = options.removeValue(forKey: "timeout") {
      guard let seconds = Int(value), Self.timeoutsSeconds.contains(seconds) else {
        throw .uri("timeout is 1 to 3600 seconds, not \(value)")
      }
      timeoutSeconds = seconds
    }
  }

  /// Takes `till-ack` and `till-status` of a job; they come from the shop's profile of the printer.
  mutating func take(_ job: JobOptions) throws(BackendError) {
    if let value = job["till-ack"], !setAcknowledgement(value) {
      throw .job("till-ack is gs-r, gs-h or none, not \(value)")
    }
    if let value = job["till-status"], !setStatus(value) {
      throw .job("till-status is yes or no, not \(value)")
    }
  }

  private mutating func setAcknowledgement(_ value: String) -> Bool {
    guard let known = Acknowledgement(rawValue: value) else { return false }
    acknowledgement = known
    return true
  }

  private mutating func setStatus(_ value: String) -> Bool {
    guard ["yes", "no"].contains(value) else { return false }
    answersStatus = value == "yes"
    return true
  }
}
