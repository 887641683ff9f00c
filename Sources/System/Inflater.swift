import CZlib
import Model

/// Decompresses a stream of zlib's, piece by piece.
package final class Inflater {
  package enum Wrapping: Int32 {
    /// The bare stream of a file in a zip archive.
    case none = -15
    case gzip = 31
  }

  package enum Fault: Error {
    /// Near this byte of the input.
    case damaged(byte: Int)
    /// After so many bytes of the input.
    case cutOff(bytes: Int)
    /// The stream has ended, and something else follows.
    case trailing
  }

  // On the heap, because zlib's state points back to it.
  private let stream: UnsafeMutablePointer<z_stream>
  private let piece: UnsafeMutablePointer<UInt8>
  private let wrapping: Wrapping
  private var isAtEnd = false
  private var received = 0

  private static let pieceSize = 64 << 10

  /// Throws a ``Model/Problem`` where there is no memory.
  package init(_ wrapping: Wrapping, name: String) throws {
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

  /// Hands the content of some bytes to `sink`, in pieces; throws a ``Fault``, or what `sink` throws.
  package func decode(_ input: UnsafeBufferPointer<UInt8>, into sink: (UnsafeBufferPointer<UInt8>) throws -> Void)
    throws
  {
    received += input.count
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.pointee.avail_in = UInt32(input.count)
    // When a piece is full, zlib may still have decoded bytes although all input has been read.
    var mayHoldMore = false
    while stream.pointee.avail_in > 0 || mayHoldMore {
      if isAtEnd {
        // RFC 1952: a gzip stream may consist of several members. Their first byte is 0x1f.
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
      default: throw Fault.damaged(byte: received - Int(stream.pointee.avail_in))
      }
      mayHoldMore = !isAtEnd && stream.pointee.avail_out == 0
    }
  }

  /// Throws a ``Fault`` if the stream has not reached its proper end.
  package func finish() throws { if !isAtEnd { throw Fault.cutOff(bytes: received) } }
}
