import CCups

/// A size of paper by its PWG 5101.1 name, which carries its measures.
public struct Media: Sendable, Hashable {
  /// Such as `iso_a4_210x297mm`.
  public let name: String
  /// In hundredths of a millimetre.
  public let width: Int
  /// In hundredths of a millimetre, along the paper's way.
  public let length: Int

  /// A4.
  public static let a4 = Media("iso_a4_210x297mm", 21_000, 29_700)
  /// Fan-fold paper 9.5 inches wide, whole; made in inches, so its names are (see `forms`).
  public static let form11 = Media("custom_241-1_9.5x11in", 24_130, 27_940)
  /// The same, two forms a sheet.
  public static let form5 = Media("custom_241-2_9.5x5.5in", 24_130, 13_970)
  /// The same, three forms a sheet.
  public static let form3 = Media("custom_241-3_9.5x3.667in", 24_130, 9_314)
  /// The 241 mm forms. A tenth of a millimetre off is a line after thirty of them.
  public static let forms = [form11, form5, form3]

  private init(_ name: String, _ width: Int, _ length: Int) {
    self.name = name
    self.width = width
    self.length = length
  }

  /// Nil for what is no such name.
  ///
  /// The corresponding C function is `pwgMediaForPWG`.
  public init?(name: String) {
    guard let size = pwgMediaForPWG(name)?.pointee, size.width > 0, size.length > 0 else {
      return nil
    }
    self.init(name, Int(size.width), Int(size.length))
  }

  /// The size's standard name where it has one, else one made of its measures.
  ///
  /// A roll's length is the document's: `Media(width: 8_000, length: 20_000)`. The corresponding C
  /// function is `pwgMediaForSize`.
  ///
  /// - Parameters:
  ///   - width: in hundredths of a millimetre.
  ///   - length: the same.
  public init?(width: Int, length: Int) {
    guard let across = Int32(exactly: width), let along = Int32(exactly: length), across > 0,
      along > 0, let name = text(pwgMediaForSize(across, along)?.pointee.pwg)
    else { return nil }
    self.init(name, width, length)
  }

  /// Whether both are the same paper to a printer: half a millimetre is its own tolerance.
  func isSize(of other: Media) -> Bool {
    abs(width - other.width) <= 50 && abs(length - other.length) <= 50
  }
}

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
