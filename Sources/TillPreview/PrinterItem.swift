/// What a printer does for the bytes it gets, in their order.
public enum PrinterItem: Sendable, Equatable {
  /// Characters of one look.
  case text(TextRun)
  /// `HT`: the next character stands so many dots from the left edge.
  case tab(toDots: Int)
  /// `GS v 0`, or `ESC *` within a line.
  case image(PrintedImage)
  case code(PrintedCode)
  /// The paper goes on: by a line's end, or by itself.
  case feed(dots: Int)
  case cut(PaperCut)
  /// The drawer's plug gets current: pin 2 or 5.
  case kick(pin: Int, onMilliseconds: Int, offMilliseconds: Int)
  case query(PrinterQuery)
  /// The paper is not what was meant.
  case trouble(PaperTrouble)
}

/// How characters look.
public struct Look: Sendable, Hashable {
  /// Font A is 12 × 24 dots; font B, 9 × 17. Chinese characters are 24 × 24 in both.
  public enum Font: Sendable, Hashable {
    case a, b
  }

  public var isBold = false
  /// The underline's thickness in dots, 0–2.
  public var underlineDots = 0
  /// White on black.
  public var isInverted = false
  /// Times as wide, 1–8.
  public var width = 1
  /// Times as high, 1–8.
  public var height = 1
  public var font = Font.a
  /// The line is printed standing on its head.
  public var isUpsideDown = false
  public var alignment = PaperAlignment.left

  /// As after `ESC @`.
  public init() {}
}

/// Where a line stands in the print area.
public enum PaperAlignment: Int, Sendable, Hashable {
  case left, center, right
}

/// Characters in a row, on one line, of one look.
public struct TextRun: Sendable, Equatable {
  public var text: String
  public let look: Look

  /// Characters and their look.
  public init(_ text: String, _ look: Look) {
    self.text = text
    self.look = look
  }
}

/// A picture, dot by dot, already stretched as its mode says.
public struct PrintedImage: Sendable, Equatable {
  public let dots: DotGrid
  public let alignment: PaperAlignment
  /// Part of a line of text, as `ESC *` makes it.
  public let isInLine: Bool
}

/// A barcode or QR code the printer draws by itself.
public struct PrintedCode: Sendable, Equatable {
  /// `GS k` systems 65–73 by their right names, and QR.
  public enum Kind: String, Sendable, CaseIterable {
    case upcA = "UPC-A"
    case upcE = "UPC-E"
    case ean13 = "EAN-13"
    case ean8 = "EAN-8"
    case code39 = "Code 39"
    case itf = "ITF"
    case codabar = "Codabar"
    case code93 = "Code 93"
    case code128 = "Code 128"
    case qr = "QR"
  }

  public let kind: Kind
  /// As sent: of Code 128 with its set's escapes.
  public let data: [UInt8]
  /// What a scanner is to read, the check digit of EAN and UPC included.
  public let text: String
  /// Dots of the narrowest bar, 2–6; of a QR code's cell, 1–16.
  public let moduleDots: Int
  /// Dots a barcode is high, 1–255; 0 for QR.
  public let heightDots: Int
  /// Whether the text is set above the bars, and whether below.
  public let isLabelledAbove: Bool
  public let isLabelledBelow: Bool
  /// `l`, `m`, `q` or `h` for QR; nil for barcodes.
  public let level: String?
  public let alignment: PaperAlignment
}

/// A cut.
public struct PaperCut: Sendable, Equatable {
  /// Cut through; else a point is left standing.
  public let isFull: Bool
  /// Fed first, from the knife on; nil where the printer cuts where the paper stands.
  public let feedDots: Int?
}

/// What the printer is asked, and would answer.
public enum PrinterQuery: Sendable, Equatable {
  /// `DLE EOT n`: status at once; 1 printer, 2 offline, 3 error, 4 paper.
  case statusNow(UInt8)
  /// `DLE ENQ n`: go on after an error.
  case recover(UInt8)
  /// `GS r n`: status when everything before it is done; 1 paper, 2 drawer.
  case status(UInt8)
  /// `GS ( H`: these four bytes back when everything before is printed.
  case echo([UInt8])
  /// `GS a n`: status by itself from now on; 0 for no more.
  case reports(UInt8)
}

/// Where the paper is not what was meant.
public struct PaperTrouble: Sendable, Equatable {
  /// The closed list of troubles.
  public enum Kind: String, Sendable {
    /// Characters beyond the print area stand on a line of their own.
    case wrapped
    /// Dots of a picture beyond the print area are missing.
    case clipped
    /// A code wider than the print area is missing.
    case omitted
    /// The knife went through something printed.
    case cutThrough
  }

  public let kind: Kind
  /// The byte at which it happened.
  public let offset: Int
  /// Dots beyond the print area, or below the cut.
  public let excessDots: Int
}
