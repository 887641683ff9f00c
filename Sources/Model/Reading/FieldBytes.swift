/// The bytes of one field of a record, as the publisher wrote them; `start == nil` means that the field is absent
/// (NULL).
///
/// The memory belongs to the reader and is valid until its next `advance()`.
package struct FieldBytes {
  package var start: UnsafePointer<UInt8>?
  package var count: Int

  package init(start: UnsafePointer<UInt8>?, count: Int) {
    self.start = start
    self.count = count
  }

  package static var absent: FieldBytes { FieldBytes(start: nil, count: 0) }

  /// The field as text; nil when it is absent. Bytes that are not UTF-8 become U+FFFD.
  package var text: String? {
    guard let start else { return nil }
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// Whether a reader sees nothing of it: it is absent, or has blanks alone.
  package var isBlank: Bool {
    var i = 0
    while let start, i < count {
      if start[i] == 0xC2, i + 1 < count, start[i + 1] == 0xA0 { i += 1 } else if start[i] > 0x20 { return false }
      i += 1
    }
    return true
  }
}
