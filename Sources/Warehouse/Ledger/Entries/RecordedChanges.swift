/// What one run changed, according to the ledger.
package struct RecordedChanges: Sendable {
  /// By dataset.
  package var datasets: [DatasetChange] = []
  /// By pipeline and table.
  package var tables: [TableChange] = []
}
