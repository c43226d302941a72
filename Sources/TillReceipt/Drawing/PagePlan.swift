import TillDrawing

/// Where each row stands on which page, in points.
struct PagePlan {
  struct Placed {
    let row: Int
    let top: Double
  }

  let size: PageSize
  let cellPoints: Double
  private(set) var pages: [[Placed]] = [[]]
  /// The bottom of what stands on the last page.
  private(set) var endPoints: Double

  /// Room for a page's own foot.
  private static let footPoints = 26.0

  private let layout: Layout
  private var top: Double
  private var stampBottom: Double?
  private var headRows: [Int] = []

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
    cellPoints =
      (size.widthPoints - 2 * size.sideMarginPoints) / Double(layout.profile.widthColumns)
    top = size.endMarginPoints
    endPoints = top
    let sheet = isContinuous ? nil : size.heightPoints
    let bottom = sheet.map { $0 - size.endMarginPoints - (hasFoot ? Self.footPoints : 0) }
    for index in layout.rows.indices { place(index, bottom: bottom) }
    if let stampBottom { top = max(top, stampBottom) }
    endPoints = top + size.endMarginPoints
  }

  private mutating func place(_ index: Int, bottom: Double?) {
    let row = layout.rows[index]
    if row.isStampWords { return }
    if let stampBottom, top < stampBottom, reachesStamp(row) { top = stampBottom }
    let height = heightPoints(of: row)
    var needed = row.kind == .stamp ? size.stampPoints : height
    var next = index
    while layout.rows[next].keepsWithNext, next + 1 < layout.rows.count {
      next += 1
      needed += heightPoints(of: layout.rows[next])
    }
    if let bottom, top + needed > bottom, pages[pages.count - 1].count > headRows.count {
      pages.append([])
      stampBottom = nil
      top = size.endMarginPoints
      if !row.isHead {
        for head in headRows {
          pages[pages.count - 1].append(Placed(row: head, top: top))
          top += heightPoints(of: layout.rows[head])
        }
      }
    }
    if row.isHead { headRows.append(index) }
    pages[pages.count - 1].append(Placed(row: index, top: top))
    if row.kind == .stamp {
      stampBottom = top + size.stampPoints + cellPoints
    } else {
      top += height
    }
  }

  /// Whether the row has ink where the stamp is: then it goes below, so no figure is hidden.
  private func reachesStamp(_ row: Row) -> Bool {
    let printed = size.widthPoints - 2 * size.sideMarginPoints
    let free = Int((printed - size.stampPoints) / cellPoints) - 1
    if row.kind != .text { return true }
    guard let last = layout.glyphs[row.glyphs].last else { return false }
    let cells = last.style.isLine ? 1 : layout.profile.cellRule.cells(of: last.code)
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
    min(dotPoints, (widthPoints - 2 * sideMarginPoints) / Double(picture.widthDots))
  }
}
