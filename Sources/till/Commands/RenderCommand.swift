import ArgumentParser
import Foundation
import Glibc
import TillCore
import TillReceipt

/// `till render FILE`: a ReceiptLine document, or a template with data, as text, bytes or picture.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Lay a receipt document out.")

  enum Target: String, ExpressibleByArgument, CaseIterable {
    case text, escpos, pdf, png
  }

  @Argument(help: "The document or template; - for standard input.") var file: String
  @Option(help: "A JSON file with the template's data.") var data: String?
  @Option(help: "text, escpos, pdf or png.") var to: Target = .text
  @Option(help: "24 to 96.") var columns: Int?
  @Option(help: "What the printer understands; see config/profiles.") var profile = "plain"
  @Option(help: "roll80, roll58, a4 or form-241, for pdf and png; default: the profile's.")
  var page: Profile.Paper?
  @Option(help: "A COPY banner over it, such as 'COPY 2 · lost'.") var copy: String?
  @Option(help: "The name of its part, such as 'Part 1 of 3 · Finance'.") var part: String?
  @Option(help: "VOID across it, in these words.") var void: String?
  @Option(help: "TRAINING at its head and foot and across it, in these words.")
  var training: String?
  @Option(help: "The stamp 'payment received' of the shop of this name.") var stamp: String?
  @Option(name: [.short, .customLong("output")], help: "Where to write; default: standard output.")
  var output: String?

  func run() throws {
    var target = try named(profile)
    if let columns {
      guard (24...96).contains(columns) else { throw Failure(.setUp, "Columns are 24 to 96.") }
      target = target.withColumns(columns)
    }
    do {
      let (markup, lines) = try markup()
      let isDrawn = to == .pdf || to == .png && !isPreview(target)
      let layout = Layout(
        markup: markup, profile: isDrawn ? target.drawn() : target, dressing: dressing)
      try write(bytes(of: layout))
      for fault in layout.faults {
        let line = lines.indices.contains(fault.line - 1) ? lines[fault.line - 1] : fault.line
        Console.complain("\(file):\(line): \(fault.description)")
      }
    } catch let error as ReceiptError {
      throw Failure(.refused, error.description)
    }
  }

  /// The current shop's own profiles count too, if there is a shop.
  private func named(_ name: String) throws -> Profile {
    let shop = try ShopFolder.find(
      option: nil, environment: ProcessInfo.processInfo.environment,
      currentDirectory: FileManager.default.currentDirectoryPath)
    do throws(SettingsFaults) {
      return try ProfileFolder(shop: shop).profile(named: name)
    } catch {
      throw Failure(.setUp, error.description)
    }
  }

  /// Whether a picture shows the very print of a receipt printer, not a page of another paper.
  private func isPreview(_ profile: Profile) -> Bool {
    to == .png && page == nil && profile.target == .escpos
  }

  /// What the layout puts on besides the document.
  private var dressing: Dressing {
    let isChinese = stamp?.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } ?? false
    let wording = isChinese ? "收款专用章" : "PAYMENT RECEIVED"
    return Dressing(
      copyBanner: copy, copyName: part,
      stamp: stamp.map { Stamp(shopName: $0, wording: wording, number: "01") }, voidMark: void,
      trainingMark: training)
  }

  /// The markup, and the line of the file each of its lines comes from.
  private func markup() throws -> (String, [Int]) {
    let source = try read(file)
    guard let data else {
      if source.contains("{{") {
        Console.complain("\(file) has template tags; to fill them: --data FILE.json")
      }
      return (source, [])
    }
    do {
      let values = try JSON(reading: read(data))
      guard values.objectValue != nil else {
        throw Failure(.refused, "\(data): an object, {…}, was expected")
      }
      return try Template(compiling: source, name: file).trace(values)
    } catch let fault as JSONFault {
      throw Failure(.refused, "\(data): byte \(fault.offset): \(fault.expected) was expected")
    }
  }

  private func read(_ path: String) throws -> String {
    let bytes =
      path == "-"
      ? FileHandle.standardInput.readDataToEndOfFile()
      : FileManager.default.contents(atPath: path)
    guard let bytes else {
      throw Failure(.refused, "\(path) can't be read: \(SettingsTree.reason(errno)).")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.refused, "\(path) isn't UTF-8 text.")
    }
    return text
  }

  private func bytes(of layout: Layout) throws -> [UInt8] {
    let size = PageSize.of(page ?? layout.profile.paper)
    switch to {
    case .text: return Array(renderText(layout).utf8)
    case .escpos: return renderEscPos(layout)
    case .pdf: return try renderPDF(layout, pageSize: size)
    // The preview is the print: what the judge reads out of the bytes a printer would get.
    case .png where isPreview(layout.profile): return try PaperPreview.png(of: layout)
    case .png: return try renderPNG(layout, pageSize: size)
    }
  }

  private func write(_ bytes: [UInt8]) throws {
    guard let output else {
      guard Console.write(bytes, to: STDOUT_FILENO) else {
        throw Failure(.refused, "Standard output can't be written: \(SettingsTree.reason(errno)).")
      }
      return
    }
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
    } catch {
      throw Failure(.refused, "\(output) can't be written.")
    }
  }
}

extension Profile.Paper: ExpressibleByArgument {}
