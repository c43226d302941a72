/// The head of a book: whose it is, what it is, and of when.
struct Cover: Block {
  let shopName: String
  let title: String
  let period: String
  let remark: String

  func height(_ width: Double) -> Double { 210 }

  func draw(_ pen: Pen, x: Double, y: Double, width: Double) {
    pen.text(shopName, x: x, baseline: y + 36, size: 13, isBold: true, room: width)
    pen.fill(.now, x: x, y: y + 52, width: 64, height: 4)
    pen.text(title, x: x, baseline: y + 98, size: 27, isBold: true, room: width)
    pen.text(period, x: x, baseline: y + 133, size: 20, tint: .now, room: width)
    pen.text(remark, x: x, baseline: y + 157, size: 8.5, tint: .quiet, room: width)
  }
}

/// Lines to sign on.
struct Signatures: Block {
  let names: [String]

  func height(_ width: Double) -> Double { 30 }

  func draw(_ pen: Pen, x: Double, y: Double, width: Double) {
    let wide = width / Double(max(1, names.count))
    for (index, name) in names.enumerated() {
      let left = x + Double(index) * wide
      pen.text(name, x: left, baseline: y + 20, size: 8, tint: .quiet)
      let start = left + pen.width(name, 8) + 6
      pen.line(.quiet, fromX: start, fromY: y + 22, toX: left + wide - 18, toY: y + 22)
    }
  }
}
