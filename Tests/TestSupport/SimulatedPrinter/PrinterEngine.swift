import Foundation

/// The simulated printer's thread: sockets and time around the mechanism.
final class PrinterEngine: @unchecked Sendable {
  /// What tests change and look at, under one lock.
  struct State {
    /// A printer's network holds little; a computer's would hide that it takes no more.
    fileprivate static let window: Int32 = 8_192

    var mechanism: PrinterMechanism
    var bytesPerSecond: Int?
    var isMute = false
    var isBusy = false
    fileprivate(set) var receivedCount = 0
    fileprivate(set) var arrivals: [ContinuousClock.Instant] = []
    fileprivate var listener: Int32
    fileprivate var client: Int32 = -1
    fileprivate var hasArrived = false
    fileprivate var isStopped = false
    fileprivate let port: UInt16

    mutating func cutPower() {
      dropLine()
      if listener >= 0 { close(listener) }
      listener = -1
      mechanism.losePower()
    }

    mutating func powerOn() {
      guard listener < 0 else { return }
      listener = (try? SocketPrinter.listen(port: port, receiveBytes: Self.window).socket) ?? -1
    }

    mutating func dropLine() {
      guard client >= 0 else { return }
      // Without lingering, a close is a reset.
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        client, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
      endClient()
    }

    fileprivate mutating func endClient() {
      close(client)
      client = -1
      mechanism.endConnection()
    }
  }

  let port: UInt16
  private let lock = NSLock()
  private let wake = Pipe()
  private var state: State

  init(mechanism: PrinterMechanism) throws {
    let (listener, port) = try SocketPrinter.listen(receiveBytes: State.window)
    self.port = port
    state = State(mechanism: mechanism, listener: listener, port: port)
  }

  func start() {
    Thread.detachNewThread { [self] in while turn() {} }
  }

  func stop() { change { $0.isStopped = true } }

  func look<T>(_ read: (State) -> T) -> T { lock.withLock { read(state) } }

  func change(_ change: (inout State) -> Void) {
    lock.withLock { change(&state) }
    try? wake.fileHandleForWriting.write(contentsOf: Data([0]))
  }

  /// Waits for something to do and does it; false when the printer is stopped.
  private func turn() -> Bool {
    let (files, delay) = look { state -> ([Int32], Int32) in
      let takes = state.client >= 0 && state.mechanism.roomBytes > 0
      let hears = state.client < 0 && !state.isBusy
      return (
        [
          wake.fileHandleForReading.fileDescriptor, hears ? state.listener : -1,
          takes ? state.client : -1,
        ], state.mechanism.canPrint ? (state.bytesPerSecond == nil ? 0 : 2) : -1
      )
    }
    var polls = files.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    poll(&polls, 3, delay)
    if polls[0].revents != 0 { _ = wake.fileHandleForReading.availableData }
    return lock.withLock {
      if state.isStopped {
        if state.client >= 0 { close(state.client) }
        if state.listener >= 0 { close(state.listener) }
        return false
      }
      if polls[1].revents != 0, state.listener == files[1] { answerCall() }
      if polls[2].revents != 0, state.client == files[2] { takeInput() }
      work()
      return true
    }
  }

  private func answerCall() {
    state.client = accept(state.listener, nil, nil)
    _ = fcntl(state.client, F_SETFD, FD_CLOEXEC)
    _ = fcntl(state.client, F_SETFL, O_NONBLOCK)
    state.hasArrived = false
  }

  private func takeInput() {
    var buffer = [UInt8](repeating: 0, count: min(state.mechanism.roomBytes, 65_536))
    let count = recv(state.client, &buffer, buffer.count, 0)
    guard count > 0 else {
      if count == 0 || errno != EAGAIN { state.endClient() }
      return
    }
    state.receivedCount += count
    if !state.hasArrived, StreamUnit.first(of: buffer[..<count])?.isRealTime != true {
      state.hasArrived = true
      state.arrivals.append(.now)
    }
    answer(state.mechanism.receive(buffer[..<count]))
  }

  /// Prints what may be printed by now.
  private func work() {
    var budget = 4_096
    if let speed = state.bytesPerSecond { budget = credit(speed) }
    while budget > 0, state.mechanism.canPrint {
      let (cost, bytes) = state.mechanism.printNext()
      budget -= cost
      answer(bytes)
    }
    debt = state.bytesPerSecond == nil ? 0 : min(budget, 0)
  }

  private var lastWork = ContinuousClock.now
  private var debt = 0

  private func credit(_ bytesPerSecond: Int) -> Int {
    let now = ContinuousClock.now
    let seconds = min((now - lastWork) / .seconds(1), 0.05)
    let bytes = Int(seconds * Double(bytesPerSecond))
    guard bytes > 0 else { return debt }
    lastWork = now
    return debt + bytes
  }

  private func answer(_ bytes: [UInt8]) {
    guard !bytes.isEmpty, !state.isMute, state.client >= 0 else { return }
    _ = send(state.client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }
}
