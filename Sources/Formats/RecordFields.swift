import Glibc
import Model

/// The fields of the current record of a reader that makes their texts, and what is wrong with the record. The memory stays until the next
/// record.
package final class RecordFields {
  let slots: UnsafePointer<FieldBytes>
  private(set) var defect: String?
  private(set) var defectiveField: Int?

  private let own: UnsafeMutablePointer<FieldBytes>
  private let count: Int
  private var memory: UnsafeMutablePointer<UInt8>?
  private var capacity = 0
  private var whole: UnsafeMutableBufferPointer<UInt8>?

  init(_ count: Int) {
    self.count = count
    own = .allocate(capacity: max(count, 1))
    own.initialize(repeating: .absent, count: max(count, 1))
    slots = UnsafePointer(own)
  }

  deinit {
    own.deallocate()
    memory?.deallocate()
    whole?.deallocate()
  }

  /// Begins a record: all its fields are absent.
  func begin() {
    (defect, defectiveField) = (nil, nil)
    for i in 0..<count { own[i] = .absent }
    whole?.deallocate()
    whole = nil
  }

  /// Notes a defect, unless the record has one.
  ///
  /// - Parameter field: the field at fault; nil where it is not one alone.
  func flag(_ field: Int?, _ what: String) {
    guard defect == nil else { return }
    (defect, defectiveField) = (what, field)
  }

  /// Sets the fields to parts of a text.
  func set(_ text: [UInt8], _ places: [Range<Int>?]) {
    if text.count > capacity {
      memory?.deallocate()
      capacity = max(text.count * 2, 4096)
      memory = .allocate(capacity: capacity)
    }
    guard let memory else { return }
    text.withUnsafeBufferPointer { if let start = $0.baseAddress { memcpy(memory, start, $0.count) } }
    for (i, place) in places.enumerated() {
      guard let place else { continue }
      own[i] = FieldBytes(start: UnsafePointer(memory + place.lowerBound), count: place.count)
    }
  }

  /// Sets the fields to texts.
  func set(_ values: [[UInt8]?]) {
    var text: [UInt8] = []
    let places = values.map { value -> Range<Int>? in
      guard let value else { return nil }
      text += value
      return text.count - value.count..<text.count
    }
    // An empty text has an address too.
    set(text + [0], places)
  }

  /// The text of the record, which is made where somebody asks for it.
  func text(_ make: () -> [UInt8]) -> UnsafeBufferPointer<UInt8> {
    if let whole { return UnsafeBufferPointer(whole) }
    let text = make()
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
    _ = buffer.initialize(from: text)
    whole = buffer
    return UnsafeBufferPointer(buffer)
  }
}
