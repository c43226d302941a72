/// Rules across the paper, and boxes drawn with them.
extension LayoutBuilder {
  mutating func layRule() {
    if state.border == .line {
      // Drawn when the next row's columns are known, or left to the bottom of the box.
      box.isRulePending = box.isOpen
      return
    }
    let plan = plans.rule(for: state)
    // It runs through its end cells.
    let first = glyphs.count
    for cell in plan.left..<plan.left + plan.total { appendLine([.left, .right], at: cell) }
    append(Row(kind: .rule, glyphs: first..<glyphs.count))
  }

  mutating func openBox(for plan: ColumnPlan) {
    if !box.isOpen {
      appendRule(
        upper: nil, lower: plan, left: plan.left, right: plan.left + plan.total)
    } else if box.isRulePending, let last = box.last {
      appendRule(
        upper: last, lower: plan, left: min(last.left, plan.left),
        right: max(last.left + last.total, plan.left + plan.total))
    }
    box = OpenBox(isOpen: true, isRulePending: false, last: plan)
  }

  mutating func closeBox() {
    if box.isOpen, let last = box.last {
      appendRule(upper: last, lower: nil, left: last.left, right: last.left + last.total)
    }
    box = OpenBox()
  }

  private mutating func appendRule(
    upper: ColumnPlan?, lower: ColumnPlan?, left: Int, right: Int
  ) {
    let first = glyphs.count
    let spans = [upper, lower].compactMap { $0.map { $0.left..<$0.left + $0.total } }
    for cell in left..<max(right, left) {
      var mask: LineMask = []
      // The corners stop in the middle of their cells.
      if spans.contains(where: { $0.contains(cell) && (cell > $0.lowerBound || $0.count == 1) }) {
        mask.insert(.left)
      }
      if spans.contains(where: { $0.contains(cell) && cell < $0.upperBound - 1 }) {
        mask.insert(.right)
      }
      if let upper, upper.verticals.contains(cell) { mask.insert(.up) }
      if let lower, lower.verticals.contains(cell) { mask.insert(.down) }
      if !mask.isEmpty { appendLine(mask, at: cell) }
    }
    append(Row(kind: .rule, glyphs: first..<glyphs.count))
  }
}

/// A box begun by `{border:line}` and not yet closed.
struct OpenBox {
  var isOpen = false
  var isRulePending = false
  var last: ColumnPlan?
}
