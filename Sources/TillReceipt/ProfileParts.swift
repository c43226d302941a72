import TillDrawing

/// What a profile chooses from: each a closed list, spelt as in the profile's file.
extension Profile {
  /// What is sent to a printer.
  public enum Target: String, Sendable, CaseIterable {
    /// A receipt printer's commands, through a raw queue.
    case escpos
    /// Pages, for office and form printers.
    case pdf
    /// Unicode text and nothing else.
    case text
  }

  /// The papers there are.
  public enum Paper: String, Sendable, CaseIterable {
    /// A roll of 80 mm, 72 mm of it printed.
    case roll80
    /// A roll of 58 mm, 48 mm of it printed.
    case roll58
    /// A sheet, 210 × 297 mm.
    case a4
    /// A fan-fold form, 9.5 × 5.5 inches, with holes left and right.
    case form241 = "form-241"
  }

  /// How the device takes characters.
  public enum Encoding: String, Sendable, CaseIterable {
    /// Unicode text: a terminal, a file, a drawn page.
    case unicode
    /// One byte a character, in the code page chosen with `ESC t`.
    case codePages = "code-pages"
    /// GB18030's one- and two-byte part (GBK), in the printer's Chinese mode.
    case gb18030
  }

  /// The fonts of a receipt printer.
  public enum Font: String, Sendable, CaseIterable {
    /// 12 dots wide.
    case a
    /// 9 dots wide.
    case b

    /// Dots in the width of one letter.
    public var dotsWide: Int { self == .a ? 12 : 9 }
  }

  /// Where a text that is too long goes on in the next row.
  public enum Wrap: String, Sendable, CaseIterable {
    /// After any character, as the reference does.
    case characters
    /// Between words; Chinese between any two characters that may be parted.
    case words
  }

  /// The codes a printer may draw by itself.
  public typealias Symbology = TillDrawing.Symbology

  /// How a printer says that a job is done.
  public enum Acknowledgement: String, Sendable, CaseIterable {
    /// Not at all: what was sent is never known to be printed.
    case none
    /// It answers `GS r 1` when all before it is processed.
    case gsR = "gs-r"
    /// It repeats the process id of `GS ( H` when all before it is printed.
    case gsH = "gs-h"
  }

  /// What is odd about some printers.
  public enum Quirk: String, Sendable, CaseIterable {
    /// `FS &` and `FS .` count from the next line on, not at once.
    case chineseFromNextLine = "chinese-from-next-line"
    /// It prints the letters of `FS &` and `FS .`, so neither is sent.
    case noChineseCommands = "no-chinese-commands"
  }

  /// How paper is cut.
  public struct Cut: Sendable, Equatable {
    /// The commands there are.
    public enum Command: String, Sendable, CaseIterable {
      /// A tear bar: the paper is only fed.
      case none
      /// `GS V 65`: feeds to the knife and cuts through.
      case feedAndCut = "gs-v-65"
      /// `GS V 66`: feeds to the knife and leaves one point uncut.
      case feedAndCutPartly = "gs-v-66"
      /// `GS V 0`: cuts through where the paper is.
      case cut = "gs-v-0"
      /// `GS V 1`: leaves one point uncut, where the paper is.
      case cutPartly = "gs-v-1"
      /// `ESC i`: the older command, one point left.
      case escI = "esc-i"
      /// `ESC m`: the older command, three points left.
      case escM = "esc-m"
    }

    /// The command.
    public var command: Command
    /// Rows fed before, 0–10, so that the cut runs below the last line.
    public var feedRows: Int
    /// Dots fed besides, 0–255.
    public var feedDots: Int

    /// Rows that can be fed before a cut.
    public static let rows = 0...10
    /// Dots that can be fed besides: one byte.
    public static let dots = 0...255

    /// A cut; rows and dots are brought into their ranges.
    public init(_ command: Command, feedRows: Int = 0, feedDots: Int = 0) {
      self.command = command
      self.feedRows = min(max(feedRows, Self.rows.lowerBound), Self.rows.upperBound)
      self.feedDots = min(max(feedDots, Self.dots.lowerBound), Self.dots.upperBound)
    }

    /// No knife, nothing fed.
    public static let none = Cut(.none)

    /// `ESC d` rows, `ESC J` dots, and the command; feed and cut takes its dots itself.
    var bytes: [UInt8] {
      var bytes: [UInt8] = []
      let dots = UInt8(truncatingIfNeeded: feedDots)
      if feedRows > 0 { bytes += [0x1B, 0x64, UInt8(truncatingIfNeeded: feedRows)] }
      let takesDots = command == .feedAndCut || command == .feedAndCutPartly
      if dots > 0, !takesDots { bytes += [0x1B, 0x4A, dots] }
      switch command {
      case .none: break
      case .feedAndCut: bytes += [0x1D, 0x56, 65, dots]
      case .feedAndCutPartly: bytes += [0x1D, 0x56, 66, dots]
      case .cut: bytes += [0x1D, 0x56, 0]
      case .cutPartly: bytes += [0x1D, 0x56, 1]
      case .escI: bytes += [0x1B, 0x69]
      case .escM: bytes += [0x1B, 0x6D]
      }
      return bytes
    }
  }

  /// How a drawer is opened.
  public struct Kick: Sendable, Equatable {
    /// The pins of the drawer's plug that may carry the pulse.
    public enum Pin: String, Sendable, CaseIterable {
      /// The first drawer.
      case two = "2"
      /// The second one.
      case five = "5"
    }

    /// The pin.
    public var pin: Pin
    /// How long the pulse lasts, 2–510 ms; odd ones are one shorter.
    public var onMilliseconds: Int
    /// How long nothing may follow, 2–510 ms.
    public var offMilliseconds: Int

    /// Pulses there are: a byte counts two milliseconds.
    public static let milliseconds = 2...510

    /// A pulse; the times are brought into their range.
    public init(pin: Pin, onMilliseconds: Int, offMilliseconds: Int) {
      let range = Self.milliseconds
      self.pin = pin
      self.onMilliseconds = min(max(onMilliseconds, range.lowerBound), range.upperBound)
      self.offMilliseconds = min(max(offMilliseconds, range.lowerBound), range.upperBound)
    }

    /// `ESC p`.
    var bytes: [UInt8] {
      [
        0x1B, 0x70, pin == .two ? 0 : 1, UInt8(truncatingIfNeeded: onMilliseconds / 2),
        UInt8(truncatingIfNeeded: offMilliseconds / 2),
      ]
    }
  }
}
