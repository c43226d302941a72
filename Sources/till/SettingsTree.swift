import Foundation
import Glibc
import Yams

/// Reads a settings file into a tree of nodes that still know their lines.
///
/// Only the tree is taken from Yams, never its values: it would read 8.5 as a binary fraction
/// and 03 as 3, and money and names of people must arrive as they were written.
enum SettingsTree {
  /// A settings file is a page or two; a larger one is some other file.
  static let mostBytes = 1_000_000

  /// The root of a YAML file.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - file: its name in messages.
  static func root(at path: String, as file: String) throws(SettingsFault) -> Node {
    let text = try text(at: path, as: file)
    let root: Node?
    do {
      // Said outright, because the default asks the environment.
      root = try Yams.Parser(yaml: text, encoding: .utf8).singleRoot()
    } catch {
      throw fault(of: error, in: text, file: file)
    }
    guard let root, !root.isEmptyText else {
      throw SettingsFault(
        file, line: 1, "nothing stands in this file",
        wayOn: "copy it from the sample shop: till init DIR")
    }
    return root
  }

  /// The file's text, without a byte order mark.
  static func text(at path: String, as file: String) throws(SettingsFault) -> String {
    var bytes = try bytes(at: path, as: file)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    throw SettingsFault(
      file, line: bad.map { $0 + 1 }, "this line is not UTF-8",
      wayOn: "save the file again as UTF-8")
  }

  /// The file's bytes; a fault gives the system's own reason.
  static func bytes(at path: String, as file: String) throws(SettingsFault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(file, errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(file, errno) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= mostBytes else {
        throw SettingsFault(
          file, "this file is larger than a megabyte",
          wayOn: "look whether another file was saved under its name")
      }
    }
  }

  private static func unreadable(_ file: String, _ code: Int32) -> SettingsFault {
    guard code == ENOENT || code == ENOTDIR else {
      return SettingsFault(
        file, "can't be read (\(reason(code)))", wayOn: "let the user of till read it")
    }
    return SettingsFault(
      file, "this file is missing",
      wayOn: "copy it from another shop, or make a new one: till init DIR")
  }

  /// The system's words for an error number.
  static func reason(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }
}

extension SettingsTree {
  private static let lookThere = "look for a colon, a quote or blanks out of place there"

  private static func fault(of error: any Error, in text: String, file: String) -> SettingsFault {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let words = "not YAML: " + problem + begun(context, before: mark.line)
      // The end of a file lies one line past its last.
      let line = min(mark.line, max(1, lines(of: text).count))
      return SettingsFault(file, line: line, words, wayOn: lookThere)
    case .reader(let problem, let offset, _, _):
      let before = text.prefix(offset ?? 0)
      return SettingsFault(
        file, line: 1 + before.count(where: \.isNewline), "not YAML: " + problem,
        wayOn: "write the line anew")
    case .duplicatedKeysInMapping(let keys, let context):
      return twice(keys.first ?? "", firstAt: context.mark, in: text, file: file)
    default:
      return SettingsFault(file, line: 1, "not YAML: \(error)", wayOn: lookThere)
    }
  }

  private static func begun(_ context: YamlError.Context?, before line: Int) -> String {
    guard let context, context.mark.line < line else { return "" }
    return ", \(context.text) begun in line \(context.mark.line)"
  }

  /// Yams names the line a key stands in first; the one to look at is the second.
  private static func twice(
    _ key: String, firstAt mark: Mark, in text: String, file: String
  ) -> SettingsFault {
    let lines = lines(of: text)
    let second = lines.indices.first { index in
      guard index >= mark.line, index < lines.count else { return false }
      let line = lines[index].dropFirst(mark.column - 1)
      return lines[index].prefix(mark.column - 1).allSatisfy { $0 == " " }
        && line.hasPrefix(key) && line.dropFirst(key.count).drop { $0 == " " }.first == ":"
    }
    return twice(key, first: mark.line, second: second.map { $0 + 1 } ?? mark.line, file: file)
  }

  /// The fault of a key that stands twice in one group.
  static func twice(_ key: String, first: Int, second: Int, file: String) -> SettingsFault {
    SettingsFault(
      file, line: second, "\(SettingsNames.shown(key)) stands here and in line \(first)",
      wayOn: "keep one of the two")
  }

  private static func lines(of text: String) -> [Substring] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension Node {
  /// Whether nothing stands where a value could: `phone:`, `phone: ~`, `phone: null`.
  var isEmptyText: Bool {
    guard case .scalar(let scalar) = self else { return false }
    guard scalar.style == .plain || scalar.style == .any else { return scalar.string.isEmpty }
    return ["", "~", "null"].contains(scalar.string)
  }

  /// What the node is, in words for a message.
  var inWords: String {
    switch self {
    case .scalar(let scalar): isEmptyText ? "empty" : "\"\(SettingsNames.shown(scalar.string))\""
    case .mapping: "a group of keys"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}
