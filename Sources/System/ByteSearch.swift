import Glibc

extension UnsafeBufferPointer<UInt8> {
  /// Where some bytes begin in these, at or after `start`; nil if they do not occur, or are none.
  package func offset(of wanted: [UInt8], from start: Int = 0) -> Int? {
    guard let first = wanted.first, let base = baseAddress else { return nil }
    var i = Swift.max(start, 0)
    while i <= count - wanted.count, let found = memchr(base + i, Int32(first), count - wanted.count + 1 - i) {
      i = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if memcmp(found, wanted, wanted.count) == 0 { return i }
      i += 1
    }
    return nil
  }
}

extension [UInt8] {
  /// Where a text begins in these bytes, at or after `start`; nil if it does not occur.
  package func offset(of text: String, from start: Int = 0) -> Int? {
    withUnsafeBufferPointer { $0.offset(of: Array(text.utf8), from: start) }
  }
}
