/// Why a text is no unified social credit code.
public enum TaxNumberFault: Error, Hashable, Sendable {
  /// Not eighteen characters but `found`.
  case wrongLength(found: Int)
  /// A character that can't stand at this place, counted from 1: I, O, S, V, Z, any sign, or a
  /// letter in the region's number (places 3–8).
  case wrongCharacter(place: Int)
  /// The last character doesn't follow from the others; they ask for `expected`.
  case wrongCheckCharacter(expected: Character)
}

/// A company's tax number in China: the 18-character unified social credit code (D6; GB
/// 32100-2015).
///
/// Tested are length, characters and the check character. The older check character inside, of the
/// organisation's code (places 9–17), isn't: the last one covers it.
public struct TaxNumber: Hashable, Sendable, CustomStringConvertible {
  /// Eighteen capitals and digits.
  public let text: String

  /// The eighteen characters.
  public var description: String { text }

  /// Reads a number as people type it: small letters count as capitals, blanks are dropped.
  public static func read(_ typed: some StringProtocol) -> Result<TaxNumber, TaxNumberFault> {
    let scalars = typed.unicodeScalars.filter { $0 != " " }
    guard scalars.count == 18 else { return .failure(.wrongLength(found: scalars.count)) }
    var values: [Int] = []
    for scalar in scalars {
      let isSmallLetter = ("a"..."z").contains(scalar)
      let capital = isSmallLetter ? scalar.value - 32 : scalar.value
      let isInRegion = (2...7).contains(values.count)
      guard let value = alphabet.firstIndex(where: { UInt32($0) == capital }),
        !isInRegion || value < 10
      else { return .failure(.wrongCharacter(place: values.count + 1)) }
      values.append(value)
    }
    var sum = 0
    var weight = 1
    for value in values.dropLast() {
      sum += value * weight
      weight = weight * 3 % 31
    }
    let expected = (31 - sum % 31) % 31
    guard values.last == expected else {
      return .failure(
        .wrongCheckCharacter(expected: Character(Unicode.Scalar(alphabet[expected]))))
    }
    return .success(TaxNumber(text: String(decoding: values.map { alphabet[$0] }, as: UTF8.self)))
  }

  /// The standard's 31 characters in the order of their values; I, O, S, V, Z are left out because
  /// they are misread.
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
}
