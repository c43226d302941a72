import CCups

/// A queue's address as IPP requests name it.
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
  ///
  /// CUPS knows a queue in any case of its (ASCII) letters, and answers with its own.
  func isHome(_ jobPrinterURI: String) -> Bool {
    let mine = uri.split(separator: "/").last
    return jobPrinterURI.split(separator: "/").last?.lowercased() == mine?.lowercased()
  }
}
