import CCups

/// A queue's address as IPP requests name it, and the requests that begin with it.
struct QueueAddress {
  let name: String
  let uri: String
  /// Where on the server jobs for it are posted; the server may ask for a password per place.
  let path: String

  /// Nil for what can't be a queue's name.
  ///
  /// The corresponding C function is `httpAssembleURI`; it percent-encodes the name.
  init?(_ name: String) {
    // CUPS' own rule for names; a slash would lead elsewhere on the server.
    let isName = name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f && !"/#?\\\"'".utf8.contains($0) }
    guard isName, (1...127).contains(name.utf8.count) else { return nil }
    var buffer = [CChar](repeating: 0, count: 1_024)
    let status = httpAssembleURI(
      HTTP_URI_CODING_ALL, &buffer, Int32(buffer.count), "ipp", nil, "localhost", 0,
      "/printers/\(name)")
    let assembled = buffer.withUnsafeBufferPointer { text($0.baseAddress) }
    guard status == HTTP_URI_STATUS_OK, let assembled else { return nil }
    self.name = name
    uri = assembled
    path = "/printers/\(name)"
  }

  /// Whether a job's `job-printer-uri`, in which the server names its own host, means this queue.
  func isHome(_ jobPrinterURI: String) -> Bool {
    jobPrinterURI.split(separator: "/").last == uri.split(separator: "/").last
  }

  /// A request about this queue. Who asks is part of it: servers may keep titles from strangers.
  func request(
    _ operation: ipp_op_t, attributes: [String], job: Int32? = nil
  ) -> OpaquePointer? {
    let request = ippNewRequest(operation)
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nil, uri)
    if let job { ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job) }
    ippAddString(
      request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nil, cupsUser())
    if !attributes.isEmpty { addRequested(attributes, to: request) }
    return request
  }
}

/// Asks for these attributes only: a driver's full list is long.
func addRequested(_ names: [String], to request: OpaquePointer?) {
  var attribute = ippAddStrings(
    request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", Int32(names.count),
    nil, nil)
  for (index, name) in names.enumerated() {
    ippSetString(request, &attribute, Int32(index), name)
  }
}
