import Model

/// Finds the keys that an edition repeats. A set of all keys would take as much memory as the file has rows; here that is not known
/// before its end, and takes some megabytes for any number of different keys.
final class KeyBuckets {
  /// Those of two million rows.
  static let piecesInMemory = 4096

  private let buckets: HashBuckets

  /// - Parameter piecesInMemory: fewer only in tests.
  init(piecesInMemory: Int = KeyBuckets.piecesInMemory) {
    buckets = HashBuckets(width: 1, piecesInMemory: piecesInMemory)
  }

  /// - Throws: ``Problem`` if the temporary file cannot be written.
  @inline(__always)
  func add(_ hash: UInt64) throws { try buckets.place(for: hash).pointee = hash }

  /// The hashes that were added more than once.
  ///
  /// - Throws: ``Problem`` if the temporary file cannot be read.
  func repeated() throws -> Set<UInt64> {
    var repeated: Set<UInt64> = []
    var slots = Slots()
    defer { slots.deallocate() }
    for bucket in 0..<HashBuckets.count {
      slots.clear(for: buckets.count(in: bucket))
      try buckets.forEachPiece(in: bucket) { words, count in slots.insert(words, count, &repeated) }
    }
    return repeated
  }
}

/// A set by open addressing whose memory is used again.
private struct Slots {
  private var slots: UnsafeMutablePointer<UInt64>
  private var capacity = 1024

  init() { slots = .allocate(capacity: capacity) }

  func deallocate() { slots.deallocate() }

  mutating func clear(for count: Int) {
    if capacity < 2 * count {
      while capacity < 2 * count { capacity *= 2 }
      slots.deallocate()
      slots = .allocate(capacity: capacity)
    }
    slots.update(repeating: 0, count: capacity)
  }

  func insert(_ hashes: UnsafeMutablePointer<UInt64>, _ count: Int, _ repeated: inout Set<UInt64>) {
    let mask = capacity - 1
    for n in 0..<count {
      let hash = hashes[n]
      var i = Int(truncatingIfNeeded: hash) & mask
      while slots[i] != 0, slots[i] != hash { i = (i + 1) & mask }
      if slots[i] == hash { repeated.insert(hash) }
      slots[i] = hash
    }
  }
}
