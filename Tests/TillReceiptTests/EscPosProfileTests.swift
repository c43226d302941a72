import Foundation
import Testing
import TillReceipt

/// What a profile changes in the bytes.
@Suite("Bytes as the profile wants them")
struct EscPosProfileTests {
  static func bytes(_ markup: String, _ change: (inout Profile) -> Void) -> [UInt8] {
    renderEscPos(Layout(markup: markup, profile: Profile.genericChinese80.changed(change)))
  }

  @Test(
    "The cut: what is fed, and the command",
    arguments: [
      (Profile.Cut(.none), []), (Profile.Cut(.none, feedRows: 4), [0x1B, 0x64, 4]),
      (Profile.Cut(.feedAndCut, feedDots: 30), [0x1D, 0x56, 65, 30]),
      (Profile.Cut(.feedAndCutPartly, feedRows: 1), [0x1B, 0x64, 1, 0x1D, 0x56, 66, 0]),
      (
        Profile.Cut(.cut, feedRows: 3, feedDots: 10),
        [0x1B, 0x64, 3, 0x1B, 0x4A, 10, 0x1D, 0x56, 0]
      ),
      (Profile.Cut(.cutPartly, feedRows: 99), [0x1B, 0x64, 10, 0x1D, 0x56, 1]),
      (Profile.Cut(.escI, feedRows: 2), [0x1B, 0x64, 2, 0x1B, 0x69]),
      (Profile.Cut(.escM, feedDots: 999), [0x1B, 0x4A, 255, 0x1B, 0x6D]),
    ] as [(Profile.Cut, [UInt8])])
  func cut(cut: Profile.Cut, wanted: [UInt8]) {
    #expect(
      Self.bytes("a |") { $0.cut = cut }
        == [0x1B, 0x40, 0x1C, 0x26, 0x61, 0x0A] + wanted + [0x1B, 0x40, 0x1C, 0x2E])
  }

  @Test(
    "The kick: pin, and times in steps of two milliseconds",
    arguments: [
      (Profile.Kick(pin: .two, onMilliseconds: 100, offMilliseconds: 500), [0, 50, 250]),
      (Profile.Kick(pin: .five, onMilliseconds: 201, offMilliseconds: 9_999), [1, 100, 255]),
      (Profile.Kick(pin: .two, onMilliseconds: 0, offMilliseconds: 2), [0, 1, 1]),
    ] as [(Profile.Kick, [UInt8])])
  func kick(kick: Profile.Kick, wanted: [UInt8]) {
    #expect(kickBytes(Profile.epsonTM80.changed { $0.kick = kick }) == [0x1B, 0x70] + wanted)
    #expect(kickBytes(Profile.epsonTM80.changed { $0.kick = nil }).isEmpty)
  }

  @Test("Chinese from the next line on: a line of no height is fed first, after a picture too")
  func chineseFromNextLine() throws {
    let bytes = Self.bytes("永 |\n{code:1; option:qrcode}\n安 |") {
      $0.quirks = [.chineseFromNextLine: "seen"]
    }
    let skip: [UInt8] = [0x1B, 0x33, 0, 0x0A, 0x1B, 0x32]
    #expect(Array(bytes[..<12]) == [0x1B, 0x40, 0x1C, 0x26] + skip + [0xD3, 0xC0])
    let second = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xB0, 0xB2]) })
    #expect(Array(bytes[(second - 6)..<second]) == skip)
    let clone = Profile.genericChinese80.changed { $0.quirks = [.chineseFromNextLine: "seen"] }
    #expect(try judged(bytes, clone).text == "永安")
  }

  @Test("Where the letters of FS & would print, none is sent")
  func noChineseCommands() {
    let bytes = Self.bytes("永⊗永 |") { $0.quirks = [.noChineseCommands: "seen"] }
    #expect(!bytes.indices.contains { bytes[$0...].starts(with: [0x1C, 0x26]) })
    #expect(!bytes.contains(0x1C))
  }

  @Test("Font B is chosen, and drawn characters are as narrow")
  func fontB() throws {
    let profile = Profile.epsonTM80.changed { $0.font = .b }
    let bytes = renderEscPos(Layout(markup: "Ậ |", profile: profile))
    #expect(
      Array(bytes[..<12]) == [0x1B, 0x40, 0x1B, 0x4D, 1, 0x1C, 0x2E, 0x1B, 0x74, 0, 0x1B, 0x2A])
    #expect(Array(bytes[12..<15]) == [33, 9, 0])
  }

  @Test("After a picture or a code nothing is inherited: mode, page, alignment, spacing, sizes")
  func stateAgain() throws {
    for markup in ["{code:123456; option:code128}", "{code:x; option:qrcode}"] {
      for native in [[], Set(Profile.Symbology.allCases)] {
        let chinese = Self.bytes(markup) { $0.nativeCodes = native }
        let tail: [UInt8] = [
          0x1C, 0x26, 0x1B, 0x61, 0, 0x1B, 0x32, 0x1D, 0x21, 0, 0x1C, 0x21, 0,
          0x1D, 0x56, 66, 0, 0x1B, 0x40, 0x1C, 0x2E,
        ]
        #expect(chinese.suffix(tail.count) == tail[...], "\(markup)")
        let profile = Profile.epsonTM80.changed { $0.nativeCodes = native }
        let western = renderEscPos(Layout(markup: "Ł |\n\(markup)\nŁ |", profile: profile))
        let again: [UInt8] = [
          0x1C, 0x2E, 0x1B, 0x74, 18, 0x1B, 0x61, 0, 0x1B, 0x32, 0x1D, 0x21, 0, 0x9D, 0x0A,
        ]
        #expect(western.indices.contains { western[$0...].starts(with: again) }, "\(markup)")
      }
    }
  }

  @Test("A picture goes out in slices of the profile's height")
  func slices() throws {
    let bytes = Self.bytes("{code:123456; option:code128,2,100}") {
      $0.nativeCodes = []
      $0.imageSliceDots = 48
    }
    let decoder = try judged(bytes, .genericChinese80)
    #expect(decoder.rasters.map(\.rows) == [48, 48, 4])
  }

  @Test("A box needs a page with its lines; without one it is drawn in ASCII")
  func boxes() throws {
    let markup = "{border:line; width:2}\n|ab|"
    let windows = Profile.epsonTM80.changed { $0.codePages = [.cp1252: 16] }
    let ascii = renderEscPos(Layout(markup: markup, profile: windows))
    #expect(String(decoding: ascii, as: UTF8.self).contains("+--+"))
    // In the midst of another page's letters the first page with lines is chosen.
    let both = Profile.epsonTM80.changed { $0.codePages = [.cp1252: 1, .cp852: 2] }
    let box = renderEscPos(Layout(markup: "{border:line; width:2}\n|õŁ|", profile: both))
    #expect(box.indices.contains { box[$0...].starts(with: [0x1B, 0x74, 2, 0xDA, 0xC4]) })
    #expect(box.indices.contains { box[$0...].starts(with: [0xB3, 0x1B, 0x74, 1, 0xF5]) })
  }
}
