import TillDrawing

/// Puts blocks on A4 pages, heads and feet around them.
struct PageFlow {
  static let widthPoints = 210 * 72 / 25.4
  static let heightPoints = 297 * 72 / 25.4
  static let sideMargin = 42.0
  private static let headHeight = 54.0
  private static let footHeight = 44.0

  /// At the head of each page: whose figures, and of when.
  let shopName: String
  let title: String
  /// At the foot, before the page's number.
  let remark: String
  /// Whether the first page is a cover, which has no head.
  var hasCover = false

  static var innerWidth: Double { widthPoints - 2 * sideMargin }

  /// The blocks of each page with where they stand.
  func pages(_ blocks: [Block]) -> [[(block: Block, y: Double)]] {
    let bottom = Self.heightPoints - Self.footHeight
    var pages: [[(block: Block, y: Double)]] = [[]]
    var y = Self.headHeight
    var queue = Array(blocks.reversed())
    while let block = queue.popLast() {
      if block is PageBreak {
        if !pages[pages.count - 1].isEmpty { pages.append([]) }
        y = Self.headHeight
        continue
      }
      let height = block.height(Self.innerWidth)
      let withNext = block.staysWithNext ? height + leastHeight(queue.last) : height
      if y + withNext <= bottom {
        if block is Space, pages[pages.count - 1].isEmpty { continue }
        pages[pages.count - 1].append((block, y))
        y += height
        continue
      }
      if block is Space { continue }
      if let (first, rest) = block.divided(at: bottom - y, width: Self.innerWidth) {
        pages[pages.count - 1].append((first, y))
        queue.append(rest)
      } else if pages[pages.count - 1].isEmpty {
        // Higher than a page and not to be divided: it is drawn and runs off the foot.
        pages[pages.count - 1].append((block, y))
      } else {
        queue.append(block)
      }
      pages.append([])
      y = Self.headHeight
    }
    if pages.last?.isEmpty == true, pages.count > 1 { pages.removeLast() }
    return pages
  }

  /// What must fit below a heading: a table may go on overleaf.
  private func leastHeight(_ block: Block?) -> Double {
    guard let block else { return 0 }
    return min(block.height(Self.innerWidth), block is Grid ? 70 : .infinity)
  }

  func draw(_ page: [(block: Block, y: Double)], number: Int, of count: Int, _ pen: Pen) {
    let (left, right) = (Self.sideMargin, Self.widthPoints - Self.sideMargin)
    if !hasCover || number > 1 {
      pen.text(shopName, x: left, baseline: 34, size: 8, isBold: true, room: 300)
      pen.text(title, x: right, baseline: 34, size: 8, tint: .quiet, align: .right, room: 240)
      pen.line(.rule, fromX: left, fromY: 40, toX: right, toY: 40)
    }
    for (block, y) in page {
      block.draw(pen, x: left, y: y, width: Self.innerWidth)
    }
    let foot = Self.heightPoints - 24
    pen.line(.rule, fromX: left, fromY: foot - 11, toX: right, toY: foot - 11)
    pen.text(remark, x: left, baseline: foot, size: 6.8, tint: .quiet, room: right - left - 50)
    pen.text(
      "\(number) / \(count)", x: right, baseline: foot, size: 6.8, tint: .quiet, align: .right)
  }
}
