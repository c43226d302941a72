import Glibc

/// How a serial line is set: eight bits, no parity, one stop bit, as receipt printers leave works.
struct SerialLine: Equatable {
  /// What keeps the printer from being overrun.
  enum Flow: String {
    /// Two wires of the cable.
    case rtscts
    /// Bytes in the other direction.
    case xonxoff
    case none
  }

  var bitsPerSecond = 9_600
  /// Without it a full printer loses bytes and acknowledges the rest; so wires are the default.
  var flow = Flow.rtscts

  private static let speeds: [Int: speed_t] = [
    1_200: speed_t(B1200), 2_400: speed_t(B2400), 4_800: speed_t(B4800), 9_600: speed_t(B9600),
    19_200: speed_t(B19200), 38_400: speed_t(B38400), 57_600: speed_t(B57600),
    115_200: speed_t(B115200),
  ]

  /// Takes `baud` and `flow` out of a device URI's options.
  init(_ options: inout [String: String]) throws(BackendError) {
    if let value = options.removeValue(forKey: "baud") {
      guard let speed = Int(value), Self.speeds[speed] != nil else {
        let known = Self.speeds.keys.sorted().map { String($0) }.joined(separator: ", ")
        throw .uri("baud is one of \(known), not \(value)")
      }
      bitsPerSecond = speed
    }
    if let value = options.removeValue(forKey: "flow") {
      guard let known = Flow(rawValue: value) else {
        throw .uri("flow is rtscts, xonxoff or none, not \(value)")
      }
      flow = known
    }
  }

  /// Sets an open line; false where the device doesn't take it.
  func set(_ device: Int32) -> Bool {
    var settings = termios()
    guard tcgetattr(device, &settings) == 0, let speed = Self.speeds[bitsPerSecond] else {
      return false
    }
    cfmakeraw(&settings)
    settings.c_cflag |= tcflag_t(CLOCAL | CREAD)
    settings.c_cflag &= ~(tcflag_t(CSTOPB) | Self.wires)
    settings.c_iflag &= ~tcflag_t(IXON | IXOFF | IXANY)
    switch flow {
    case .rtscts: settings.c_cflag |= Self.wires
    case .xonxoff: settings.c_iflag |= tcflag_t(IXON | IXOFF)
    case .none: break
    }
    cfsetispeed(&settings, speed)
    cfsetospeed(&settings, speed)
    return tcsetattr(device, TCSANOW, &settings) == 0
  }

  /// CRTSCTS; its macro doesn't come through to Swift.
  private static let wires: tcflag_t = 0o20_000_000_000
}
