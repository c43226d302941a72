/// Dots on paper: as many across as down, each ink or not.
public struct DotGrid: Sendable, Equatable {
  /// Dots across.
  public let width: Int
  /// Dots down.
  public private(set) var height: Int
  /// Row by row from the top: 255 is ink, 0 is paper.
  public private(set) var dots: [UInt8]

  /// Blank paper.
  public init(width: Int, height: Int) {
    self.width = max(width, 0)
    self.height = max(height, 0)
    dots = [UInt8](repeating: 0, count: self.width * self.height)
  }

  /// Whether there is ink; outside there is none.
  public subscript(x: Int, y: Int) -> Bool {
    (0..<width).contains(x) && (0..<height).contains(y) && dots[y * width + x] != 0
  }

  /// Dots with ink.
  public var inkCount: Int { dots.reduce(0) { $0 + ($1 == 0 ? 0 : 1) } }

  /// Puts ink on a rectangle, or takes it off. What is outside is left out.
  mutating func fill(x: Int, y: Int, width: Int, height: Int, isInk: Bool = true) {
    let left = max(x, 0)
    let right = min(x + width, self.width)
    guard left < right else { return }
    for row in max(y, 0)..<max(min(y + height, self.height), max(y, 0)) {
      for index in row * self.width + left..<row * self.width + right {
        dots[index] = isInk ? 255 : 0
      }
    }
  }

  /// Puts another's ink here, each dot `scaleX` × `scaleY` large; where it has none, all stays.
  mutating func stamp(
    _ other: DotGrid, x: Int, y: Int, scaleX: Int = 1, scaleY: Int = 1, isInk: Bool = true
  ) {
    for row in 0..<other.height {
      var column = 0
      while column < other.width {
        // Whole runs at once: most of a letter is white.
        guard other.dots[row * other.width + column] != 0 else {
          column += 1
          continue
        }
        let start = column
        while column < other.width, other.dots[row * other.width + column] != 0 { column += 1 }
        fill(
          x: x + start * scaleX, y: y + row * scaleY, width: (column - start) * scaleX,
          height: scaleY, isInk: isInk)
      }
    }
  }

  /// Rows of it; what lies outside is blank.
  func rows(_ range: Range<Int>) -> DotGrid {
    var part = DotGrid(width: width, height: range.count)
    for (row, y) in range.enumerated() where (0..<height).contains(y) {
      part.dots.replaceSubrange(
        row * width..<(row + 1) * width, with: dots[y * width..<(y + 1) * width])
    }
    return part
  }

  /// The same turned by half a turn.
  func turned() -> DotGrid {
    var turned = self
    turned.dots.reverse()
    return turned
  }

  /// Ink one dot to the right as well: how a printer emphasises.
  func smeared() -> DotGrid {
    var smeared = self
    for index in dots.indices where dots[index] != 0 && (index + 1) % width != 0 {
      smeared.dots[index + 1] = 255
    }
    return smeared
  }

  /// Rows as a printer gets them: 8 dots a byte, the left one highest, each dot stretched.
  init(rowBytes: Int, bits: [UInt8], scaleX: Int, scaleY: Int, widest: Int) {
    let rows = rowBytes > 0 ? bits.count / rowBytes : 0
    self.init(width: min(rowBytes * 8 * scaleX, widest), height: rows * scaleY)
    for row in 0..<rows {
      for column in 0..<rowBytes * 8
      where bits[row * rowBytes + column / 8] & 0x80 >> UInt8(column % 8) != 0 {
        fill(x: column * scaleX, y: row * scaleY, width: scaleX, height: scaleY)
      }
    }
  }

  /// Columns as a printer gets them: the top dot highest, each dot stretched.
  init(columnBytes: Int, bits: [UInt8], scaleX: Int, scaleY: Int) {
    let columns = bits.count / columnBytes
    self.init(width: columns * scaleX, height: columnBytes * 8 * scaleY)
    for column in 0..<columns {
      for row in 0..<columnBytes * 8
      where bits[column * columnBytes + row / 8] & 0x80 >> UInt8(row % 8) != 0 {
        fill(x: column * scaleX, y: row * scaleY, width: scaleX, height: scaleY)
      }
    }
  }

  /// Left columns only.
  func cropped(toWidth widest: Int) -> DotGrid {
    guard widest < width else { return self }
    var part = DotGrid(width: widest, height: height)
    part.stamp(self, x: 0, y: 0)
    return part
  }
}
