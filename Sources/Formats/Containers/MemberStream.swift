import CZlib
import Glibc
import Model
import System

/// The content of one file of a zip archive, unpacked as it is read: in memory is never more than what a few kilobytes unpack to.
final class MemberStream {
  let member: ZipDirectory.Member

  private let archive: InputFile
  private let inflater: Inflater?
  private let packed: UnsafeMutablePointer<UInt8>
  /// The offset in the archive of the bytes that follow, and how many they are.
  private var next: Int
  private var left: Int
  /// What was unpacked and not yet read.
  private var waiting: [UInt8] = []
  private var used = 0
  private var written = 0
  private var checksum: UInt = 0
  private var isChecked = false

  /// Deflate unpacks a byte to at most 1,032.
  private static let pieceSize = 4 << 10

  /// - Throws: ``Problem`` (`.badInput`) where the archive has no such file at that place.
  init(_ member: ZipDirectory.Member, of archive: InputFile) throws {
    self.member = member
    self.archive = archive
    next = try ZipDirectory.start(member, archive.descriptor, name: archive.name)
    left = member.packed
    inflater = member.method == 8 ? try Inflater(.none, name: archive.name) : nil
    packed = .allocate(capacity: Self.pieceSize)
  }

  deinit { packed.deallocate() }

  /// Reads the next bytes; fewer than `count`, but at least one before the end; 0 at the end.
  ///
  /// - Throws: `Inflater.Fault` where the content is damaged, cut off, or not what the directory says.
  func read(into memory: UnsafeMutablePointer<UInt8>, count: Int) throws -> Int {
    while used == waiting.count {
      guard try unpackMore() else { return 0 }
    }
    let got = min(count, waiting.count - used)
    waiting.withUnsafeBufferPointer { bytes in
      if let start = bytes.baseAddress { memcpy(memory, start + used, got) }
    }
    used += got
    return got
  }

  /// Hands the content to `body`, piece by piece.
  func pieces(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    while try unpackMore() { try waiting.withUnsafeBufferPointer(body) }
  }

  /// False at the end, where the content was as long as the directory says and has its checksum.
  private func unpackMore() throws -> Bool {
    waiting.removeAll(keepingCapacity: true)
    used = 0
    guard left > 0 else {
      guard !isChecked else { return false }
      try inflater?.finish()
      guard written == member.size, UInt32(truncatingIfNeeded: checksum) == member.checksum else {
        throw Inflater.Fault.damaged(byte: member.packed)
      }
      isChecked = true
      return false
    }
    let got = pread(archive.descriptor, packed, min(left, Self.pieceSize), off_t(next))
    guard got > 0 else { throw Inflater.Fault.cutOff(bytes: member.packed - left) }
    next += got
    left -= got
    let bytes = UnsafeBufferPointer(start: packed, count: got)
    if let inflater { try inflater.decode(bytes, into: take) } else { take(bytes) }
    return true
  }

  private func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    waiting.append(contentsOf: bytes)
    written += bytes.count
    checksum = crc32(checksum, bytes.baseAddress, UInt32(bytes.count))
  }
}
