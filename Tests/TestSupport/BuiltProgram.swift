import Foundation

/// The programs built together with the tests. Nothing is ever built here.
public enum BuiltProgram {
  /// Where a program lies: beside the test bundle, or in the package's build folder.
  public static func path(_ name: String) -> String? {
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let places =
      (["/proc/self/exe"] + CommandLine.arguments).map {
        URL(fileURLWithPath: $0).resolvingSymlinksInPath().deletingLastPathComponent().path
      } + [package.path + "/.build/debug"]
    return places.map { "\($0)/\(name)" }.first(where: isProgram)
  }

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
  }
}
