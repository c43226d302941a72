import Glibc

/// A file that says: the last document sent to this printer was never acknowledged.
struct UnsettledMark {
  private let path: String

  init(_ ledger: Ledger, _ address: DeviceAddress) {
    path = ledger.folder + "/unsettled-" + Ledger.hash("\(address.place)")
  }

  var isSet: Bool { access(path, F_OK) == 0 }

  func set() {
    close(open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600))
  }

  func clear() { unlink(path) }
}
