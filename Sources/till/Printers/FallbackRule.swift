import TillReceipt

/// Whether each printer's fallback can stand in for it.
///
/// It must be another printer of the file, take the same kind of data (a drawer hangs on a
/// receipt printer only, and a form can't be fed through one), and lead round in no circle: a
/// paper must come to rest somewhere.
struct FallbackRule {
  /// A printer, what it gets, and the group that names it.
  struct Candidate {
    let printer: PrinterRouting.Printer
    /// What the file sends there.
    let papers: [PrinterRouting.Paper]
    let group: SettingsGroup
  }

  let candidates: [Candidate]
  /// What is sent to a printer of a profile; nil where that isn't known.
  let target: (String) -> Profile.Target?

  private static let key = "fallback"

  /// Notes what is wrong, with the line of the key.
  func noteFaults() {
    for (index, candidate) in candidates.enumerated() {
      guard let fallback = candidate.printer.fallback else { continue }
      let queue = candidate.printer.queue
      guard fallback != queue else {
        candidate.group.note(
          Self.key, "is the printer itself", wayOn: "name another one, or take it out")
        continue
      }
      guard let other = printer(fallback) else {
        let queues = candidates.map(\.printer.queue).filter { $0 != queue }
        candidate.group.note(
          Self.key, "names \(SettingsNames.shown(fallback)), which is no printer of this file",
          wayOn: queues.isEmpty
            ? "take it out" : "write \(SettingsNames.list(queues, last: "or"))")
        continue
      }
      if let mine = target(candidate.printer.profile), let theirs = target(other.profile),
        mine != theirs
      {
        candidate.group.note(
          Self.key, "names \(fallback), which takes \(theirs.rawValue) and not \(mine.rawValue)",
          wayOn: "name a printer of the same kind, or take it out")
      }
      if let circle = circle(from: index) {
        candidate.group.note(
          Self.key, "leads round in a circle: \(circle.joined(separator: ", "))",
          wayOn: "take one of these fallbacks out")
      }
    }
  }

  private func printer(_ queue: String) -> PrinterRouting.Printer? {
    candidates.first { $0.printer.queue == queue }?.printer
  }

  /// The queues from a printer back to it, told by the first of them in the file.
  private func circle(from start: Int) -> [String]? {
    let first = candidates[start].printer.queue
    var queues = [first]
    var next = candidates[start].printer.fallback
    while let queue = next, queues.count <= candidates.count {
      queues.append(queue)
      if queue == first {
        let members = candidates.firstIndex { queues.contains($0.printer.queue) }
        return members == start ? queues : nil
      }
      next = printer(queue)?.fallback
    }
    return nil
  }
}
