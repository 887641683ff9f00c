import Manifest
import Model

/// The rows of a source that a period of a draft means: which codes of which column of periods.
struct TimeFinder {
  struct Choice {
    var column: Int
    var codes: Set<Int32>
    /// Whether the period is the row's, and not one around it or of another kind of year.
    var isExact: Bool
    /// Whether the period lies within a longer one of the data.
    var isAround = false
    /// Whether it runs from the beginning to a day, or from a day on.
    var isOpen = false
    var isRival = true
  }

  let selector: FactSelector

  func hasPeriods(_ source: Int) -> Bool { !columns(source).isEmpty }

  /// The columns of periods, the finest first.
  private func columns(_ source: Int) -> [(column: Int, grain: Period.Grain, isCalendar: Bool)] {
    let columns = selector.sources[source].columns
    return columns.indices.compactMap { i -> (column: Int, grain: Period.Grain, isCalendar: Bool)? in
      guard case .time(let grain, let end) = columns[i].role else { return nil }
      return (i, grain, end == .calendar)
    }.sorted { $0.grain.rawValue < $1.grain.rawValue }
  }

  /// The ways to read a period; nil stands for the newest one.
  ///
  /// - Parameter conditions: what else the rows must meet.
  func choices(_ source: Int, _ frame: PeriodFrame?, _ conditions: FactSelector.Conditions) -> [Choice] {
    let columns = columns(source)
    guard let finest = columns.first else { return [] }
    let periods = selector.sources[source].rows.periods
    guard let frame else {
      return latest(source, finest.column, until: nil, conditions).map { [$0] } ?? []
    }
    if selector.sources[source].isRunning {
      guard frame.sense == .until || frame.grain == .day else { return [] }
      return latest(source, finest.column, until: frame, conditions).map { choice in
        var choice = choice
        // A total that is stated of this very day is meant; that of a day before it may not be.
        let isOfThisDay = choice.codes.contains { periods[finest.column][Int($0)].last == frame.last }
        choice.isRival = frame.sense == .until || isOfThisDay
        return [choice]
      } ?? []
    }
    var choices: [Choice] = []
    let isYear = frame.grain == .year || frame.grain == .longer
    for column in columns where !column.isCalendar && isYear {
      let years = frame.first.civil.year...max(frame.first.civil.year, frame.year)
      let codes = periods[column.column].indices.filter { years.contains(periods[column.column][$0].last.civil.year) }
      if frame.isFiscal || frame.mayBeFiscal || columns.count == 1 {
        choices.append(
          Choice(column: column.column, codes: Set(codes.map(Int32.init)), isExact: frame.isFiscal || frame.mayBeFiscal)
        )
      }
    }
    if !frame.isFiscal, let column = columns.first(where: \.isCalendar) {
      choices += calendar(column.column, column.grain, periods[column.column], frame)
    }
    return choices.filter { !$0.codes.isEmpty }
  }

  /// The rows that state no day, which may be of any; nil where all do.
  func undated(_ source: Int) -> Choice? {
    let columns = selector.sources[source].columns
    return columns.firstIndex(where: \.isStated).map { Choice(column: $0, codes: [FactRows.noCode], isExact: true) }
  }

  private func calendar(_ column: Int, _ grain: Period.Grain, _ periods: [Period], _ frame: PeriodFrame) -> [Choice] {
    func codes(_ isWanted: (Period) -> Bool) -> Set<Int32> {
      Set(periods.indices.filter { isWanted(periods[$0]) }.map(Int32.init))
    }
    let within = codes { $0.first >= frame.first && $0.last <= frame.last }
    // Months that are not all there make no year.
    let isWhole = grain != .month || frame.grain == .month || within.count >= Self.months(frame)
    var choices = [Choice(column: column, codes: within, isExact: isWhole)]
    switch frame.sense {
    case .within: break
    case .until:
      choices[0].isRival = false
      choices.append(
        Choice(column: column, codes: codes { $0.last <= frame.last }, isExact: grain == .day, isOpen: true))
    case .since:
      choices = [
        Choice(column: column, codes: codes { $0.first >= frame.first }, isExact: grain != .year, isOpen: true)
      ]
    }
    if within.isEmpty {
      let around = codes { $0.first <= frame.first && $0.last >= frame.last }
      let isEnd = around.contains { periods[Int($0)].last == frame.last }
      choices.append(Choice(column: column, codes: around, isExact: isEnd, isAround: true))
    }
    return choices
  }

  private static func months(_ frame: PeriodFrame) -> Int {
    let (from, to) = (frame.first.civil, frame.last.civil)
    return (to.year - from.year) * 12 + to.month - from.month + 1
  }

  /// The newest period of the rows that meet the conditions, up to the end of a frame.
  private func latest(
    _ source: Int, _ column: Int, until frame: PeriodFrame?, _ conditions: FactSelector.Conditions
  ) -> Choice? {
    let data = selector.sources[source].rows
    let (codes, periods) = (data.codes(column), data.periods[column])
    var best: Int32?
    for row in selector.rows(source, conditions) {
      let code = codes[Int(row)]
      guard code >= 0, frame.map({ periods[Int(code)].last <= $0.last }) ?? true else { continue }
      if let known = best, periods[Int(known)].last >= periods[Int(code)].last { continue }
      best = code
    }
    return best.map { Choice(column: column, codes: [$0], isExact: true) }
  }
}
