// swift-tools-version: 6.1
import PackageDescription

/// One comment per dependency: why it, and what it spares us.
let package = Package(
  name: "till",
  products: [
    .executable(name: "till", targets: ["till"]), .executable(name: "escpos", targets: ["escpos"]),
  ],
  dependencies: [
    // SQLite with prepared statements, migrations and read-only readers; spares us the C API.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // Sub-commands, --help and usage errors in the words administrators know.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // YAML with line numbers for settings a shop edits by hand.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    // HMAC-SHA-256 for the seal, scrypt for PINs; cryptography is nobody's own work.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .target(name: "TillCore"),
    .target(
      name: "TillJournal",
      dependencies: [
        "TillCore", .product(name: "GRDB", package: "GRDB.swift"),
        // The C interface GRDB sits on, for the bare peer that `till bench line` is held against.
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    .target(name: "TillDrawing", dependencies: ["CPango", "CZint"]),
    .target(name: "TillReceipt", dependencies: ["TillCore", "TillDrawing"]),
    // The judge of our printer bytes: it must not know the writer, only the pen.
    .target(name: "TillPreview", dependencies: ["TillDrawing"]),
    // Figures as pages with charts.
    .target(name: "TillFigures", dependencies: ["TillCore", "TillDrawing"]),
    .target(name: "TillSpool", dependencies: ["CCups"]),
    .target(name: "TillCounter", dependencies: ["TillCore", "CEdit"]),
    .executableTarget(
      name: "till",
      dependencies: [
        "TillCore", "TillJournal", "TillReceipt", "TillPreview", "TillDrawing",
        "TillFigures", "TillSpool", "TillCounter", "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "EscposBackend"),
    // The CUPS backend for receipt printers. cupsd runs it as the user lp, who can't read a
    // toolchain under somebody's home: the run-time library goes into the program. (Not into the
    // tests, whom the flag would reach too: so they know the target above and not this one.)
    .executableTarget(
      name: "escpos", dependencies: ["EscposBackend"],
      linkerSettings: [.unsafeFlags(["-static-stdlib"])]),
    // libcups: the shop's printers. Debian 12 ships no cups.pc.
    .systemLibrary(name: "CCups", providers: [.apt(["libcups2-dev"])]),
    // Pango and Cairo: text in any script, PDF and PNG, never hand-drawn fonts; under them HarfBuzz
    // and FreeType, for small copies of large fonts.
    .systemLibrary(
      name: "CPango", pkgConfig: "pangocairo",
      providers: [
        .apt(["libpango1.0-dev", "libcairo2-dev", "libharfbuzz-dev", "libfreetype-dev"])
      ]),
    // Zint: every barcode symbology there is. It ships no .pc file.
    .systemLibrary(name: "CZint", providers: [.apt(["libzint-dev"])]),
    // libedit: history, editing and completion on a terminal (BSD licence).
    .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .target(
      name: "TestSupport", dependencies: ["TillCore", "TillPreview"], path: "Tests/TestSupport"),
    .testTarget(name: "TillCoreTests", dependencies: ["TillCore", "TestSupport"]),
    .testTarget(
      name: "TillJournalTests", dependencies: ["TillJournal", "TillCore", "TestSupport"]),
    .testTarget(
      name: "TillReceiptTests",
      dependencies: ["TillReceipt", "TillDrawing", "TillPreview", "TillCore", "TestSupport"],
      // Written in Python, run by PeerTests.
      exclude: ["Peers"]),
    // Both the writer and its judge: what one says the other must understand.
    .testTarget(
      name: "TillPreviewTests",
      dependencies: ["TillPreview", "TillReceipt", "TillCore", "TestSupport"]),
    .testTarget(
      name: "TillFiguresTests", dependencies: ["TillFigures", "TillCore", "TestSupport"]),
    .testTarget(name: "TillSpoolTests", dependencies: ["TillSpool", "TestSupport"]),
    .testTarget(
      name: "TillCounterTests",
      dependencies: ["TillCounter", "TillJournal", "TillCore", "TestSupport"]),
    .testTarget(name: "TillTests", dependencies: ["till", "TestSupport"]),
    .testTarget(name: "EscposTests", dependencies: ["EscposBackend", "TestSupport"]),
    .testTarget(name: "TidyTests", dependencies: []),
  ],
  swiftLanguageModes: [.v6]
)
