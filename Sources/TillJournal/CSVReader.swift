import Crypto
import Glibc

/// One record of a comma-separated file.
public struct CSVRecord: Hashable, Sendable {
  /// The line its first character stands on, counted from 1.
  public let line: Int
  public let fields: [String]
}

/// Why the records of a file can't be told apart; reading ends there.
public struct CSVFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// A quote that nothing closes: `line` is where it opens.
    case quoteNeverClosed
    /// Something other than a comma or the end of the line after a closing quote.
    case textAfterQuote(openedOnLine: Int)
    case recordTooLong
    /// Neither UTF-8 nor GB18030.
    case undecodable
    /// UTF-8 up to here, but not this.
    case damagedUTF8
  }
  public let line: Int
  public let kind: Kind
}

/// A streaming reader of RFC 4180: fields by comma, quotes doubled, line ends LF, CR LF or CR.
///
/// The file is looked through once to tell its encoding, then read in chunks, so a file of any
/// size needs the same little memory. A quote inside a field that doesn't begin with one is
/// itself (`5" pipe`), because people write catalogues by hand.
///
/// ```swift
/// let reader = try CSVReader(path: "catalogue.csv")
/// while let record = try reader.next() { … }
/// ```
public final class CSVReader {
  /// Longest record in bytes of UTF-8: past any article, and what an open quote may swallow.
  public static let recordBytesMost = 65_536
  /// How much is read at once.
  static let chunkBytes = 65_536

  /// The encoding of the whole file.
  public let encoding: CSVEncoding
  /// Length of the file when it was opened.
  public let byteCount: Int64
  /// How much of it has been read.
  public private(set) var bytesRead: Int64 = 0

  private let file: SystemFile
  private let damage: CSVFault?
  private let decoder: GB18030Decoder?
  private var hash = SHA256()
  private var chunk = [UInt8](repeating: 0, count: CSVReader.chunkBytes)
  private var text: [UInt8] = []
  private var position = 0
  private var atEnd = false
  private var scanner = CSVScanner()

  public init(path: String) throws(JournalError) {
    file = try SystemFile.open(path, O_RDONLY)
    guard try file.stamp().mode & S_IFMT == S_IFREG else {
      throw JournalError(
        .unreadableFile, "\(path) is not an ordinary file",
        wayOn: "Name the comma-separated file itself.")
    }
    byteCount = try file.stamp().byteCount
    var check = UTF8Check()
    while case let count = try file.read(into: &chunk), count > 0 {
      chunk.withUnsafeBytes { check.take(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      if !check.isValid { break }
    }
    damage = check.isDamaged ? CSVFault(line: check.line, kind: .damagedUTF8) : nil
    try file.rewind()
    encoding = check.isComplete ? .utf8 : .gb18030
    decoder = encoding == .utf8 ? nil : GB18030Decoder()
    if encoding == .gb18030, decoder == nil {
      throw JournalError(
        .unreadableFile, "\(path) is not UTF-8, and this system cannot read GB18030",
        wayOn: "Save the file as UTF-8.")
    }
  }

  /// SHA-256 of the bytes read, in hexadecimal: of the whole file once `next()` answered nil.
  public var sourceHash: String { hash.hexadecimal }

  /// The next record, nil at the end of the file.
  ///
  /// - Throws: `.brokenCSV` with a `CSVFault` under it, or what reading the file met.
  public func next() throws(JournalError) -> CSVRecord? {
    if let damage { throw Self.broken(damage) }
    while true {
      do {
        if let record = try scanner.scan(text, from: &position) { return record }
        if atEnd { return try scanner.finish() }
      } catch {
        throw Self.broken(error)
      }
      try refill()
    }
  }

  private func refill() throws(JournalError) {
    position = 0
    text.removeAll(keepingCapacity: true)
    let count = try file.read(into: &chunk)
    let isFirst = bytesRead == 0
    bytesRead += Int64(count)
    atEnd = count == 0
    chunk.withUnsafeBytes {
      hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count]))
    }
    guard let decoder else {
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      text += isFirst && chunk[..<count].starts(with: mark) ? chunk[3..<count] : chunk[..<count]
      return
    }
    do {
      try decoder.decode(chunk[..<count], into: &text)
    } catch {
      throw Self.broken(undecodable)
    }
    if atEnd, decoder.endsInMiddle { throw Self.broken(undecodable) }
  }

  /// The fault at the line where the decoder stopped: as many ends of lines further as it decoded.
  private var undecodable: CSVFault {
    var ahead = scanner
    ahead.countLines(of: text)
    return CSVFault(line: ahead.line, kind: .undecodable)
  }

  private static func broken(_ fault: CSVFault) -> JournalError {
    JournalError(
      .brokenCSV, CatalogueWording.english.text(fault), wayOn: "Mend line \(fault.line).",
      underlying: fault)
  }
}

extension SHA256 {
  /// The digest of what was taken so far, as 64 hexadecimal digits.
  fileprivate var hexadecimal: String {
    finalize().map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}
