import Manifest
import Model
import Words

/// What an Excel cell holds of a value.
///
/// - Integers, decimals and years are numbers; a decimal is rounded to its column's decimals, as in the CSV.
/// - Dates are Excel's dates. A month is the first day of the month, shown as yyyy-mm: as a date it sorts, groups by year in a
///   pivot table and makes a time axis; a text "2025-08" only sorts.
/// - Booleans are TRUE and FALSE. NULL is an empty cell.
/// - All other values are texts, and a text never becomes a formula, a number or a date.
///
/// Excel keeps fifteen digits of a number and turns the others into zeros, so a longer number is a text. So is a date before
/// March 1900, from where on the programs agree about days.
enum ExcelCell: Equatable {
  case empty
  case number(Double)
  /// A number that does not fit its column's format: a fraction in a column of integers.
  case oddNumber(Double)
  case boolean(Bool)
  case text(String)

  /// What must be stated to a reader of a cell that is not what its column promises.
  enum Oddity: CaseIterable {
    case longNumber, earlyDate, emptyText
  }

  static func of(_ value: Value, _ column: TableColumn) -> (cell: ExcelCell, oddity: Oddity?) {
    switch value {
    case .null: (.empty, nil)
    case .text(""): (.empty, .emptyText)
    case .text(let text): of(text, column.kind)
    case .integer(let n): of(n, column)
    case .real(let x): of(x, column)
    }
  }

  private static func of(_ text: String, _ kind: TableColumn.Kind) -> (ExcelCell, Oddity?) {
    guard kind == .date || kind == .month, let date = PublishedDate(text),
      date.precision == (kind == .date ? .day : .month)
    else { return (.text(text), nil) }
    guard let serial = serial(date.firstDay) else { return (.text(text), .earlyDate) }
    return (.number(Double(serial)), nil)
  }

  private static func of(_ n: Int64, _ column: TableColumn) -> (ExcelCell, Oddity?) {
    switch column.kind {
    case .boolean where n == 0 || n == 1: return (.boolean(n == 1), nil)
    case .text: return (.text(String(n)), nil)
    case .decimal where n.magnitude < fifteenDigits / power(column.decimals): return (.number(Double(n)), nil)
    case .decimal:
      var digits: [UInt8] = []
      NumberText.append(n, decimals: column.decimals, to: &digits)
      return (.text(String(decoding: digits, as: UTF8.self)), .longNumber)
    case _ where n.magnitude >= fifteenDigits: return (.text(String(n)), .longNumber)
    case .date, .month, .boolean: return (.oddNumber(Double(n)), nil)
    case .integer, .year: return (.number(Double(n)), nil)
    }
  }

  private static func of(_ x: Double, _ column: TableColumn) -> (ExcelCell, Oddity?) {
    let decimals = column.kind == .decimal ? column.decimals : nil
    if let decimals {
      // Nearly every decimal is a whole number of its last digits, and is itself what the CSV prints.
      let scale = Double(power(decimals))
      let units = (x * scale).rounded()
      if units.magnitude < Double(fifteenDigits), units != 0, units / scale == x { return (.number(x), nil) }
    }
    // As in the CSV, infinities and NaN are no number that could be printed.
    guard let digits = NumberText.decimal(x, decimals: decimals) else { return (.empty, nil) }
    if column.kind == .text { return (.text(digits), nil) }
    // Counted over all digits that are shown, so 0.1 to nine decimals is short enough.
    let shown = digits.utf8.lazy.filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") }
      .drop { $0 == UInt8(ascii: "0") }.count
    guard shown <= 15 || decimals == nil && x.magnitude < Double(fifteenDigits), let number = Double(digits) else {
      return (.text(digits), .longNumber)
    }
    let fits = column.kind == .decimal || (column.kind == .integer || column.kind == .year) && x == x.rounded()
    return (fits ? .number(number) : .oddNumber(number), nil)
  }

  /// Excel's number of a day; nil before March 1900 and after 9999.
  ///
  /// Excel takes 1900 for a leap year, LibreOffice does not: of January and February they would show two different days
  /// (https://learn.microsoft.com/office/troubleshoot/excel/wrongly-assumes-1900-is-leap-year).
  static func serial(_ day: Day) -> Int? {
    let serial = day.daysSince1970 + 25_569
    return (61...2_958_465).contains(serial) ? serial : nil
  }

  private static let fifteenDigits: UInt64 = 1_000_000_000_000_000

  private static func power(_ decimals: Int) -> UInt64 { (0..<decimals).reduce(1) { power, _ in power * 10 } }
}
