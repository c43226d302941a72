import TillCore
import Yams

/// Puts a printer into the text of `printers.yaml` without touching its comments or the others.
///
/// A printer in the file is one element of the list `printers`; the lines it takes up are replaced,
/// or new ones added after the last.
struct PrinterEntry {
  let printer: PrinterRouting.Printer
  /// The papers it gets, as the file names them.
  let prints: [String]

  /// The lines of the element as the sample indents them.
  var lines: [String] { lines(indent: 2) }

  /// The lines of the element, keys in the order of the sample's comment.
  private func lines(indent: Int) -> [String] {
    keys.enumerated().map { index, key in
      String(repeating: " ", count: indent) + (index == 0 ? "- " : "  ") + key
    }
  }

  private var keys: [String] {
    var lines = [
      "queue: \(Self.quoted(printer.queue))", "profile: \(printer.profile)",
      "prints: [\(prints.joined(separator: ", "))]",
    ]
    if let fallback = printer.fallback {
      lines.append("fallback: \(Self.quoted(fallback))")
      if printer.fallbackAfterSeconds != PrinterRouting.Printer.usualFallbackAfterSeconds {
        lines.append("fallback_after_seconds: \(printer.fallbackAfterSeconds)")
      }
    }
    if let device = printer.device { lines.append("device: \(Self.quoted(device))") }
    if let checked = printer.checked { lines.append("checked: {\(Self.words(checked))}") }
    return lines
  }

  private static func words(_ checked: PrinterChecked) -> String {
    var pairs = ["date: \(checked.date)"]
    if let columns = checked.columns { pairs.append("columns: \(columns)") }
    for question in PrinterChecked.Question.allCases {
      guard let answer = checked.answers[question] else { continue }
      pairs.append("\(question.rawValue): \(answer ? "yes" : "no")")
    }
    return pairs.joined(separator: ", ")
  }

  /// In double quotes unless it reads as the same plain text: `01` and `yes` are names too.
  private static func quoted(_ text: String) -> String {
    let isPlain =
      text.first?.isLetter == true
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
      && !["yes", "no", "true", "false", "on", "off", "null"].contains(text.lowercased())
    guard !isPlain else { return text }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }

  /// The file's text with this printer in it; nil where the file is laid out in a way that can't
  /// be added to line by line (`printers` on one line with printers in it, tabs, anchors).
  ///
  /// What the result says must be read again before it is kept.
  func inserted(into text: String) -> String? {
    guard let root = try? Yams.Parser(yaml: text, encoding: .utf8).singleRoot(),
      case .mapping(let file) = root,
      let key = file.first(where: { $0.key.string == "printers" })
    else { return nil }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let keyLine = key.key.mark.map({ $0.line - 1 }), lines.indices.contains(keyLine) else {
      return nil
    }
    let elements: [Node]
    switch key.value {
    case .sequence(let list): elements = Array(list)
    case .scalar where key.value.isEmptyText: elements = []
    default: return nil
    }
    guard !elements.isEmpty else {
      // `printers: []`, or nothing after the colon; a comment behind it stays.
      let rest = lines[keyLine].drop { $0 != "#" }
      lines[keyLine] = "printers:" + (rest.isEmpty ? "" : "  " + rest)
      lines.insert(contentsOf: self.lines, at: keyLine + 1)
      return lines.joined(separator: "\n")
    }
    guard let blocks = Self.blocks(of: elements, in: lines) else { return nil }
    let indent = blocks.first.map { lines[$0.lowerBound].prefix { $0 == " " }.count } ?? 2
    let mine = zip(elements, blocks).first { $0.0["queue"]?.string == printer.queue }?.1
    if let mine {
      lines.replaceSubrange(mine, with: self.lines(indent: indent))
    } else {
      lines.insert(
        contentsOf: self.lines(indent: indent), at: blocks.last?.upperBound ?? lines.endIndex)
    }
    return lines.joined(separator: "\n")
  }

  /// The lines of each element: from its dash to the last line that is indented deeper.
  private static func blocks(of elements: [Node], in lines: [String]) -> [Range<Int>]? {
    var blocks: [Range<Int>] = []
    for element in elements {
      guard let start = element.mark.map({ $0.line - 1 }), lines.indices.contains(start) else {
        return nil
      }
      let dash = lines[start].prefix { $0 == " " }.count
      guard lines[start].dropFirst(dash).hasPrefix("- ") else { return nil }
      var end = start + 1
      for index in lines.indices[(start + 1)...] {
        let line = lines[index]
        let indent = line.prefix { $0 == " " }.count
        guard indent < line.count else { continue }
        guard indent > dash else { break }
        end = index + 1
      }
      blocks.append(start..<end)
    }
    return blocks
  }
}
