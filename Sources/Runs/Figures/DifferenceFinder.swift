import Manifest
import Model
import Warehouse

/// Finds the rows that made the difference between a figure's value as of publication and its value now.
struct DifferenceFinder {
  let library: Library
  let session: Session
  let publication: Day
  /// The day whose state counts as now; nil for the newest.
  let now: Day?

  /// Among the records that the figure rests on; among all rows that its SQL could read if none are known, or if none of
  /// them differs.
  ///
  /// - Parameter datasets: those that the figure reads.
  func changes(of figure: FigureManifest, in datasets: [String]) throws -> FigureChanges {
    let columns = try columnsRead(by: figure)
    func changes(among records: [TracedRecord]?) throws -> FigureChanges {
      var changes = FigureChanges()
      for name in datasets {
        changes.add(
          try session.figureChanges(
            try library.dataset(named: name), from: try session.ordinal(of: name, asOf: publication),
            to: try now.map { try session.ordinal(of: name, asOf: $0) } ?? .max, reading: columns[name] ?? [],
            among: records))
      }
      return changes
    }
    if let records = try records(behind: figure) {
      let found = try changes(among: records)
      if !found.isEmpty { return found }
    }
    return try changes(among: nil)
  }

  /// The columns that decide the value, by dataset.
  private func columnsRead(by figure: FigureManifest) throws -> [String: Set<String>] {
    try session.showing(.newest, of: library.datasets) {
      var columns: [String: Set<String>] = [:]
      func add(_ read: [String: Set<String>]) { columns.merge(read) { $0.union($1) } }
      switch figure.source {
      case .none: break
      case .sql(let sql): add(try session.columns(readBy: sql))
      case .cell(let name, let column, _):
        let table = try library.table(named: name)
        let traces = table.traced(column).flatMap { table.traces(of: $0.name) }
        for case .records(let records) in traces.map(\.lineage) {
          let words = Self.words(in: records.measure.sql + " " + (records.condition ?? ""))
          add([records.dataset: words])
        }
        if columns.isEmpty { add(try session.columns(readBy: table)) }
      }
      if case .ratio(let base, _) = figure.rule { add(try session.columns(readBy: base)) }
      return columns
    }
  }

  /// The names in an SQL expression; those of columns are among them.
  private static func words(in sql: String) -> Set<String> {
    Set(sql.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }

  /// The records that the figure rests on in either state; nil if none are declared or traced.
  private func records(behind figure: FigureManifest) throws -> [TracedRecord]? {
    do {
      let records = try [publication, now].flatMap { day in
        guard figure.records.isEmpty else {
          return try session.showing(ShownState(asOf: day), of: library.datasets) {
            try figure.records.flatMap {
              try session.records($0, over: try library.dataset(named: $0.dataset), asOf: day)
            }
          }
        }
        return try EvidenceFinder(library: library, session: session, asOf: day, naming: .all)
          .evidence(for: figure).cells.flatMap(\.records)
      }
      return records.isEmpty ? nil : records
    } catch is Problem {
      // A trace that does not give its cell is reported where it is asked for.
      return nil
    }
  }
}
