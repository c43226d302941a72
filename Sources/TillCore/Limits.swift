/// Every limit of the domain in one place, each with its reason.
///
/// The money limits are chosen so that sums can't overflow: a sale is at most `amountMinor`, and
/// nine million such sales still fit an `Int64`. That is why `Money` may add without throwing.
public enum Limits {
  /// Largest amount of a line, a tender or a sale, in minor units: ten thousand million yuan.
  public static let amountMinor: Int64 = 1_000_000_000_000
  /// Largest unit price, in minor units.
  public static let priceMinor: Int64 = 100_000_000_000
  /// Largest quantity of one line, in thousandths: 99,999.999 pieces is past any counter sale.
  public static let quantityThousandths: Int64 = 99_999_999
  /// Most lines of one sale, dropped ones included: a receipt of more is a delivery.
  public static let linesPerSale = 500
  /// Most tenders of one sale, those taken back included.
  public static let tendersPerSale = 50
  /// Most pieces of one denomination in a count: a drawer holds fewer.
  public static let piecesPerDenomination = 99_999
  /// Longest note, reason or label, in Unicode scalars: fits a receipt line or two.
  public static let textScalars = 200
  /// Longest customer name or address, in Unicode scalars.
  public static let contactScalars = 200
  /// Longest article name, in Unicode scalars.
  public static let nameScalars = 120
  /// Longest catalogue code (COUNTER rule 2).
  public static let codeLength = 32
  /// Longest command id given with `@ID` (DESIGN).
  public static let commandIDLength = 64
  /// Longest input line in bytes (COUNTER rule 5).
  public static let lineBytes = 4_096
  /// Fewest and most digits of a PIN.
  public static let pinDigits = 4...12
  /// Wrong PINs in a row after which only the manager's tools open the account again.
  public static let mostPINFailures = 100
}
