import Foundation
import TillCore
import TillDrawing
import TillReceipt

/// Tries every paper of the shop with sample data on every printer it may come from, so that what
/// is wrong with a template is told at `till check` and not by a customer.
struct PaperCheck {
  let folder: ShopFolder
  let profiles: ProfileFolder
  let setUp: ShopSetUp

  /// Everything that is wrong, one line each, without repeats.
  var faults: [String] {
    var told: Set<String> = []
    let all = fontFaults + strangers + KnownFields.documents.flatMap(faults)
    return all.filter { told.insert($0).inserted }
  }

  /// A template nobody will ever ask for is a mistake somebody made.
  private var strangers: [String] {
    let place = "\(folder.receipts)/\(setUp.settings.language.rawValue)"
    let files = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return files.sorted().compactMap { file in
      guard file.hasSuffix(".receipt") else { return nil }
      let name = String(file.dropLast(".receipt".count))
      guard !KnownFields.documents.contains(name) else { return nil }
      let near = SettingsNames.nearest(to: name, among: KnownFields.documents)
      return "\(place)/\(file): no paper is called \(name); "
        + (near.map { "did you mean \($0)?" }
          ?? "there are: \(KnownFields.documents.joined(separator: ", "))")
    }
  }

  private var fontFaults: [String] {
    Fonts.missing.map { font in
      "the font \(font) isn't installed, so PDF papers would lack characters; "
        + "install the Debian package fonts-noto-cjk"
    }
  }

  private func faults(of document: String) -> [String] {
    let file = TemplateFile(document, setUp.settings.language, folder)
    guard let source = file.source else {
      return [file.fault(of: document)]
    }
    guard source.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      return ["\(file.path):1: the template is empty; write it, or take the file away"]
    }
    do throws(ReceiptError) {
      let template = try Template(compiling: source, name: file.path)
      let known = KnownFields.of(document: document) ?? []
      let unknown = template.unknownFields(among: known).map { field in
        TemplateFault.text(field, among: known, in: file.path)
      }
      return unknown + (try tried(template, document))
    } catch {
      return [error.description]
    }
  }

  private func tried(_ template: Template, _ document: String) throws(ReceiptError) -> [String] {
    var faults: [String] = []
    for sample in samples(of: document) {
      let (markup, lines) = try template.trace(sample)
      for profile in printers(of: document) {
        for fault in Layout(markup: markup, profile: profile).faults {
          let line = lines.indices.contains(fault.line - 1) ? lines[fault.line - 1] : fault.line
          faults.append(
            "\(template.name):\(line): \(fault.description) "
              + "(on \(profile.name), \(profile.widthColumns) columns)")
        }
      }
    }
    return faults
  }

  /// The sample data that came with the program: papers as a busy shop has them.
  private func samples(of document: String) -> [JSON] {
    let path = "\(OpenShop.share)/receipts/samples/\(setUp.settings.language.rawValue)"
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return files.sorted().compactMap { file in
      guard file.hasSuffix(".json"), file.split(separator: ".").first.map(String.init) == document,
        let data = FileManager.default.contents(atPath: "\(path)/\(file)"),
        let text = String(validating: data, as: UTF8.self)
      else { return nil }
      return try? JSON(reading: text)
    }
  }

  /// The types of printer the paper goes to; without one it is kept as PDF, laid out plainly.
  private func printers(of document: String) -> [Profile] {
    let routing = setUp.printers
    let copies: [String?] = [nil] + PaperCopy.allCases.map(\.rawValue)
    let names = Set(
      copies.compactMap { routing.route(kind: document, copy: $0)?.profile })
    let found = names.sorted().compactMap { try? profiles.profile(named: $0) }
    return found.isEmpty ? [.plain] : found
  }
}
