import GRDB
import Model

extension RowCounts {
  /// The columns of the ledger's tables that count rows.
  init(_ row: Row) {
    self.init(firstSeen: row["first_seen"], added: row["added"], removed: row["removed"], revised: row["revised"])
  }
}
