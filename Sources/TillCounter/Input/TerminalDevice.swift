import Glibc

/// The terminal as the system sees it: its settings, its signals, and typing without echo.
///
/// Every system call sits behind one thin function here; `TerminalLineReader` does the rest.
final class TerminalDevice {
  let input: Int32
  let output: Int32
  private let settings: termios
  private let interruptBefore: sigaction

  init?(input: Int32, output: Int32) {
    guard isatty(input) == 1, isatty(output) == 1 else { return nil }
    var settings = termios()
    guard tcgetattr(input, &settings) == 0 else { return nil }
    self.input = input
    self.output = output
    self.settings = settings
    interruptBefore = Self.onInterrupt(restarting: true)
    TerminalRescue.arm(input, settings)
  }

  deinit {
    TerminalRescue.disarm()
    var before = interruptBefore
    sigaction(SIGINT, &before, nil)
    restore()
  }

  /// Puts the terminal back as it was found.
  func restore() {
    var settings = settings
    tcsetattr(input, TCSADRAIN, &settings)
  }

  /// Runs `body` with SIGINT breaking off a read; outside it, SIGINT does nothing at all, so that
  /// an impatient Ctrl-C can't stop a sale half-way.
  func interruptibly<Answer>(_ body: () -> Answer) -> Answer {
    var interrupt = sigset_t()
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    var maskBefore = sigset_t()
    _ = Self.onInterrupt(restarting: false)
    // A thread of Swift's pool has every signal blocked, and may be the one that reads.
    pthread_sigmask(SIG_UNBLOCK, &interrupt, &maskBefore)
    defer {
      pthread_sigmask(SIG_SETMASK, &maskBefore, nil)
      _ = Self.onInterrupt(restarting: true)
    }
    return body()
  }

  /// Reads a line without showing it: a PIN.
  ///
  /// The keys are read raw, so that only this loop ever sees them: Enter ends, Backspace and
  /// Ctrl-U correct, Ctrl-C gives up, Ctrl-D on an empty line is the end.
  func secret(prompt: String, limitBytes: Int) -> Input {
    var silent = settings
    silent.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG | IEXTEN)
    silent.c_iflag |= tcflag_t(ICRNL)
    guard tcsetattr(input, TCSADRAIN, &silent) == 0 else { return .end }
    defer {
      Self.writeText("\n", to: output)
      restoreSilently()
    }
    Self.writeText(prompt, to: output)
    return interruptibly { readSecret(limitBytes: limitBytes) }
  }

  /// As found, but without echo, like the editor leaves it between two lines.
  private func restoreSilently() {
    var between = settings
    between.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(input, TCSADRAIN, &between)
  }

  private func readSecret(limitBytes: Int) -> Input {
    var typed: [UInt8] = []
    defer { for index in typed.indices { typed[index] = 0 } }
    var length = 0
    while true {
      var key: UInt8 = 0
      let count = read(input, &key, 1)
      if count < 0, errno == EINTR { return .givenUp }
      guard count == 1 else { return .end }
      switch key {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        return length > limitBytes
          ? .tooLong(bytes: length) : Input.judging(typed, limitBytes: limitBytes)
      case 0x03: return .givenUp
      case 0x04 where length == 0: return .end
      case 0x08, 0x7F:
        // A whole character: its continuation bytes and the byte that leads them.
        while typed.last.map({ $0 & 0xC0 == 0x80 }) == true { typed.removeLast() }
        _ = typed.popLast()
        length = typed.count
      case 0x15:
        typed.removeAll()
        length = 0
      default:
        if typed.count < limitBytes { typed.append(key) }
        length += 1
      }
    }
  }

  /// Makes the character type UTF-8, by the person's locale or else by C.UTF-8.
  static func useUTF8() {
    setlocale(LC_CTYPE, "")
    if let codeset = nl_langinfo(Int32(CODESET)), strcmp(codeset, "UTF-8") == 0 { return }
    setlocale(LC_CTYPE, "C.UTF-8")
  }

  /// Writes all of it; the corresponding C function is `write`.
  @discardableResult static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  static func writeText(_ text: String, to descriptor: Int32) {
    write(Array(text.utf8), to: descriptor)
  }

  private static func onInterrupt(restarting: Bool) -> sigaction {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in }
    action.sa_flags = restarting ? SA_RESTART : 0
    var before = sigaction()
    sigaction(SIGINT, &action, &before)
    return before
  }
}

/// Puts the terminal back when a signal ends the program while it reads.
///
/// Only where nobody else handles the signal: `till/` may end more gracefully, and then it does.
private enum TerminalRescue {
  /// Written before the handler is set and read by it: a handler can be given nothing.
  nonisolated(unsafe) private static var descriptor: Int32 = -1
  nonisolated(unsafe) private static var settings = termios()

  static func arm(_ input: Int32, _ found: termios) {
    settings = found
    descriptor = input
    for signal in [SIGTERM, SIGHUP, SIGQUIT] {
      var before = sigaction()
      sigaction(signal, nil, &before)
      guard before.__sigaction_handler.sa_handler == nil else { continue }
      var action = sigaction()
      // SA_RESETHAND brought the usual end back, so raising it again ends the program.
      action.__sigaction_handler.sa_handler = { signal in
        TerminalRescue.restore()
        raise(signal)
      }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_NODEFER
      sigaction(signal, &action, nil)
    }
  }

  static func disarm() { descriptor = -1 }

  /// Safe in a signal handler: `tcsetattr` is.
  static func restore() {
    guard descriptor >= 0 else { return }
    tcsetattr(descriptor, TCSANOW, &settings)
  }
}
