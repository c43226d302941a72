import TillCore

/// One word of a line.
public struct Word: Hashable, Sendable {
  /// Folded, without quotes: what verbs, codes and figures are read from.
  public let text: String
  /// As typed, without quotes: what a TEXT keeps.
  public let original: String
  /// Whether it stood in "quotes", which makes it a TEXT even when it looks like a number.
  public let isQuoted: Bool
  /// Where it starts in the line, in Unicode scalars; at the quote of a quoted word.
  public let startOffset: Int
}

/// Why a line can't be taken apart.
public enum LexFault: Error, Hashable, Sendable {
  /// A quote was opened at this offset and never closed.
  case unclosedQuote(offset: Int)
  /// The line begins with `@`, but not with `@` and 1–64 letters, digits or `-` and a blank.
  case malformedCommandID
}

/// A line as it came in: the command id before it, if any, and what was typed.
public struct TypedLine: Hashable, Sendable {
  /// The id given with `@ID `, else nil: then the counter makes one.
  public let commandID: String?
  /// The line as typed, without the id and without blanks around it.
  public let text: String

  /// Takes the `@ID ` off a line. An open question then takes `text` whole (COUNTER rule 0).
  public static func reading(_ line: String) -> Result<TypedLine, LexFault> {
    let whole = FoldedLine(line)
    let end = whole.endWithoutBlanks
    let start = whole.firstNonBlank(from: 0) ?? end
    guard start < end, whole.folded[start] == "@" else {
      return .success(TypedLine(commandID: nil, text: whole.typed(start..<end)))
    }
    let idEnd = whole.folded[start..<end].firstIndex(of: " ") ?? end
    let id = whole.plain(start + 1..<idEnd)
    guard isCommandID(id) else { return .failure(.malformedCommandID) }
    let textStart = whole.firstNonBlank(from: idEnd) ?? end
    return .success(TypedLine(commandID: id, text: whole.typed(min(textStart, end)..<end)))
  }

  /// Takes the text apart into words.
  public func words() -> Result<LexedLine, LexFault> { LexedLine.reading(text) }

  private static func isCommandID(_ id: String) -> Bool {
    (1...Limits.commandIDLength).contains(id.utf8.count)
      && id.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 0x2D
      }
  }
}

/// A line taken apart into words, with what was typed still at hand.
public struct LexedLine: Hashable, Sendable {
  /// The words, in order.
  public let words: [Word]
  let line: FoldedLine

  /// Takes a text apart at its blanks; "quotes" hold words with blanks together.
  ///
  /// A quote counts only at the beginning of a word: 15" is a word like any other.
  public static func reading(_ text: String) -> Result<LexedLine, LexFault> {
    reading(FoldedLine(text), from: 0)
  }

  /// Reads on from an offset, as after a Chinese verb written without a blank.
  static func reading(_ line: FoldedLine, from start: Int) -> Result<LexedLine, LexFault> {
    var words: [Word] = []
    var offset = start
    while let begin = line.firstNonBlank(from: offset) {
      if line.folded[begin] == "\"" {
        guard let close = line.closingQuote(after: begin) else {
          return .failure(.unclosedQuote(offset: begin))
        }
        words.append(line.word(begin + 1..<close, isQuoted: true, startOffset: begin))
        offset = close + 1
      } else {
        let end = line.folded[begin...].firstIndex(of: " ") ?? line.folded.count
        words.append(line.word(begin..<end, isQuoted: false, startOffset: begin))
        offset = end
      }
    }
    return .success(LexedLine(words: words, line: line))
  }

  /// The rest of the line as typed from a word on: the last TEXT, REASON or ADDRESS.
  ///
  /// When that is one quoted word its quotes are taken off; empty when there is no such word.
  public func rest(from index: Int) -> String {
    guard words.indices.contains(index) else { return "" }
    if index == words.count - 1, words[index].isQuoted { return words[index].original }
    return line.typed(words[index].startOffset..<line.endWithoutBlanks)
  }
}

extension FoldedLine {
  /// The first offset from `start` on that isn't a blank.
  func firstNonBlank(from start: Int) -> Int? {
    folded[min(start, folded.count)...].firstIndex { $0 != " " }
  }

  /// Where the line ends when the blanks behind it don't count.
  var endWithoutBlanks: Int { (folded.lastIndex { $0 != " " } ?? -1) + 1 }

  /// The quote that closes the one at `open`: the first with a blank or nothing behind it.
  fileprivate func closingQuote(after open: Int) -> Int? {
    folded.indices.dropFirst(open + 1).first { offset in
      folded[offset] == "\"" && (offset + 1 == folded.count || folded[offset + 1] == " ")
    }
  }

  fileprivate func word(_ range: Range<Int>, isQuoted: Bool, startOffset: Int) -> Word {
    Word(
      text: plain(range), original: typed(range), isQuoted: isQuoted, startOffset: startOffset)
  }
}
