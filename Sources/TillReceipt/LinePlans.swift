import Synchronization

/// The `width` property as written, with a number that tells most others from it at once.
struct WidthList: Equatable {
  fileprivate let stamp: UInt64
  let text: String

  init(_ text: String) {
    self.text = text
    // FNV-1a: a document asks for its plans by this at every line.
    stamp = text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

/// A line's plan; the second is that of its lower row, when it is folded. A class: every line asks
/// for one, and a copy would count the references of four arrays.
final class LinePlan: Sendable {
  let upper: ColumnPlan
  let lower: ColumnPlan?

  init(upper: ColumnPlan, lower: ColumnPlan?) { (self.upper, self.lower) = (upper, lower) }
}

/// The plans of the lines of documents; templates use a handful of widths, over and over.
///
/// They are kept for the documents to come: planning them anew took a third of the layout's time.
struct LinePlans {
  /// What a plan depends on besides the paper.
  private struct Key: Equatable {
    let widths: WidthList
    /// Of the line, where the plan depends on them; -1 for a rule.
    let columns: Int
    let border: Border
    let align: Alignment
    let foldColumns: Int
  }

  private struct Known {
    /// Of each key's widths: looked through first, so that a look-up compares one text.
    var stamps: [UInt64] = []
    var keys: [Key] = []
    var plans: [LinePlan] = []
  }

  /// With more plans than this for one width of paper they are forgotten: no shop's templates.
  private static let mostPlans = 48
  /// A folded line's `*` column would have had fewer cells than this: too few for a name.
  private static let leastNameCells = 16

  /// By the paper's width in columns, of which there are 73.
  private static let kept = Mutex<[Int: Known]>([:])

  private let paperColumns: Int
  private var known: Known
  private var isChanged = false

  init(paperColumns: Int) {
    self.paperColumns = paperColumns
    known = Self.kept.withLock { $0[paperColumns] ?? Known() }
  }

  /// Leaves what was planned to the next document.
  func keep() {
    guard isChanged else { return }
    let plans = known.plans.count <= Self.mostPlans ? known : Known()
    Self.kept.withLock { $0[paperColumns] = plans }
  }

  /// The plan for a line of so many columns.
  mutating func plan(for state: LayoutBuilder.State, columns count: Int) -> LinePlan {
    let isShort = state.widths.text == "auto" || state.foldColumns > 0
    let key = Key(
      widths: state.widths, columns: isShort ? count : 0, border: state.border,
      align: state.align, foldColumns: state.foldColumns)
    if let plan = plan(key) { return plan }
    let widths = ColumnWidth.list(state.widths.text)
    let plan = folded(widths ?? Array(repeating: .share, count: max(count, 1)), count, state)
    // A written-out `AUTO` depends on the line's columns and is left out of the store.
    if widths != nil || isShort { add(key, plan) }
    return plan
  }

  /// The plan of a rule.
  mutating func rule(for state: LayoutBuilder.State) -> ColumnPlan {
    let key = Key(
      widths: state.widths, columns: -1, border: state.border, align: state.align,
      foldColumns: 0)
    if let plan = plan(key) { return plan.upper }
    let rule = ColumnPlan(
      ruleFor: ColumnWidth.list(state.widths.text) ?? [.share], border: state.border,
      align: state.align, paperColumns: paperColumns)
    add(key, LinePlan(upper: rule, lower: nil))
    return rule
  }

  private func plan(_ key: Key) -> LinePlan? {
    for index in known.stamps.indices where known.stamps[index] == key.widths.stamp {
      if known.keys.withUnsafeBufferPointer({ $0[index] == key }) { return known.plans[index] }
    }
    return nil
  }

  private mutating func add(_ key: Key, _ plan: LinePlan) {
    // One more than are kept tells `keep` that there were too many.
    guard known.plans.count <= Self.mostPlans else { return }
    known.stamps.append(key.widths.stamp)
    known.keys.append(key)
    known.plans.append(plan)
    isChanged = true
  }

  private func planned(_ widths: [ColumnWidth], _ state: LayoutBuilder.State) -> ColumnPlan {
    ColumnPlan(
      widths: widths, border: state.border, align: state.align, paperColumns: paperColumns)
  }

  /// `{till_fold:2}`: where the paper is too narrow, the columns after the second go on a row of
  /// their own, under the second; the first of them takes what is free.
  private func folded(
    _ widths: [ColumnWidth], _ count: Int, _ state: LayoutBuilder.State
  ) -> LinePlan {
    let whole = planned(widths, state)
    let kept = state.foldColumns
    guard kept > 0, count > kept, widths.count > kept, state.border != .line else {
      return LinePlan(upper: whole, lower: nil)
    }
    let isNarrow =
      whole.columns.count < min(count, widths.count)
      || whole.columns.contains {
        widths[$0.source] == .share && $0.width < Self.leastNameCells
      }
    guard isNarrow else { return LinePlan(upper: whole, lower: nil) }
    var indent = ColumnWidth.fixed(2)
    if kept > 1, case .fixed = widths[0] { indent = widths[0] }
    let rest = [indent, .share] + widths.dropFirst(kept + 1)
    return LinePlan(
      upper: planned(Array(widths.prefix(kept)), state),
      lower: planned(rest, state).dropFirst(movingSourcesBy: kept - 1))
  }
}
