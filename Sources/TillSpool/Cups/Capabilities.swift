import CCups

/// What a queue can do, as far as a till orders it.
public struct Capabilities: Sendable, Equatable {
  /// The papers it has by name; none for a raw queue, which knows nothing of paper.
  public let media: [String]
  /// The one it takes when none is ordered.
  public let defaultMedia: String?
  /// `one-sided`, `two-sided-long-edge`, `two-sided-short-edge`.
  public let sides: [String]
  /// The most copies it makes of a document.
  public let maximumCopies: Int
  /// What it takes, as media types.
  public let formats: [String]
  /// Dots per inch.
  public let resolutions: [Int]

  static let attributeNames = [
    "media-supported", "media-default", "sides-supported", "copies-supported",
    "document-format-supported", "printer-resolution-supported",
    "printer-make-and-model",
  ]

  init(_ attributes: Attributes) {
    media = attributes.strings("media-supported")
    defaultMedia = attributes.string("media-default")
    sides = attributes.strings("sides-supported")
    maximumCopies = attributes.range("copies-supported")?.upperBound ?? 1
    formats = attributes.strings("document-format-supported")
    resolutions = attributes.integers("printer-resolution-supported")
  }

  /// Whether it has that paper: by its name, by its size under another name, or among the custom
  /// sizes it declares as a smallest and a largest.
  public func takes(media name: String) -> Bool {
    if media.contains(name) { return true }
    guard let wanted = Media(name: name) else { return false }
    let fixed = media.filter { !$0.hasPrefix("custom_m") }.compactMap(Media.init(name:))
    if fixed.contains(where: wanted.isSize) { return true }
    let smallest = media.first { $0.hasPrefix("custom_min") }.flatMap(Media.init(name:))
    let largest = media.first { $0.hasPrefix("custom_max") }.flatMap(Media.init(name:))
    guard let smallest, let largest, smallest.width <= largest.width,
      smallest.length <= largest.length
    else { return false }
    return (smallest.width...largest.width).contains(wanted.width)
      && (smallest.length...largest.length).contains(wanted.length)
  }
}

extension Spool {
  /// What a queue can do.
  public func capabilities(of queue: String) throws(SpoolError) -> Capabilities {
    guard let home = QueueAddress(queue) else { throw SpoolError(.queueUnknown, queue) }
    let request = connection.request(
      IPP_OP_GET_PRINTER_ATTRIBUTES, at: home, attributes: Capabilities.attributeNames)
    let found = try connection.ask(request, path: "/", for: IPP_TAG_PRINTER, about: queue).first
    let isRaw = found?.string("printer-make-and-model") == Queue.rawModel
    // CUPS gives every raw queue a list of its own making.
    return Capabilities(isRaw ? Attributes() : found ?? Attributes())
  }
}
