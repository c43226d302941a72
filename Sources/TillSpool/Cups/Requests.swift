import CCups

/// IPP requests as this spool makes them.
extension Connection {
  /// A request about a queue, or about one of its jobs.
  ///
  /// Who asks is part of it: servers may keep titles from strangers.
  func request(
    _ operation: ipp_op_t, at home: QueueAddress, attributes: [String] = [], job: Int32? = nil
  ) -> OpaquePointer? {
    request(operation, about: home.uri, attributes: attributes, job: job)
  }

  /// A request about the server, or about whatever the URI names.
  func request(
    _ operation: ipp_op_t, about uri: String? = nil, attributes: [String] = [], job: Int32? = nil
  ) -> OpaquePointer? {
    identify()
    let request = ippNewRequest(operation)
    if let uri {
      ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nil, uri)
    }
    if let job { ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job) }
    ippAddString(
      request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nil, cupsUser())
    // These attributes only: a driver's full list is long.
    if !attributes.isEmpty { addKeywords("requested-attributes", attributes, to: request) }
    return request
  }

  func addKeywords(
    _ name: String, _ keywords: [String], to request: OpaquePointer?,
    _ tag: ipp_tag_t = IPP_TAG_KEYWORD
  ) {
    var attribute = ippAddStrings(
      request, IPP_TAG_OPERATION, tag, name, Int32(keywords.count), nil, nil)
    for (index, keyword) in keywords.enumerated() {
      ippSetString(request, &attribute, Int32(index), keyword)
    }
  }
}
