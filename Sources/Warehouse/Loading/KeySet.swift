/// A set of key hashes by open addressing: 8 bytes a slot, so that two million keys take 32 MB.
///
/// Divided into shards by the hash's upper bits. Each grows separately, so that only one shard's memory is needed twice
/// at a time.
struct KeySet {
  private struct Shard {
    var slots: UnsafeMutablePointer<UInt64>
    var mask: Int
    var count = 0

    init(capacity: Int) {
      mask = capacity - 1
      slots = .allocate(capacity: capacity)
      slots.initialize(repeating: 0, count: capacity)
    }
  }

  private static let shardBits: UInt64 = 6
  private var shards: UnsafeMutablePointer<Shard>

  init() {
    let count = 1 << Int(KeySet.shardBits)
    shards = .allocate(capacity: count)
    for i in 0..<count { (shards + i).initialize(to: Shard(capacity: 64)) }
  }

  func deallocate() {
    for i in 0..<(1 << Int(KeySet.shardBits)) { shards[i].slots.deallocate() }
    shards.deallocate()
  }

  /// True if the key was not there yet.
  @inline(__always)
  func insert(_ key: UInt64) -> Bool {
    let shard = shards + Int(truncatingIfNeeded: key &>> (64 - KeySet.shardBits))
    if shard.pointee.count * 5 > shard.pointee.mask * 4 { grow(shard) }
    let mask = shard.pointee.mask
    let slots = shard.pointee.slots
    var i = Int(truncatingIfNeeded: key) & mask
    while true {
      let slot = slots[i]
      if slot == key { return false }
      if slot == 0 {
        slots[i] = key
        shard.pointee.count += 1
        return true
      }
      i = (i + 1) & mask
    }
  }

  private func grow(_ shard: UnsafeMutablePointer<Shard>) {
    let old = shard.pointee
    var bigger = Shard(capacity: (old.mask + 1) * 2)
    bigger.count = old.count
    for j in 0...old.mask where old.slots[j] != 0 {
      var i = Int(truncatingIfNeeded: old.slots[j]) & bigger.mask
      while bigger.slots[i] != 0 { i = (i + 1) & bigger.mask }
      bigger.slots[i] = old.slots[j]
    }
    old.slots.deallocate()
    shard.pointee = bigger
  }
}
