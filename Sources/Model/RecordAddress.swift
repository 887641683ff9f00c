/// Where a record is in a dataset's history: the edition's ordinal, the page of the edition, the record's number on it.
package struct RecordAddress: Hashable, Sendable {
  package var ordinal: Int
  /// From 1.
  package var page: Int
  /// From 1.
  package var record: Int

  package init(ordinal: Int, page: Int, record: Int) {
    self.ordinal = ordinal
    self.page = page
    self.record = record
  }
}
