import Model

/// Why a value breaks its column's contract.
package enum ColumnBreach: Error, Equatable, Sendable {
  case isNull
  case notAnInteger
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
    case .isNull: "is empty, and the contract says that it never is"
    case .notAnInteger: "is not a whole number"
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
