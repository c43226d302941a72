import Testing

/// The walls between modules: what each may import. `till` joins them and may import anything.
enum Walls {
  private static let system: Set = ["Foundation", "Glibc", "Synchronization"]

  /// TillCore is pure: values in, values out. So is the rest of what isn't listed with a library.
  private static let allowed: [String: Set<String>] = [
    "TillCore": [],
    "TillJournal": system.union(["TillCore", "GRDB", "GRDBSQLite", "Crypto", "CryptoExtras"]),
    "TillDrawing": system.union(["CPango", "CZint"]),
    "TillReceipt": system.union(["TillCore", "TillDrawing"]),
    "TillFigures": ["TillCore", "TillDrawing"],
    "TillPreview": system.union(["TillDrawing"]),
    "TillSpool": system.union(["CCups"]),
    "TillCounter": system.union(["TillCore", "CEdit"]),
    // A program of its own, started by cupsd for every receipt: small, quick, nothing to install.
    "EscposBackend": ["Glibc"], "escpos": ["Glibc", "EscposBackend"],
  ]

  /// Libraries that have one owner; even `till` may not reach past it.
  private static let owners: [String: Set<String>] = [
    "GRDB": ["TillJournal"], "GRDBSQLite": ["TillJournal", "till"],
    "Crypto": ["TillJournal", "till"], "CryptoExtras": ["TillJournal", "till"],
    "CCups": ["TillSpool"], "CPango": ["TillDrawing"], "CZint": ["TillDrawing"],
    "CEdit": ["TillCounter"],
    "EscposBackend": ["escpos", "EscposTests"],
  ]

  /// Nobody builds on a program's inside, other tests neither.
  private static let insides: Set = ["EscposBackend"]

  static func findings(_ file: SourceFile) -> [Finding] {
    file.code.enumerated().compactMap { index, line in
      guard let module = imported(line), file.isSource || insides.contains(module)
      else { return nil }
      if let owners = owners[module], !owners.contains(file.target) {
        let names = owners.sorted().joined(separator: " and ")
        return file.finding(
          index, "\(file.target) imports \(module)", instead: "only \(names) may: ask it instead")
      }
      guard let allowed = allowed[file.target], !allowed.contains(module) else { return nil }
      return file.finding(
        index, "\(file.target) imports \(module)",
        instead: "take what you need as an argument; Sources/till joins the modules")
    }
  }

  /// `GRDB` of `@preconcurrency import struct GRDB.Row`.
  private static func imported(_ line: String) -> String? {
    let words = line.split(separator: " ")
    guard let at = words.firstIndex(of: "import"),
      words[..<at].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "internal" }),
      let name = words.last, at < words.count - 1
    else { return nil }
    return name.split(separator: ".").first.map(String.init)
  }
}

struct WallTests {
  @Test("no module reaches through a wall")
  func walls() {
    report(Project.swift.flatMap(Walls.findings))
  }

  @Test(
    "a breach is found",
    arguments: [
      ("TillCore", "import Foundation", 1), ("TillJournal", "import TillReceipt", 1),
      ("TillReceipt", "import GRDB", 1), ("till", "import GRDB", 1),
      ("till", "import CCups", 1), ("TillCounter", "@testable import TillJournal", 1),
      ("TillSpool", "import struct TillCore.Money", 1), ("TillJournal", "import GRDB", 0),
      ("till", "import Crypto", 0), ("TillCore", "// import Foundation", 0),
      ("EscposBackend", "import Foundation", 1), ("escpos", "import TillCore", 1),
      ("escpos", "import EscposBackend", 0), ("till", "import EscposBackend", 1),
    ])
  func breach(target: String, line: String, count: Int) {
    let file = SourceFile(path: "Sources/\(target)/Example.swift", text: line)
    #expect(Walls.findings(file).count == count)
  }
}
