/// A fast 64-bit hash of typed cells, the same on every machine and run (Swift's own Hasher is seeded anew per process).
///
/// In the manner of wyhash: 8 bytes at a time, folded by a 128-bit multiplication.
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

/// A set of key hashes by open addressing: 8 bytes a slot, so that two million keys take 32 MB.
struct KeySet {
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private(set) var count = 0

  init() {
    mask = (1 << 12) - 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
  }

  func deallocate() { slots.deallocate() }

  /// True where the key was not there yet.
  @inline(__always)
  mutating func insert(_ key: UInt64) -> Bool {
    if count * 5 > mask * 4 { grow() }
    var i = Int(truncatingIfNeeded: key) & mask
    while true {
      let slot = slots[i]
      if slot == key { return false }
      if slot == 0 {
        slots[i] = key
        count += 1
        return true
      }
      i = (i + 1) & mask
    }
  }

  func contains(_ key: UInt64) -> Bool {
    var i = Int(truncatingIfNeeded: key) & mask
    while slots[i] != 0 {
      if slots[i] == key { return true }
      i = (i + 1) & mask
    }
    return false
  }

  private mutating func grow() {
    let old = slots
    let oldCount = mask + 1
    mask = oldCount * 2 - 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for j in 0..<oldCount where old[j] != 0 {
      var i = Int(truncatingIfNeeded: old[j]) & mask
      while slots[i] != 0 { i = (i + 1) & mask }
      slots[i] = old[j]
    }
    old.deallocate()
  }
}

/// The rows in force, found by key hash: their row hash and rowid, and whether the edition at hand has spoken of them.
///
/// 24 bytes a row and 8 for the index, in memory of its own: two million rows take 64 MB.
struct CurrentRows {
  struct Entry {
    var key: UInt64
    var row: UInt64
    /// The rowid; negative once the edition has spoken of the row.
    var mark: Int64

    var rowid: Int64 { abs(mark) }
    var isSeen: Bool { mark < 0 }
  }

  private(set) var count = 0
  private var capacity: Int
  private var entries: UnsafeMutablePointer<Entry>
  private var index: UnsafeMutablePointer<UInt32>?
  private var mask = 0

  init(expecting rows: Int = 0) {
    capacity = max(16, rows)
    entries = .allocate(capacity: capacity)
  }

  func deallocate() {
    entries.deallocate()
    index?.deallocate()
  }

  subscript(n: Int) -> Entry { entries[n] }

  mutating func append(key: UInt64, row: UInt64, rowid: Int64) {
    if count == capacity {
      let bigger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
      bigger.moveInitialize(from: entries, count: count)
      entries.deallocate()
      entries = bigger
      capacity *= 2
    }
    (entries + count).initialize(to: Entry(key: key, row: row, mark: rowid))
    count += 1
  }

  /// Builds the index; no `append` after this.
  mutating func close() {
    guard count > 0 else { return }
    var size = 16
    while size < count * 2 { size *= 2 }
    mask = size - 1
    let index = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
    index.initialize(repeating: .max, count: size)
    for n in 0..<count {
      var i = Int(truncatingIfNeeded: entries[n].key) & mask
      while index[i] != .max { i = (i + 1) & mask }
      index[i] = UInt32(truncatingIfNeeded: n)
    }
    self.index = index
  }

  @inline(__always)
  func find(_ key: UInt64) -> Int? {
    guard let index else { return nil }
    var i = Int(truncatingIfNeeded: key) & mask
    while index[i] != .max {
      let n = Int(index[i])
      if entries[n].key == key { return n }
      i = (i + 1) & mask
    }
    return nil
  }

  mutating func see(_ n: Int) { entries[n].mark = -entries[n].rowid }
}
