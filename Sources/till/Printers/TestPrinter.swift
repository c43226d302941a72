import Foundation
import Glibc
import TillCounter
import TillReceipt
import TillSpool

/// Prints a test page, or opens the drawer, and tells how it goes until it has ended.
struct TestPrinter {
  let carrier: any PrintCarrier
  let queue: String
  let wording: Wording
  /// Then it is taken back: a test page that comes out tomorrow puzzles people.
  var patienceSeconds = usualPatienceSeconds

  /// Somebody stands before the printer: long enough to put paper in.
  static let usualPatienceSeconds = 60
  private static let stepMicroseconds: UInt32 = 50_000
  /// After a kick, before every paper.
  private static let priority = 90

  /// Prints what was made for a profile; why it waits is told on standard error.
  func print(
    _ bytes: [UInt8], _ format: DocumentFormat, name: String, profile: Profile
  ) throws(SpoolError) -> Wording.TestEnd {
    var options: [String: String] = [:]
    if profile.target == .escpos {
      options["till-ack"] = profile.acknowledgement.rawValue
      options["till-status"] = profile.answersStatus ? "yes" : "no"
    }
    let order = JobOrder(
      name: "till/\(name)/\(RandomID.make())/1", format: format,
      media: format == .pdf ? profile.paper.mediaName : nil, priority: Self.priority,
      options: options)
    let job = try carrier.hold(bytes, order, queue: queue)
    try carrier.release(job)
    return try end(of: job)
  }

  private func end(of job: PrintJob) throws(SpoolError) -> Wording.TestEnd {
    let patience = Double(patienceSeconds)
    let limit = Date(timeIntervalSinceNow: patience)
    var told: String?
    var isTakenBack = false
    while true {
      let standing = try carrier.standing(of: job)
      if let end = Self.end(standing, isTakenBack: isTakenBack, told) { return end }
      if let reason = Self.reasons(standing).first, reason != told {
        told = reason
        Console.complain(wording.testWaits(queue, reason))
      }
      if Date() > limit {
        // Twice the time: what was taken back and still doesn't end, nobody knows.
        if isTakenBack, Date() > limit + patience {
          return .unknown("it was taken back, and still it doesn't end")
        }
        if !isTakenBack { try carrier.cancel(job) }
        isTakenBack = true
      }
      usleep(Self.stepMicroseconds)
    }
  }

  private static func end(
    _ standing: JobStanding, isTakenBack: Bool, _ reason: String?
  ) -> Wording.TestEnd? {
    switch standing {
    case .confirmed: .confirmed
    case .sent: .sent
    case .cancelled: isTakenBack ? .tooLate(reason) : .notPrinted("it was cancelled")
    case .notPrinted(let why): isTakenBack ? .tooLate(reason) : .notPrinted(why)
    case .unknown(let why): .unknown(why)
    case .gone: .unknown("the print server forgot it")
    case .held, .waiting, .starting, .sending: nil
    }
  }

  private static func reasons(_ standing: JobStanding) -> [String] {
    switch standing {
    case .waiting(let reasons), .starting(let reasons), .sending(let reasons): reasons
    default: []
    }
  }
}

/// The ways to a printer: through CUPS, or past it.
final class TestCarriers {
  private var places: [String] = []

  /// What prints on the queue, and its name there.
  ///
  /// - Parameter device: the printer's own address; CUPS isn't asked then.
  func carrier(device: String?, queue: String) throws -> any PrintCarrier {
    guard let device else { return Spool() }
    guard let backend = BackendFile.runnable else {
      throw Failure(
        .setUp, "The backend escpos isn't beside \(BackendFile.program). Build it: ./till --version"
      )
    }
    let place = try makePlace()
    return try DirectCarrier(
      backend: backend, folder: place,
      ledger: place + "/ledger", devices: [queue: device], user: "till",
      makeUUID: { UUID().uuidString.lowercased() })
  }

  /// Takes away what was laid down.
  func clear() {
    for place in places { try? FileManager.default.removeItem(atPath: place) }
    places = []
  }

  /// A new folder where nobody else can have laid anything: everybody may write beside it.
  private func makePlace() throws -> String {
    let parent = FileManager.default.temporaryDirectory.path
    var name = Array("\(parent)/till-test-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else {
      let why = SettingsTree.reason(errno)
      throw Failure(
        .setUp, "No folder can be made in \(parent): \(why). Name another: TMPDIR=DIR till …")
    }
    let place = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    places.append(place)
    return place
  }
}
