import Manifest
import Model
import Words

/// What the rows of a table come to, where they may be added up.
struct TableTotals {
  private let shape: TableShape

  init(_ shape: TableShape) { self.shape = shape }

  /// The column, by its name, that says of a row that its period is not over: a total of whole periods leaves such rows out.
  static let partial = "is_partial"

  /// The rows that are added: all but those of a part of a period.
  private var added: [[Value]] {
    guard let i = partialColumn else { return shape.result.rows }
    return shape.result.rows.filter { $0[i] != .integer(1) }
  }

  private var partialColumn: Int? {
    shape.columns.firstIndex { $0.kind == .boolean && $0.name == Self.partial }
  }

  /// What the sums are of.
  var label: String {
    let left = shape.result.rows.count - added.count
    return left == 0 ? "All rows" : "All rows but \(left == 1 ? "one" : NumberText.grouped(left)) of a partial period"
  }

  /// Whether a row is of a period that is not over.
  func isPartial(_ row: [Value]) -> Bool { partialColumn.map { row[$0] == .integer(1) } ?? false }

  /// One for each column; nil where its numbers must not be added over the rows that there are, or their sum is too large.
  var sums: [Int64?] {
    let rows = added
    guard rows.count > 1 else { return shape.columns.map { _ in nil } }
    return shape.columns.indices.map { i in mayBeAdded(i, over: shape.columns.indices) ? sum(rows, i) : nil }
  }

  /// The sum over the rows of each time, in the order of the rows; nil where there is one row for each already, or the
  /// column must not be added over what else they differ in.
  func sumsByTime(_ i: Int) -> [[Value]]? {
    guard let first = shape.columns.first, Self.times.contains(first.kind), shape.columns[i].kind == .integer,
      mayBeAdded(i, over: shape.columns.indices.dropFirst())
    else { return nil }
    var order: [Value] = []
    var rows: [Value: [[Value]]] = [:]
    for row in shape.result.rows {
      if rows[row[0]] == nil { order.append(row[0]) }
      rows[row[0], default: []].append(row)
    }
    guard order.count < shape.result.rows.count else { return nil }
    return order.map { time in
      var row = [Value](repeating: .null, count: shape.columns.count)
      row[0] = time
      if let sum = sum(rows[time] ?? [], i) { row[i] = .integer(sum) }
      return row
    }
  }

  private static let times: [TableColumn.Kind] = [.date, .month, .year]

  /// - Parameter others: the columns in which rows may differ.
  private func mayBeAdded(_ i: Int, over others: some Sequence<Int>) -> Bool {
    guard shape.columns[i].kind == .integer, let adds = shape.columns[i].adds, adds != .never else { return false }
    let kinds = others.map { shape.columns[$0].kind }
    return adds.covers(time: kinds.contains { Self.times.contains($0) }, places: kinds.contains(.text))
  }

  /// Nil where a row says nothing, or the sum is too large.
  private func sum(_ rows: [[Value]], _ i: Int) -> Int64? {
    var total: Int64 = 0
    for row in rows {
      guard case .integer(let n) = row[i] else { return nil }
      let (sum, overflows) = total.addingReportingOverflow(n)
      guard !overflows else { return nil }
      total = sum
    }
    return total
  }
}
