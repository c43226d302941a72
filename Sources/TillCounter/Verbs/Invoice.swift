import TillCore

/// invoice, slip (开单): A3–A5
enum InvoiceVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 0)
    try turn.perform(.invoice)
  }
}
