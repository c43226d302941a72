/// The larger parts of event bodies, read back as EventCoding.swift wrote them.
extension Tender {
  init(_ body: BodyReader) throws(EventFault) {
    number = try body.count("number")
    kind = try body.choice("tender")
    amountMinor = try body.int("amount_minor")
    receivedMinor = try body.int("received_minor")
    changeMinor = try body.int("change_minor")
    countIn = try body.cashCount("count_in")
    countOut = try body.cashCount("count_out")
    isAssumed = try body.bool("assumed")
    reference = body.optionalString("reference")
    roundingMinor = try body.int("rounding_minor")
    takenBackReason = nil
  }
}

extension Approval {
  init(_ body: BodyReader) throws(EventFault) {
    permission = try body.choice("permission")
    asked = try body.person(body.body["asked"])
    vouched = try body.person(body.body["vouched"])
    if body.body["amount_minor"] != nil {
      extent = .amount(minor: try body.int("amount_minor"))
    } else if body.body["basis_points"] != nil {
      extent = .rate(try body.rate("basis_points"))
    } else {
      extent = .unmeasured
    }
    about = body.optionalString("about") ?? ""
  }
}

extension Payment {
  init(_ body: BodyReader) throws(EventFault) {
    slip = try body.string("slip")
    receipt = try body.string("receipt")
    collector = try body.person(body.body["collector"])
    totalMinor = try body.int("total_minor")
    roundingMinor = try body.int("rounding_minor")
    grossMinor = try body.int("gross_minor")
    discountMinor = try body.int("discount_minor")
    returnsMinor = try body.int("returns_minor")
    var rows: [TaxRow] = []
    for value in try body.list("tax") {
      let row = body.reader(value)
      rows.append(
        TaxRow(
          band: TaxBand(code: try row.string("band"), rate: try row.rate("basis_points")),
          netMinor: try row.int("net_minor"), taxMinor: try row.int("tax_minor")))
    }
    taxRows = rows
    var lines: [PaidLine] = []
    for value in try body.list("lines") {
      let line = body.reader(value)
      lines.append(
        PaidLine(
          line: try line.count("line"), amountMinor: try line.int("amount_minor"),
          addedTaxMinor: try line.int("added_tax_minor")))
    }
    paidLines = lines
  }
}

extension Delivery {
  init(_ body: BodyReader) throws(EventFault) {
    number = try body.string("number")
    contact = try body.contact()
    pieces = try body.pieces("lines")
    wantedDate = body.optionalString("wanted_date").flatMap { CivilDate($0) }
    wantedWindow = body.optionalString("wanted_window")
  }
}

extension IssuedDocument {
  init(_ body: BodyReader) throws(EventFault) {
    kind = try body.choice("kind")
    number = try body.string("number")
    var roles: [CopyRole] = []
    for value in try body.list("copies") {
      guard let role = value.stringValue.flatMap({ CopyRole(rawValue: $0) }) else {
        throw body.fault("copies")
      }
      roles.append(role)
    }
    copies = roles
    isStamped = try body.bool("stamped")
    isPrinted = try body.bool("printed")
    templateHash = try body.string("template_hash")
    guard let members = body.body["data"] else { throw body.fault("data") }
    data = members
    contact = body.body["contact"] == nil ? nil : try body.contact()
  }
}

extension SaleLine {
  init(_ body: BodyReader) throws(EventFault) {
    number = try body.count("line")
    article = Article(
      code: try body.string("code"), name: try body.string("name"),
      brand: body.optionalString("brand") ?? "",
      specification: body.optionalString("specification") ?? "",
      colour: body.optionalString("colour") ?? "", unit: body.optionalString("unit") ?? "",
      department: body.optionalString("department") ?? "",
      taxBand: try body.string("tax_band"), priceMinor: try body.int("list_price_minor"),
      costMinor: body.body["cost_minor"]?.intValue, kind: try body.choice("kind"),
      needsSerial: body.body["needs_serial"]?.boolValue ?? false,
      leastAge: body.optionalCount("least_age"),
      warrantyDays: body.optionalCount("warranty_days"))
    taxRate = try body.rate("tax_basis_points")
    quantity = try body.quantity("quantity")
    unitPriceMinor = try body.int("unit_price_minor")
    fixedAmountMinor = body.body["fixed_amount_minor"]?.intValue
    customerAge = body.optionalCount("customer_age")
    serial = body.optionalString("serial")
    if body.body["return_sale"] == nil {
      returned = nil
    } else {
      var kinds: [TenderKind] = []
      for value in try body.list("return_paid_by") {
        guard let kind = value.stringValue.flatMap({ TenderKind(rawValue: $0) }) else {
          throw body.fault("return_paid_by")
        }
        kinds.append(kind)
      }
      returned = ReturnedLine(
        saleID: try body.string("return_sale"), receipt: try body.string("return_receipt"),
        line: try body.count("return_line"), reason: try body.string("return_reason"),
        paidBy: kinds)
    }
  }
}
