import Glibc

/// The bare system calls, with their traps closed.
enum System {
  /// Milliseconds of a clock nobody sets.
  static func milliseconds() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000 + now.tv_nsec / 1_000_000
  }

  static func sleep(milliseconds: Int) {
    usleep(useconds_t(milliseconds * 1_000))
  }

  /// What the system calls an error: `Connection refused`.
  static func words(_ error: Int32) -> String {
    strerror(error).map { String(cString: $0) } ?? "error \(error)"
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Writes all of it, whatever it takes; what can't be written is nobody's to mend.
  static func write(_ text: String, to file: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 {
        guard errno == EINTR else { return }
        continue
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Reads to the end, at most one byte more than `limit`; nil where it can't be read.
  static func readAll(_ file: Int32, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = read(file, &buffer, min(buffer.count, limit + 1 - bytes.count))
      if count == 0 { break }
      if count < 0 {
        guard errno == EINTR else { return nil }
        continue
      }
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// SIGTERM waits to be asked for, and a reader that went away kills nobody.
  static func holdSignals() {
    signal(SIGPIPE, SIG_IGN)
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    sigprocmask(SIG_BLOCK, &signals, nil)
  }

  /// Whether SIGTERM came: CUPS was told to cancel the job, or to stop.
  static var isCancelled: Bool {
    var signals = sigset_t()
    sigemptyset(&signals)
    return sigpending(&signals) == 0 && sigismember(&signals, SIGTERM) == 1
  }
}
