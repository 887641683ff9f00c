import Model

/// A reader whose fields are in ``RecordFields``: the texts of a page, a sheet or a PDF are nowhere in the file as they are read.
package protocol KeptRecordReader: RecordReader {
  /// The fields of the current record.
  var record: RecordFields { get }
}

extension KeptRecordReader {
  package var fields: UnsafePointer<FieldBytes> { record.slots }
  package var defect: String? { record.defect }
  package var defectiveField: Int? { record.defectiveField }
}
