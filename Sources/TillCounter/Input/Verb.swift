/// What a line can ask for: the verbs of COUNTER's table that the counter knows today.
///
/// Verbs of later work are left out on purpose, so that they answer as unknown instead of half.
public enum Verb: String, CaseIterable, Hashable, Sendable {
  case signOn = "sign-on"
  case signOff = "sign-off"
  case undo
  case status
  case last
  case sales
  case seller
  case find
  case show
  case with
  case qty
  case price
  case drop
  case note
  case serial
  /// `less 10%`, `less 5.00`: the operand says whether it is a percentage or an amount off.
  case less
  /// 优惠: always an amount off.
  case rebate
  /// 抹零: rounds the total down within the shop's limit.
  case roundDown = "round-down"
  /// 打折: the operand is what stays, in tenths (`Operand.discountTenths`).
  case discountTenths = "discount-tenths"
  case customer
  case park
  case recall
  case cancel
  case invoice
  case reopen
  case collect
  case check
  case count
  case verify
  case announce
  case cash
  case card
  case takeBack = "take-back"
  case receipt
  case pickup
  /// 待取 says in one word what English says as `pickup later`.
  case pickupLater = "pickup-later"
  case deliver
  case `return`
  case float
  case openDrawer = "open-drawer"
  case payIn = "pay-in"
  case payOut = "pay-out"
  case lift
  case swap
  case handover
  case close
  case copy
  case jobs
  case retry
  case settle
  case xReport = "x-report"
  // People
  case approve
  case lock
  case help
  /// Ends the counter as end of input does.
  case quit

  /// Whether a beginning of three letters or more will do (COUNTER rule 3).
  ///
  /// Only verbs that can't do harm when they were not meant: none takes money or ends a sale.
  var mayBeShortened: Bool {
    switch self {
    case .status, .last, .sales, .find, .show, .with, .qty, .price, .drop, .note, .serial, .less,
      .customer, .park, .recall, .check, .count, .verify, .jobs, .help:
      true
    default: false
    }
  }
}

/// Everything a verb may be called.
public struct VerbNames: Hashable, Sendable {
  /// English words; empty where only Chinese has a word for it.
  public let english: [String]
  /// Chinese words; what follows needs no blank.
  public let chinese: [String]
  /// Pinyin initials, or more of the pinyin where initials were taken.
  public let initials: [String]

  init(_ english: [String], _ chinese: [String], _ initials: [String]) {
    self.english = english
    self.chinese = chinese
    self.initials = initials
  }

  /// All of them.
  public var all: [String] { english + chinese + initials }
}

extension Verb {
  /// What this verb may be called, as in COUNTER's table.
  public var names: VerbNames {
    switch self {
    case .signOn, .signOff, .undo, .status, .last, .sales, .seller, .find, .show, .with, .help,
      .quit, .approve, .lock:
      namesAtAnyTime
    case .qty, .price, .drop, .note, .serial, .less, .rebate, .roundDown, .discountTenths,
      .customer, .park, .recall, .cancel:
      namesWhileIntroducing
    default: namesFromInvoiceOn
    }
  }

  private var namesAtAnyTime: VerbNames {
    switch self {
    case .signOn: VerbNames(["sign-on"], ["登录"], ["dl"])
    case .signOff: VerbNames(["sign-off"], ["登出"], ["dc"])
    case .undo: VerbNames(["undo"], ["回退"], ["ht"])
    case .status: VerbNames(["status"], ["状态"], ["zt"])
    case .last: VerbNames(["last"], ["上一单"], ["syd"])
    case .sales: VerbNames(["sales"], ["查单"], ["cd"])
    case .seller: VerbNames(["seller"], ["营业员"], ["yyy"])
    case .approve: VerbNames(["approve"], ["授权"], ["sq"])
    case .lock: VerbNames(["lock"], ["锁屏"], ["sp"])
    case .find: VerbNames(["find"], ["找"], ["z"])
    case .show: VerbNames(["show"], ["详情"], ["xq"])
    case .with: VerbNames(["with"], ["搭配"], ["dp"])
    // 帮助 would be bz, which has long been 备注; people note more often than they ask.
    case .help: VerbNames(["help", "?"], ["帮助"], ["bangz"])
    // No initials: nobody should leave the counter by two keys.
    case .quit: VerbNames(["quit", "exit"], ["退出"], [])
    default: VerbNames([], [], [])
    }
  }

