import CPango
import Glibc

/// A small copy of a large font, with the characters of shops.
///
/// The fonts of Noto CJK are 16 MB each, and Cairo copies and reads the whole of one for every PDF
/// it is in: 4 ms a font, and 20 KB of Latin and Chinese letters' shared parts in the PDF. The copy
/// is made once, in 50 ms. What it lacks is drawn with the whole font as before. Which font draws a
/// letter never depends on what was drawn before, so that a document is always the same bytes.
final class FontStock {
  /// A font below this size costs less than 1 ms a document.
  private static let leastBytes = 4 << 20

  /// The copy, for Cairo.
  let face: OpaquePointer
  /// By the letter's number in the whole font, its number in the copy.
  private let numbers: [UInt32: UInt]

  /// nil when the font is small, or can't be copied.
  ///
  /// - Parameters:
  ///   - whole: HarfBuzz's face of the font.
  ///   - shaper: HarfBuzz's font of that face.
  init?(of whole: OpaquePointer, shaper: OpaquePointer) {
    guard let copy = Self.copy(of: whole, shaper), let face = Self.face(of: copy.font) else {
      return nil
    }
    self.face = face
    numbers = copy.numbers
  }

  deinit { cairo_font_face_destroy(face) }

  /// The letter's number in the copy; nil when it isn't there.
  func number(of glyph: UInt32) -> UInt? { numbers[glyph] }

  // MARK: Copying

  /// What a copy leaves out: shaping is done with the whole font, and nothing is set upright.
  private static let droppedTables = [
    "cmap", "GSUB", "GPOS", "GDEF", "VORG", "vhea", "vmtx", "BASE", "DSIG",
  ]

