import Model
import Words

/// Time along an axis in steps of equal width: years, months since year 0, days since 1970.
enum ChartTime: Equatable {
  case year, month, day

  /// The position of a cell's value; nil if it is not a year (month, date).
  func position(_ value: Value) -> Double? {
    switch (self, value) {
    case (.year, .integer(let year)) where (-9999...9999).contains(year): return Double(year)
    case (.year, .text(let text)): return PublishedDate(text).flatMap { $0.precision == .year ? $0 : nil }.map(years)
    case (.month, .text(let text)):
      return PublishedDate(text).flatMap { $0.precision == .month ? $0 : nil }.map { months($0.day) }
    case (.day, .text(let text)): return Day(text).map { Double($0.daysSince1970) }
    default: return nil
    }
  }

  private func years(_ date: PublishedDate) -> Double { Double(date.day.civil.year) }
  private func months(_ day: Day) -> Double { Double(day.civil.year * 12 + day.civil.month - 1) }

  /// The position in words: "2025", "October 2019", "Nov. 19, 2025".
  func label(_ position: Double) -> String {
    let n = Int(position)
    switch self {
    case .year: return String(n)
    case .month: return "\(Months.name(n % 12 + 1)) \(n / 12)"
    case .day: return Day(daysSince1970: n).words
    }
  }

  /// The position in machine-readable form: 2025, 2019-10, 2025-11-19.
  func iso(_ position: Double) -> String {
    let n = Int(position)
    switch self {
    case .year: return String(n)
    case .month: return "\(n / 12)-\(n % 12 < 9 ? "0" : "")\(n % 12 + 1)"
    case .day: return Day(daysSince1970: n).description
    }
  }

  struct Tick: Equatable {
    var position: Double
    /// One line, or two if the year is written below its first month.
    var lines: [String]
  }

  /// Ticks from `first` to `last`, at most one per `room` steps, each at the beginning of its year or month.
  func ticks(from first: Double, through last: Double, room: Double) -> [Tick] {
    switch self {
    case .year:
      let step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000].first { Double($0) >= room } ?? 2000
      return Self.multiples(of: step, Int(first.rounded(.up)), Int(last.rounded(.down))).map {
        Tick(position: Double($0), lines: [String($0)])
      }
    case .month:
      return Self.monthTicks(from: Int(first.rounded(.up)), through: Int(last.rounded(.down)), room: room) {
        Double($0)
      }
    case .day:
      let from = Self.monthIndex(Int(first)) + (Day(daysSince1970: Int(first)).civil.day > 1 ? 1 : 0)
      return Self.monthTicks(from: from, through: Self.monthIndex(Int(last)), room: room / 30.5) { month in
        Double(Day(year: month / 12, month: month % 12 + 1, day: 1)?.daysSince1970 ?? 0)
      }
    }
  }

  private static func monthTicks(
    from first: Int, through last: Int, room: Double, _ position: (Int) -> Double
  ) -> [Tick] {
    guard let step = [1, 2, 3, 6].first(where: { Double($0) >= room }), last - first <= 48 else {
      let years = max(1, Int((room / 12).rounded(.up)))
      return multiples(of: years, (first + 11) / 12, last / 12).map {
        Tick(position: position($0 * 12), lines: [String($0)])
      }
    }
    var shownYear: Int?
    return multiples(of: step, first, last).map { month in
      let year = month / 12
      defer { shownYear = year }
      let name = Months.shortName(month % 12 + 1)
      return Tick(position: position(month), lines: shownYear == year ? [name] : [name, String(year)])
    }
  }

  private static func monthIndex(_ day: Int) -> Int {
    let (year, month, _) = Day(daysSince1970: day).civil
    return year * 12 + month - 1
  }

  private static func multiples(of step: Int, _ first: Int, _ last: Int) -> [Int] {
    guard first <= last else { return [] }
    let start = first + ((step - first % step) % step)
    return start <= last ? Array(stride(from: start, through: last, by: step)) : []
  }
}
