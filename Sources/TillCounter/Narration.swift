import TillCore

/// Tells facts to the cashier: what happened, where the sale stands, what comes next.
struct Narration {
  let wording: Wording
  let before: RegisterState
  let after: RegisterState
  let context: ConversationContext
  /// Several acts came of one line; what was nothing to do isn't told then.
  private var isQuick = false
  /// Everything left with the payment, so the pieces needn't be named.
  private var handsOverAll = false

  init(
    _ wording: Wording, before: RegisterState, after: RegisterState,
    context: ConversationContext
  ) {
    self.wording = wording
    self.before = before
    self.after = after
    self.context = context
  }

  func say(_ english: String, _ chinese: String) -> String {
    wording.say(english, chinese)
  }

  /// What is said of some facts, in their order.
  mutating func tell(_ facts: [Fact]) -> [String] {
    isQuick = facts.count > 1
    handsOverAll =
      (after.sale?.handOvers.count == 1 && after.sale?.deliveries.isEmpty == true)
      && facts.contains { if case .salePaid = $0.event { true } else { false } }
    var lines = facts.flatMap { tell($0.event) }
    if let changed = changedLine(facts), let sale = after.sale {
      lines += SaleText(wording: wording, sale: sale).changed(changed)
    }
    if facts.contains(where: { $0.event.changesWholeSale }), let sale = after.openSale {
      lines += SaleText(wording: wording, sale: sale).whole()
    }
    return lines + next(facts)
  }

  private func changedLine(_ facts: [Fact]) -> Int? {
    for fact in facts.reversed() {
      switch fact.event {
      case .lineAdded(let line): return line.number
      case .quantityChanged(let line, _), .quantityLowered(let line, _),
        .priceChanged(let line, _), .lineNoted(let line, _), .lineDiscounted(let line, _):
        return line
      case .serialRecorded(let line, _) where after.sale?.slip == nil: return line
      default: continue
      }
    }
    return nil
  }

  private func tell(_ event: Event) -> [String] {
    switch event {
    case .signedOn(let person):
      return [say("\(person.id) \(person.name) signed on.", "\(person.id) \(person.name) 已登录。")]
        + openSaleAtSignOn() + closingAtSignOn
    case .signedOff(let person, .typed):
      return [say("\(person) signed off.", "\(person) 已登出。")]
    case .sellerNamed(let person):
      return [say("Seller: \(person.id) \(person.name)", "营业员：\(person.id) \(person.name)")]
    case .sessionLocked(let person, .typed): return [wording.locked(by: person)]
    case .approvalGiven(let approval): return [wording.approved(approval)]
    case .catalogueChanged(let change): return [wording.catalogueChanged(change)]
    case .lineDropped(let line): return [say("Line \(line) dropped.", "第 \(line) 行已删除。")]
    case .changeUndone: return [say("Undone.", "已回退。")]
    case .saleParked(let label):
      return [
        say("Parked: \(label). Bring it back with: recall", "已挂单：\(label)。取回请输入：取单")
      ]
    case .saleCancelled(let reason, _):
      return [say("Sale cancelled: \(reason)", "销售已取消：\(reason)")]
    case .saleReopened(let slip, _):
      return [
        say("Slip \(slip) is void; its number is kept.", "\(slip) 已作废，单号保留。")
      ]
        + (before.sale?.deliveries ?? []).map { delivery in
          say(
            "Delivery \(delivery.number) is void with it; order it again: deliver",
            "送货单 \(delivery.number) 随之作废；需要时请重新：送货")
        }
    case .floatSet(let count, _, _):
      return [
        say(
          "Float \(wording.money(count.totalMinor)): \(wording.count(count))",
          "备用金 \(wording.money(count.totalMinor))：\(wording.count(count))")
      ] + openingDifference(count)
    case .drawerOpened(let reason):
      return [say("The drawer opens: \(reason)", "钱箱已打开：\(reason)")]
    case .drawerMoved, .shortOwed, .overHandedIn, .closingBegun, .matterSettled, .floatLeft,
      .closingAbandoned, .shiftHandedOver, .dayClosed:
      return tellDrawer(event)
    default: return tellCollecting(event)
    }
  }

  private func openSaleAtSignOn() -> [String] {
    guard let sale = after.openSale else { return [] }
    return [say("An open sale stands as it stood.", "有未完成的销售，保持原状。")]
      + SaleText(wording: wording, sale: sale).whole() + Standing(wording, after).lines
  }

