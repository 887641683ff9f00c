import GRDB
import Manifest
import Model

/// Compares the last month that a file's name claims with the newest month in the file. A file that was cut off at the end of a line
/// has no other mark, and one under a wrong name would pass for another month's.
struct ClaimCheck {
  let table: HistoryTable
  let edition: Edition
  let coverage: [PartitionFacts]
  let db: GRDB.Database

  /// What contradicts the name; nil where nothing does, or nothing is claimed. A bundled edition is an excerpt, which may lack
  /// what its publisher's file had.
  func finding() throws -> String? {
    guard let claimed = edition.through, edition.origin != .bundled, let column = table.dataset.claimedColumn else {
      return nil
    }
    guard let newest = try newest(column), newest.prefix(claimed.utf8.count) < claimed else { return nil }
    return
      "its name says that its data goes to \(claimed), but its newest \(column) is \(newest): it was cut off on its way, or "
      + "is another month's file"
  }

  /// The newest value in the edition's own partitions; those of editions before it do not count.
  private func newest(_ column: String) throws -> String? {
    let partition = table.dataset.partition.map(quoted)
    let own = Set(coverage.filter { $0.rows > 0 }.map(\.values))
    let rows = try Row.fetchAll(
      db,
      sql:
        "select \((["max(\(quoted(column)))"] + partition).joined(separator: ", ")) from \(table.name) where "
        + HistoryTable.isInForce(after: nil)
        + (partition.isEmpty ? "" : " group by \(partition.joined(separator: ", "))"))
    return rows.filter { row in
      own.contains(partition.indices.map { Value(row, $0 + 1).plain })
    }.compactMap { $0[0] as String? }.max()
  }
}
