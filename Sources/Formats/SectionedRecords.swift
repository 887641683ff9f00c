import Model

/// The records of a table with the texts that stand alone in a row above them (`read.sections`), each in a column of its own. Such a row is no
/// record.
final class SectionedRecords: RecordReader {
  let header: [String]
  let fields: UnsafePointer<FieldBytes>

  private let base: any RecordReader
  private let hasLabelsAlone: Bool
  private var sections: SectionTexts
  private let slots: UnsafeMutablePointer<FieldBytes>
  private let columns: Int
  /// The texts of the sections, one after the other.
  private var memory: UnsafeMutablePointer<UInt8>?
  /// The number of the last row that was a section's.
  private var line = 0
  /// Why the current row may begin a section.
  private var fault: String?
  /// Why the values of the rows below are not certain.
  private var doubt: String?

  init(_ base: any RecordReader, for reading: Reading) throws {
    self.base = base
    hasLabelsAlone = reading.hasLabelsAlone
    sections = try SectionTexts(reading.sections.map(\.pattern))
    header = base.header + reading.sections.map(\.name)
    columns = base.header.count
    slots = .allocate(capacity: header.count)
    slots.initialize(repeating: .absent, count: header.count)
    fields = UnsafePointer(slots)
  }

  deinit {
    slots.deallocate()
    memory?.deallocate()
  }

  var recordNumber: Int { base.recordNumber }
  var defect: String? { fault ?? base.defect ?? doubt }
  var defectiveField: Int? { fault == nil && base.defect != nil ? base.defectiveField : nil }
  var endsWithoutLineEnd: Bool { base.endsWithoutLineEnd }
  var linesSpanned: Int { base.linesSpanned }
  var unnamedColumns: [Int] { base.unnamedColumns }
  var verbatim: UnsafeBufferPointer<UInt8> { base.verbatim }
  var hasNumbers: Bool { base.hasNumbers }
  func origin(of field: Int) -> FieldOrigin { field < columns ? base.origin(of: field) : .text }

  func advance() throws -> Bool {
    while try base.advance() {
      // An unpivoted row comes several times.
      if line == base.recordNumber { continue }
      fault = nil
      if let text = base.loneText {
        // Blanks at the end of a line are seen by nobody.
        let lines = [text, String(text.reversed().drop(while: \.isWhitespace).reversed())]
        let all = Array(sections.values.indices)
        if let why = base.loneFault {
          if !hasLabelsAlone || all.contains(where: { sections.value(of: $0, in: lines) != nil }) { note(text, why) }
        } else if sections.set(lines, among: all) {
          line = base.recordNumber
          doubt = nil
          store()
          continue
        } else if !hasLabelsAlone, text.contains(where: { $0.isLetter || $0.isNumber }) {
          note(text)
        }
      }
      for i in 0..<columns { slots[i] = base.fields[i] }
      return true
    }
    return false
  }

  /// - Parameter why: why the text may be another one; nil where it matches no pattern.
  private func note(_ text: String, _ why: String? = nil) {
    let shown = "'\(text.prefix(80))' stands alone in row \(base.recordNumber)"
    if let why {
      fault = "\(shown), and may begin another section than it says: \(why)"
      doubt = "\(shown) above it, and may begin another section than it says: \(why)"
      return
    }
    fault =
      "\(shown) and matches no pattern of read.sections: it may begin another section (labels_alone: read under read: takes such "
      + "rows for records)"
    doubt = "\(shown) above it, matches no pattern of read.sections, and may begin another section"
  }

  private func store() {
    memory?.deallocate()
    let texts = sections.values.map { $0.map { Array($0.utf8) } }
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: texts.reduce(1) { $0 + ($1?.count ?? 0) })
    self.memory = memory
    var used = 0
    for (i, text) in texts.enumerated() {
      slots[columns + i] = text.map { FieldBytes(start: UnsafePointer(memory + used), count: $0.count) } ?? .absent
      for byte in text ?? [] {
        memory[used] = byte
        used += 1
      }
    }
  }
}
