import Manifest
import Model
import Publishing
import Warehouse
import Words

/// Finds the records behind a table's cells, and checks that they add up to the cell.
struct CellTracer {
  /// A traced cell before its records are read from the archive.
  struct Result {
    var column: TableColumn
    var value: Value
    var derivedFrom: [String] = []
    var countsDistinct = false
    var count = 0
    var total = Value.null
    var records: [TracedRecord] = []
  }

  let table: TableManifest
  let library: Library
  let session: Session
  let asOf: Day?
  let naming: TracedSelection

  func trace(_ column: TableColumn, of row: [Value]) throws -> Result {
    var values = Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), row))
    if table.hidden.contains(column) {
      values.merge(try session.hiddenValues(of: table, row: row)) { published, _ in published }
    }
    var found = Result(column: column, value: values[column.name] ?? .null)
    let traces = table.traces(of: column.name)
    for trace in traces {
      switch trace.lineage {
      case .derived(let bases): found.derivedFrom = bases
      case .records(let records):
        let traced = try session.trace(
          trace, of: table, over: try library.dataset(named: records.dataset), row: values, asOf: asOf, naming: naming)
        if case .distinct = records.measure { found.countsDistinct = true }
        found.count += traced.count
        found.total = try Value.sum(found.total, traced.total, at: "\(table.path):\(trace.line)")
        found.records += traced.shown
      }
    }
    if found.derivedFrom.isEmpty, !Self.agrees(found) { throw disagreement(of: found, by: traces, in: row) }
    return found
  }

  /// Without records the cell is empty or 0, with records that state no number it is empty, otherwise it is their sum.
  private static func agrees(_ found: Result) -> Bool {
    switch (found.total, found.value) {
    case (.null, .null): true
    case (.null, .integer(0)): found.count == 0
    case (.integer(0), .null): found.count == 0
    case (.integer(let a), .integer(let b)): a == b
    case (.real(let a), .real(let b)): areEqual(a, b, in: found.column)
    case (.integer(let a), .real(let b)), (.real(let b), .integer(let a)): areEqual(Double(a), b, in: found.column)
    default: false
    }
  }

  private static func areEqual(_ a: Double, _ b: Double, in column: TableColumn) -> Bool {
    let decimals = column.kind == .decimal ? column.decimals : nil
    return NumberText.decimal(a, decimals: decimals) == NumberText.decimal(b, decimals: decimals)
  }

  private func disagreement(of found: Result, by traces: [TableTrace], in row: [Value]) -> Problem {
    let shown = zip(table.columns, row).filter { $0.0.namesRows }.map { "\($0.0.name) = \($0.1.text)" }
    return Problem(
      .badInput, at: "\(table.path):\(traces.first?.line ?? 1)",
      "\(found.count) traced records give \(found.total.text), but \(found.column.name) is \(found.value.text) where "
        + shown.joined(separator: ", "),
      remedy:
        "make the '-- trace \(found.column.name)' line name what the SELECT sums; until then it cannot be traced")
  }
}
