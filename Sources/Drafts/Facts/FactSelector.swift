import Model

/// Finds the rows of sources that meet conditions, and what a column of them says: one cell, or a sum where it may be added up.
///
/// Rows are visited within a budget, so that a long draft and a large table together end.
final class FactSelector {
  /// The codes that a row may have, by column.
  typealias Conditions = [Int: Set<Int32>]

  struct Outcome {
    var value: ExactNumber
    var rows: [Int32]
    var isSum: Bool { rows.count > 1 }
  }

  private struct Key: Hashable {
    let source: Int
    let conditions: Conditions
  }

  private struct Question: Hashable {
    let key: Key
    let column: Int
  }

  /// How many rows may be visited in all.
  static let budget = 400_000_000
  /// How many selections are kept.
  private static let mostKept = 2000

  let sources: [FactSource]
  private var kept: [Key: [Int32]] = [:]
  private var known: [Question: Outcome?] = [:]
  private var visited = 0
  /// The sources that were not looked through to the end.
  private(set) var unfinished: Set<Int> = []

  init(_ sources: [FactSource]) { self.sources = sources }

  /// The rows that meet all conditions.
  func rows(_ source: Int, _ conditions: Conditions) -> [Int32] {
    let key = Key(source: source, conditions: conditions)
    if let rows = kept[key] { return rows }
    let data = sources[source].rows
    guard visited + data.count <= Self.budget else {
      unfinished.insert(source)
      return []
    }
    visited += data.count
    var rows: [Int32]?
    for (column, codes) in conditions.sorted(by: { $0.value.count < $1.value.count }) {
      var isWanted = [Bool](repeating: false, count: max(data.texts[column].count, data.periods[column].count) + 1)
      for code in codes where code >= 0 { isWanted[Int(code)] = true }
      let allowsNull = codes.contains(FactRows.noCode)
      let stored = data.codes(column)
      if let found = rows {
        rows = found.filter { stored[Int($0)] < 0 ? allowsNull : isWanted[Int(stored[Int($0)])] }
      } else {
        var found: [Int32] = []
        for (i, code) in stored.enumerated() where code < 0 ? allowsNull : isWanted[Int(code)] {
          found.append(Int32(i))
        }
        rows = found
      }
    }
    let found = rows ?? (0..<Int32(data.count)).map { $0 }
    if kept.count >= Self.mostKept { kept = [:] }
    kept[key] = found
    return found
  }

  /// What a column of numbers says in the rows that meet the conditions; nil where it says nothing, or several rows say something that may
  /// not be added up.
  func outcome(_ source: Int, _ column: Int, _ conditions: Conditions) -> Outcome? {
    let question = Question(key: Key(source: source, conditions: conditions), column: column)
    if let outcome = known[question] { return outcome }
    let outcome = find(source, column, conditions)
    if known.count >= Self.mostKept { known = [:] }
    known[question] = .some(outcome)
    return outcome
  }

  private func find(_ source: Int, _ column: Int, _ conditions: Conditions) -> Outcome? {
    let data = sources[source].rows
    guard case .number(let places, let adds) = data.columns[column].role else { return nil }
    let numbers = data.numbers(column)
    let rows = rows(source, conditions).filter { numbers[Int($0)] != FactRows.noNumber }
    guard let first = rows.first else { return nil }
    if rows.count == 1 {
      return Outcome(value: ExactNumber(units: Int128(numbers[Int(first)]), places: places), rows: rows)
    }
    let isOneNumber = rows.allSatisfy { numbers[Int($0)] == numbers[Int(first)] }
    var (overTime, overPlaces) = (false, false)
    for (i, other) in data.columns.enumerated() {
      let isTime: Bool
      switch other.role {
      case .time: isTime = true
      case .name: isTime = false
      case .number: continue
      }
      let codes = data.codes(i)
      guard rows.contains(where: { codes[Int($0)] != codes[Int(first)] }) else { continue }
      if other.isApart && !isTime { return nil }
      if isTime { overTime = true } else { overPlaces = true }
    }
    // Rows that no column tells apart are of nothing that could be added.
    guard overTime || overPlaces, adds.covers(time: overTime, places: overPlaces) else {
      // Several who say the same.
      return isOneNumber && adds == .never
        ? Outcome(value: ExactNumber(units: Int128(numbers[Int(first)]), places: places), rows: [first]) : nil
    }
    var sum: Int128 = 0
    for row in rows { sum += Int128(numbers[Int(row)]) }
    return Outcome(value: ExactNumber(units: sum, places: places), rows: rows)
  }
}
