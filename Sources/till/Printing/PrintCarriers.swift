import Foundation
import TillCore
import TillSpool

/// The ways to a printer, chosen by the name of its queue: a device's address has a colon.
final class PrintCarriers {
  private let spool = Spool()
  private let direct: DirectCarrier?
  /// Why there is no way without CUPS though one is asked for.
  let fault: String?

  init(_ shop: PrintRoom.Parts, makeUUID: @escaping () -> String) {
    // Also where this run prints through CUPS: an earlier one may have left prints there.
    let devices = shop.routing.printers.compactMap { $0.device.map { ($0, $0) } }
    let isUsed = !devices.isEmpty || FileManager.default.fileExists(atPath: shop.folder)
    guard isUsed, let backend = BackendFile.runnable else {
      direct = nil
      fault = nil
      return
    }
    do throws(SpoolError) {
      direct = try DirectCarrier(
        backend: backend, folder: shop.folder, ledger: shop.folder + "/ledger",
        devices: Dictionary(devices, uniquingKeysWith: { $1 }), user: "till",
        makeUUID: makeUUID)
      fault = nil
    } catch {
      direct = nil
      fault = error.description
    }
  }

  /// CUPS; for a device's own address the backend itself. What was left with a backend that isn't
  /// there any more CUPS doesn't know: it must not be asked.
  func carrier(of queue: String) -> any PrintCarrier {
    if queue.contains(":"), let direct { return direct }
    return spool
  }

  /// Whether a queue's printer is served by our backend, which never sends a job twice.
  func isOurs(_ queue: String) throws(SpoolError) -> Bool {
    if queue.contains(":") { return true }
    return try spool.queue(named: queue)?.isOurs ?? false
  }

  /// Whether a queue takes prints; one that isn't there does, to be told so.
  func isTaking(_ queue: String) throws(SpoolError) -> Bool {
    if queue.contains(":") { return true }
    return try spool.queue(named: queue)?.acceptsJobs ?? true
  }

  /// Whether a queue passes a receipt printer's commands on.
  func isRaw(_ queue: String) -> Bool {
    queue.contains(":") || (try? spool.queue(named: queue))?.isRaw ?? false
  }
}
