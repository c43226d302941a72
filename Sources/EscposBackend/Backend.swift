import Glibc

/// One run: `escpos job user title copies options [file]`, with `DEVICE_URI` in the environment.
public enum Backend {
  /// Larger than any receipt (a metre of raster is 0.6 MB); beyond, somebody printed to the wrong
  /// queue.
  static let documentLimitBytes = 16 * 1_024 * 1_024

  /// Does what the arguments say, and returns the exit code for cupsd.
  public static func run(_ arguments: [String]) -> Int32 {
    System.holdSignals()
    return carryOut(arguments).rawValue
  }

  private static func carryOut(_ arguments: [String]) -> Ending {
    do throws(BackendError) {
      let address = try DeviceAddress(System.environment("DEVICE_URI") ?? "")
      let document = try document(arguments)
      let link: DeviceLink
      do {
        link = try Dialling.link(
          to: address.place, timeoutSeconds: address.habits.timeoutSeconds,
          isCancelled: { System.isCancelled })
      } catch {
        return .hold
      }
      var rest = document[...]
      while !rest.isEmpty {
        link.wait(milliseconds: 100, toWrite: true)
        guard case .taken(let count) = link.write(rest) else { return .hold }
        rest = rest.dropFirst(count)
      }
      return .done
    } catch {
      System.write("ERROR: \(error.words)\n", to: STDERR_FILENO)
      return error.ending
    }
  }

  private static func document(_ arguments: [String]) throws(BackendError) -> [UInt8] {
    let file = arguments.count > 6 ? open(arguments[6], O_RDONLY | O_CLOEXEC) : STDIN_FILENO
    guard file >= 0, let bytes = System.readAll(file, limit: documentLimitBytes) else {
      throw .job("its document can't be read: \(System.words(errno))")
    }
    return bytes
  }
}