  private var namesWhileIntroducing: VerbNames {
    switch self {
    case .qty: VerbNames(["qty"], ["数量"], ["sl"])
    case .price: VerbNames(["price"], ["改价"], ["gj"])
    case .drop: VerbNames(["drop"], ["删除"], ["sc"])
    case .note: VerbNames(["note"], ["备注"], ["bz"])
    case .serial: VerbNames(["serial"], ["序列号"], ["xlh"])
    case .less: VerbNames(["less"], [], [])
    case .rebate: VerbNames([], ["优惠"], ["yh"])
    case .roundDown: VerbNames([], ["抹零"], ["ml"])
    case .discountTenths: VerbNames([], ["打折"], ["dz"])
    case .customer: VerbNames(["customer"], ["顾客"], ["gk"])
    case .park: VerbNames(["park"], ["挂单"], ["gd"])
    case .recall: VerbNames(["recall"], ["取单"], ["qd"])
    case .cancel: VerbNames(["cancel"], ["取消"], ["qx"])
    default: VerbNames([], [], [])
    }
  }

  private var namesFromInvoiceOn: VerbNames {
    switch self {
    case .invoice: VerbNames(["invoice", "slip"], ["开单"], ["kd"])
    case .reopen: VerbNames(["reopen"], ["改单"], ["gaid"])
    case .collect: VerbNames(["collect"], ["收款"], ["sk"])
    case .check: VerbNames(["check"], ["查"], ["c"])
    case .count: VerbNames(["count"], ["数"], ["s"])
    case .verify: VerbNames(["verify"], ["验钞"], ["y"])
    case .announce: VerbNames(["announce"], ["唱"], ["ch"])
    case .cash: VerbNames(["cash"], ["现金"], ["xj"])
    case .card: VerbNames(["card"], ["银行卡"], ["yhk"])
    case .takeBack: VerbNames(["take-back"], ["退付"], ["tf"])
    case .receipt: VerbNames(["receipt"], ["小票"], ["xp"])
    case .pickup: VerbNames(["pickup"], ["取货"], ["qh"])
    case .pickupLater: VerbNames([], ["待取"], ["dq"])
    case .deliver: VerbNames(["deliver"], ["送货"], ["songh"])
    case .return: VerbNames(["return"], ["退货"], ["th"])
    case .float: VerbNames(["float"], ["备用金"], ["byj"])
    case .openDrawer: VerbNames(["open-drawer"], ["开钱箱"], ["kqx"])
    case .payIn: VerbNames(["pay-in"], ["存入"], ["cunr"])
    case .payOut: VerbNames(["pay-out"], ["支出"], ["zhic"])
    case .lift: VerbNames(["lift"], ["缴款"], ["jk"])
    case .swap: VerbNames(["swap"], ["换零"], ["hl"])
    case .handover: VerbNames(["handover"], ["交班"], ["jb"])
    case .close: VerbNames(["close"], ["日结"], ["rj"])
    case .copy: VerbNames(["copy"], ["补打"], ["bd"])
    case .jobs: VerbNames(["jobs"], ["打印队列"], ["dy"])
    case .retry: VerbNames(["retry"], ["续打"], ["xd"])
    case .settle: VerbNames(["settle"], ["认定"], ["rd"])
    case .xReport: VerbNames(["x-report"], ["X报表"], ["xbb"])
    default: VerbNames([], [], [])
    }
  }
}
