/// What stands on a line, counted from its left edge.
struct Mark: Sendable, Equatable {
  enum Ink: Sendable, Equatable {
    case character(Unicode.Scalar, Look)
    case dots(DotGrid)
  }

  let ink: Ink
  var x: Int
  let width: Int
  let height: Int
  /// Blank dots of its width before the ink.
  var leftSpace = 0
  /// From a pair of bytes: as wide as it is high.
  var isChinese = false
}

/// Something on the paper, from `top` on.
struct Strip: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// A line of marks, already at their places.
    case line([Mark], isUpsideDown: Bool)
    case image(DotGrid, x: Int)
    case code(PrintedCode, DotGrid, x: Int, labelFont: Look.Font)
    /// Blank paper, so many lines' worth.
    case blank
  }

  let kind: Kind
  let top: Int
  /// Of what has ink.
  let inkHeight: Int
}

/// The paper as it leaves the printer, in dots from the beginning of the job.
struct PaperRoll: Sendable, Equatable {
  private(set) var strips: [Strip] = []
  /// Where the paper is cut, from the top.
  private(set) var cuts: [Int] = []
  /// Where the head stands.
  private(set) var head: Int
  /// Dots from the head to the knife.
  private let knifeDots: Int

  /// What already hung out of the printer when the job began: the way from head to knife.
  init(knifeDots: Int?) {
    self.knifeDots = knifeDots ?? 0
    head = self.knifeDots
  }

  /// Prints at the head and feeds.
  mutating func add(_ kind: Strip.Kind, inkHeight: Int, feed: Int) {
    strips.append(Strip(kind: kind, top: head, inkHeight: inkHeight))
    head += feed
  }

  /// Cuts where the knife is, after a feed that is counted from the knife on. Answers how many dots
  /// of print are left below the cut, 0 when none are.
  mutating func cut(feedDots: Int?) -> Int {
    if let feedDots { head += knifeDots + feedDots }
    let place = max(head - knifeDots, cuts.last ?? 0)
    cuts.append(place)
    let below = strips.reversed().prefix { $0.top + $0.inkHeight > place }
      .filter { $0.top < place && $0.kind != .blank }
    return below.map { $0.top + $0.inkHeight - place }.max() ?? 0
  }
}
