import Model

/// Whether a number as a draft prints it is one of the data: rounded as it is printed, and on the right side of its bound.
struct Agreement {
  enum Grade: Int, Comparable {
    case none, near, rounded, exact
    static func < (a: Grade, b: Grade) -> Bool { a.rawValue < b.rawValue }
  }

  var grade: Grade
  /// How many digits of the draft's number say something.
  var digits: Int

  static let differs = Agreement(grade: .none, digits: 0)

  /// - Parameters:
  ///   - number: as printed, with the half of its last digit.
  ///   - value: in the data, in its own unit.
  ///   - factor: what one unit of the draft is in the data's unit.
  ///   - hedge: "about", "nearly", "more than" and the like.
  init(_ number: ExactNumber, tolerance: ExactNumber, value: ExactNumber, factor: ExactNumber, hedge: Hedge) {
    let isNegative = value.isNegative
    let value = value.magnitude
    let printed = number.magnitude * factor
    let gap = (value - printed).magnitude
    digits = Self.digits(number)
    // A number with a sign is no number with the other one.
    if number.isNegative, !isNegative, !value.isZero {
      self = .differs
      return
    }
    switch hedge {
    case .not:
      self = .differs
      return
    case .more, .less:
      let isRight = hedge == .more ? value > printed : value < printed
      let isClose = gap * ExactNumber(8) <= printed
      grade = isRight && isClose ? .rounded : gap <= tolerance * factor && value != printed ? .near : .none
      if grade == .rounded { digits = max(1, min(digits, Self.shared(value, printed))) }
      return
    case .atLeast, .atMost:
      let isRight = hedge == .atLeast ? value >= printed : value <= printed
      if gap <= tolerance * factor {
        grade = .exact
      } else {
        grade = isRight && gap * ExactNumber(8) <= printed ? .near : .none
      }
      return
    case .none, .about, .nearly: break
    }
    if gap <= tolerance * factor {
      grade = .exact
      if value == printed { digits = max(digits, Self.whole(number)) }
      return
    }
    let zeros = Self.trailingZeros(number)
    let rounded = ExactNumber(1).shifted(left: zeros).half * factor
    // A small number is rounded with a word that says so: 110 tons are not 106.5, about 110 may be.
    if zeros > 0, gap <= rounded, digits > 1 && printed.magnitude >= ExactNumber(1000) * factor || hedge != .none {
      grade = .rounded
    } else {
      // Close is no agreement, but too close to be another number.
      grade = gap * ExactNumber(200) <= printed || zeros > 0 && gap <= rounded ? .near : .none
    }
  }

  private init(grade: Grade, digits: Int) { (self.grade, self.digits) = (grade, digits) }

  /// The digits before trailing zeros.
  private static func digits(_ number: ExactNumber) -> Int {
    var units = number.magnitude.units
    guard units > 0 else { return 1 }
    // Each tenth number ends with a zero by itself.
    if units > 100, units % 10 == 0, units % 100 != 0 { return String(units).count }
    while units % 10 == 0 { units /= 10 }
    return String(units).count
  }

  private static func whole(_ number: ExactNumber) -> Int { String(number.magnitude.units).count }

  private static func trailingZeros(_ number: ExactNumber) -> Int {
    guard var units = number.magnitude.divided(by: ExactNumber(1), decimals: 0)?.units, units > 0,
      number.magnitude == ExactNumber(units: units)
    else { return 0 }
    var zeros = 0
    while units % 10 == 0 {
      units /= 10
      zeros += 1
    }
    return zeros
  }

  /// How many leading digits two numbers have in common, at most the first two.
  private static func shared(_ a: ExactNumber, _ b: ExactNumber) -> Int {
    (a - b).magnitude * ExactNumber(40) <= b ? 2 : 1
  }
}
