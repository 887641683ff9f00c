import Model

/// The records of a curated file, of which those are defective whose words are not in their document, or do not say the value.
final class EvidenceReader: RecordReader {
  private let reader: any RecordReader
  private let breaches: [Int: String]

  /// - Parameter breaches: why a record may not be loaded, by its number.
  init(_ reader: any RecordReader, breaches: [Int: String]) {
    self.reader = reader
    self.breaches = breaches
  }

  var header: [String] { reader.header }
  var recordNumber: Int { reader.recordNumber }
  var fields: UnsafePointer<FieldBytes> { reader.fields }
  var defect: String? { reader.defect ?? breaches[reader.recordNumber] }
  var defectiveField: Int? { reader.defect == nil ? nil : reader.defectiveField }
  var endsWithoutLineEnd: Bool { reader.endsWithoutLineEnd }
  var linesSpanned: Int { reader.linesSpanned }
  var unnamedColumns: [Int] { reader.unnamedColumns }
  var verbatim: UnsafeBufferPointer<UInt8> { reader.verbatim }
  func advance() throws -> Bool { try reader.advance() }
}