  private static func copy(
    of whole: OpaquePointer, _ shaper: OpaquePointer
  ) -> (font: OpaquePointer, numbers: [UInt32: UInt])? {
    guard isLarge(whole), let input = hb_subset_input_create_or_fail() else { return nil }
    defer { hb_subset_input_destroy(input) }
    // Shared parts of outlines are written out, so that none of them has to be embedded.
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_DESUBROUTINIZE.rawValue)
    let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
    for tag in droppedTables { hb_set_add(dropped, hb_tag_from_string(tag, 4)) }
    let letters = hb_subset_input_glyph_set(input)
    addLetters(of: shaper, to: letters)
    addLigatures(of: whole, to: letters)
    guard let plan = hb_subset_plan_create_or_fail(whole, input) else { return nil }
    defer { hb_subset_plan_destroy(plan) }
    guard let font = hb_subset_plan_execute_or_fail(plan) else { return nil }
    let mapping = hb_subset_plan_old_to_new_glyph_mapping(plan)
    var numbers: [UInt32: UInt] = [:]
    for glyph in 0..<hb_face_get_glyph_count(whole) {
      let number = hb_map_get(mapping, glyph)
      // A map answers with the largest number for what it lacks.
      if number != UInt32.max { numbers[glyph] = UInt(number) }
    }
    return (font, numbers)
  }

  /// The letters a font draws the characters with, which may be others in Latin or Chinese text:
  /// figures have two widths.
  private static func addLetters(of shaper: OpaquePointer, to letters: OpaquePointer?) {
    let codes = ShopCharacters.all
    for script in [HB_SCRIPT_LATIN, HB_SCRIPT_HAN, HB_SCRIPT_COMMON] {
      for language in ["en", "zh-cn"] {
        guard let buffer = hb_buffer_create() else { return }
        defer { hb_buffer_destroy(buffer) }
        hb_buffer_add_codepoints(buffer, codes, Int32(codes.count), 0, Int32(codes.count))
        hb_buffer_set_direction(buffer, HB_DIRECTION_LTR)
        hb_buffer_set_script(buffer, script)
        hb_buffer_set_language(buffer, hb_language_from_string(language, -1))
        hb_shape(shaper, buffer, nil, 0)
        var count: UInt32 = 0
        guard let glyphs = hb_buffer_get_glyph_infos(buffer, &count) else { return }
        for index in 0..<Int(count) { hb_set_add(letters, glyphs[index].codepoint) }
      }
    }
  }

  /// What letters beside each other may become, such as `fi`.
  private static func addLigatures(of whole: OpaquePointer, to letters: OpaquePointer?) {
    guard let lookups = hb_set_create() else { return }
    defer { hb_set_destroy(lookups) }
    let names = ["ccmp", "liga", "clig", "rlig", "calt"]
    let features = names.map { (name: String) in hb_tag_from_string(name, 4) } + [0]
    hb_ot_layout_collect_lookups(
      whole, hb_tag_from_string("GSUB", 4), nil, nil, features, lookups)
    hb_ot_layout_lookups_substitute_closure(whole, lookups, letters)
  }

  private static func isLarge(_ font: OpaquePointer) -> Bool {
    let outlines = hb_face_reference_table(font, hb_tag_from_string("CFF ", 4))
    defer { hb_blob_destroy(outlines) }
    return hb_blob_get_length(outlines) >= leastBytes
  }

  // MARK: For Cairo

  /// Never freed: fonts made of its faces live in Cairo's caches for as long as they please.
  nonisolated(unsafe) private static let library: FT_Library? = {
    var library: FT_Library?
    return FT_Init_FreeType(&library) == 0 ? library : nil
  }()

  /// Takes the HarfBuzz font over. Its bytes, like the face, are kept for good: there is one for
  /// each font a shop prints with.
  private static func face(of font: OpaquePointer) -> OpaquePointer? {
    defer { hb_face_destroy(font) }
    guard let blob = hb_face_reference_blob(font) else { return nil }
    var length: UInt32 = 0
    var face: FT_Face?
    guard let library, let data = hb_blob_get_data(blob, &length) else { return nil }
    let status = data.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
      FT_New_Memory_Face(library, $0, FT_Long(length), 0, &face)
    }
    guard status == 0, let face else {
      hb_blob_destroy(blob)
      return nil
    }
    // Cairo would look every letter up in a list FreeType makes up; the texts are known.
    face.pointee.charmap = nil
    return cairo_ft_font_face_create_for_ft_face(face, 0)
  }
}

/// The characters papers of a shop are written with: GB 2312's 6,763 Chinese ones and its signs,
/// the alphabets of Europe, currencies, arrows, boxes and full-width forms.
enum ShopCharacters {
  private static let ranges: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0xA0...0x24F, 0x370...0x3FF, 0x400...0x45F, 0x2010...0x2027, 0x2030...0x205E,
    0x20A0...0x20BF, 0x2100...0x214F, 0x2190...0x21FF, 0x2200...0x22FF, 0x2460...0x25FF,
    0x3000...0x30FF, 0xFF01...0xFFEF,
  ]

  static var all: [UInt32] { ranges.flatMap { Array($0) } + chinese }

  /// GB 2312 in rows of 94, as the C library converts it.
  private static var chinese: [UInt32] {
    let failed = iconv_t(bitPattern: -1)
    guard let converter = iconv_open("UTF-32LE", "GB2312"), converter != failed else { return [] }
    defer { iconv_close(converter) }
    var codes: [UInt32] = []
    for lead in UInt8(0xA1)...0xF7 {
      for trail in UInt8(0xA1)...0xFE {
        var pair: (UInt8, UInt8) = (lead, trail)
        var code: UInt32 = 0
        let isKnown = withUnsafeMutableBytes(of: &pair) { source in
          withUnsafeMutableBytes(of: &code) { target in
            var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
            var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
            var (fromLeft, toLeft) = (source.count, target.count)
            return iconv(converter, &from, &fromLeft, &to, &toLeft) == 0 && toLeft == 0
          }
        }
        if isKnown { codes.append(UInt32(littleEndian: code)) }
      }
    }
    return codes
  }
}
