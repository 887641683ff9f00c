/// What the normalizer found in addition to rows.
struct NormalizingReport {
  var records = 0
  var quarantined: [Quarantined] = []
  var quarantinedCount = 0
  /// The lines that defective records take up beyond their first, which may have buried other records.
  var buriedLines = 0
  /// The publisher's columns that no record names, and the pages that were read for them.
  var unnamedColumns: [String] = []
  var pages = 0
  /// The last record, if no line end follows it.
  var openEnd: (page: Int, record: Int, isDefective: Bool)?
}
