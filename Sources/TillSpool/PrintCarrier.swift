/// What brings bytes to a printer and can say afterwards what became of them.
///
/// A print goes in two steps, so that its owner can write the job down in between: whatever breaks,
/// the job is found again by its name, and one that was only held never prints.
public protocol PrintCarrier: AnyObject {
  /// Creates a job that waits: nothing of it prints before `release`.
  ///
  /// All bytes are handed on when it returns. Whatever it throws, nothing of this job is printed
  /// nor will be; what was left of it is cancelled where it can be found.
  func hold(
    _ bytes: [UInt8], _ order: JobOrder, queue: String
  ) throws(SpoolError) -> PrintJob

  /// Lets a held job go; a second time it does nothing.
  ///
  /// When it throws, the job may have been released all the same: ask `standing(of:)`.
  func release(_ job: PrintJob) throws(SpoolError)

  /// Takes a job back as far as that is still possible; one that ended or is gone stays as it is.
  ///
  /// What it came to, `standing(of:)` tells.
  func cancel(_ job: PrintJob) throws(SpoolError)

  /// The job of that name in whatever state; nil when there is none, or none any more.
  func find(name: String, queue: String) throws(SpoolError) -> PrintJob?

  /// What is known of a job now.
  ///
  /// After a restart, of the server or of the till, a job that was released may show as held
  /// again, and waits: release it anew, or cancel it where its time is over.
  func standing(of job: PrintJob) throws(SpoolError) -> JobStanding
}

/// What a document's bytes are. It is always named: CUPS' own guess once took ESC/POS for text.
public enum DocumentFormat: String, Sendable {
  /// Printer commands, passed on byte for byte.
  case raw = "application/vnd.cups-raw"
  /// A page description; the queue's driver makes of it what its printer understands.
  case pdf = "application/pdf"
}

/// How a document is to be printed.
public struct JobOrder: Sendable, Equatable {
  /// Unique among all jobs ever: a job is found again by it. At most 255 bytes, printable.
  public var name: String
  /// What the bytes are.
  public var format: DocumentFormat
  /// A PWG 5101.1 name such as `iso_a4_210x297mm`; nil: what the queue takes by itself.
  public var media: String?
  /// 1 to 100; a queue's waiting jobs go in the order of it.
  public var priority: Int
  /// Further job attributes by their IPP names, such as `sides` or our own `till-ack`.
  public var options: [String: String]
  /// How long a server may try to print it before it takes it back, in seconds.
  public var patienceSeconds: Int

  /// A year, where cupsd would take a job back after three hours (MaxJobTime): a printer that is
  /// off overnight must find its papers in the morning.
  public static let usualPatienceSeconds = 31_536_000

  /// An order for ordinary paper with ordinary haste, unless said otherwise.
  public init(
    name: String, format: DocumentFormat, media: String? = nil, priority: Int = 50,
    options: [String: String] = [:], patienceSeconds: Int = usualPatienceSeconds
  ) {
    self.name = name
    self.format = format
    self.media = media
    self.priority = priority
    self.options = options
    self.patienceSeconds = patienceSeconds
  }
}

/// A document a carrier has taken. Taken is not printed: ask `standing(of:)`.
public struct PrintJob: Sendable, Equatable {
  /// The carrier's number for it. A server that crashed may give the same number again.
  public let id: Int
  /// `urn:uuid:…`, the carrier's own, which it never gives twice.
  public let uuid: String
  /// The queue it went to.
  public let queue: String
  /// The name it was given.
  public let name: String

  /// A job as it was written down.
  public init(id: Int, uuid: String, queue: String, name: String) {
    self.id = id
    self.uuid = uuid
    self.queue = queue
    self.name = name
  }
}
