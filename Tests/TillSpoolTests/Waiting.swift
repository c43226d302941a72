import Foundation
import TillSpool

/// A receipt's order.
func order(_ name: String) -> JobOrder { JobOrder(name: name, format: .raw) }

/// Asks until nothing will happen by itself any more.
func ending(
  of job: PrintJob, on carrier: some PrintCarrier, timeoutSeconds: Double = 20
) throws -> JobStanding {
  let end = Date(timeIntervalSinceNow: timeoutSeconds)
  while Date() < end {
    let standing = try carrier.standing(of: job)
    switch standing {
    case .confirmed, .sent, .cancelled, .notPrinted, .unknown, .gone: return standing
    case .held, .waiting, .starting, .sending: usleep(5_000)
    }
  }
  return try carrier.standing(of: job)
}
