import Model
import Words

/// Why a value breaks its column's contract.
package enum ColumnBreach: Error, Equatable, Sendable {
  case isNull
  case notAnInteger
  /// Its digits do not fit into 64 bits.
  case overflow
  case notANumber
  /// It is blank, the column may be NULL, and nothing says that blank is.
  case isBlank
  case tooManyDecimals(Int)
  /// The declared form has a percent sign.
  case noPercentSign
  /// It is one number as a number of the file, another as a text in the declared form, and which it was is lost.
  case numberOrText
  /// It is in none of the declared forms.
  case notInForm([String])
  case notADate
  case notAMonth
  case notAYear
  case notABoolean
  case tooSmall(Int)
  case tooLarge(Int)
  case unknownCategory
  case afterPublished(Day)

  package var reason: String {
    switch self {
    case .isNull: "is empty, and the contract says that it never is (null: true allows it)"
    case .notAnInteger: "is not a whole number in digits alone"
    case .overflow: "is too large: whole numbers are read from \(Int64.min) to \(Int64.max)"
    case .notANumber: "is not a number in the form that the contract declares"
    case .tooManyDecimals(let decimals): "has more than \(English.count(decimals, "decimal")), as the contract declares"
    case .isBlank: "is blank, and nothing says what that means (null: true and not_said: [''] read it as NULL)"
    case .noPercentSign:
      "has no percent sign, and written.percent declares one: whether it is a share of 1 or of 100 is not certain"
    case .numberOrText:
      "is one number as a number of the file and another as a text in the declared form, and normalize.sql sorts, groups or "
        + "changes the records so that nothing says which it was"
    case .notInForm(let forms): "is not written as \(forms.joined(separator: " or ")), as the contract declares"
    case .notADate: "is not a date (YYYY-MM-DD)"
    case .notAMonth: "is not a month (YYYY-MM)"
    case .notAYear: "is not a year (YYYY)"
    case .notABoolean: "is neither 0 nor 1"
    case .tooSmall(let minimum): "is below the least value allowed, \(minimum)"
    case .tooLarge(let maximum): "is above the largest value allowed, \(maximum)"
    case .unknownCategory: "is not one of the known values"
    case .afterPublished(let day): "lies after \(day), when the edition was published"
    }
  }
}
