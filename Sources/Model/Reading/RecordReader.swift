/// A forward cursor over the records of one snapshot. A record is one row as the publisher wrote it, still text.
///
/// Record numbers start at 1 and count every record, defective ones included, so that (snapshot, record number)
/// addresses a record permanently. In a workbook, they are the numbers of the sheet's rows. These calls decide the loader's speed: implementations are final classes that reuse
/// their memory.
package protocol RecordReader: AnyObject {
  /// The publisher's column names, in order.
  var header: [String] { get }
  /// The number of the current record; 0 before the first `advance()`.
  var recordNumber: Int { get }
  /// `header.count` fields of the current record.
  var fields: UnsafePointer<FieldBytes> { get }
  /// Why the current record does not match the header ("12 fields, expected 13"); nil when it does. A defective record
  /// goes to quarantine; its fields are either all absent or as many as could be read.
  var defect: String? { get }
  /// The column with that defect, as an index into `header`; nil when it is not the fault of one alone.
  var defectiveField: Int? { get }
  /// True if the last record read has no line end after it, as when a file is cut off.
  var endsWithoutLineEnd: Bool { get }
  /// The number of lines that the current record takes up: more than one when a quoted field contains line ends.
  var linesSpanned: Int { get }
  /// The columns, as indices into `header`, that no record read so far contains. Only a format that names the values in
  /// every record (JSON) can have any; in other formats the header names them all.
  var unnamedColumns: [Int] { get }
  /// The bytes of the current record, unchanged from the snapshot; of a workbook's row the cells with their addresses.
  var verbatim: UnsafeBufferPointer<UInt8> { get }
  /// Whether the format distinguishes numbers from texts.
  var hasNumbers: Bool { get }
  /// What a field of the current record was in the file, as an index into `header`; only asked where a form of texts is declared.
  func origin(of field: Int) -> FieldOrigin
  /// The text of a record that has one alone, in whatever column or over several; nil for any other record.
  var loneText: String? { get }
  /// Why a reader of the source may see another text there than ``loneText``: a part of it is raised, say. Nil where nothing speaks against it.
  var loneFault: String? { get }
  /// Moves to the next record; false at the end. Throws ``Problem`` when the file cannot be read any further.
  func advance() throws -> Bool
}

extension RecordReader {
  package var defectiveField: Int? { nil }
  package var hasNumbers: Bool { false }
  package func origin(of field: Int) -> FieldOrigin { .text }
  package var endsWithoutLineEnd: Bool { false }
  package var linesSpanned: Int { 1 }
  package var unnamedColumns: [Int] { [] }

  package var loneFault: String? { nil }

  package var loneText: String? {
    var lone: FieldBytes?
    for i in header.indices where !fields[i].isBlank {
      guard lone == nil else { return nil }
      lone = fields[i]
    }
    return lone?.text
  }
}
