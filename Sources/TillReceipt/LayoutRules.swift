/// Rules across the paper, and boxes drawn with them.
extension LayoutBuilder {
  mutating func layRule() {
    if state.border == .line {
      // Drawn when the next row's columns are known, or left to the bottom of the box.
      box.isRulePending = box.isOpen
      return
    }
    let plan = ColumnPlan(
      ruleFor: ColumnWidth.list(state.widths) ?? [.share], border: state.border,
      align: state.align, paperColumns: profile.widthColumns)
    appendRule(upper: nil, lower: nil, left: plan.left, right: plan.left + plan.total)
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
    // A plain rule runs through its end cells; a box's corners stop in the middle.
    let spans = [upper, lower].compactMap { $0.map { $0.left..<$0.left + $0.total } }
    let isBox = !spans.isEmpty
    for cell in left..<max(right, left) {
      var mask: LineMask = []
      if !isBox
        || spans.contains(where: { $0.contains(cell) && (cell > $0.lowerBound || $0.count == 1) })
      {
        mask.insert(.left)
      }
      if !isBox || spans.contains(where: { $0.contains(cell) && cell < $0.upperBound - 1 }) {
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
