import GRDB
import GRDBSQLite
import Manifest
import Model
import Words

/// Compares what an edition's rows add up to with the publisher's own totals.
struct ControlTotalCheck {
  let table: HistoryTable
  let edition: Edition
  let records: Int
  /// What the edition covers; only those rows are added up.
  let coverage: [PartitionFacts]
  let db: GRDB.Database

  /// - Parameter stated: gives the totals that the edition states for a declared one.
  /// - Returns: what holds the edition, and the marks for differences that are only shown.
  func findings(
    stated: (ControlTotal) throws -> [StatedTotal]
  ) throws -> (holding: [String], marks: [EditionMark]) {
    var holding: [String] = []
    var marks: [EditionMark] = []
    // Our excerpt leaves out rows that the publisher's total counts.
    guard edition.origin != .bundled else { return (holding, marks) }
    for total in table.dataset.totals {
      let all = try stated(total)
      if all.isEmpty {
        let words = "it does not state its total '\(total.name)'"
        switch total.difference {
        case .hold: holding.append(words)
        case .show: marks.append(EditionMark(.totalAbsent, records: 0, words))
        }
      }
      for one in all {
        let own = try sum(total, one.rows)
        guard own != one.value else { continue }
        let place = one.rows.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.plain)" }.joined(separator: ", ")
        let words =
          "its own total '\(total.name)'\(place.isEmpty ? "" : " (\(place))") is "
          + "\(shown(one.value, total)), and its \(total.measure == .records ? "records are" : "rows add up to") "
          + shown(own, total)
        switch total.difference {
        case .hold: holding.append(words)
        case .show: marks.append(EditionMark(.totalDiffers, records: 0, words))
        }
      }
    }
    return (holding, marks)
  }

  private func shown(_ value: Int64, _ total: ControlTotal) -> String {
    guard let decimals = total.decimals(in: table.dataset.columns) else {
      return NumberText.integer(value, grouped: true)
    }
    let power = UInt64(ExactNumber.power(decimals))
    let rest = String(value.magnitude % power)
    return (value < 0 ? "-" : "") + NumberText.integer(Int64(value.magnitude / power), grouped: true) + "."
      + String(repeating: "0", count: decimals - rest.utf8.count) + rest
  }

  private func sum(_ total: ControlTotal, _ rows: [String: Value]) throws -> Int64 {
    guard case .sum(let columns) = total.measure else { return Int64(records) }
    let sums = columns.map { "coalesce(sum(\(quoted($0))), 0)" }.joined(separator: " + ")
    let conditions = rows.keys.sorted()
    let covered = Set(coverage.map(\.partition))
    let found = try Row.fetchAll(
      db,
      sql: "select \(table.partitionName), \(sums) from \(table.name) where \(HistoryTable.isInForce(after: nil))"
        + conditions.map { " and \(quoted($0)) is ?" }.joined() + " group by 1",
      arguments: StatementArguments(conditions.map { rows[$0]!.databaseValue }))
    return found.reduce(0) { covered.contains($1[0]) ? $0 + ($1[1] as Int64) : $0 }
  }
}

extension ControlTotal {
  /// Runs a total's SELECT over the records of an edition.
  ///
  /// - Throws: ``Problem`` if the SELECT fails, or gives no column `total`.
  static func select(
    _ sql: String, of total: ControlTotal, over raw: RawTable, in dataset: DatasetManifest
  ) throws -> [StatedTotal] {
    let connection = try RawSQLite.inMemory(for: dataset.name)
    defer { sqlite3_close_v2(connection) }
    NormalizingFunctions.register(on: connection)
    NumericFunctions.register(on: connection, raw: raw, columns: dataset.columns)
    _ = raw.register(on: connection)
    // Fields live as long as their record; a SELECT that sorts or groups needs them longer.
    raw.copiesFields = true
    let statement = try SelectStatement(
      NumericUses.checked(sql), path: dataset.manifestPath, connection: connection, isPortable: false)
    guard let place = statement.columns.firstIndex(of: "total") else {
      throw Problem(
        .badInput, at: dataset.manifestPath, "the SELECT of a control total gives no column 'total'",
        remedy: "name the number: ... as total")
    }
    return try statement.rows(limit: 100_000).map { row in
      let value: Int64? =
        switch row[place] {
        case .integer(let n):
          total.decimals(in: dataset.columns) == nil ? n : total.value(of: "\(n)", in: dataset.columns)
        case .text(let text): total.value(of: text, in: dataset.columns)
        case .real(let number):
          total.decimals(in: dataset.columns) == nil ? nil : total.value(of: "\(number)", in: dataset.columns)
        case .null: nil
        }
      guard let value else {
        throw Problem(
          .badInput, at: dataset.manifestPath,
          "a control total is \"\(row[place].plain)\", which is not a number in the form of its columns",
          remedy:
            "make the SELECT give the number alone, as the publisher writes it, or as_written(x, 'COLUMN') as total")
      }
      var rows: [String: Value] = [:]
      for (i, name) in statement.columns.enumerated() where i != place { rows[name] = row[i] }
      return StatedTotal(value, rows: rows)
    }
  }
}
