import Glibc
import Model
import System

/// Where the rows in force are, by the hash of their key: a map that is made once. It takes some megabytes of memory for any number of
/// rows; those of a large dataset are in a temporary file, in which one read finds a row.
final class KeyPlaces {
  struct Row {
    /// The hash of the whole row.
    var hash: UInt64
    var rowid: Int64
  }

  /// Those of 170,000 rows.
  static let piecesInMemory = 1024
  /// Key, rowid, hash.
  private static let width = 3
  /// The slots that are read at once: nearly always the wanted one is among them.
  private static let slotsPerRead = 8

  private var buckets: HashBuckets?
  private let limit: Int
  /// By bucket, the first slot of its table, and the number of its slots less one.
  private var tables: [(start: Int, mask: Int)] = []
  private var memory: UnsafeMutablePointer<UInt64>?
  private var file: OpenFile?
  private let chunk = UnsafeMutablePointer<UInt64>.allocate(capacity: KeyPlaces.slotsPerRead * KeyPlaces.width)

  /// - Parameter piecesInMemory: fewer only in tests.
  init(piecesInMemory: Int = KeyPlaces.piecesInMemory) {
    limit = piecesInMemory
    buckets = HashBuckets(width: Self.width, piecesInMemory: piecesInMemory)
  }

  deinit {
    memory?.deallocate()
    chunk.deallocate()
  }

  /// Adds a row; no key comes twice, and none is 0.
  ///
  /// - Throws: ``Problem`` if the temporary file cannot be written.
  func add(_ key: UInt64, _ row: Row) throws {
    guard let entry = try buckets?.place(for: key) else { preconditionFailure("a row was added after close()") }
    entry[0] = key
    entry[1] = UInt64(bitPattern: row.rowid)
    entry[2] = row.hash
  }

  /// Ends the adding; from now on rows are found.
  ///
  /// - Throws: ``Problem`` if the temporary file cannot be written or read.
  func close() throws {
    guard let buckets else { return }
    var total = 0
    for bucket in 0..<HashBuckets.count {
      var slots = Self.slotsPerRead
      while slots < 2 * buckets.count(in: bucket) { slots *= 2 }
      tables.append((total, slots - 1))
      total += slots
    }
    if buckets.isInMemory {
      let words = UnsafeMutablePointer<UInt64>.allocate(capacity: total * Self.width)
      memory = words
      for (bucket, table) in tables.enumerated() {
        try Self.fill(words + table.start * Self.width, table.mask, from: buckets, bucket)
      }
    } else {
      let largest = (tables.map(\.mask).max() ?? 0) + 1
      let words = UnsafeMutablePointer<UInt64>.allocate(capacity: largest * Self.width)
      defer { words.deallocate() }
      for (bucket, table) in tables.enumerated() {
        try Self.fill(words, table.mask, from: buckets, bucket)
        do throws(FileFailure) {
          if file == nil { file = try UnnamedFile.open() }
          try file?.write(UnsafeRawBufferPointer(start: words, count: (table.mask + 1) * Self.width * 8))
        } catch {
          throw HashBuckets.problem(error)
        }
      }
    }
    self.buckets = nil
  }

  private static func fill(
    _ slots: UnsafeMutablePointer<UInt64>, _ mask: Int, from buckets: HashBuckets, _ bucket: Int
  ) throws {
    slots.update(repeating: 0, count: (mask + 1) * width)
    try buckets.forEachPiece(in: bucket) { words, count in
      for n in 0..<count {
        let entry = words + n * width
        var i = Int(truncatingIfNeeded: entry[0]) & mask
        while slots[i * width] != 0 { i = (i + 1) & mask }
        (slots + i * width).update(from: entry, count: width)
      }
    }
  }

  /// The row of a key; nil if there is none.
  ///
  /// - Throws: ``Problem`` if the temporary file cannot be read.
  func row(of key: UInt64) throws -> Row? {
    let table = tables[HashBuckets.bucket(of: key)]
    var i = Int(truncatingIfNeeded: key) & table.mask
    // A table is at most half full.
    while true {
      let count = memory == nil ? min(Self.slotsPerRead, table.mask + 1 - i) : table.mask + 1 - i
      let slots: UnsafeMutablePointer<UInt64>
      if let memory {
        slots = memory + (table.start + i) * Self.width
      } else {
        try HashBuckets.read(file, at: (table.start + i) * Self.width * 8, into: chunk, words: count * Self.width)
        slots = chunk
      }
      for n in 0..<count {
        let entry = slots + n * Self.width
        if entry[0] == key { return Row(hash: entry[2], rowid: Int64(bitPattern: entry[1])) }
        if entry[0] == 0 { return nil }
      }
      i = (i + count) & table.mask
    }
  }
}
