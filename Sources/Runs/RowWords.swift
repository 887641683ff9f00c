import Model
import Warehouse

/// What changed in a dataset's rows, in words.
enum RowWords {
  /// So many periods are told with their sums.
  private static let shown = 3

  /// `October 2025 is new, 3 months revised`; nil where there is nothing to say of the rows.
  static func short(_ news: Digest.News) -> String? {
    let change = news.change
    if change.isFirst { return Wording.count(change.rowsAfter, "row") }
    guard change.isComparable else { return "with other columns than before" }
    guard change.changesRows else { return change.editions.contains { $0.state == .loaded } ? "no row changed" : nil }
    guard let column = change.periodColumn else { return rows(change) }
    let (new, gone, revised) = kinds(change)
    var parts: [String] = []
    if let first = new.first {
      parts.append(
        new.count == 1
          ? "\(Wording.name(first.period, of: column)) is new"
          : "\(Wording.periods(new.count, of: column, like: first.period)) are new")
    }
    if let first = revised.first {
      parts.append(
        revised.count == 1
          ? "\(Wording.name(first.period, of: column)) is revised"
          : "\(Wording.periods(revised.count, of: column, like: first.period)) are revised")
    }
    if let first = gone.first {
      parts.append("\(Wording.periods(gone.count, of: column, like: first.period)) withdrawn")
    }
    return parts.joined(separator: ", ")
  }

  /// The sentences of the dataset's paragraph, without their periods.
  static func sentences(_ news: Digest.News) -> [String] {
    let change = news.change
    if change.isFirst {
      return change.rowsAfter > 0 ? ["all of it is new: \(Wording.count(change.rowsAfter, "row"))"] : []
    }
    guard change.isComparable else {
      return [
        "it has other columns than before, so its rows cannot be compared: "
          + "\(Wording.count(change.rowsBefore, "row")) before, \(Wording.count(change.rowsAfter, "row")) now"
      ]
    }
    guard change.changesRows else {
      let isLate = !change.editions.isEmpty && change.editions.allSatisfy { $0.arrival == .late }
      if change.editions.contains(where: { $0.state == .loaded }) || change.isReread {
        return [isLate ? "today's figures are unchanged" : "no row changed"]
      }
      return []
    }
    guard let column = change.periodColumn else { return ["\(rows(change)); \(total(change))"] }
    let (new, gone, revised) = kinds(change)
    return self.new(new, column, change) + self.revised(revised, column, change) + self.gone(gone, column)
  }

  private typealias Periods = [DatasetChange.Period]

  private static func kinds(_ change: DatasetChange) -> (new: Periods, gone: Periods, revised: Periods) {
    (
      change.periods.filter { $0.rowsBefore == 0 }, change.periods.filter { $0.rowsBefore > 0 && $0.rowsAfter == 0 },
      change.periods.filter { $0.rowsBefore > 0 && $0.rowsAfter > 0 }
    )
  }

  private static func new(_ periods: Periods, _ column: String, _ change: DatasetChange) -> [String] {
    guard let first = periods.first else { return [] }
    let names = Wording.names(periods.map(\.period), of: column)
    if periods.count <= shown, let measure = change.measure, periods.allSatisfy({ $0.new != nil }) {
      let sums = periods.map { period in
        "\(Wording.name(period.period, of: column)) is new (\(Wording.column(measure, unit: nil)): \(value(period.new)))"
      }
      return [Wording.list(sums)]
    }
    if periods.count <= shown { return ["\(names) \(periods.count == 1 ? "is" : "are") new"] }
    let rows = Wording.count(periods.reduce(0) { $0 + $1.rowsAfter }, "row")
    return ["\(Wording.periods(periods.count, of: column, like: first.period)) are new, \(names) (\(rows))"]
  }

  private static func revised(_ periods: Periods, _ column: String, _ change: DatasetChange) -> [String] {
    guard let first = periods.first else { return [] }
    let names = Wording.names(periods.map(\.period), of: column)
    let named =
      periods.count <= shown
      ? "\(names) \(periods.count == 1 ? "was" : "were") revised"
      : "\(Wording.periods(periods.count, of: column, like: first.period)) were revised, \(names)"
    let revised = periods.reduce(0) { $0 + $1.revised }
    let isOnlyRevised = periods.allSatisfy { $0.added + $0.removed == 0 }
    return ["\(named) (\(isOnlyRevised ? Wording.count(revised, "row") : rows(periods)))" + sums(periods, change)]
  }

  /// `; encounters of August 2025 went from 26,162 to 26,174 (+12)`, the largest moves first.
  private static func sums(_ periods: Periods, _ change: DatasetChange) -> String {
    guard let measure = change.measure, let column = change.periodColumn else { return "" }
    let word = Wording.column(measure, unit: nil)
    let moved = periods.filter { $0.old != $0.new && $0.old != nil && $0.new != nil }
    guard !moved.isEmpty else { return "; in sum, \(word) stayed the same" }
    let largest = moved.sorted { a, b in
      let (x, y) = (distance(a), distance(b))
      return x != y ? x > y : a.period < b.period
    }.prefix(shown)
    let told = largest.enumerated().map { i, period in
      "of \(Wording.name(period.period, of: column))\(i == 0 ? " went" : "") "
        + Quantity(from: integer(period.old), to: integer(period.new), unit: nil).move
    }
    let rest = moved.count - largest.count
    return "; \(word) " + (rest > 0 ? told.joined(separator: ", ") + ", and \(rest) more" : Wording.list(told))
  }

  private static func gone(_ periods: Periods, _ column: String) -> [String] {
    guard !periods.isEmpty else { return [] }
    let names = Wording.names(periods.map(\.period), of: column)
    return ["\(names) \(periods.count == 1 ? "is" : "are") withdrawn: no row of it is left"]
  }

  private static func distance(_ period: DatasetChange.Period) -> UInt64 {
    ((period.new ?? 0).subtractingReportingOverflow(period.old ?? 0)).partialValue.magnitude
  }

  private static func integer(_ n: Int64?) -> Value { n.map { .integer($0) } ?? .null }
  private static func value(_ n: Int64?) -> String { Quantity(from: .null, to: integer(n), unit: nil).bare(integer(n)) }

  private static func rows(_ change: DatasetChange) -> String {
    rows(added: change.added, removed: change.removed, revised: change.revised)
  }

  private static func rows(_ periods: Periods) -> String {
    rows(
      added: periods.reduce(0) { $0 + $1.added }, removed: periods.reduce(0) { $0 + $1.removed },
      revised: periods.reduce(0) { $0 + $1.revised })
  }

  /// `2 rows added, 1 removed, 12 revised`.
  private static func rows(added: Int, removed: Int, revised: Int) -> String {
    let parts = [(added, "added"), (removed, "removed"), (revised, "revised")].filter { $0.0 > 0 }
    return parts.enumerated().map { i, part in
      i == 0 ? "\(Wording.count(part.0, "row")) \(part.1)" : "\(Wording.number(part.0)) \(part.1)"
    }.joined(separator: ", ")
  }

  private static func total(_ change: DatasetChange) -> String { "\(Wording.count(change.rowsAfter, "row")) now" }
}
