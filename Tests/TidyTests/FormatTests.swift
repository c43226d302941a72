import Foundation
import Testing

struct FormatTests {
  /// `swift format` comes with the toolchain; its rules stand in .swift-format.
  @Test("swift format has nothing to say", .timeLimit(.minutes(10)))
  func format() throws {
    let tool = Process()
    tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tool.arguments = ["swift", "format", "lint", "--strict", "-r", "-p", "Sources", "Tests"]
    tool.currentDirectoryURL = Project.root
    let pipe = Pipe()
    tool.standardError = pipe
    tool.standardOutput = pipe
    tool.standardInput = FileHandle.nullDevice
    try tool.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    tool.waitUntilExit()
    let root = Project.root.path + "/"
    for line in String(decoding: said, as: UTF8.self).split(separator: "\n") {
      Issue.record("\(line.replacing(root, with: "")); run: swift format -i -r Sources Tests")
    }
    #expect(tool.terminationStatus == 0)
  }
}
