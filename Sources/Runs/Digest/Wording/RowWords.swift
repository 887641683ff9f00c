import Drafts
import Model
import Warehouse
import Words

/// What changed in a dataset's rows, in words.
enum RowWords {
  /// At most so many periods are reported with their sums.
  private static let shown = 3

  /// `October 2025 is new, 3 months are revised`; nil if there is nothing to say about the rows.
  static func short(_ news: Digest.News) -> String? {
    let change = news.change
    if change.isFirst { return English.count(change.rowsAfter, "row") }
    guard change.isComparable else { return "with different columns than before" }
    guard change.changesRows else { return change.editions.contains { $0.state == .loaded } ? "no row changed" : nil }
    guard let column = change.periodColumn else { return English.rows(change.counts) }
    let (new, gone, stayed) = kinds(change)
    var parts: [String] = []
    if let first = new.first {
      parts.append(
        new.count == 1
          ? "\(DateWords.amid(RowName.word(first.period, of: column))) is new"
          : "\(PeriodNames.count(new.count, of: column, like: first.period)) are new")
    }
    parts += PeriodWords(stayed, of: column).short
    if let first = gone.first {
      parts.append("\(PeriodNames.count(gone.count, of: column, like: first.period)) withdrawn")
    }
    return parts.joined(separator: ", ")
  }

  /// Whether rows were only added to existing periods, and none of the existing rows changed.
  static func onlyGained(_ change: DatasetChange) -> Bool {
    change.periodColumn != nil && !change.isFirst && change.isComparable && change.removed + change.revised == 0
      && change.periods.contains { $0.rowsBefore > 0 && $0.firstSeen + $0.added > 0 }
  }

  /// The sentences of the dataset's paragraph, without their periods.
  static func sentences(_ news: Digest.News) -> [String] {
    let change = news.change
    if change.isFirst {
      return change.rowsAfter > 0 ? ["all of it is new: \(English.count(change.rowsAfter, "row"))"] : []
    }
    guard change.isComparable else {
      return [
        "it has different columns than before, so its rows cannot be compared: "
          + "\(English.count(change.rowsBefore, "row")) before, \(English.count(change.rowsAfter, "row")) now"
      ]
    }
    guard change.changesRows else {
      let isLate = !change.editions.isEmpty && change.editions.allSatisfy { $0.arrival == .late }
      if change.editions.contains(where: { $0.state == .loaded }) || change.isReread {
        return [isLate ? "today's figures are unchanged" : "no row changed"]
      }
      return []
    }
    guard let column = change.periodColumn else { return ["\(English.rows(change.counts)); \(total(change))"] }
    let (new, gone, stayed) = kinds(change)
    return self.new(new, of: column, in: change) + self.stayed(stayed, of: column, in: change)
      + self.gone(gone, of: column)
  }

  private typealias Periods = [DatasetChange.Period]

  private static func kinds(_ change: DatasetChange) -> (new: Periods, gone: Periods, stayed: Periods) {
    (
      change.periods.filter { $0.rowsBefore == 0 }, change.periods.filter { $0.rowsBefore > 0 && $0.rowsAfter == 0 },
      change.periods.filter { $0.rowsBefore > 0 && $0.rowsAfter > 0 }
    )
  }

  private static func new(_ periods: Periods, of column: String, in change: DatasetChange) -> [String] {
    guard let first = periods.first else { return [] }
    let names = PeriodNames.list(periods.map(\.period), of: column)
    if periods.count <= shown, let measure = change.measure, periods.allSatisfy({ $0.new != nil }) {
      let sums = periods.map { period in
        "\(DateWords.amid(RowName.word(period.period, of: column))) is new "
          + "(\(ColumnWords.words(measure)): \(value(period.new)))"
      }
      return [English.list(sums)]
    }
    if periods.count <= shown { return ["\(DateWords.amid(names)) \(periods.count == 1 ? "is" : "are") new"] }
    let rows = English.count(periods.reduce(0) { $0 + $1.rowsAfter }, "row")
    return ["\(PeriodNames.count(periods.count, of: column, like: first.period)) are new, \(names) (\(rows))"]
  }

  /// Periods that existed before. The last sentence ends with the changes of the sums, for all of them.
  private static func stayed(_ periods: Periods, of column: String, in change: DatasetChange) -> [String] {
    var sentences = PeriodWords(periods, of: column).sentences(namingUpTo: shown)
    if let last = sentences.popLast() {
      sentences.append(
        last + (onlyGained(change) ? "; no existing row changed" : "") + sums(periods, change))
    }
    return sentences
  }

  /// `; encounters of August 2025 went from 26,162 to 26,174 (+12)`, the largest differences first.
  private static func sums(_ periods: Periods, _ change: DatasetChange) -> String {
    guard let measure = change.measure, let column = change.periodColumn else { return "" }
    let word = ColumnWords.words(measure)
    let moved = periods.filter { $0.old != $0.new }
    guard !moved.isEmpty else { return "; the sum of \(word) is unchanged" }
    let largest = moved.sorted { a, b in
      let (x, y) = (distance(a), distance(b))
      return x != y ? x > y : a.period < b.period
    }.prefix(shown)
    let moves = largest.enumerated().map { i, period in
      "of \(DateWords.amid(RowName.word(period.period, of: column)))\(i == 0 ? " went" : "") "
        + Quantity(from: integer(period.old), to: integer(period.new), unit: nil).move
    }
    let rest = moved.count - largest.count
    return "; \(word) " + (rest > 0 ? moves.joined(separator: ", ") + ", and \(rest) more" : English.list(moves))
  }

  private static func gone(_ periods: Periods, of column: String) -> [String] {
    guard !periods.isEmpty else { return [] }
    let names = PeriodNames.list(periods.map(\.period), of: column)
    return ["\(DateWords.amid(names)) \(periods.count == 1 ? "is" : "are") withdrawn: no row of it is left"]
  }

  private static func distance(_ period: DatasetChange.Period) -> UInt64 {
    ((period.new ?? 0).subtractingReportingOverflow(period.old ?? 0)).partialValue.magnitude
  }

  private static func integer(_ n: Int64?) -> Value { n.map { .integer($0) } ?? .null }
  private static func value(_ n: Int64?) -> String { Quantity(from: .null, to: integer(n), unit: nil).bare(integer(n)) }

  private static func total(_ change: DatasetChange) -> String { "\(English.count(change.rowsAfter, "row")) now" }
}
