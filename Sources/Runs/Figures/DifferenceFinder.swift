import Figures
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
  /// - Parameters:
  ///   - datasets: those that the figure reads.
  ///   - values: of the figure, as of publication and now.
  func changes(
    of figure: FigureManifest, in datasets: [String], between values: (then: FigureValue, now: FigureValue)
  ) throws -> FigureChanges {
    let columns = try columnsRead(by: figure)
    func changes(among records: [TracedRecord]?) throws -> FigureChanges {
      var changes = FigureChanges()
      for name in datasets {
        changes.add(
          try session.figureChanges(
            try library.dataset(named: name), from: try ordinal(of: name, asOf: publication),
            to: try ordinal(of: name, asOf: now), reading: columns[name] ?? [], among: records))
      }
      return changes
    }
    guard let records = try records(behind: figure) else { return try changes(among: nil) }
    var found = try changes(among: records.then + records.now)
    found.parts = try parts(of: records, in: datasets, reading: columns, between: values)
    return found.isEmpty ? try changes(among: nil) : found
  }

  /// What the figure counts of each partition then and now, where that is what moved it: its value is the sum of one column of its records
  /// in both states. None where the partitions have what they had, or the value is no such sum.
  private func parts(
    of records: (then: [TracedRecord], now: [TracedRecord]), in datasets: [String],
    reading columns: [String: Set<String>],
    between values: (then: FigureValue, now: FigureValue)
  ) throws -> [FigureChanges.Part] {
    for name in datasets {
      let dataset = try library.dataset(named: name)
      func counts(_ records: [TracedRecord], _ day: Day?) throws -> [Int: [String: FigureChanges.Part.Count]] {
        try session.figureParts(
          dataset, after: try ordinal(of: name, asOf: day), reading: columns[name] ?? [], of: records)
      }
      let (then, now) = (try counts(records.then, publication), try counts(records.now, self.now))
      for i in Set(then.keys).union(now.keys).sorted() {
        let (before, after) = (then[i] ?? [:], now[i] ?? [:])
        guard values.then.isSum(of: before), values.now.isSum(of: after) else { continue }
        return Set(before.keys).union(after.keys).sorted().compactMap { partition in
          before[partition] == after[partition]
            ? nil
            : FigureChanges.Part(
              dataset: name, partition: partition, column: dataset.columns[i].name, unit: dataset.columns[i].unit,
              then: before[partition], now: after[partition])
        }
      }
    }
    return []
  }

  private func ordinal(of dataset: String, asOf day: Day?) throws -> Int {
    try day.map { try session.ordinal(of: dataset, asOf: $0) } ?? .max
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

  /// The records that the figure rests on in each state; nil if none are declared or traced.
  private func records(behind figure: FigureManifest) throws -> (then: [TracedRecord], now: [TracedRecord])? {
    do {
      let records = try [publication, now].map { day in
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
      return records.allSatisfy(\.isEmpty) ? nil : (records[0], records[1])
    } catch is Problem {
      // A trace that does not give its cell is reported where it is asked for.
      return nil
    }
  }
}

extension FigureValue {
  fileprivate func isSum(of counts: [String: FigureChanges.Part.Count]) -> Bool {
    guard case .number(let number) = self, !counts.isEmpty else { return false }
    return number == counts.values.reduce(ExactNumber(0)) { $0 + ExactNumber($1.sum) }
  }
}
