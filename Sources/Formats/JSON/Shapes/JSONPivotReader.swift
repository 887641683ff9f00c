import Model

/// The records of a document with one record for each of their keys that a reading unpivots. A record without any is one without them. All of
/// these have the number and the text of the publisher's record.
final class JSONPivotReader: RecordReader {
  let header: [String]
  let fields: UnsafePointer<FieldBytes>

  private let base: JSONReader
  private let pivot: JSONPivot
  private let slots: UnsafeMutablePointer<FieldBytes>
  private let columns: Int
  private var names: UnsafeMutablePointer<UInt8>
  private var capacity = 4096
  private var turn = 0
  private var hasFoundAny = false

  init(_ base: JSONReader, _ pivot: JSONPivot, for reading: Reading) {
    (self.base, self.pivot) = (base, pivot)
    header = reading.cells
    columns = reading.header.count
    slots = .allocate(capacity: header.count)
    slots.initialize(repeating: .absent, count: header.count)
    fields = UnsafePointer(slots)
    names = .allocate(capacity: capacity)
  }

  deinit {
    slots.deallocate()
    names.deallocate()
  }

  var recordNumber: Int { base.recordNumber }
  var verbatim: UnsafeBufferPointer<UInt8> { base.verbatim }
  var defect: String? { base.defect }
  var unnamedColumns: [Int] { base.unnamedColumns + (hasFoundAny ? [] : [columns, columns + 1]) }

  let hasNumbers = true

  func origin(of field: Int) -> FieldOrigin {
    field == columns ? .text : JSONRaw.origin(of: fields[field], in: base.verbatim)
  }

  func advance() throws -> Bool {
    turn += 1
    if turn >= pivot.found.count {
      guard try base.advance() else { return false }
      turn = 0
      for i in 0..<columns { slots[i] = base.fields[i] }
      storeNames()
    }
    (slots[columns], slots[columns + 1]) = (.absent, .absent)
    // A defective record is one record, however many it would have become.
    if base.defect != nil { turn = pivot.found.count }
    guard turn < pivot.found.count else { return true }
    hasFoundAny = true
    let (name, value) = pivot.found[turn]
    slots[columns] = FieldBytes(start: UnsafePointer(names + name.lowerBound), count: name.count)
    slots[columns + 1] = value
    return true
  }

  private func storeNames() {
    if pivot.names.count > capacity {
      names.deallocate()
      capacity = pivot.names.count * 2
      names = .allocate(capacity: capacity)
    }
    names.update(from: pivot.names, count: pivot.names.count)
  }
}
