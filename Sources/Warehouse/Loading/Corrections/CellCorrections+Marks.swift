import GRDB
import Manifest
import Model
import Words

extension CellCorrections {
  /// A mark names at most this many cells; `corrections.csv` has all of them.
  private static let mostNamed = 5

  /// Marks for the cells that were corrected, and for the corrections that do not apply although the edition covers
  /// their rows.
  ///
  /// - Parameter table: the history, with the edition's rows in it.
  func marks(in table: HistoryTable, covering coverage: [PartitionFacts], _ db: GRDB.Database) throws -> [EditionMark] {
    let covered = Set(coverage.map(\.partition))
    var done: [String] = []
    var idle: [String] = []
    for (n, correction) in dataset.corrections.enumerated() {
      let subject = "\(correction.column) of \(name(correction))"
      if made.contains(n) {
        done.append(CorrectedCell(correction, page: 0, record: 0).words(of: subject))
      } else if let says = try instead(of: correction, at: n, in: table, covered: covered, db) {
        idle.append(
          "\(subject) was to be \(CorrectedCell.shown(correction.right)) instead of "
            + "\(CorrectedCell.shown(correction.wrong)), and the edition \(says)")
      }
    }
    var marks: [EditionMark] = []
    if !done.isEmpty {
      let cells = "\(English.count(done.count, "cell")) \(English.form(done.count, "is", plural: "are")) corrected"
      marks.append(EditionMark(.corrected, records: done.count, "\(cells): \(Self.list(done))"))
    }
    if !idle.isEmpty {
      let corrections =
        "\(English.count(idle.count, "correction")) \(English.form(idle.count, "does", plural: "do")) not apply"
      marks.append(EditionMark(.correctionIdle, records: idle.count, "\(corrections): \(Self.list(idle))"))
    }
    return marks
  }

  private static func list(_ items: [String]) -> String {
    items.prefix(mostNamed).joined(separator: "; ")
      + (items.count > mostNamed ? "; and \(items.count - mostNamed) more" : "")
  }

  private func name(_ correction: Correction) -> String {
    PartitionCounts.name(dataset.key, correction.key.map(\.plain))
  }

  /// What the edition states instead, if a correction was not made; nil if it does not cover the row.
  private func instead(
    of correction: Correction, at n: Int, in table: HistoryTable, covered: Set<String>, _ db: GRDB.Database
  ) throws -> String? {
    if let other = others[n] {
      if other == .null { return "does not state it" }
      return "says \(other.plain)" + (other == correction.right ? " itself" : "")
    }
    if let partition = try partition(of: correction, in: table, db), !covered.contains(partition) { return nil }
    return "has no such row"
  }

  /// The partition of a correction's row: by its key, or by the last row that had the key; nil if no edition had one, and its
  /// partition is not known.
  private func partition(of correction: Correction, in table: HistoryTable, _ db: GRDB.Database) throws -> String? {
    let key = Dictionary(uniqueKeysWithValues: zip(dataset.key, correction.key))
    let own = dataset.partition.compactMap { key[$0]?.plain }
    if own.count == dataset.partition.count { return PartitionCounts.name(dataset.partition, own) }
    let columns = dataset.partition.map(quoted).joined(separator: ", ")
    let isKey = dataset.key.map { "\(quoted($0)) = ?" }.joined(separator: " and ")
    let row = try Row.fetchOne(
      db, sql: "select \(columns) from \(table.name) where \(isKey) order by _since desc limit 1",
      arguments: StatementArguments(correction.key.map(\.databaseValue)))
    return row.map { row in
      PartitionCounts.name(dataset.partition, dataset.partition.indices.map { Value(row, $0).plain })
    }
  }
}
