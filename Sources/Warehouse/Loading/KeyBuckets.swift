import Glibc
import Model
import System

/// Finds the keys that an edition repeats. A set of all keys would take as much memory as the file has rows; here that is not known
/// before its end, and takes some megabytes for any number of different keys.
///
/// The hashes are put into buckets by their upper bits, in pieces; the pieces beyond the first go to a temporary file. At the end each
/// bucket is small enough for a set of its own.
final class KeyBuckets {
  private static let buckets = 256
  /// Hashes in a piece, which makes 4 KiB.
  private static let perPiece = 512
  /// How many pieces are kept in memory: those of two million rows.
  static let piecesInMemory = 4096

  private let open: UnsafeMutablePointer<UInt64>
  private let counts: UnsafeMutablePointer<Int>
  /// By bucket, the numbers of its full pieces; the first ``piecesInMemory`` are in `kept`, the others one after the other in `file`.
  private var pieces: [[UInt32]]
  private var kept: [UnsafeMutablePointer<UInt64>] = []
  private let limit: Int
  private var file: OpenFile?
  private var written = 0

  /// - Parameter piecesInMemory: fewer only in tests.
  init(piecesInMemory: Int = KeyBuckets.piecesInMemory) {
    limit = piecesInMemory
    open = .allocate(capacity: Self.buckets * Self.perPiece)
    counts = .allocate(capacity: Self.buckets)
    counts.initialize(repeating: 0, count: Self.buckets)
    pieces = Array(repeating: [], count: Self.buckets)
  }

  deinit {
    open.deallocate()
    counts.deallocate()
    for piece in kept { piece.deallocate() }
  }

  /// - Throws: ``Problem`` if the temporary file cannot be written.
  @inline(__always)
  func add(_ hash: UInt64) throws {
    let bucket = Int(truncatingIfNeeded: hash &>> 56)
    let count = counts[bucket]
    open[bucket &* Self.perPiece &+ count] = hash
    counts[bucket] = count &+ 1
    if count &+ 1 == Self.perPiece { try put(bucket) }
  }

  private func put(_ bucket: Int) throws {
    let full = UnsafeRawBufferPointer(start: open + bucket * Self.perPiece, count: Self.perPiece * 8)
    if kept.count < limit {
      let piece = UnsafeMutablePointer<UInt64>.allocate(capacity: Self.perPiece)
      memcpy(piece, full.baseAddress!, full.count)
      pieces[bucket].append(UInt32(kept.count))
      kept.append(piece)
    } else {
      do throws(FileFailure) {
        if file == nil { file = try UnnamedFile.open() }
        try file?.write(full)
      } catch {
        throw Self.problem(error)
      }
      pieces[bucket].append(UInt32(kept.count + written))
      written += 1
    }
    counts[bucket] = 0
  }

  /// The hashes that were added more than once.
  ///
  /// - Throws: ``Problem`` if the temporary file cannot be read.
  func repeated() throws -> Set<UInt64> {
    var repeated: Set<UInt64> = []
    var slots = Slots()
    defer { slots.deallocate() }
    let piece = UnsafeMutablePointer<UInt64>.allocate(capacity: Self.perPiece)
    defer { piece.deallocate() }
    for bucket in 0..<Self.buckets where counts[bucket] > 0 || !pieces[bucket].isEmpty {
      slots.clear(for: pieces[bucket].count * Self.perPiece + counts[bucket])
      for number in pieces[bucket] {
        if number < kept.count {
          slots.insert(kept[Int(number)], Self.perPiece, &repeated)
        } else {
          try read(Int(number) - kept.count, into: piece)
          slots.insert(piece, Self.perPiece, &repeated)
        }
      }
      slots.insert(open + bucket * Self.perPiece, counts[bucket], &repeated)
    }
    return repeated
  }

  private func read(_ number: Int, into piece: UnsafeMutablePointer<UInt64>) throws {
    let size = Self.perPiece * 8
    do throws(FileFailure) {
      let buffer = UnsafeMutableRawBufferPointer(start: piece, count: size)
      guard let file, try file.fill(buffer, at: number * size) == size else {
        throw FileFailure(.read, PrivateFolder.parent, code: EIO)
      }
    } catch {
      throw Self.problem(error)
    }
  }

  private static func problem(_ failure: FileFailure) -> Problem {
    let trouble = DiskTrouble.temporary(failure.code)
    return Problem(
      at: PrivateFolder.parent, "the keys of a large file cannot be kept there: \(trouble?.what ?? failure.reason)",
      remedy: trouble?.remedy ?? "set TMPDIR to a folder that is there and can be written")
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
