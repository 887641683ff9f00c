import Glibc
import Model

/// Normalized rows on their way from the normalizer to the loader, which run on two threads: flat memory, reused.
final class RowBatch {
  static let capacity = 2048

  let width: Int
  let cells: UnsafeMutablePointer<Cell>
  let records: UnsafeMutablePointer<Int32>
  let pages: UnsafeMutablePointer<Int32>
  /// By row, the hashes of its key, of all its cells and of its partition, where ``isHashed``.
  let keys: UnsafeMutablePointer<UInt64>
  let hashes: UnsafeMutablePointer<UInt64>
  let partitions: UnsafeMutablePointer<UInt64>
  /// To be set to false by whoever changes a cell.
  var isHashed = false
  private(set) var arena: UnsafeMutablePointer<UInt8>
  private var arenaCapacity: Int
  private(set) var arenaCount = 0
  var count = 0

  init(width: Int) {
    self.width = width
    cells = .allocate(capacity: width * RowBatch.capacity)
    records = .allocate(capacity: RowBatch.capacity)
    pages = .allocate(capacity: RowBatch.capacity)
    keys = .allocate(capacity: RowBatch.capacity)
    hashes = .allocate(capacity: RowBatch.capacity)
    partitions = .allocate(capacity: RowBatch.capacity)
    arenaCapacity = 1 << 18
    arena = .allocate(capacity: arenaCapacity)
  }

  deinit {
    cells.deallocate()
    records.deallocate()
    pages.deallocate()
    keys.deallocate()
    hashes.deallocate()
    partitions.deallocate()
    arena.deallocate()
  }

  func clear() {
    count = 0
    arenaCount = 0
    isHashed = false
  }

  /// Hashes all rows, if that was not done.
  func hash(by columns: HashedColumns) {
    guard !isHashed else { return }
    let arena = UnsafePointer(arena)
    for r in 0..<count {
      let cells = row(r)
      var hash = CellHash()
      for i in columns.key { hash.add(cells[i], arena: arena) }
      keys[r] = hash.value
      // The row's hash continues the key's, so that no cell is hashed twice.
      for i in columns.rest { hash.add(cells[i], arena: arena) }
      hashes[r] = hash.value
      var partition = CellHash()
      for i in columns.partition { partition.add(cells[i], arena: arena) }
      partitions[r] = partition.value
    }
    isHashed = true
  }

  /// Copies a text into the arena and returns its offset.
  @inline(__always)
  func store(_ text: UnsafePointer<UInt8>, _ length: Int) -> Int64 {
    if arenaCount + length > arenaCapacity { grow(toHold: arenaCount + length) }
    memcpy(arena + arenaCount, text, length)
    defer { arenaCount += length }
    return Int64(truncatingIfNeeded: arenaCount)
  }

  private func grow(toHold count: Int) {
    while arenaCapacity < count { arenaCapacity *= 2 }
    let bigger = UnsafeMutablePointer<UInt8>.allocate(capacity: arenaCapacity)
    memcpy(bigger, arena, arenaCount)
    arena.deallocate()
    arena = bigger
  }

  func row(_ i: Int) -> UnsafeMutablePointer<Cell> { cells + i * width }

  func text(_ cell: Cell) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: arena + Int(cell.bits), count: Int(cell.length))
  }

  func value(_ cell: Cell) -> String? {
    switch cell.kind {
    case Cell.integer: String(cell.bits)
    case Cell.text: String(decoding: text(cell), as: UTF8.self)
    default: nil
    }
  }

  func typed(_ cell: Cell) -> Value {
    switch cell.kind {
    case Cell.integer: .integer(cell.bits)
    case Cell.text: .text(String(decoding: text(cell), as: UTF8.self))
    default: .null
    }
  }
}
