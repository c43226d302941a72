import Crypto
import Foundation
import Glibc

/// Our CUPS backend as a file: the one that lies beside this program, and the one CUPS runs.
struct BackendFile {
  /// CUPS calls a backend by its file's name, and the scheme of a device's address is that name.
  static let name = "escpos"
  /// What it says of an address it can't read: words of ours, in every version of it.
  private static let mark = Array("The device URI can't be read: ".utf8)
  /// A backend is some megabytes; far more is not one.
  private static let mostBytes = 100_000_000

  /// The folder CUPS looks for backends in.
  let folder: String

  var path: String { folder + "/" + Self.name }

  /// CUPS' own answer, else where Debian has it.
  static var usualFolder: String {
    let answer = SystemProgram.output(of: ["cups-config", "--serverbin"])
    let place = answer?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    return (place.hasPrefix("/") ? place : "/usr/lib/cups") + "/backend"
  }

  /// What is in the folder under our name.
  enum Standing: Equatable {
    case absent
    /// One of ours, in this version or another.
    case ours(hash: String)
    case foreign
  }

  func standing() -> Standing {
    guard let bytes = Self.bytes(at: path) else { return .absent }
    return Self.isOurs(bytes) ? .ours(hash: Self.hash(bytes)) : .foreign
  }

  /// The backend that was built together with this program.
  static func beside(_ program: String) -> [UInt8]? {
    let folder = (program as NSString).deletingLastPathComponent
    return bytes(at: folder + "/" + name)
  }

  /// The path of a backend to run without CUPS: the one beside this program, else CUPS' own.
  static var runnable: String? {
    let folder = (program as NSString).deletingLastPathComponent
    return ["\(folder)/\(name)", "\(usualFolder)/\(name)"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// Where this program is.
  static var program: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "till"
  }

  /// Twelve digits tell two versions apart for a person.
  static func hash(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).prefix(6)
      .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  static func isOurs(_ bytes: [UInt8]) -> Bool {
    Data(bytes).range(of: Data(mark)) != nil
  }

  /// Puts a backend there, whole or not at all: CUPS may start it at any moment.
  ///
  /// It belongs to root and only root may change it, else CUPS refuses to run it.
  func put(_ bytes: [UInt8]) throws(SettingsFault) {
    let draft = "\(folder)/.\(Self.name).new"
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o700)
    guard file >= 0 else { throw unwritable(errno) }
    let isWritten =
      Console.write(bytes, to: file) && fchown(file, 0, 0) == 0 && fchmod(file, 0o755) == 0
      && fsync(file) == 0
    var reason = errno
    close(file)
    if isWritten, rename(draft, path) == 0 { return }
    if isWritten { reason = errno }
    unlink(draft)
    throw unwritable(reason)
  }

  func remove() throws(SettingsFault) {
    guard unlink(path) == 0 else { throw unwritable(errno) }
  }

  private func unwritable(_ code: Int32) -> SettingsFault {
    SettingsFault(
      path, "can't be written (\(SettingsTree.reason(code)))",
      wayOn: "name CUPS' own folder for backends: --folder DIR")
  }

  private static func bytes(at path: String) -> [UInt8]? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= mostBytes
    else { return nil }
    return FileManager.default.contents(atPath: path).map([UInt8].init)
  }
}

/// Programs of the system, run to their end.
enum SystemProgram {
  /// What a program says on standard output; nil when it isn't there or says no.
  static func output(of words: [String]) -> String? {
    let (status, text) = run(words)
    return status == 0 ? text : nil
  }

  /// Runs a program found on the PATH, or where Debian keeps those for root.
  ///
  /// - Returns: its exit code, 127 when there is none of that name; all it said.
  static func run(_ words: [String]) -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = (environment["PATH"].map { $0 + ":" } ?? "") + "/usr/sbin:/usr/bin:/bin"
    environment["LC_ALL"] = "C"
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch { return (127, "") }
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
