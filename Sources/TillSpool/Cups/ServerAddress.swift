import CCups

/// Where an IPP server listens: a host and port, or the path of a socket; and whether by TLS only.
struct ServerAddress: CustomStringConvertible {
  let host: String
  let port: Int32
  let encryption: http_encryption_t

  private static let secureScheme = "ipps://"

  /// Lets libcups read the address, or its own settings (CUPS_SERVER, client.conf) when nil.
  ///
  /// The corresponding C functions are `cupsSetServer`, `cupsServer` and `ippPort`; what they set
  /// belongs to the thread, so both are put back to "unset" first.
  init(_ server: String?) {
    let isSecure = server?.hasPrefix(Self.secureScheme) ?? false
    ippSetPort(0)
    cupsSetServer(isSecure ? server.map { String($0.dropFirst(Self.secureScheme.count)) } : server)
    host = text(cupsServer()) ?? "localhost"
    port = ippPort()
    encryption = isSecure ? HTTP_ENCRYPTION_ALWAYS : cupsEncryption()
  }

  /// A printer that speaks IPP itself.
  init(_ device: DeviceAddress) {
    host = device.host
    port = device.port
    encryption = device.scheme == "ipps" ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED
  }

  var description: String { host.hasPrefix("/") ? host : "\(host):\(port)" }
}

/// A device's URI in its parts.
struct DeviceAddress {
  let scheme: String
  let host: String
  let port: Int32
  /// Where on the host, with its query.
  let resource: String

  /// libcups' own limit for each part (`HTTP_MAX_URI`).
  private static let partBytes = 1_024

  /// Nil for what isn't a URI.
  ///
  /// The corresponding C function is `httpSeparateURI`.
  init?(_ uri: String) {
    var parts = Array(
      repeating: [CChar](repeating: 0, count: Self.partBytes), count: 4)
    let size = Int32(Self.partBytes)
    var number: Int32 = 0
    var (first, second, third, fourth) = (parts[0], parts[1], parts[2], parts[3])
    let status = httpSeparateURI(
      HTTP_URI_CODING_ALL, uri, &first, size, &second, size, &third, size, &number, &fourth, size)
    guard status.rawValue >= HTTP_URI_STATUS_OK.rawValue else { return nil }
    parts = [first, third, fourth]
    let texts = parts.map { $0.withUnsafeBufferPointer { text($0.baseAddress) } ?? "" }
    (scheme, host, resource) = (texts[0], texts[1], texts[2])
    port = number
  }
}
