import Model

/// All columns of a file, and what its reader said of its records.
struct RecordSurvey {
  /// As `normalize.sql` sees them.
  var names: [String]
  var columns: [ColumnSurvey]
  var records = 0
  /// Records that the reader could not read.
  var defects = 0
  var firstDefect: String?
  var hasNumbers: Bool
  /// True if the file has more records than were looked at.
  var isPart = false

  private static let most = 400_000

  /// - Throws: ``Problem`` if the file cannot be read.
  init(_ reader: any RecordReader, names: [String], shouldStop: () -> Bool) throws {
    self.names = names
    hasNumbers = reader.hasNumbers
    columns = names.map { _ in ColumnSurvey() }
    while try reader.advance() {
      guard records < Self.most else {
        isPart = true
        break
      }
      if records & 0xFFF == 0, shouldStop() { throw Stopped() }
      if let defect = reader.defect {
        defects += 1
        if firstDefect == nil { firstDefect = "record \(reader.recordNumber): \(defect)" }
        continue
      }
      records += 1
      for i in names.indices {
        columns[i].add(reader.fields[i].text, hasNumbers ? reader.origin(of: i) : .text)
      }
    }
  }
}
