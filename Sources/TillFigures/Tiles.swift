/// Key figures in boxes: name, figure, and how it changed.
struct Tiles: Block {
  struct Tile {
    let name: String
    let figure: String
    let change: String
    /// What it was before.
    let before: String
    /// Which way it went: an arrow says it without colour.
    let direction: Int
  }

  let tiles: [Tile]
  let columns: Int
  private let tileHeight = 54.0
  private let gap = 9.0

  init(_ tiles: [Tile], columns: Int = 4) {
    self.tiles = tiles
    self.columns = columns
  }

  func height(_ width: Double) -> Double {
    let rows = (tiles.count + columns - 1) / columns
    return Double(rows) * (tileHeight + gap)
  }

  func draw(_ pen: Pen, x: Double, y: Double, width: Double) {
    let wide = (width - gap * Double(columns - 1)) / Double(columns)
    for (index, tile) in tiles.enumerated() {
      let left = x + Double(index % columns) * (wide + gap)
      let top = y + Double(index / columns) * (tileHeight + gap)
      draw(tile, pen, x: left, y: top, width: wide)
    }
  }

  private func draw(_ tile: Tile, _ pen: Pen, x: Double, y: Double, width: Double) {
    pen.fill(.shade, x: x, y: y, width: width, height: tileHeight)
    pen.fill(.now, x: x, y: y, width: 2.5, height: tileHeight)
    let (left, room) = (x + 10, width - 16)
    pen.text(tile.name, x: left, baseline: y + 13, size: 7.5, tint: .quiet, room: room)
    pen.text(tile.figure, x: left, baseline: y + 31, size: 15, isBold: true, room: room)
    guard !tile.change.isEmpty || !tile.before.isEmpty else { return }
    var at = left
    if tile.direction != 0 {
      arrow(pen, x: at, y: y + 41, up: tile.direction > 0)
      at += 9
    }
    if !tile.change.isEmpty {
      pen.text(
        tile.change, x: at, baseline: y + 47, size: 7.5, isBold: true,
        tint: tile.direction < 0 ? .mark : .ink)
      at += pen.width(tile.change, 7.5, isBold: true) + 6
    }
    pen.text(
      tile.before, x: x + width - 6, baseline: y + 47, size: 6.8, tint: .quiet, align: .right,
      room: x + width - 6 - at)
  }

  private func arrow(_ pen: Pen, x: Double, y: Double, up: Bool) {
    pen.canvas.set(colour: up ? Tint.now.rawValue : Tint.mark.rawValue)
    let (tip, foot) = up ? (y, y + 6) : (y + 6, y)
    pen.canvas.fillPolygon([(x + 3.2, tip), (x + 6.4, foot), (x, foot)])
  }
}
