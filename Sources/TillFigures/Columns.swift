import TillCore

/// Upright bars over labels, with an axis: hours, days.
struct Columns: Block {
  struct Bar {
    let label: String
    let now: Int64
    /// What was before in its place; nil draws nothing.
    var before: Int64?
    /// Stands apart from its neighbours: a Sunday.
    var isMarked = false
  }

  let bars: [Bar]
  let figures: ShortFigures
  /// Legends of the two kinds of bars.
  let nowName: String
  let beforeName: String
  /// What the axis measures, such as `CNY`.
  let axisName: String
  var points = 150.0

  private let axisWidth = 34.0
  private let headHeight = 16.0
  private let footHeight = 14.0

  func height(_ width: Double) -> Double { points }

  private var scale: Scale {
    Scale(
      bars.map(\.now) + bars.compactMap(\.before), unit: figures.currency.minorPerUnit,
      steps: points > 130 ? 6 : 5)
  }

  func draw(_ pen: Pen, x: Double, y: Double, width: Double) {
    let scale = scale
    let (left, top) = (x + axisWidth, y + headHeight)
    let (wide, high) = (width - axisWidth, points - headHeight - footHeight)
    let height = { (value: Int64) -> Double in top + high * (1 - scale.part(value)) }
    drawLegend(pen, x: x, y: y, width: width)
    for tick in scale.ticks {
      let at = height(tick)
      pen.line(
        tick == 0 ? .quiet : .rule, fromX: left, fromY: at, toX: left + wide, toY: at,
        width: tick == 0 ? 0.8 : 0.4)
      pen.text(
        figures.text(minor: tick), x: left - 4, baseline: at + 2.3, size: 6.5, tint: .quiet,
        align: .right)
    }
    let step = wide / Double(max(1, bars.count))
    for (index, bar) in bars.enumerated() {
      draw(
        bar, pen, x: left + Double(index) * step, step: step, zero: height(0), height: height)
      pen.text(
        bar.label, x: left + (Double(index) + 0.5) * step, baseline: top + high + 9.5,
        size: min(6.5, step * 0.62), isBold: bar.isMarked, tint: bar.isMarked ? .ink : .quiet,
        align: .middle)
    }
  }

  private func draw(
    _ bar: Bar, _ pen: Pen, x: Double, step: Double, zero: Double,
    height: @escaping (Int64) -> Double
  ) {
    func rectangle(_ value: Int64, x: Double, width: Double, _ tint: Tint) {
      let top = height(value)
      pen.bar(tint, x: x, y: min(top, zero), width: width, height: abs(zero - top))
    }
    let hasBefore = bars.contains { $0.before != nil }
    let whole = min(step * 0.78, 34)
    let start = x + (step - whole) / 2
    if let before = bar.before, before != 0 {
      rectangle(before, x: start, width: whole * 0.45, .before)
    }
    let nowStart = hasBefore ? start + whole * 0.40 : start
    let nowWidth = hasBefore ? whole * 0.60 : whole
    guard bar.now != 0 else { return }
    rectangle(bar.now, x: nowStart, width: nowWidth, .now)
    let size = min(6.3, step * 0.34)
    let (label, middle) = (figures.text(minor: bar.now), nowStart + nowWidth / 2)
    let baseline = min(height(bar.now), zero) - 1.8
    let wide = pen.width(label, size)
    // On white, or a taller bar of what was before shows through.
    pen.fill(
      .paper, x: middle - wide / 2 - 0.6, y: baseline - size * 0.8, width: wide + 1.2,
      height: size * 0.95)
    pen.text(label, x: middle, baseline: baseline, size: size, align: .middle)
  }

  private func drawLegend(_ pen: Pen, x: Double, y: Double, width: Double) {
    pen.text(axisName, x: x, baseline: y + 6.5, size: 6.5, tint: .quiet)
    var right = x + width
    var entries: [(String, Tint)] = [(nowName, .now)]
    if bars.contains(where: { $0.before != nil }) { entries.append((beforeName, .before)) }
    for (name, tint) in entries.reversed() {
      pen.text(name, x: right, baseline: y + 6.5, size: 6.5, tint: .quiet, align: .right)
      right -= pen.width(name, 6.5) + 10
      pen.bar(tint, x: right, y: y + 0.8, width: 7, height: 6)
      right -= 12
    }
  }
}
