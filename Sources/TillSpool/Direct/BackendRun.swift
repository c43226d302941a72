import Glibc

/// A backend at work on one job.
final class BackendRun {
  /// How it ended.
  enum End: Equatable {
    case exit(Int32)
    case signal(Int32)
    /// Nobody can tell: the till was started with SIGCHLD ignored, so the system kept nothing.
    case untold
  }

  let jobID: Int
  let process: Int32
  private(set) var words = BackendWords()
  private let messages: Int32

  /// Starts it with nothing of ours but what is given.
  ///
  /// - Parameters:
  ///   - arguments: all of them, the program's name first.
  ///   - environment: as `NAME=value`.
  init(
    jobID: Int, program: String, arguments: [String], environment: [String]
  ) throws(SpoolError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Self.failure(program, errno) }
    defer { close(ends[1]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // The backend's end blocks as any program expects; only ours must not.
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    do throws(SpoolError) {
      process = try Self.spawn(program, arguments, environment, messages: ends[1])
    } catch {
      close(ends[0])
      throw error
    }
    messages = ends[0]
    self.jobID = jobID
  }

  deinit { close(messages) }

  /// Takes in what it said; non-nil, once, when it has ended.
  func look() -> End? {
    var status: Int32 = 0
    let answer = waitpid(process, &status, WNOHANG)
    let isUntold = answer < 0 && errno != EINTR
    listen()
    if isUntold { return .untold }
    guard answer == process else { return nil }
    let signal = status & 0x7f
    return signal == 0 ? .exit(status >> 8 & 0xff) : .signal(signal)
  }

  /// Asks it to give up; it does so only where nothing has left yet.
  func cancel() { kill(process, SIGTERM) }

  private func listen() {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = read(messages, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      words.hear(buffer[..<count])
    }
  }

  private static func spawn(
    _ program: String, _ arguments: [String], _ environment: [String], messages: Int32
  ) throws(SpoolError) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, messages, 2)
    // What others opened here without close-on-exec is none of the backend's business.
    for file in Self.openFiles() where file > 2 {
      posix_spawn_file_actions_addclose(&actions, file)
    }
    // A process group of its own: Control-C at the counter is not meant for it.
    var everySignal = sigset_t()
    var noSignal = sigset_t()
    sigfillset(&everySignal)
    sigemptyset(&noSignal)
    posix_spawnattr_setsigdefault(&attributes, &everySignal)
    posix_spawnattr_setsigmask(&attributes, &noSignal)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    var process: Int32 = 0
    let status = withPointers(to: arguments) { argv in
      withPointers(to: environment) { envp in
        posix_spawn(&process, program, &actions, &attributes, argv, envp)
      }
    }
    guard status == 0 else { throw failure(program, status) }
    return process
  }

  private static func openFiles() -> [Int32] {
    DirectFolder.names(in: "/proc/self/fd").compactMap { Int32($0) }
  }

  private static func withPointers<Result>(
    to texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }

  private static func failure(_ program: String, _ reason: Int32) -> SpoolError {
    SpoolError(.backendUnusable, program, reason: text(strerror(reason)) ?? "")
  }
}
