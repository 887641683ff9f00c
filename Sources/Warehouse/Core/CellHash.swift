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
    if i < count { add(Self.last(raw, from: i, to: count)) }
  }

  /// The last 1 to 7 bytes as the lower bytes of a word. They are read at once with bytes before them, or with one another, since
  /// what lies behind them may not be read.
  @inline(__always)
  private static func last(_ raw: UnsafeRawPointer, from i: Int, to count: Int) -> UInt64 {
    let left = count &- i
    if count >= 8 { return raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self) &>> bits(8 &- left) }
    if left >= 4 {
      let first = UInt64(raw.loadUnaligned(as: UInt32.self))
      let last = UInt64(raw.loadUnaligned(fromByteOffset: left &- 4, as: UInt32.self))
      return first | last &<< bits(left &- 4)
    }
    func byte(_ i: Int) -> UInt64 { UInt64(raw.load(fromByteOffset: i, as: UInt8.self)) }
    return byte(0) | byte(left / 2) &<< bits(left / 2) | byte(left &- 1) &<< bits(left &- 1)
  }

  @inline(__always)
  private static func bits(_ bytes: Int) -> UInt64 { UInt64(truncatingIfNeeded: 8 &* bytes) }

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

  /// The finished hash; never 0, which marks an empty slot in ``KeyBuckets``.
  var value: UInt64 {
    let mixed = CellHash.fold(state ^ 0x8EBC_6AF0_9C88_C6E3, 0x5897_89E5_1ED1_A0B5)
    return mixed == 0 ? 1 : mixed
  }
}
