import TillCore

/// Lying bars with their names at the left and figures at the right: departments, tenders, margin.
struct Rows: Block {
  struct Bar {
    let name: String
    let now: Int64
    var before: Int64?
    /// What stands at its right: the amount.
    let value: String
    /// What stands at the far right: its share or rate.
    var share = ""
    /// Where a target stands; nil for none.
    var target: Int64?
    /// What it will come to if it goes on alike; drawn lightly behind.
    var projected: Int64?
  }

  let bars: [Bar]
  /// What the axis is at least to reach to, so that rows of two charts can be compared.
  var leastGreatest: Int64 = 0
  /// Legend below, such as what the mark stands for; each with its tint.
  var legend: [(name: String, tint: Tint)] = []
  private let rowHeight = 15.5
  private let legendHeight = 13.0

  init(
    _ bars: [Bar], leastGreatest: Int64 = 0, legend: [(name: String, tint: Tint)] = []
  ) {
    self.bars = bars
    self.leastGreatest = leastGreatest
    self.legend = legend
  }

  func height(_ width: Double) -> Double {
    Double(bars.count) * rowHeight + (legend.isEmpty ? 0 : legendHeight) + 4
  }

  func draw(_ pen: Pen, x: Double, y: Double, width: Double) {
    let size = 7.5
    let values = bars.flatMap { (bar: Bar) -> [Int64] in
      [bar.now, bar.before ?? 0, bar.target ?? 0, bar.projected ?? 0]
    }
    let least = min(0, values.min() ?? 0)
    let greatest = max(1, leastGreatest, values.max() ?? 1)
    let nameWidth = min(
      width * 0.32, (bars.map { pen.width($0.name, size) }.max() ?? 0) + 6)
    let shareWidth = (bars.map { pen.width($0.share, size) }.max() ?? 0) + 6
    let valueWidth = (bars.map { pen.width($0.value, size) }.max() ?? 0) + 6 + shareWidth
    let left = x + nameWidth
    let wide = max(20, width - nameWidth - valueWidth)
    let perUnit = wide / Double(greatest - least)
    let at = { (value: Int64) -> Double in left + perUnit * Double(value - least) }
    for (index, bar) in bars.enumerated() {
      let top = y + Double(index) * rowHeight
      let baseline = top + rowHeight / 2 + 2.6
      pen.text(bar.name, x: x, baseline: baseline, size: size, room: nameWidth - 4)
      draw(bar, pen, top: top, zero: at(0), at: at)
      pen.text(
        bar.value, x: x + width - shareWidth, baseline: baseline, size: size, align: .right)
      pen.text(
        bar.share, x: x + width, baseline: baseline, size: size, tint: .quiet, align: .right)
    }
    pen.line(
      .quiet, fromX: at(0), fromY: y, toX: at(0), toY: y + Double(bars.count) * rowHeight)
    drawLegend(pen, x: x, y: y + Double(bars.count) * rowHeight + 3)
  }

  private func draw(
    _ bar: Bar, _ pen: Pen, top: Double, zero: Double, at: @escaping (Int64) -> Double
  ) {
    let rect = { (value: Int64, tint: Tint, down: Double, height: Double) in
      pen.bar(
        tint, x: min(zero, at(value)), y: top + down, width: abs(at(value) - zero),
        height: height)
    }
    if let projected = bar.projected { rect(projected, .before, 4, 7.5) }
    if let before = bar.before {
      rect(before, .before, 9, 3.5)
      rect(bar.now, bar.now < 0 ? .mark : .now, 2.5, 6.5)
    } else {
      rect(
        bar.now, bar.now < 0 ? .mark : .now, bar.projected == nil ? 3.5 : 5.5,
        bar.projected == nil ? 8.5 : 4.5)
    }
    guard let target = bar.target else { return }
    pen.line(
      .mark, fromX: at(target), fromY: top + 1.5, toX: at(target), toY: top + rowHeight - 1.5,
      width: 1.8)
  }

  private func drawLegend(_ pen: Pen, x: Double, y: Double) {
    var left = x
    for (name, tint) in legend {
      if tint == .mark {
        pen.line(.mark, fromX: left + 3, fromY: y + 0.5, toX: left + 3, toY: y + 8.5, width: 1.8)
      } else {
        pen.bar(tint, x: left, y: y + 2, width: 7, height: 6)
      }
      pen.text(name, x: left + 10, baseline: y + 7.2, size: 6.5, tint: .quiet)
      left += pen.width(name, 6.5) + 24
    }
  }
}
