/// One run at a time has a printer: a killed cupsd leaves an orphan that prints on while the next
/// job's run begins, and on a device file their bytes would mix.
///
/// The file also says how many answers to `GS r` the printer may still owe to documents before:
/// it gives them to whoever is there.
struct DeviceLock {
  private let file: LockedFile

  init(_ folder: LedgerFolder, _ place: DeviceAddress.Place) throws(BackendError) {
    let name =
      switch place {
      case .network(let host, let port): "\(host) \(port)"
      case .file(let path, _): path
      }
    file = try LockedFile("device-" + Ledger.hash(name), in: folder)
  }

  /// Takes the printer if nobody has it; it is kept for as long as this lives.
  func take() throws(BackendError) -> Bool { try file.takeLock() }

  /// At most so many answers are owed; what can't be read is taken for one.
  var owedCount: Int {
    guard let bytes = file.bytes else { return 1 }
    let line = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
    return line.isEmpty ? 0 : Int(line).map { max($0, 0) } ?? 1
  }

  func note(owedCount: Int) throws(BackendError) { try file.replace("\(owedCount)") }

  /// Leaves nothing behind where nothing is owed. Only for who has the lock.
  func tidy() {
    if owedCount == 0 { file.remove() }
  }
}
