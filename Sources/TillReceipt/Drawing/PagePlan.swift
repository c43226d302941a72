import TillDrawing

/// Where each row stands on which page, in points.
struct PagePlan {
  struct Placed {
    let row: Int
    let top: Double
  }

  struct Page {
    var rows: [Placed] = []
    /// What the page brings from the one before, under its head, and where.
    var brought: (text: String, top: Double)?
    /// What it carries to the next; empty on the last.
    var carry = ""
  }

  let size: PageSize
  let cellPoints: Double
  private(set) var pages = [Page()]
  /// The bottom of what stands on the last page.
  private(set) var endPoints: Double

  /// PDF knows no longer page (ISO 32000, annex C); a longer roll goes on on the next.
  static let longestRollPoints = 14_400.0
  /// A table's head that takes more of the page than this is not repeated.
  private static let mostHead = 1.0 / 3

  /// Room for a page's own foot.
  private static let footPoints = 26.0

  private let layout: Layout
  /// Where rows must end; nil on a roll.
  private let bottom: Double?
  private var top: Double
  private var stampBottom: Double?
  private var headRows: [Int] = []
  /// Rows of the page that came with its break, not by themselves.
  private var repeatedRows = 0

  var emPoints: Double { cellPoints * 2 * size.typeScale }
  var pitchPoints: Double { emPoints * size.leading }

  /// - Parameter isContinuous: one page as long as the document, also on a sheet's width.
  init(layout: Layout, size: PageSize, isContinuous: Bool = false) {
    self.init(layout: layout, size: size, isContinuous: isContinuous, hasFoot: false)
    if pages.count > 1 {
      self.init(layout: layout, size: size, isContinuous: isContinuous, hasFoot: true)
    }
  }

  /// The foot takes room only when there is more than one page to count.
  private init(layout: Layout, size: PageSize, isContinuous: Bool, hasFoot: Bool) {
    self.layout = layout
    self.size = size
    let cell = (size.widthPoints - 2 * size.sideMarginPoints) / Double(layout.profile.widthColumns)
    cellPoints = cell
    top = size.endMarginPoints
    endPoints = top
    let carry = layout.overleaf.isEmpty ? 0 : cell * 2 * size.typeScale * size.leading
    let foot = hasFoot ? Self.footPoints + carry : 0
    let sheet = size.heightPoints.map { $0 - foot } ?? Self.longestRollPoints
    bottom = isContinuous ? nil : sheet - size.endMarginPoints
    for index in layout.rows.indices { place(index) }
    if let stampBottom { top = max(top, stampBottom) }
    endPoints = top + size.endMarginPoints
  }

  /// A roll's page ends where its document does, or at the longest page there is.
  func heightPoints(ofRollPage page: Int) -> Double {
    page == pages.count - 1 ? endPoints : Self.longestRollPoints
  }

  private mutating func place(_ index: Int) {
    let row = layout.rows[index]
    if row.isStampWords { return }
    if let stampBottom, top < stampBottom, reachesStamp(row) { top = stampBottom }
    let height = heightPoints(of: row)
    if let bottom, top + room(from: index) > bottom,
      pages[pages.count - 1].rows.count > repeatedRows
    {
      turnPage(before: index)
    }
    if row.isHead {
      if index == 0 || !layout.rows[index - 1].isHead { headRows = [] }
      headRows.append(index)
    }
    pages[pages.count - 1].rows.append(Placed(row: index, top: top))
    if row.kind == .stamp {
      stampBottom = top + size.stampPoints + cellPoints
    } else {
      top += height
    }
  }

  /// What the row needs with all that must stay with it; alone, when that is more than a page.
  private func room(from index: Int) -> Double {
    let row = layout.rows[index]
    let alone = row.kind == .stamp ? size.stampPoints : heightPoints(of: row)
    var needed = alone
    var next = index
    // A table's head stays with its first row.
    while layout.rows[next].keepsWithNext || layout.rows[next].isHead,
      next + 1 < layout.rows.count, needed <= (bottom ?? 0)
    {
      next += 1
      needed += heightPoints(of: layout.rows[next])
    }
    let page = (bottom ?? 0) - size.endMarginPoints - Double(headRows.count + 1) * pitchPoints
    return needed > page ? alone : needed
  }

  /// The table's head, and the sum so far, stand on every page it goes on to.
  private mutating func turnPage(before index: Int) {
    let words = layout.overleaf.last { $0.row <= index }
    pages[pages.count - 1].carry = words?.carry ?? ""
    pages.append(Page())
    stampBottom = nil
    top = size.endMarginPoints
    repeatedRows = 0
    // Words that were set and are empty again: the table has ended.
    let isTableOver = words.map { $0.carry.isEmpty && $0.brought.isEmpty } ?? false
    let head = headRows.reduce(0) { $0 + heightPoints(of: layout.rows[$1]) }
    guard !layout.rows[index].isHead, !isTableOver,
      head <= ((bottom ?? head) - size.endMarginPoints) * Self.mostHead
    else { return }
    for head in headRows {
      pages[pages.count - 1].rows.append(Placed(row: head, top: top))
      top += heightPoints(of: layout.rows[head])
    }
    repeatedRows = headRows.count
    if let brought = words?.brought, !brought.isEmpty {
      pages[pages.count - 1].brought = (brought, top)
      top += pitchPoints
    }
  }

  /// Whether the row has ink where the stamp is: then it goes below, so no figure is hidden.
  private func reachesStamp(_ row: Row) -> Bool {
    let printed = size.widthPoints - 2 * size.sideMarginPoints
    let free = Int((printed - size.stampPoints) / cellPoints) - 1
    if row.kind != .text { return true }
    guard let last = layout.glyphs[row.glyphs].last else { return false }
    let cells = Int(last.cells)
    return Int(last.column) + cells * last.style.width > free
  }

  func heightPoints(of row: Row) -> Double {
    switch row.kind {
    case .text: return pitchPoints + Double(row.height - 1) * emPoints
    case .rule: return emPoints * 0.6
    case .cut: return size.heightPoints == nil ? emPoints : emPoints * 0.5
    case .stamp: return 0
    case .code(let number):
      let code = layout.codes[number]
      guard code.payload != nil else { return 0 }
      return CodeDrawing.heightPoints(code, size: size, emPoints: emPoints)
    case .image(let number):
      guard let picture = Picture(base64PNG: layout.images[number]) else { return 0 }
      return Double(picture.heightDots) * size.dotPoints(of: picture) + emPoints * 0.5
    }
  }
}

extension PageSize {
  /// Points for one dot of a picture: a printer's dot, less where it is wider than the paper.
  func dotPoints(of picture: Picture) -> Double {
    let across = (widthPoints - 2 * sideMarginPoints) / Double(picture.widthDots)
    let high = heightPoints ?? PagePlan.longestRollPoints
    // Nor higher than half a sheet, so that it is never torn.
    return min(dotPoints, across, high / 2 / Double(picture.heightDots))
  }
}
