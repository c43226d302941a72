import Foundation
import TillPreview

/// A receipt printer on a port of this machine, with everything that can be wrong with one.
///
/// It answers `DLE EOT` at once, and `GS r` and `GS ( H` when all before is printed; it serves one
/// connection at a time and keeps what it printed, as words.
///
/// ```swift
/// let printer = try SimulatedPrinter()
/// try server.addReceiptQueue(named: "desk", uri: printer.uri())
/// printer.runOutOfPaper(afterLines: 3)
/// …
/// printer.loadPaper()
/// #expect(try printer.waitForDocuments(count: 1)[0].says("R1-000001"))
/// ```
///
/// An answer goes to whoever is connected when it is due, as a real printer's does: one that a
/// broken connection never fetched may meet the next one.
public final class SimulatedPrinter: @unchecked Sendable {
  /// It listens there, also after its power was off.
  public let port: UInt16
  private let engine: PrinterEngine

  /// - Parameter shape: what it makes of bytes; by default 80 mm, code page 437, Chinese when
  ///   asked for.
  public init(
    shape: PrinterShape = PrinterShape(
      dotsAcross: 576, codePages: [0: "CP437"], chinese: .whenAsked)
  ) throws {
    engine = try PrinterEngine(mechanism: PrinterMechanism(shape: shape))
    port = engine.port
    engine.start()
  }

  deinit { engine.stop() }

  /// Its device URI, with options where wanted: `uri("timeout=2&ack=gs-h")`.
  public func uri(_ options: String = "") -> String {
    "escpos://127.0.0.1:\(port)/" + (options.isEmpty ? "" : "?" + options)
  }

  /// Ends it: nobody listens there any more.
  public func stop() { engine.stop() }

  // MARK: Faults

  /// The roll ends after so many lines; at once without a number.
  public func runOutOfPaper(afterLines lines: Int = 0) {
    engine.change {
      $0.mechanism.linesLeft = lines == 0 ? nil : lines
      $0.mechanism.isPaperOut = lines == 0
    }
  }

  /// A new roll: it goes on with what its buffer holds.
  public func loadPaper() {
    engine.change {
      $0.mechanism.linesLeft = nil
      $0.mechanism.isPaperOut = false
    }
  }

  /// The roll is about to end, and prints still.
  public func setPaperLow(_ isLow: Bool) { engine.change { $0.mechanism.isPaperLow = isLow } }

  /// It stops printing until the cover is closed.
  public func openCover() { engine.change { $0.mechanism.isCoverOpen = true } }
  public func closeCover() { engine.change { $0.mechanism.isCoverOpen = false } }

  /// The knife is jammed, or free again.
  public func setCutterFailed(_ hasFailed: Bool) {
    engine.change { $0.mechanism.hasCutterFailed = hasFailed }
  }

  /// The plug is pulled: connections are reset, the buffer is lost, what is on paper stays, torn.
  public func cutPower() { engine.change { $0.cutPower() } }
  /// It is back on the same port.
  public func powerOn() { engine.change { $0.powerOn() } }

  /// The network drops the connection; the printer lives and prints what it has.
  public func dropLine() { engine.change { $0.dropLine() } }

  /// Bytes it prints in a second; nil for as fast as they come.
  public func setSpeed(bytesPerSecond: Int?) {
    engine.change { $0.bytesPerSecond = bytesPerSecond }
  }

  /// Bytes it holds before it takes no more but real-time commands.
  public func setBuffer(bytes: Int) { engine.change { $0.mechanism.bufferBytes = bytes } }

  /// It prints, and answers nothing.
  public func setMute(_ isMute: Bool) { engine.change { $0.isMute = isMute } }

  /// It answers only some of `DLE EOT` 1 to 4, as some clones do.
  public func answerOnly(_ questions: Set<UInt8>) {
    engine.change { $0.mechanism.answeredQuestions = questions }
  }

  /// It answers what it is asked of its status and never says that it has printed.
  public func setAcknowledging(_ isAcknowledging: Bool) {
    engine.change { $0.mechanism.acknowledges = isAcknowledging }
  }

  /// Somebody else is connected: callers wait in line, unanswered.
  public func setBusy(_ isBusy: Bool) { engine.change { $0.isBusy = isBusy } }

  // MARK: What became of it

  /// What was printed, in order: between two cuts, or to the end of a connection.
  public var documents: [PrintedDocument] { engine.look { $0.mechanism.documents } }
  /// How often the drawer was kicked open.
  public var kickCount: Int { engine.look { $0.mechanism.kickCount } }
  /// Whether nothing is left in its buffer.
  public var isIdle: Bool { engine.look { $0.mechanism.isIdle } }
  /// Bytes that came in since it was made, questions too.
  public var receivedCount: Int { engine.look { $0.receivedCount } }
  /// When each connection's first bytes came that are no real-time question.
  public var arrivals: [ContinuousClock.Instant] { engine.look { $0.arrivals } }

  /// Waits until it printed that many documents, and returns all it has.
  ///
  /// - Throws: in words, when they didn't come in time.
  @discardableResult
  public func waitForDocuments(
    count: Int, timeoutSeconds: Double = 20
  ) throws -> [PrintedDocument] {
    let end = Date(timeIntervalSinceNow: timeoutSeconds)
    while true {
      let documents = documents
      if documents.count >= count { return documents }
      guard Date() < end else {
        throw CupsServerError(
          "\(documents.count) of \(count) documents on paper after \(timeoutSeconds) s")
      }
      Thread.sleep(forTimeInterval: 0.005)
    }
  }
}
