import Glibc

/// A small fixed set of byte strings; a lookup costs one hash and one comparison.
final class ByteSet {
  private var table: [[UInt8]?]
  private let mask: Int

  init(_ members: [String]) {
    var capacity = 8
    while capacity < members.count * 4 { capacity *= 2 }
    mask = capacity - 1
    table = Array(repeating: nil, count: capacity)
    for member in members {
      let bytes = Array(member.utf8)
      var i = bytes.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { ByteSet.slot($0, buffer.count) } ?? 0
      }
      i &= mask
      while let there = table[i], there != bytes { i = (i + 1) & mask }
      table[i] = bytes
    }
  }

  @inline(__always)
  private static func slot(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int {
    guard count > 0 else { return 0 }
    // Categories of one column differ in their first, middle and last letters or in length.
    let mix =
      UInt64(text[0]) | UInt64(text[count / 2]) << 8 | UInt64(text[count - 1]) << 16 | UInt64(count & 0xFF) << 24
      | UInt64(text[count / 3]) << 32
    return Int(truncatingIfNeeded: (mix &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }

  @inline(__always)
  func contains(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var i = ByteSet.slot(text, count) & mask
    while let there = table[i] {
      if there.count == count
        && (count == 0 || there.withUnsafeBufferPointer { memcmp($0.baseAddress!, text, count) } == 0)
      {
        return true
      }
      i = (i + 1) & mask
    }
    return false
  }
}
