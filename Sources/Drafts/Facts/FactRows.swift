import Manifest
import Model

/// The rows of a table or dataset, column by column: a million of them take some tens of megabytes.
package struct FactRows: Sendable {
  /// A column's values: the indices of its distinct texts or periods, or its numbers in units of their last decimal.
  enum Stored: Sendable {
    case codes([Int32])
    case numbers([Int64])
  }

  /// The code of NULL.
  static let noCode: Int32 = -1
  /// The number that stands for NULL.
  static let noNumber = Int64.min

  package let columns: [FactSource.Column]
  package private(set) var count = 0
  private(set) var stored: [Stored]
  /// The distinct texts of each column that names rows.
  private(set) var texts: [[String]]
  /// The distinct periods of each column of periods.
  private(set) var periods: [[Period]]
  private var known: [[Value: Int32]]

  package init(columns: [FactSource.Column]) {
    self.columns = columns
    stored = columns.map { if case .number = $0.role { .numbers([]) } else { .codes([]) } }
    texts = columns.map { _ in [] }
    periods = columns.map { _ in [] }
    known = columns.map { _ in [:] }
  }

  /// - Parameter row: a value for each column.
  package mutating func append(_ row: [Value]) {
    for (i, value) in row.enumerated() {
      switch columns[i].role {
      case .number(let places, _): add(Self.number(value, places), to: i)
      case .name:
        add(
          code(of: value, i) {
            $0.texts[i].append(value.plain); return true
          }, to: i)
      case .time(let grain, let end):
        add(
          code(of: value, i) { rows in Self.period(value, grain, end).map { rows.periods[i].append($0) } != nil }, to: i
        )
      }
    }
    count += 1
  }

  /// Frees what is needed only while rows come.
  package mutating func finish() { known = columns.map { _ in [:] } }

  private mutating func add(_ code: Int32, to i: Int) {
    guard case .codes(var codes) = stored[i] else { return }
    // The array must have one owner while it grows.
    stored[i] = .numbers([])
    codes.append(code)
    stored[i] = .codes(codes)
  }

  private mutating func add(_ number: Int64, to i: Int) {
    guard case .numbers(var numbers) = stored[i] else { return }
    stored[i] = .codes([])
    numbers.append(number)
    stored[i] = .numbers(numbers)
  }

  /// The code of a value, a new one if `keep` could keep it.
  private mutating func code(of value: Value, _ i: Int, _ keep: (inout FactRows) -> Bool) -> Int32 {
    if value == .null { return Self.noCode }
    if let code = known[i][value] { return code }
    let next = Int32(max(texts[i].count, periods[i].count))
    let code = keep(&self) ? next : Self.noCode
    known[i][value] = code
    return code
  }

  private static func number(_ value: Value, _ places: Int) -> Int64 {
    switch value {
    case .integer(let n):
      var n = n
      for _ in 0..<places {
        let (product, overflow) = n.multipliedReportingOverflow(by: 10)
        guard !overflow else { return noNumber }
        n = product
      }
      return n
    case .real(let x):
      guard let exact = ExactNumber(decimalOf: x) else { return noNumber }
      let units = exact.shifted(left: places).divided(by: ExactNumber(1), decimals: 0)?.units
      return units.flatMap { Int64(exactly: $0) } ?? noNumber
    case .null, .text: return noNumber
    }
  }

  private static func period(_ value: Value, _ grain: Period.Grain, _ end: YearEnd) -> Period? {
    switch value {
    case .integer(let year):
      guard (1000...9999).contains(year), grain == .year else { return nil }
      guard end != .calendar else { return Period(year: Int(year)) }
      guard let last = end.day(in: Int(year)), let before = end.day(in: Int(year) - 1) else { return nil }
      return Period(first: before + 1, last: last, grain: .year)
    case .text(let text): return PublishedDate(text).map { Period($0) }
    case .null, .real: return nil
    }
  }

  // MARK: Reading

  func codes(_ i: Int) -> [Int32] { if case .codes(let codes) = stored[i] { codes } else { [] } }
  func numbers(_ i: Int) -> [Int64] { if case .numbers(let numbers) = stored[i] { numbers } else { [] } }

  /// The number in a cell, nil for NULL.
  func number(_ i: Int, _ row: Int) -> ExactNumber? {
    guard case .numbers(let numbers) = stored[i], numbers[row] != Self.noNumber,
      case .number(let places, _) = columns[i].role
    else { return nil }
    return ExactNumber(units: Int128(numbers[row]), places: places)
  }

  /// A cell's value as `--where` of the commands takes it; nil for NULL.
  func text(_ i: Int, row: Int) -> String? {
    if case .numbers = stored[i] { return number(i, row)?.description }
    return text(i, code: codes(i)[row])
  }

  /// The same of the value that a code stands for.
  func text(_ i: Int, code: Int32) -> String? {
    guard code >= 0 else { return nil }
    switch columns[i].role {
    case .name: return texts[i][Int(code)]
    case .time(.year, _): return "\(periods[i][Int(code)].last.civil.year)"
    case .time: return periods[i][Int(code)].description
    case .number: return nil
    }
  }
}
