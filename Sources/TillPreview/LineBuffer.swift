/// The line a printer collects until it is told to print it.
struct LineBuffer: Sendable {
  private var marks: [Mark] = []
  /// Where the next mark begins, from the print area's left edge.
  private(set) var endDots = 0

  /// Whether nothing was put on it; a tab counts as something.
  var isEmpty: Bool { marks.isEmpty && endDots == 0 }

  /// The tallest mark; 0 without marks.
  var heightDots: Int { marks.map(\.height).max() ?? 0 }

  mutating func add(_ mark: Mark) {
    marks.append(mark)
    endDots += mark.width
  }

  /// Goes on to a place farther right.
  mutating func move(toDots dots: Int) { endDots = max(endDots, dots) }

  /// The marks at their places on the paper.
  func marks(movedBy left: Int) -> [Mark] {
    marks.map { mark in
      var moved = mark
      moved.x += left
      return moved
    }
  }
}
