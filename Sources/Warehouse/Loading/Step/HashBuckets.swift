import Glibc
import Model
import System

/// Entries that begin with a hash, put into buckets by its upper bits. Of a large number of them only some megabytes are in memory;
/// the others are in a temporary file, so that each bucket is small enough to be looked at as a whole.
final class HashBuckets {
  static let count = 256
  private static let wordsPerPiece = 512

  /// The words of an entry; the first is the hash.
  private let width: Int
  private let piece: Int
  private let open: UnsafeMutablePointer<UInt64>
  /// By bucket, the words in its open piece.
  private let filled: UnsafeMutablePointer<Int>
  /// By bucket, the numbers of its full pieces; the first ``limit`` are in `kept`, the others one after the other in `file`.
  private var pieces: [[UInt32]]
  private var kept: [UnsafeMutablePointer<UInt64>] = []
  private let limit: Int
  private var file: OpenFile?
  private var written = 0

  /// - Parameters:
  ///   - width: the number of words of an entry.
  ///   - piecesInMemory: of 4 KiB each.
  init(width: Int, piecesInMemory: Int) {
    self.width = width
    piece = Self.wordsPerPiece / width * width
    limit = piecesInMemory
    open = .allocate(capacity: Self.count * piece)
    filled = .allocate(capacity: Self.count)
    filled.initialize(repeating: 0, count: Self.count)
    pieces = Array(repeating: [], count: Self.count)
  }

  deinit {
    open.deallocate()
    filled.deallocate()
    for piece in kept { piece.deallocate() }
  }

  /// Whether all entries are in memory.
  var isInMemory: Bool { file == nil }

  @inline(__always)
  static func bucket(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> 56) }

  /// The place of a new entry, whose words the caller writes, the hash among them.
  ///
  /// - Throws: ``Problem`` if the temporary file cannot be written.
  @inline(__always)
  func place(for hash: UInt64) throws -> UnsafeMutablePointer<UInt64> {
    let bucket = Self.bucket(of: hash)
    if filled[bucket] == piece { try put(bucket) }
    let place = open + (bucket &* piece &+ filled[bucket])
    filled[bucket] = filled[bucket] &+ width
    return place
  }

  private func put(_ bucket: Int) throws {
    let full = UnsafeRawBufferPointer(start: open + bucket * piece, count: piece * 8)
    if kept.count < limit {
      let copy = UnsafeMutablePointer<UInt64>.allocate(capacity: piece)
      memcpy(copy, full.baseAddress!, full.count)
      pieces[bucket].append(UInt32(kept.count))
      kept.append(copy)
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
    filled[bucket] = 0
  }

  /// The number of entries in a bucket.
  func count(in bucket: Int) -> Int { (pieces[bucket].count * piece + filled[bucket]) / width }

  /// Gives the entries of a bucket, in pieces and in the order in which they came.
  ///
  /// - Throws: ``Problem`` if the temporary file cannot be read.
  func forEachPiece(in bucket: Int, _ body: (_ words: UnsafeMutablePointer<UInt64>, _ entries: Int) -> Void) throws {
    var buffer: UnsafeMutablePointer<UInt64>?
    defer { buffer?.deallocate() }
    for number in pieces[bucket] {
      if number < kept.count {
        body(kept[Int(number)], piece / width)
      } else {
        let words = buffer ?? .allocate(capacity: piece)
        buffer = words
        try Self.read(file, at: (Int(number) - kept.count) * piece * 8, into: words, words: piece)
        body(words, piece / width)
      }
    }
    body(open + bucket * piece, filled[bucket] / width)
  }

  /// - Throws: ``Problem`` if that part of the temporary file cannot be read.
  static func read(_ file: OpenFile?, at offset: Int, into words: UnsafeMutablePointer<UInt64>, words count: Int) throws
  {
    do throws(FileFailure) {
      let buffer = UnsafeMutableRawBufferPointer(start: words, count: count * 8)
      guard let file, try file.fill(buffer, at: offset) == count * 8 else {
        throw FileFailure(.read, PrivateFolder.parent, code: EIO)
      }
    } catch {
      throw problem(error)
    }
  }

  static func problem(_ failure: FileFailure) -> Problem {
    let trouble = DiskTrouble.temporary(failure.code)
    return Problem(
      at: PrivateFolder.parent, "the keys of a large file cannot be kept there: \(trouble?.what ?? failure.reason)",
      remedy: trouble?.remedy ?? "set TMPDIR to a folder that is there and can be written")
  }
}
