import TillCore

extension Verb {
  /// Carries out the verb: one file each in this folder.
  func run(_ turn: inout Turn) throws {
    switch self {
    case .signOn: try SignOnVerb.run(&turn)
    case .signOff: try SignOffVerb.run(&turn)
    case .undo: try UndoVerb.run(&turn)
    case .status: try StatusVerb.run(&turn)
    case .last: try LastVerb.run(&turn)
    case .sales: try SalesVerb.run(&turn)
    case .seller: try SellerVerb.run(&turn)
    case .find: try FindVerb.run(&turn)
    case .show: try ShowVerb.run(&turn)
    case .with: try WithVerb.run(&turn)
    case .qty: try QtyVerb.run(&turn)
    case .price: try PriceVerb.run(&turn)
    case .drop: try DropVerb.run(&turn)
    case .note: try NoteVerb.run(&turn)
    case .serial: try SerialVerb.run(&turn)
    case .less: try DiscountVerb.less(&turn)
    case .rebate: try DiscountVerb.rebate(&turn)
    case .roundDown: try DiscountVerb.roundDown(&turn)
    case .discountTenths: try DiscountVerb.tenths(&turn)
    case .customer: try CustomerVerb.run(&turn)
    case .park: try ParkVerb.run(&turn)
    case .recall: try RecallVerb.run(&turn)
    case .cancel: try CancelVerb.run(&turn)
    default: try runFromInvoiceOn(&turn)
    }
  }

  private func runFromInvoiceOn(_ turn: inout Turn) throws {
    switch self {
    case .invoice: try InvoiceVerb.run(&turn)
    case .reopen: try ReopenVerb.run(&turn)
    case .collect: try CollectVerb.run(&turn)
    case .check: try CheckVerb.run(&turn)
    case .count: try CountVerb.run(&turn)
    case .verify: try VerifyVerb.run(&turn)
    case .announce: try AnnounceVerb.run(&turn)
    case .cash: try CashVerb.run(&turn)
    case .card: try CardVerb.run(&turn)
    case .takeBack: try TakeBackVerb.run(&turn)
    case .receipt: try ReceiptVerb.run(&turn)
    case .pickup: try PickupVerb.run(&turn)
    case .pickupLater: try PickupLaterVerb.run(&turn)
    case .deliver: try DeliverVerb.run(&turn)
    case .return: try ReturnVerb.run(&turn)
    case .float: try FloatVerb.run(&turn)
    case .openDrawer: try OpenDrawerVerb.run(&turn)
    case .payIn: try MoveCashVerb.run(.payIn, .payIn, &turn)
    case .payOut: try MoveCashVerb.run(.payOut, .payOut, &turn)
    case .lift: try MoveCashVerb.run(.lift, .lift, &turn)
    case .swap: try SwapVerb.run(&turn)
    case .handover: try CloseVerb.handOver(&turn)
    case .close: try CloseVerb.run(&turn)
    case .copy: try CopyVerb.run(&turn)
    case .jobs: try JobsVerb.run(&turn)
    case .retry: try RetryVerb.run(&turn)
    case .settle: try SettleVerb.run(&turn)
    case .xReport: try XReportVerb.run(&turn)
    // The conversation takes it, for it knows the line before.
    case .approve: throw turn.misread(.nothingToApprove)
    case .lock: try LockVerb.run(&turn)
    case .help: try HelpVerb.run(&turn)
    case .quit: try QuitVerb.run(&turn)
    default: preconditionFailure("a verb without a file")
    }
  }
}

extension Turn {
  /// `[LINE] TEXT`: a number before more words is the line; quote a TEXT that begins with one.
  func lineAndText() throws -> (Int?, String) {
    if words.count > 1, !words[0].isQuoted,
      case .success(let number) = Operand.wholeNumber(words[0].text)
    {
      return (number, try clean(operands.rest(from: 1)))
    }
    return (nil, try clean(operands.rest(from: 0)))
  }

  /// The sale just paid at this desk, if any.
  func paidSale() throws -> Sale? {
    try state.lastPayment.flatMap { try store.sale(ofPaper: $0.slip) }
  }

  /// A line of a sale by the article's code or barcode; the last that stands.
  func lineNumber(ofArticle text: String, in sale: Sale) throws -> Int? {
    let code = try store.article(scanned: text)?.code ?? text
    return sale.standingLines.last {
      $0.article.code.uppercasedASCII == code.uppercasedASCII
    }?.number
  }

  /// `2*CODE`, or a CODE alone for one: spread over the article's lines that wait.
  func pieces(_ word: Word, of sale: Sale) throws -> [LineQuantity] {
    var code = word.text
    var rest = Quantity.one
    switch Operand.multiplied(word.text) {
    case .success(let multiplied)?:
      code = multiplied.code
      rest = multiplied.quantity
    case .failure(let fault)?: throw misread(.badQuantity(word.original, fault))
    case nil: break
    }
    guard rest > .zero else { throw Stop.refused(.quantityZero, []) }
    guard let last = try lineNumber(ofArticle: code, in: sale) else {
      throw misread(.notOnSale(code, sale.slip ?? wording.say("The sale", "这一单")))
    }
    var pieces: [LineQuantity] = []
    let wanted = sale.line(last)?.article.code
    for line in sale.standingLines where line.article.code == wanted && rest > .zero {
      let taken = min(rest, sale.waitingQuantity(ofLine: line.number))
      guard taken > .zero else { continue }
      pieces.append(LineQuantity(line: line.number, quantity: taken))
      rest = rest - taken
    }
    // What is too much is asked of the last line, so that the register refuses it by name.
    if rest > .zero {
      let taken = pieces.first { $0.line == last }?.quantity ?? .zero
      pieces.removeAll { $0.line == last }
      pieces.append(LineQuantity(line: last, quantity: taken + rest))
    }
    return pieces
  }
}
