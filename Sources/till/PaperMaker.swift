import Foundation
import TillCore
import TillCounter
import TillJournal
import TillReceipt

/// Makes papers: finds the template, expands it once, lays the markup out for a printer or a file.
///
/// A template that fails is replaced by a plain one and the fault is told; the sale is untouched.
final class PaperMaker: Sendable {
  let templateHashes: [DocumentKind: String]
  private let templates: [DocumentKind: Template]
  /// What was wrong with a template, told at the counter once.
  let faults: [String]
  private let settings: ShopSettings
  /// What every paper says that was made in training; no caller can leave it off.
  private let trainingMark: String?
  private let journal: Journal
  private let clock: @Sendable () -> Moment

  init(
    folder: ShopFolder, settings: ShopSettings, journal: Journal,
    clock: @escaping @Sendable () -> Moment = SystemClock.now
  ) throws {
    self.clock = clock
    self.settings = settings
    trainingMark = folder.isTraining ? Wording(settings).trainingMark : nil
    self.journal = journal
    var hashes: [DocumentKind: String] = [:]
    var compiled: [DocumentKind: Template] = [:]
    var faults: [String] = []
    for kind in DocumentKind.allCases {
      let file = TemplateFile(kind, settings.language, folder)
      guard let source = file.source else {
        faults.append(file.fault(of: kind.rawValue))
        continue
      }
      hashes[kind] = Seal.hash(Array(source.utf8))
      do {
        compiled[kind] = try Template(compiling: source, name: file.path)
      } catch {
        faults.append(error.description)
      }
    }
    templateHashes = hashes
    templates = compiled
    self.faults = faults
  }

  /// A paper ready for one printer.
  struct Paper {
    let layout: Layout
    let title: String
  }

  /// The markup of a document: made when first needed, kept, and laid out again for every reprint.
  func markup(of document: IssuedDocument) throws -> (text: String, fault: String?) {
    if let kept = try journal.markup(of: document.number, isStamped: document.isStamped) {
      return (kept, nil)
    }
    let (text, fault) = try expand(document)
    var facts = [
      Fact(
        .document(number: document.number),
        .documentExpanded(
          number: document.number, markupHash: journal.digest(ofMarkup: text),
          templateHash: templateHashes[document.kind] ?? ""))
    ]
    if let fault {
      facts.append(
        Fact(
          .document(number: document.number),
          .documentFailed(number: document.number, fault: fault)))
    }
    let now = clock()
    try journal.keepMarkup(
      text, of: document.number, isStamped: document.isStamped, facts,
      Stamp(
        at: now,
        day: try journal.businessDate(
          ofDesk: document.desk, at: now, cutOffHour: settings.cutOffHour), desk: document.desk,
        person: nil, commandID: "paper-\(document.number)-\(document.isStamped ? 1 : 0)"))
    return (text, fault)
  }

  private func expand(_ document: IssuedDocument) throws -> (text: String, fault: String?) {
    let data = try completed(document)
    guard let template = templates[document.kind] else {
      return (PlainPaper.markup(document, data), "the template of \(document.kind.rawValue) fails")
    }
    do {
      return (try template.expand(data), nil)
    } catch {
      return (PlainPaper.markup(document, data), error.description)
    }
  }

  /// The entry's data with what only the contact's row may hold: masked but on the delivery slip.
  private func completed(_ document: IssuedDocument) throws -> JSON {
    guard let reference = document.contact, let contact = try journal.contact(id: reference.id)
    else { return document.data }
    var members = document.data.objectValue ?? [:]
    if document.kind == .delivery {
      members["contact"] = [
        "name": .string(contact.name), "phone": .string(contact.phone),
        "address": .string(contact.address),
      ]
    } else {
      members["customer"] = [
        "name": .string(contact.name), "phone": .string(contact.maskedPhone),
      ]
    }
    return .object(members)
  }

  /// A document as text, without the marks of a copy: to look at.
  func text(of document: IssuedDocument) throws -> String {
    let kept = try journal.markup(of: document.number, isStamped: document.isStamped)
    let markup = try kept ?? expand(document).text
    return renderText(
      Layout(markup: markup, profile: .plain, dressing: Dressing(trainingMark: trainingMark)))
  }

  /// The paper of a print task, laid out for a profile.
  func paper(
    _ document: IssuedDocument, role: CopyRole?, copyOrdinal: Int?, copyReason: String?,
    profile: Profile
  ) throws -> (paper: Paper, fault: String?) {
    let (markup, fault) = try markup(of: document)
    let words = Wording(settings)
    let dressing = Dressing(
      copyBanner: copyOrdinal.map { words.copyBanner(ordinal: $0, reason: copyReason ?? "") },
      copyName: role.map { words.copyName($0, of: document.copies) },
      stamp: document.isStamped
        ? Stamp(
          shopName: settings.stampName.isEmpty ? settings.name : settings.stampName,
          wording: words.stampWording, number: settings.stampNumber) : nil,
      trainingMark: trainingMark)
    let layout = Layout(markup: markup, profile: profile, dressing: dressing)
    let title = [trainingMark, document.number, role?.rawValue, copyOrdinal.map { "COPY \($0)" }]
      .compactMap { $0 }.joined(separator: " ")
    // What can't be printed as asked is left out, and somebody must hear of it.
    let omitted = layout.faults.first.map { "\(document.number): \($0.description)" }
    return (Paper(layout: layout, title: title), fault ?? omitted)
  }
}

/// Where a document's template is: the shop's own, else the one that came with the program.
struct TemplateFile {
  let path: String

  init(_ kind: DocumentKind, _ language: ShopSettings.Language, _ folder: ShopFolder) {
    self.init(kind.rawValue, language, folder)
  }

  init(_ document: String, _ language: ShopSettings.Language, _ folder: ShopFolder) {
    let name = "\(language.rawValue)/\(document).receipt"
    let own = folder.receipts + "/" + name
    path =
      FileManager.default.fileExists(atPath: own)
      ? own : OpenShop.share + "/receipts/" + name
  }

  /// Why there is no source.
  func fault(of document: String) -> String {
    isThere
      ? "\(path) isn't UTF-8 text; save it as UTF-8"
      : "\(path) is missing; put the template of \(document) there"
  }

  /// Something is there, be it readable or not.
  var isThere: Bool { FileManager.default.fileExists(atPath: path) }

  var source: String? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return String(validating: data, as: UTF8.self)
  }
}

/// The plain stand-in for a template that fails: number, lines, total, nothing fancy.
enum PlainPaper {
  static func markup(_ document: IssuedDocument, _ data: JSON) -> String {
    var rows = ["{width:*}", "{{number}}  {{date}} {{time}}", "-", "{width:*,12}"]
    rows += ["{{#lines}}", "{{quantity}} {{name}} | {{amount}}", "{{/lines}}", "-"]
    rows += ["{{#total}}", "^ | ^{{total}}", "{{/total}}"]
    let source = rows.joined(separator: "\n")
    let template = try? Template(compiling: source, name: "plain")
    return (try? template?.expand(data)) ?? document.number
  }
}
