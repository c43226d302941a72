import TillDrawing

/// The document as PDF, fonts embedded.
///
/// A roll is one page as long as the document, up to PDF's 14,400 points; a sheet has page breaks,
/// the marked head on each page and `n / m` at the foot when there is more than one.
///
/// - Throws: `drawing` when Cairo or Pango can't.
public func renderPDF(
  _ layout: Layout, pageSize: PageSize, title: String = ""
) throws(ReceiptError) -> [UInt8] {
  try inTurn { () throws(DrawingError) in try drawPDF(layout, pageSize, title) }
}

private func inTurn(
  _ draw: () throws(DrawingError) -> [UInt8]
) throws(ReceiptError) -> [UInt8] {
  do {
    return try drawingTurn.withLock { _ throws(DrawingError) in try draw() }
  } catch {
    throw ReceiptError(
      .drawing, at: error.what, fault: error.fault, wayOn: error.wayOn)
  }
}

private func drawPDF(
  _ layout: Layout, _ pageSize: PageSize, _ title: String
) throws(DrawingError) -> [UInt8] {
  let plan = PagePlan(layout: layout, size: pageSize)
  let canvas = try Canvas(
    pdfWidthPoints: pageSize.widthPoints,
    heightPoints: pageSize.heightPoints ?? plan.heightPoints(ofRollPage: 0))
  canvas.setTitle(title)
  let drawing = PageDrawing(
    layout: layout, plan: plan, canvas: canvas, type: try TypeSetter(canvas: canvas),
    number: title.split(separator: " ").first.map(String.init) ?? "")
  for page in plan.pages.indices {
    if pageSize.heightPoints == nil, page > 0 {
      canvas.setPage(
        widthPoints: pageSize.widthPoints, heightPoints: plan.heightPoints(ofRollPage: page))
    }
    drawing.drawPage(page)
    canvas.endPage()
  }
  return try canvas.pdfBytes()
}

/// Most dots a picture may have on a side; a longer document is drawn coarser.
private let mostPictureDots = 30_000.0

/// The document as one PNG, as long as it is, also on a sheet's width.
///
/// - Parameter dotsPerInch: 72–600; the default is a receipt printer's 8 dots a millimetre, so
///   the dots of a code are whole.
/// - Throws: `drawing` when Cairo or Pango can't.
public func renderPNG(
  _ layout: Layout, pageSize: PageSize, dotsPerInch: Double = 203.2
) throws(ReceiptError) -> [UInt8] {
  try inTurn { () throws(DrawingError) in try drawPNG(layout, pageSize, dotsPerInch) }
}

private func drawPNG(
  _ layout: Layout, _ pageSize: PageSize, _ dotsPerInch: Double
) throws(DrawingError) -> [UInt8] {
  let plan = PagePlan(layout: layout, size: pageSize, isContinuous: true)
  let longest = max(plan.endPoints, pageSize.widthPoints)
  let density = min(min(max(dotsPerInch, 72), 600), mostPictureDots * 72 / longest)
  let canvas = try Canvas(
    pixelsWide: Int((pageSize.widthPoints * density / 72).rounded(.up)),
    pixelsHigh: Int((plan.endPoints * density / 72).rounded(.up)), dotsPerInch: density)
  let drawing = PageDrawing(
    layout: layout, plan: plan, canvas: canvas, type: try TypeSetter(canvas: canvas))
  drawing.drawPage(0)
  return try canvas.pngBytes()
}
