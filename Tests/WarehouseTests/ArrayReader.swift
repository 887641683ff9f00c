import Manifest
import Model

@testable import Warehouse

/// Records from memory instead of a file.
final class ArrayReader: RecordReader {
  let header: [String]
  private let rows: [[String?]]
  private(set) var recordNumber = 0
  /// What the reader says of every record, and of its columns.
  var linesSpanned = 1
  var unnamedColumns: [Int] = []
  var origins: [FieldOrigin] = []
  private var bytes: [[UInt8]] = []
  private let memory: UnsafeMutablePointer<FieldBytes>
  private var texts: [UnsafeMutablePointer<UInt8>] = []

  init(_ header: [String], _ rows: [[String?]]) {
    self.header = header
    self.rows = rows
    memory = .allocate(capacity: header.count)
    memory.initialize(repeating: .absent, count: header.count)
  }

  deinit {
    memory.deallocate()
    for text in texts { text.deallocate() }
  }

  var fields: UnsafePointer<FieldBytes> { UnsafePointer(memory) }
  var defect: String? { rows[recordNumber - 1].count == header.count ? nil : "ragged" }
  var verbatim: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: nil, count: 0) }

  var hasNumbers: Bool { !origins.isEmpty }

  func origin(of field: Int) -> FieldOrigin { origins.indices.contains(field) ? origins[field] : .text }

  func advance() -> Bool {
    guard recordNumber < rows.count else { return false }
    // As in a real reader, the bytes of the record before are gone: nothing may look at them any more.
    for text in texts { text.deallocate() }
    texts = []
    recordNumber += 1
    for (i, value) in rows[recordNumber - 1].prefix(header.count).enumerated() {
      guard let value else {
        memory[i] = .absent
        continue
      }
      let utf8 = Array(value.utf8)
      let text = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, utf8.count))
      text.update(from: utf8, count: utf8.count)
      texts.append(text)
      memory[i] = FieldBytes(start: UnsafePointer(text), count: utf8.count)
    }
    return true
  }
}
