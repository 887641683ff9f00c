import Model

/// The records of a table with some of its columns, or with one record for each of the columns that a reading unpivots. All of
/// these have the number and the text of the publisher's record.
final class ChosenColumns: RecordReader {
  let header: [String]
  let fields: UnsafePointer<FieldBytes>

  private let base: any RecordReader
  private let kept: [Int]
  private let pivoted: [Int]
  private let slots: UnsafeMutablePointer<FieldBytes>
  private let names: [FieldBytes]
  private let memory: UnsafeMutablePointer<UInt8>
  /// The column of the current record, as an index into `pivoted`.
  private var turn = 0

  init(_ choice: ColumnChoice, of base: any RecordReader, for reading: Reading) {
    self.base = base
    kept = choice.kept
    pivoted = choice.pivoted
    header = reading.cells
    slots = .allocate(capacity: header.count + 1)
    slots.initialize(repeating: .absent, count: header.count + 1)
    fields = UnsafePointer(slots)
    let texts = pivoted.map { Array(base.header[$0].utf8) }
    memory = .allocate(capacity: texts.reduce(1) { $0 + $1.count })
    var names: [FieldBytes] = []
    var used = 0
    for text in texts {
      (memory + used).initialize(from: text, count: text.count)
      names.append(FieldBytes(start: UnsafePointer(memory + used), count: text.count))
      used += text.count
    }
    self.names = names
    turn = pivoted.count
  }

  deinit {
    slots.deallocate()
    memory.deallocate()
  }

  var recordNumber: Int { base.recordNumber }
  var defect: String? { base.defect }
  var loneText: String? { base.loneText }
  var loneFault: String? { base.loneFault }
  /// As an index into `header`.
  var defectiveField: Int? {
    base.defectiveField.flatMap { kept.firstIndex(of: $0) ?? (pivoted.contains($0) ? kept.count + 1 : nil) }
  }
  var endsWithoutLineEnd: Bool { base.endsWithoutLineEnd }
  var linesSpanned: Int { base.linesSpanned }
  var unnamedColumns: [Int] { base.unnamedColumns.compactMap(kept.firstIndex) }
  var verbatim: UnsafeBufferPointer<UInt8> { base.verbatim }

  var hasNumbers: Bool { base.hasNumbers }

  func origin(of field: Int) -> FieldOrigin {
    if field < kept.count { return base.origin(of: kept[field]) }
    return field == kept.count + 1 && turn < pivoted.count ? base.origin(of: pivoted[turn]) : .text
  }

  func advance() throws -> Bool {
    if turn + 1 < pivoted.count {
      turn += 1
    } else {
      guard try base.advance() else { return false }
      turn = 0
      for (i, column) in kept.enumerated() { slots[i] = base.fields[column] }
      // A defective record is one record, however many it would have become.
      if base.defect != nil { turn = pivoted.count }
    }
    guard !pivoted.isEmpty else { return true }
    let isBroken = turn == pivoted.count
    slots[kept.count] = isBroken ? .absent : names[turn]
    slots[kept.count + 1] = isBroken ? .absent : base.fields[pivoted[turn]]
    return true
  }
}
