import Foundation
import TillCore
import TillCounter
import TillJournal

/// A scripted morning in a fresh copy of the sample shop, shown as it is typed and answered.
struct MorningDemo {
  let path: String
  let language: String

  /// Lines as cashiers type them. `$SLIP` and `$RECEIPT` are the papers of the last paid sale,
  /// `$DRAWER` what is counted (a dime short of the books), `$CARD` the card terminal's batch.
  private static let english = """
    sign-on 90
    9090
    float 100x1 50x2 20x5 10x10 5x10 1x20 0.5x10 0.1x20
    sign-on 01
    1111
    6901028075862
    2*6921168509256
    cash 100
    yes
    find water
    6921168509256
    0.755*30101
    note "for the office"
    less 1 10%
    cash 20x1
    .
    card ref 0021
    6921168509256
    park "lady in red"
    seller 03
    XM-15
    qty 1
    deliver to 2026-12-01 14-18 "Li Na" 13800000000 "12 Garden Street, Zhengzhou"
    860000000000001
    card ref 4417
    recall
    pickup later
    card
    $SLIP
    6901028075862
    invoice
    collect
    check
    yes
    count 50x1 20x1
    verify
    yes
    announce
    sign-on 90
    9090
    return $RECEIPT 1 "does not fit"
    6921168509256
    cash
    copy $RECEIPT "customer lost it"
    pay-out 12.50 stamps
    lift 100x1 safe
    x-report
    close
    carry goes out on 1 December
    $DRAWER
    $CARD
    200
    """

  private static let chinese = """
    登录 90
    9090
    备用金 100x1 50x2 20x5 10x10 5x10 1x20 0.5x10 0.1x20
    登录 01
    1111
    6901028075862
    2*6921168509256
    现金100
    是
    找 水
    6921168509256
    0.755*30101
    备注 "办公室用"
    打折 1 9
    现金 20x1
    .
    银行卡 单号 0021
    6921168509256
    挂单 "红衣女士"
    营业员 03
    XM-15
    数量 1
    送货 到 2026-12-01 14-18 李娜 13800000000 郑州市花园路12号
    860000000000001
    银行卡 单号 4417
    取单
    待取
    银行卡
    $SLIP
    6901028075862
    开单
    收款
    查
    是
    数 50x1 20x1
    验钞
    是
    唱
    登录 90
    9090
    退货 $RECEIPT 1 买错了
    6921168509256
    现金
    补打 $RECEIPT 顾客遗失
    支出12.50 邮票
    缴款100x1 保险柜
    X报表
    日结
    结转 12月1日送
    $DRAWER
    $CARD
    200
    """

  func run() throws {
    let folder = try ShopInit.create(
      at: path, language: language, share: OpenShop.share)
    let setUp = try OpenShop.settings(of: folder)
    let open = try OpenShop(folder, setUp)
    let printing = try PrintRoom(open)
    printing.start()
    let counter = try Counter(open, desk: 1, printing: printing)
    let script = language == "zh-Hans" ? Self.chinese : Self.english
    for line in script.split(separator: "\n") { try type(String(line), counter) }
    try counter.conversation.end()
    Console.say("")
    let waiting = try printing.end(withinSeconds: 60)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.paper).sorted() {
      Console.say("\(folder.paper)/\(name)")
    }
    if waiting > 0 { Console.complain(counter.conversation.wording.printsWait(waiting)) }
    Console.say("The shop is \(folder.path). Open it: ./till counter --shop \(folder.path)")
  }

  private func type(_ line: String, _ counter: Counter) throws {
    let conversation = counter.conversation
    var text = line
    if text.contains("$"), let sale = try conversation.sale() {
      text = text.replacingOccurrences(of: "$RECEIPT", with: sale.receipt ?? "R")
        .replacingOccurrences(of: "$SLIP", with: sale.slip ?? "S")
    }
    if text == "$DRAWER" { text = try counted(conversation) }
    if text == "$CARD" { text = try batch(conversation) }
    Console.say(conversation.asksPIN ? "> ****" : "> \(text)")
    let reply = try counter.answer(.line(text))
    for line in reply.lines { Console.say(TerminalText.safe(line)) }
    guard reply.isOK else {
      throw Failure(.refused, "The demo's line \"\(text)\" was refused; this is a fault of ours.")
    }
  }

  /// What lies in the drawer, one of the smaller coins of the change given once too often.
  private func counted(_ conversation: Conversation) throws -> String {
    let dime = CashCount([CashCount.Pieces(denominationMinor: 10, pieces: 1)])
    return (try conversation.drawer() - dime).text(currency: conversation.wording.currency)
  }

  private func batch(_ conversation: Conversation) throws -> String {
    let store = conversation.keeper.store
    let day = try store.busyDays(ofDesk: 1)?.last
    let report = try day.map { try store.dayReport(desk: 1, from: nil, day: $0, shift: nil) }
    let card = report?.tenders.first { $0.kind == .card }?.expectedMinor ?? 0
    return FixedPoint.text(card, digits: conversation.wording.currency.digits)
  }
}
