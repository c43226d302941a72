import TillCore

/// park [LABEL] (挂单)
enum ParkVerb {
  static func run(_ turn: inout Turn) throws {
    let label = try turn.clean(turn.operands.rest(from: 0))
    try turn.perform(.park(label: label.isEmpty ? turn.section.at.localTime : label))
  }
}
