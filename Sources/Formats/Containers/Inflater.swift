import CZlib
import Model

/// Decompresses a stream of zlib's, piece by piece.
final class Inflater {
  enum Wrapping: Int32 {
    /// The bare stream of a file in a zip archive.
    case none = -15
    case gzip = 31
  }

  enum Fault: Error { case damaged, cutOff, trailing }

  // On the heap, because zlib's state points back to it.
  private let stream: UnsafeMutablePointer<z_stream>
  private let piece: UnsafeMutablePointer<UInt8>
  private let wrapping: Wrapping
  private(set) var isAtEnd = false

  private static let pieceSize = 64 << 10

  init(_ wrapping: Wrapping, name: String) throws {
    self.wrapping = wrapping
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    piece = .allocate(capacity: Self.pieceSize)
    guard inflateInit2_(stream, wrapping.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Problem(at: name, "zlib could not be started", remedy: "free some memory and run again")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    piece.deallocate()
  }

  /// Hands the content of some bytes to `sink`. A gzip file may consist of several streams, one behind the other.
  func decode(_ input: UnsafeBufferPointer<UInt8>, into sink: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.pointee.avail_in = UInt32(input.count)
    var mayHoldMore = false
    while stream.pointee.avail_in > 0 || mayHoldMore {
      if isAtEnd {
        guard wrapping == .gzip, stream.pointee.next_in?.pointee == 0x1F, inflateReset(stream) == Z_OK else {
          throw Fault.trailing
        }
        isAtEnd = false
      }
      stream.pointee.next_out = piece
      stream.pointee.avail_out = UInt32(Self.pieceSize)
      let code = inflate(stream, Z_NO_FLUSH)
      let produced = Self.pieceSize - Int(stream.pointee.avail_out)
      if produced > 0 { try sink(UnsafeBufferPointer(start: piece, count: produced)) }
      switch code {
      case Z_STREAM_END: isAtEnd = true
      case Z_OK, Z_BUF_ERROR: break
      default: throw Fault.damaged
      }
      mayHoldMore = !isAtEnd && stream.pointee.avail_out == 0
    }
  }

  func finish() throws { if !isAtEnd { throw Fault.cutOff } }
}