  private func tellCollecting(_ event: Event) -> [String] {
    switch event {
    case .amountChecked(let total, let pieces):
      return [
        act("check", "查", total)
          + "  \(wording.inWords(total))   \(wording.pieces(pieces))"
          + say(", lines agree", "，逐行相符")
      ]
    case .cashCounted(let count, let total, let isAssumed):
      let assumed = isAssumed ? say(" (assumed)", "（未点，按最少张数）") : ""
      return [act("count", "数", total) + "  " + wording.count(count) + assumed] + change(count)
    case .noteRefused(let note):
      return [
        say(
          "  refused  1 × \(wording.denomination(note.denominationMinor)), \(wording.reason(note.reason)): it doesn't count.",
          "  拒收  \(wording.denomination(note.denominationMinor)) 一张，\(wording.reason(note.reason))，不计入。"
        )
      ]
    case .notesVerified(let count):
      guard !count.isEmpty else {
        return isQuick ? [] : [say("  verify   no note to look at", "  验       没有要验的钞")]
      }
      return [
        say("  verify   \(wording.count(count)): real", "  验       \(wording.count(count))：真钞")
      ]
    case .moneyFound(.back, _):
      return [say("The counted money goes back to the customer.", "已点的钱还给顾客。")]
    case .tendered(let tender): return tell(tender)
    case .tenderTakenBack(let number, let reason):
      return [say("Payment \(number) taken back: \(reason)", "第 \(number) 笔付款已退：\(reason)")]
        + givenBack(number)
    case .changeConfirmed(let given):
      return given
        ? [] : [say("Then give it now; it is noted.", "请现在找给顾客；已记录。")]
    default: return tellGoods(event)
    }
  }

  /// What leaves the shop's hands when a payment is taken back.
  private func givenBack(_ number: Int) -> [String] {
    guard let tender = before.sale?.tenders.first(where: { $0.number == number }) else { return [] }
    guard tender.kind == .cash else {
      let amount = wording.money(tender.amountMinor)
      return [say("  Undo \(amount) at the card terminal.", "  请在刷卡机上撤销 \(amount)。")]
    }
    guard !tender.countIn.isEmpty else { return [] }
    let count = wording.count(tender.countIn)
    return [say("  Give the customer back \(count).", "  请退还顾客 \(count)。")]
  }

  private func act(_ english: String, _ chinese: String, _ minor: Int64) -> String {
    "  " + Cells.left(say(english, chinese), 8) + Cells.right(wording.money(minor), 9)
  }

  /// C4: said before the money is taken when the change can't be made.
  private func change(_ counted: CashCount) -> [String] {
    guard let sale = after.openSale, sale.stage == .count, let totals = sale.totals() else {
      return []
    }
    let due = sale.cashDueMinor(totals).dueMinor
    guard counted.totalMinor > due else { return [] }
    let change = counted.totalMinor - due
    guard ChangeMaker.change(of: change, from: after.changeStock(with: counted)) == nil else {
      return []
    }
    return [
      say(
        "  By the books the drawer can't make \(wording.money(change)): ask for other money, or count out what you give.",
        "  按账钱箱找不开 \(wording.money(change))：请顾客换钱，或继续并点出实际找零。")
    ]
  }

  private func tell(_ tender: Tender) -> [String] {
    guard tender.kind == .cash else {
      return tender.amountMinor < 0
        ? [act("card", "银行卡", tender.amountMinor) + say("  paid back", "  已退回")]
        : [act("card", "银行卡", tender.amountMinor)]
    }
    guard tender.amountMinor >= 0 else {
      return [
        act("announce", "唱", tender.amountMinor)
          + say(
            "  paid back \(wording.count(tender.countOut))",
            "  退顾客 \(wording.count(tender.countOut))")
      ]
    }
    let rounding =
      tender.roundingMinor == 0 ? [] : [act("rounding", "舍入", tender.roundingMinor)]
    guard tender.receivedMinor > 0 else { return rounding }
    let received = wording.money(tender.receivedMinor)
    let label = "  " + Cells.left(say("announce", "唱"), 9)
    guard tender.changeMinor > 0 else {
      return rounding + [label + say("received \(received) · no change", "收 \(received) · 不找零")]
    }
    let change = wording.money(tender.changeMinor)
    let pieces = wording.count(tender.countOut)
    return rounding + [
      label
        + say(
          "received \(received) · change \(change) = \(pieces)",
          "收 \(received) · 找 \(change) = \(pieces)")
    ]
  }

