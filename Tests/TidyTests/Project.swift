import Foundation

/// The project's files, read once.
enum Project {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file under Sources and Tests, and Package.swift.
  static let swift: [SourceFile] =
    (paths(under: "Sources") + paths(under: "Tests") + ["Package.swift"])
    .filter { $0.hasSuffix(".swift") }
    .map { SourceFile(path: $0, text: text($0)) }

  /// Every file a person writes: sources, templates, settings, scripts and papers.
  static let written: [String] =
    ["Sources", "Tests", "receipts", "config", "scripts", "docs"].flatMap { paths(under: $0) }
    + names(in: ".").filter { !isFolder($0) } + [".ci/run"]

  static func file(_ path: String) -> SourceFile {
    SourceFile(path: path, text: text(path))
  }

  static func text(_ path: String) -> String {
    bytes(path).flatMap { String(validating: $0, as: UTF8.self) } ?? ""
  }

  static func bytes(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: root.path + "/" + path).map(Array.init)
  }

  static func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: root.path + "/" + path)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.path + "/" + path)
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(
      atPath: root.path + "/" + path, isDirectory: &isFolder)
    return exists && isFolder.boolValue
  }

  private static func names(in folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: root.path + "/" + folder)
    return (names ?? []).sorted()
  }

  private static func paths(under folder: String) -> [String] {
    let all = FileManager.default.subpaths(atPath: root.path + "/" + folder) ?? []
    return all.sorted().map { "\(folder)/\($0)" }.filter { !isFolder($0) }
  }
}
