import TillReceipt

/// Whether each printer can do what the file asks of it: a route that prints nothing is a mistake
/// that shows only when a customer waits.
struct AbilityRule {
  let candidates: [FallbackRule.Candidate]
  /// The profile of a name; nil where it isn't known.
  let profile: (String) -> Profile?

  /// Notes what is wrong, with the line of the key.
  func noteFaults() {
    var lines: [String: Int] = [:]
    for candidate in candidates {
      // CUPS doesn't tell capitals from small letters.
      let queue = candidate.printer.queue
      if let line = lines[queue.lowercased()] {
        candidate.group.note(
          "queue", "is \(queue), as in line \(line)", wayOn: "name each queue once")
      } else {
        lines[queue.lowercased()] = candidate.group.line(of: "queue")
      }
      if let profile = profile(candidate.printer.profile) { noteFaults(of: candidate, profile) }
    }
  }

  private func noteFaults(of candidate: FallbackRule.Candidate, _ profile: Profile) {
    if profile.kick == nil, candidate.papers.contains(where: { $0.kind == .kick }) {
      candidate.group.note(
        "prints", "names kick, and a printer of the profile \(profile.name) opens no drawer",
        wayOn: "take it out, or name it at the printer the drawer hangs on")
    }
    if profile.target == .pdf, candidate.printer.device != nil {
      candidate.group.note(
        "device", "is a receipt printer's address, and \(profile.name) prints pages through CUPS",
        wayOn: "take it out, or name a receipt printer's profile")
    }
  }
}
