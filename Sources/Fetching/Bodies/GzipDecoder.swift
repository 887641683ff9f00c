import CZlib

final class GzipDecoder: ContentDecoder {
  // On the heap, because zlib's state points back to it.
  private let stream: UnsafeMutablePointer<z_stream>
  private let piece: UnsafeMutablePointer<UInt8>
  private var received = 0
  private var isAtEnd = false

  init() throws {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    piece = .allocate(capacity: Self.pieceSize)
    let gzipOnly: Int32 = 15 + 16
    guard inflateInit2_(stream, gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw BodyFailure.damaged("zlib could not be started")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    piece.deallocate()
  }

  func decode(_ input: UnsafeBufferPointer<UInt8>, into sink: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    received += input.count
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.pointee.avail_in = UInt32(input.count)
    // When a piece is full, zlib may still have decoded bytes although all input has been read.
    var mayHoldMore = false
    while stream.pointee.avail_in > 0 || mayHoldMore {
      if isAtEnd {
        // RFC 1952: a gzip stream may consist of several members. Their first byte is 0x1f.
        guard let next = stream.pointee.next_in, next.pointee == 0x1f, inflateReset(stream) == Z_OK else {
          throw BodyFailure.damaged("there is garbage after the end of the gzip stream")
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
      default:
        throw BodyFailure.damaged("the gzip stream is damaged near byte \(received - Int(stream.pointee.avail_in))")
      }
      mayHoldMore = !isAtEnd && stream.pointee.avail_out == 0
    }
  }

  func finish() throws {
    if !isAtEnd { throw BodyFailure.cutOff("the gzip stream is cut off after \(received) bytes") }
  }
}
