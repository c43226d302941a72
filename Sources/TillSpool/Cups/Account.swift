import Glibc

/// Whom a spool is to be for a server that asks.
public struct Account: Sendable {
  /// The name jobs belong to.
  public let user: String
  /// Asked once a request, and only when the server wants one; nil: none is to be had.
  public let password: (@Sendable () -> String?)?

  /// An account of that name; without `password` the server's refusal stands.
  public init(user: String, password: (@Sendable () -> String?)? = nil) {
    self.user = user
    self.password = password
  }
}

/// One password for one request, kept as long as libcups may read it, then wiped.
final class PasswordAnswer {
  private let account: Account
  private var bytes: UnsafeMutablePointer<CChar>?
  private var isGiven = false

  init(_ account: Account) { self.account = account }

  deinit {
    guard let bytes else { return }
    explicit_bzero(bytes, strlen(bytes))
    free(bytes)
  }

  /// Nil the second time: a password that was wrong is wrong again, and libcups would ask on.
  func next() -> UnsafePointer<CChar>? {
    guard !isGiven else { return nil }
    isGiven = true
    bytes = account.password?().flatMap { strdup($0) }
    return bytes.map { UnsafePointer($0) }
  }
}
