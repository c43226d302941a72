/// One thing wrong with a catalogue file, as a person mends it.
public struct RowFault: Hashable, Sendable {
  /// Counted from 1, as an editor shows it.
  public let line: Int
  /// The column as its heading names it; nil when the whole line is meant.
  public let column: String?
  /// What is wrong and how to mend it, in the shop's language.
  public let message: String
}

/// What is wrong with a catalogue file, before it is put into words.
struct CatalogueFault: Hashable, Sendable {
  enum Problem: Hashable, Sendable {
    case csv(CSVFault.Kind)
    case noHeader
    case columnUnknown
    case columnTwice
    case columnMissing
    case tooManyRows(most: Int)
    case tooManyFields(count: Int, columns: Int)
    case empty
    case tooLong(count: Int, most: Int)
    case forbiddenCharacter(Unicode.Scalar)
    case codeShape(String)
    case codeTwice(String, line: Int)
    case codeIsBarcode(String, line: Int)
    case isVerb(String)
    case barcodeShape(String)
    case checkDigit(String, mended: String)
    case barcodeTwice(String, line: Int)
    case barcodeIsCode(String, line: Int)
    case tooMany(count: Int, most: Int)
    case taxUnknown(String, known: [String])
    case notAnAmount(String)
    case tooManyDigits(String, digits: Int)
    case amountTooLarge(String, most: String)
    case kindUnknown(String)
    case notYesOrNo(String)
    case notInRange(String, ClosedRange<Int>)
  }

  let line: Int
  let column: String?
  let problem: Problem

  init(_ line: Int, _ column: String?, _ problem: Problem) {
    self.line = line
    self.column = column
    self.problem = problem
  }
}
