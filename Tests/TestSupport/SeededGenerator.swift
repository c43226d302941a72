/// SplitMix64: a small seeded generator, so a property that failed can be run again.
public struct SeededGenerator: RandomNumberGenerator, CustomStringConvertible {
  public let seed: UInt64
  private var state: UInt64

  public init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// A generator with a seed of its own; print it with the failure.
  public static func random() -> SeededGenerator {
    SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  public var description: String { "seed \(seed)" }
}
