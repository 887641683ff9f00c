import Glibc
import Model

/// Normalized rows on their way from the normalizer to the loader, which run on two threads: flat memory, reused.
final class RowBatch {
  static let capacity = 2048

  let width: Int
  let cells: UnsafeMutablePointer<Cell>
  let records: UnsafeMutablePointer<Int32>
  let pages: UnsafeMutablePointer<Int32>
  private(set) var arena: UnsafeMutablePointer<UInt8>
  private var arenaCapacity: Int
  private(set) var arenaCount = 0
  var count = 0

  init(width: Int) {
    self.width = width
    cells = .allocate(capacity: width * RowBatch.capacity)
    records = .allocate(capacity: RowBatch.capacity)
    pages = .allocate(capacity: RowBatch.capacity)
    arenaCapacity = 1 << 18
    arena = .allocate(capacity: arenaCapacity)
  }

  deinit {
    cells.deallocate()
    records.deallocate()
    pages.deallocate()
    arena.deallocate()
  }

  func clear() {
    count = 0
    arenaCount = 0
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
