/// What the layout, not the template, puts on a document: so no template can leave it off.
public struct Dressing: Sendable, Equatable {
  /// The boxed line on every part of a reprint, such as `COPY 2 · customer lost it` (D4).
  public var copyBanner: String?
  /// Which of the copies it is, such as `Part 1 of 3 · Finance` (C7).
  public var copyName: String?
  /// The stamp "payment received", put where the template says `{till_stamp:…}`, else at the end;
  /// nil while unpaid (C6).
  public var stamp: Stamp?

  /// Across every part and page of a document that no longer holds, such as VOID 作废 (D2).
  public var voidMark: String?

  /// Head and foot of every part and across every page of a learner's paper, such as TRAINING 练习.
  public var trainingMark: String?

  /// Nothing put on: an unstamped original.
  public static let none = Dressing()

  /// What to put on; leave out what is not wanted.
  public init(
    copyBanner: String? = nil, copyName: String? = nil, stamp: Stamp? = nil,
    voidMark: String? = nil, trainingMark: String? = nil
  ) {
    self.trainingMark = trainingMark
    self.voidMark = voidMark
    self.copyBanner = copyBanner
    self.copyName = copyName
    self.stamp = stamp
  }
}

/// The shop's stamp 收款专用章; its words come from the shop's settings (C6).
public struct Stamp: Sendable, Equatable {
  /// The shop's full name, on the arc.
  public var shopName: String
  /// The wording, such as 收款专用章 or PAYMENT RECEIVED.
  public var wording: String
  /// The stamp's own number; may be empty.
  public var number: String

  /// A stamp with the shop's full name, its wording and its number.
  public init(shopName: String, wording: String, number: String) {
    self.shopName = shopName
    self.wording = wording
    self.number = number
  }
}
