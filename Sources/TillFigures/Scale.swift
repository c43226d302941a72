import TillCore

/// An axis: round steps from the least to the greatest of some values, zero among them.
struct Scale {
  let least: Int64
  let greatest: Int64
  let step: Int64

  /// - Parameters:
  ///   - unit: the smallest step that makes sense, such as one yuan in minor units.
  ///   - steps: at most how many there should be.
  init(_ values: [Int64], unit: Int64 = 1, steps: Int64 = 6) {
    let top = max(0, values.max() ?? 0)
    let bottom = min(0, values.min() ?? 0)
    let step = Self.round(up: max(unit, (top - bottom + steps - 1) / steps), unit: unit)
    self.step = step
    least = -((-bottom + step - 1) / step) * step
    greatest = max(step, (top + step - 1) / step * step)
  }

  /// 1, 2 or 5 times a power of ten of the unit.
  private static func round(up value: Int64, unit: Int64) -> Int64 {
    var power = unit
    while true {
      for factor in [1, 2, 5] as [Int64] where power * factor >= value { return power * factor }
      power *= 10
    }
  }

  var ticks: [Int64] { Array(stride(from: least, through: greatest, by: Int(step))) }

  /// Where a value stands, 0 at the least and 1 at the greatest.
  func part(_ value: Int64) -> Double { Double(value - least) / Double(greatest - least) }
}

/// Amounts on axes and bars, where there is room for few figures.
struct ShortFigures {
  let currency: Currency
  let isChinese: Bool

  /// `820`, `3.2k`, `14k`, `1.4M`; `820`, `3200`, `1.4万`: as much as a bar can show.
  func text(minor: Int64) -> String {
    text(whole(minor))
  }

  /// Minor units rounded to whole ones.
  func whole(_ minor: Int64) -> Int64 {
    Int64(Rounding.halfAwayFromZero(Int128(minor), over: Int128(currency.minorPerUnit)))
  }

  func text(_ value: Int64) -> String {
    let size = value.magnitude
    if isChinese {
      if size < 10_000 { return String(value) }
      return size < 100_000_000 ? scaled(value, 10_000) + "万" : scaled(value, 100_000_000) + "亿"
    }
    if size < 1_000 { return String(value) }
    return size < 1_000_000 ? scaled(value, 1_000) + "k" : scaled(value, 1_000_000) + "M"
  }

  private func scaled(_ value: Int64, _ by: Int64) -> String {
    let tenths = Rounding.halfAwayFromZero(Int128(value) * 10, over: Int128(by))
    guard tenths.magnitude < 100, tenths % 10 != 0 else {
      return String(Rounding.halfAwayFromZero(Int128(value), over: Int128(by)))
    }
    return FixedPoint.text(Int64(tenths), digits: 1)
  }
}
