/// A fast 64-bit hash of typed cells, the same on every machine and run (Swift's own Hasher has another seed in each
/// process).
///
/// Like wyhash: 8 bytes at a time, folded by a 128-bit multiplication.
struct CellHash {
  private(set) var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    return high ^ low
  }

  @inline(__always)
  mutating func add(_ word: UInt64) {
    state = CellHash.fold(state ^ word ^ 0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB)
  }

  @inline(__always)
  mutating func add(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    // The length goes in first, so that ("ab","c") and ("a","bc") differ.
    add(UInt64(truncatingIfNeeded: count) | 0x0200_0000_0000_0000)
    let raw = UnsafeRawPointer(bytes)
    var i = 0
    while i + 8 <= count {
      add(raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      i += 8
    }
    if i < count {
      var word: UInt64 = 0
      var shift: UInt64 = 0
      while i < count {
        word |= UInt64(bytes[i]) &<< shift
        shift &+= 8
        i += 1
      }
      add(word)
    }
  }

  @inline(__always)
  mutating func add(_ cell: Cell, arena: UnsafePointer<UInt8>) {
    switch cell.kind {
    case Cell.integer:
      add(0x0100_0000_0000_0000)
      add(UInt64(bitPattern: cell.bits))
    case Cell.text: add(arena + Int(cell.bits), Int(cell.length))
    default: add(0x0300_0000_0000_0000)
    }
  }

  /// The finished hash; never 0, which marks an empty slot in ``KeySet``.
  var value: UInt64 {
    let mixed = CellHash.fold(state ^ 0x8EBC_6AF0_9C88_C6E3, 0x5897_89E5_1ED1_A0B5)
    return mixed == 0 ? 1 : mixed
  }
}
