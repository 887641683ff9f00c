import Glibc

/// A small fixed set of byte strings; a lookup costs one hash and one comparison.
final class ByteSet {
  private struct Member {
    var start: Int32
    /// -1 where the slot is free.
    var count: Int32
  }

  private let slots: UnsafeMutablePointer<Member>
  private let bytes: UnsafeMutablePointer<UInt8>
  private let mask: Int

  init(_ members: [String]) {
    var capacity = 8
    while capacity < members.count * 4 { capacity *= 2 }
    mask = capacity - 1
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Member(start: 0, count: -1), count: capacity)
    let all = Array(members.joined().utf8)
    bytes = .allocate(capacity: all.count + 1)
    bytes.initialize(repeating: 0, count: all.count + 1)
    for (i, byte) in all.enumerated() { bytes[i] = byte }
    var start = 0
    for member in members {
      let count = member.utf8.count
      if !contains(bytes + start, count) {
        var i = ByteSet.slot(bytes + start, count) & mask
        while slots[i].count >= 0 { i = (i + 1) & mask }
        slots[i] = Member(start: Int32(start), count: Int32(count))
      }
      start += count
    }
  }

  deinit {
    slots.deallocate()
    bytes.deallocate()
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
    while slots[i].count >= 0 {
      if Int(slots[i].count) == count, memcmp(bytes + Int(slots[i].start), text, count) == 0 { return true }
      i = (i + 1) & mask
    }
    return false
  }
}
