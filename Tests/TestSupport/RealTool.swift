import Foundation

/// The real programs that judge our papers: poppler, zbar.
public enum RealTool {
  /// What a program says on standard output; its complaints are left out.
  public static func output(of program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// The same of a program that reads our bytes from a file: `FILE` among its arguments.
  public static func output(
    of program: String, _ arguments: [String], file bytes: [UInt8], ending: String
  ) throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/till-\(UUID().uuidString).\(ending)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try output(of: program, arguments.map { $0 == "FILE" ? path : $0 })
  }
}
