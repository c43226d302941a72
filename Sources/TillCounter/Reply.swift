import TillCore

/// The answer to one line, with the keys the interface for programs fixes (DESIGN).
public struct Reply: Hashable, Sendable {
  public var number: Int
  /// What was read; nil for PINs.
  public var input: String?
  public var isOK: Bool
  public var stage: String
  public var say: [String] = []
  public var events: [WrittenFact] = []
  public var ask: Question.Ask?
  public var refusal: Refused?
  /// Papers that were issued to be printed; not part of the object for programs.
  public var issued: [IssuedDocument] = []
  /// Whether the counter ends with this line (`quit`).
  public var isLast = false

  /// Why a line was not carried out: a code for programs, a sentence for people.
  public struct Refused: Hashable, Sendable {
    public let code: String
    public let message: String
  }

  public var json: JSON {
    .flat([
      "n": .int(Int64(number)), "input": input.map { .string($0) } ?? .null, "ok": .bool(isOK),
      "stage": .string(stage), "say": .array(say.map { .string($0) }),
      "events": .array(
        events.map { ["seq": .int($0.seq), "kind": .string($0.kind)] }),
      "ask": ask.map { .string($0.rawValue) },
      "refusal": refusal.map {
        ["code": .string($0.code), "message": .string($0.message)]
      },
    ])
  }

  /// The plain answer: what is said, and the refusal behind `!`. A question that is asked again
  /// stands last, so that every answer ends with what comes next.
  public var lines: [String] {
    guard let refusal else { return say }
    return ask == nil ? say + ["! \(refusal.message)"] : ["! \(refusal.message)"] + say
  }
}
