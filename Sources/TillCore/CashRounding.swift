/// Rounding of sums paid in cash where the smallest coins are out of use (`cashRoundingMinor`).
public enum CashRounding {
  /// The multiple of `stepMinor` nearest to the amount, halves away from zero: 0.025 by 0.05 is
  /// 0.05, and a refund of −0.025 is −0.05, so that a refund gives back what the sale took.
  ///
  /// A step of 1 or less leaves the amount as it is.
  public static func rounded(_ amountMinor: Int64, stepMinor: Int64) -> Int64 {
    guard stepMinor > 1 else { return amountMinor }
    return Rounding.nearest(amountMinor, step: stepMinor)
  }
}