  private func tellGoods(_ event: Event) -> [String] {
    switch event {
    case .salePaid(let payment):
      let receipt = "\(payment.receipt)\(destination(payment.receipt))"
      let waits = after.sale?.keepsGoods == true && after.sale?.waitingPieces.isEmpty == false
      let goods =
        handsOverAll
        ? say(" Goods handed over.", "商品已交付。")
        : waits ? say(" The goods wait for the slip.", "商品留待凭单取货。") : ""
      return [
        say(
          "  Slip \(payment.slip) paid and stamped. Receipt \(receipt).",
          "  \(payment.slip) 已收款盖章。小票 \(receipt)。") + goods
      ] + liftPrompt
    case .goodsKept:
      return [say("The goods stay until the slip is scanned.", "商品留待凭单取货。")]
    case .goodsHandedOver where handsOverAll: return []
    case .goodsHandedOver(let pieces, _):
      return [say("  Goods handed over: ", "  已交付：") + self.pieces(pieces)]
    case .deliveryOrdered(let delivery):
      return [
        say("  Delivery \(delivery.number): ", "  送货单 \(delivery.number)：")
          + pieces(delivery.pieces)
      ]
    case .documentIssued(let document) where document.kind == .slip && !document.isStamped:
      return [
        say(
          "  Unpaid, releases nothing; three copies\(to(document)): finance, stub, customer.",
          "  未收款·不作取货凭证；三联\(to(document))：财务联、存根联、客户联。")
      ]
    case .documentIssued(let document) where document.kind == .slip && document.isPrinted:
      return [
        say(
          "  Three stamped copies\(to(document)): finance keeps one, the stub stays, one to the customer.",
          "  三联已盖章\(to(document))：财务联、存根联留店，客户联交顾客。")
      ]
    case .documentIssued(let document) where document.kind == .delivery:
      return [
        say(
          "  Delivery slip \(document.number)\(to(document)): the stub stays, two travel, one comes back signed.",
          "  送货单 \(document.number)\(to(document))：存根联留店，客户联、回单联随货，回单联签收后带回。")
      ]
    case .documentIssued(let document) where document.kind == .xReport:
      return [
        say(
          "X report \(document.number)\(to(document)).", "X 报表 \(document.number)\(to(document))。")
      ]
    case .documentReleased(let number):
      return [say("\(number)\(destination(number)).", "\(number)\(destination(number))。")]
    case .documentCopied(let number, let ordinal, _, let role):
      let place = destination(copy(number, ordinal, role))
      return [say("COPY \(ordinal) of \(number)\(place).", "\(number) 副本 \(ordinal)\(place)。")]
    case .printSettled(let job, let number, let verdict):
      return [wording.settled(job, number, verdict)]
    case .printRetried(let job, let number):
      return [
        say(
          "\(number) (job \(job)) is printed now\(destination(number)).",
          "\(number)（任务 \(job)）现在打印\(destination(number))。")
      ]
    default: return []
    }
  }

  private func pieces(_ pieces: [LineQuantity]) -> String {
    let sale = after.sale
    return pieces.map { piece in
      let name = sale?.line(piece.line)?.article.name
      return "\(piece.quantity)*\(name ?? say("line \(piece.line)", "第 \(piece.line) 行"))"
    }.joined(separator: wording.say("; ", "；"))
  }

  private func to(_ document: IssuedDocument) -> String {
    " → " + context.destination(document.kind, document.number)
  }

  /// The name a COPY has as a file: one sheet, the customer's where there are three.
  private func copy(_ number: String, _ ordinal: Int, _ role: CopyRole?) -> String {
    let kind = DocumentKind.allCases.first { number.hasPrefix($0.letter) }
    let sheet = role ?? (kind?.copies.isEmpty ?? true ? nil : .customer)
    return "\(number)\(sheet.map { "-\($0.rawValue)" } ?? "")-copy-\(ordinal)"
  }

  private func destination(_ number: String) -> String {
    let kind = DocumentKind.allCases.first { number.hasPrefix($0.letter) }
    guard let kind else { return "" }
    return " → " + context.destination(kind, number)
  }

  /// Where the sale stands and what comes next, after acts that leave it half done.
  private func next(_ facts: [Fact]) -> [String] {
    let isTold = facts.contains { fact in
      switch fact.event {
      case .saleInvoiced, .amountChecked, .cashCounted, .notesVerified, .noteRefused, .tendered,
        .tenderTakenBack, .saleRecalled, .moneyFound:
        true
      default: false
      }
    }
    return isTold ? Standing(wording, after).lines : []
  }
}

extension Event {
  /// After these every line is shown again.
  fileprivate var changesWholeSale: Bool {
    switch self {
    case .salePercentOff, .saleSumOff, .changeUndone, .lineDropped, .saleRecalled, .saleReopened:
      true
    default: false
    }
  }
}
