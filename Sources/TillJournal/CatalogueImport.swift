import GRDB
import Glibc
import TillCore

/// Makes the shop's catalogue from a comma-separated file (DESIGN, "A shop is a folder").
///
/// Every row is checked first: with one fault nothing is replaced, and all faults are told at
/// once. It needs no shop lock: the new file is built beside the old and takes its name in one
/// step, while counters go on reading the old until their next line.
///
/// ```swift
/// let rules = CatalogueImport(settings: settings, reservedWords: verbs, language: .english)
/// let outcome = try rules.run("config/catalogue.csv", into: "data") { done, all in … }
/// ```
public struct CatalogueImport: Sendable {
  /// Most articles of one catalogue: ten times what we measure with.
  public static let articlesMost = 10_000_000
  /// Most faults that are kept; the rest is only counted.
  public static let faultsKept = 1_000

  /// What an import did.
  public struct Summary: Hashable, Sendable {
    public let articleCount: Int
    public let added: Int
    public let changed: Int
    public let removed: Int
    /// SHA-256 of the source file, in hexadecimal.
    public let sourceHash: String
    public let encoding: CSVEncoding
  }

  /// Why nothing was replaced.
  public struct Refusal: Hashable, Sendable {
    /// In the order of the file, `faultsKept` at most.
    public let faults: [RowFault]
    /// All of them.
    public let faultCount: Int
    public let encoding: CSVEncoding
  }

  /// How an import ended.
  public enum Outcome: Hashable, Sendable {
    case replaced(Summary)
    case refused(Refusal)
  }

  /// Called now and then with the bytes read and the bytes in all.
  public typealias Progress = (_ bytesDone: Int64, _ bytesInAll: Int64) -> Void

  private let settings: ShopSettings
  private let reservedWords: Set<String>
  private let wording: CatalogueWording

  /// - Parameter reservedWords: the counter's verbs; an article of such a code or barcode could
  ///   never be scanned (COUNTER rule 1).
  public init(
    settings: ShopSettings, reservedWords: Set<String>, language: ShopSettings.Language
  ) {
    self.settings = settings
    self.reservedWords = reservedWords
    wording = CatalogueWording(language: language)
  }

  /// Says what is wrong with a file without making anything; nil when all of it is right.
  public func check(
    _ path: String, progress: Progress = { _, _ in }
  ) throws(JournalError) -> Refusal? {
    var reading = Reading(try CSVReader(path: path), wording)
    do {
      try read(&reading, progress: progress) { _ in }
    } catch {
      throw JournalError.store(error, path)
    }
    return reading.refusal
  }

  /// Checks a file, makes the catalogue of `directory` from it and puts it in its place.
  ///
  /// - Throws: what reading and writing files met; `.locked` while another import runs.
  public func run(
    _ path: String, into directory: String, progress: Progress = { _, _ in }
  ) throws(JournalError) -> Outcome {
    let lock = try ShopLock.acquire(
      in: directory, name: "catalogue.lock", wayOn: "Another import is running: wait for it.")
    defer { withExtendedLifetime(lock) {} }
    var reading = Reading(try CSVReader(path: path), wording)
    let place = directory + "/" + CatalogueSchema.fileName
    let draft = place + ".new"
    defer { unlink(draft) }
    do {
      let changes = try CatalogueBuilder.build(draft, against: place) { builder in
        try read(&reading, progress: progress) { try builder.add($0) }
        return reading.faultCount == 0 ? reading.source : nil
      }
      if let refusal = reading.refusal { return .refused(refusal) }
      guard let changes else {
        throw JournalError(.storeFailed, "\(draft) was not made", wayOn: "Try once more.")
      }
      try SystemFile.replace(place, with: draft)
      return .replaced(
        Summary(
          articleCount: changes.articleCount, added: changes.added, changed: changes.changed,
          removed: changes.removed, sourceHash: reading.source.hash,
          encoding: reading.source.encoding))
    } catch {
      throw JournalError.store(error, draft)
    }
  }

  /// Reads all rows, and hands on the articles until the first fault.
  private func read(
    _ reading: inout Reading, progress: Progress, _ take: (Article) throws -> Void
  ) throws {
    let reader = reading.reader
    guard let first = try reading.next() else {
      return reading.report([CatalogueFault(1, nil, .noHeader)])
    }
    var faults: [CatalogueFault] = []
    let header = CatalogueHeader.read(first, faults: &faults)
    reading.report(faults)
    guard let header else { return }
    var rows = CatalogueRows(settings: settings, reservedWords: reservedWords, header: header)
    var articleCount = 0
    var bytesTold: Int64 = 0
    while let record = try reading.next() {
      if record.fields.allSatisfy({ CatalogueText.trimmed($0).isEmpty }) { continue }
      articleCount += 1
      guard articleCount <= Self.articlesMost else {
        let problem = CatalogueFault.Problem.tooManyRows(most: Self.articlesMost)
        return reading.report([CatalogueFault(record.line, nil, problem)])
      }
      let (article, faults) = rows.article(record)
      reading.report(faults)
      if reading.faultCount == 0 { try take(article) }
      if reader.bytesRead != bytesTold {
        bytesTold = reader.bytesRead
        progress(bytesTold, reader.byteCount)
      }
    }
    progress(reader.byteCount, reader.byteCount)
  }

  /// A file being read and what was found wrong with it.
  private struct Reading {
    let reader: CSVReader
    private let wording: CatalogueWording
    private var faults: [RowFault] = []
    private(set) var faultCount = 0

    init(_ reader: CSVReader, _ wording: CatalogueWording) {
      self.reader = reader
      self.wording = wording
    }

    var refusal: Refusal? {
      guard faultCount > 0 else { return nil }
      return Refusal(faults: faults, faultCount: faultCount, encoding: reader.encoding)
    }

    var source: CatalogueBuilder.Source {
      CatalogueBuilder.Source(hash: reader.sourceHash, encoding: reader.encoding)
    }

    mutating func report(_ found: [CatalogueFault]) {
      faultCount += found.count
      let room = max(0, CatalogueImport.faultsKept - faults.count)
      faults += found.prefix(room).map(wording.fault)
    }

    /// The next record; a file broken from here on is one more fault, and its end.
    mutating func next() throws(JournalError) -> CSVRecord? {
      do {
        return try reader.next()
      } catch {
        guard let fault = error.underlying as? CSVFault else { throw error }
        report([CatalogueFault(fault.line, nil, .csv(fault.kind))])
        return nil
      }
    }
  }
}
