/// Texts one after the other, at an address that stays until the next ones are set.
final class TextMemory {
  private var memory: UnsafeMutablePointer<UInt8>?
  private var capacity = 0
  private var ends: [Int] = []

  deinit { memory?.deallocate() }

  /// Replaces the texts.
  func set(_ texts: [String]) {
    ends.removeAll(keepingCapacity: true)
    let count = texts.reduce(1) { $0 + $1.utf8.count }
    if count > capacity {
      memory?.deallocate()
      memory = .allocate(capacity: count)
      capacity = count
    }
    var used = 0
    for text in texts {
      for byte in text.utf8 {
        memory?[used] = byte
        used += 1
      }
      ends.append(used)
    }
  }

  subscript(i: Int) -> UnsafeBufferPointer<UInt8> {
    let start = i == 0 ? 0 : ends[i - 1]
    return UnsafeBufferPointer(start: memory.map { UnsafePointer($0 + start) }, count: ends[i] - start)
  }
}
