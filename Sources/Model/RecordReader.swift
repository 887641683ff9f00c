/// The bytes of one field of a record, as the publisher wrote them; `start == nil` means that the field is absent (NULL).
///
/// The memory belongs to the reader that filled it and is valid until its next `advance()`.
package struct FieldBytes {
  package var start: UnsafePointer<UInt8>?
  package var count: Int

  package init(start: UnsafePointer<UInt8>?, count: Int) {
    self.start = start
    self.count = count
  }

  package static var absent: FieldBytes { FieldBytes(start: nil, count: 0) }

  /// The field as text; nil where it is absent. Bytes that are not UTF-8 become U+FFFD.
  package var text: String? {
    guard let start else { return nil }
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }
}

/// A forward cursor over the records of one snapshot: each one row as the publisher wrote it, still text.
///
/// Record numbers start at 1 and count every record of the snapshot, also those that turn out to be defective, so that
/// (snapshot, record number) addresses a record for ever. The loader is bound by this call: conforming types are final
/// classes that reuse their memory.
package protocol RecordReader: AnyObject {
  /// The publisher's column names, in order.
  var header: [String] { get }
  /// The number of the current record; 0 before the first `advance()`.
  var recordNumber: Int { get }
  /// `header.count` fields of the current record.
  var fields: UnsafePointer<FieldBytes> { get }
  /// Why the current record cannot be read as the header says ("12 fields, expected 13"); nil where it can.
  /// The fields of a defective record are all absent or as many as could be read; it goes to quarantine.
  var defect: String? { get }
  /// True where the last record read has no line end behind it, as the end of a file that was cut off has none.
  var endsWithoutLineEnd: Bool { get }
  /// The lines of the file that the current record takes up: more than one where a quoted field holds line ends.
  var linesSpanned: Int { get }
  /// The columns, as places in `header`, that no record read so far has named. Only a format that names its values in every
  /// record (JSON) can tell; elsewhere the header has named them all.
  var unnamedColumns: [Int] { get }
  /// The current record verbatim, as it stands in the snapshot.
  var verbatim: UnsafeBufferPointer<UInt8> { get }
  /// Moves on to the next record; false at the end. Throws ``Problem`` where the file cannot be read any further.
  func advance() throws -> Bool
}

extension RecordReader {
  package var endsWithoutLineEnd: Bool { false }
  package var linesSpanned: Int { 1 }
  package var unnamedColumns: [Int] { [] }
}
