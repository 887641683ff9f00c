import CBrotli
import CZlib

/// Decodes a Content-Encoding while the body streams in.
///
/// libcurl can do that too, but as of 7.88 it ignores an unfinished stream at the end of the transfer, so a stream that
/// was cut off inside a well-formed response would look complete.
protocol ContentDecoder: AnyObject {
  /// Passes the decoded bytes to `sink`, in pieces.
  func decode(_ input: UnsafeBufferPointer<UInt8>, into sink: (UnsafeBufferPointer<UInt8>) throws -> Void) throws
  /// Throws if the stream has not reached its proper end.
  func finish() throws
}

/// The decoder for a Content-Encoding header; throws for an encoding that was not requested.
func contentDecoder(for encoding: String?) throws -> any ContentDecoder {
  switch encoding?.lowercased() {
  case nil, "", "identity": return IdentityDecoder()
  case "gzip", "x-gzip": return try GzipDecoder()
  case "br": return try BrotliDecoder()
  case let other?: throw BodyFailure.damaged("the body is encoded as '\(other)', which was not requested")
  }
}

final class IdentityDecoder: ContentDecoder {
  func decode(_ input: UnsafeBufferPointer<UInt8>, into sink: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    try sink(input)
  }

  func finish() throws {}
}

private let pieceSize = 65_536

final class GzipDecoder: ContentDecoder {
  // On the heap, because zlib's state points back to it.
  private let stream: UnsafeMutablePointer<z_stream>
  private let piece: UnsafeMutablePointer<UInt8>
  private var received = 0
  private var isAtEnd = false

  init() throws {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    piece = .allocate(capacity: pieceSize)
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
      stream.pointee.avail_out = UInt32(pieceSize)
      let code = inflate(stream, Z_NO_FLUSH)
      let produced = pieceSize - Int(stream.pointee.avail_out)
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

final class BrotliDecoder: ContentDecoder {
  private let state: OpaquePointer
  private let piece: UnsafeMutablePointer<UInt8>
  private var received = 0
  private var isAtEnd = false

  init() throws {
    guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else {
      throw BodyFailure.damaged("brotli could not be started")
    }
    self.state = state
    piece = .allocate(capacity: pieceSize)
  }

  deinit {
    BrotliDecoderDestroyInstance(state)
    piece.deallocate()
  }

  func decode(_ input: UnsafeBufferPointer<UInt8>, into sink: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    received += input.count
    var next = input.baseAddress
    var left = input.count
    var wantsOutput = false
    while left > 0 || wantsOutput {
      if isAtEnd { throw BodyFailure.damaged("there is garbage after the end of the brotli stream") }
      var out: UnsafeMutablePointer<UInt8>? = piece
      var room = pieceSize
      let result = BrotliDecoderDecompressStream(state, &left, &next, &room, &out, nil)
      if room < pieceSize { try sink(UnsafeBufferPointer(start: piece, count: pieceSize - room)) }
      switch result {
      case BROTLI_DECODER_RESULT_SUCCESS: isAtEnd = true
      case BROTLI_DECODER_RESULT_ERROR:
        throw BodyFailure.damaged("the brotli stream is damaged near byte \(received - left)")
      default: break
      }
      wantsOutput = result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT
    }
  }

  func finish() throws {
    if !isAtEnd { throw BodyFailure.cutOff("the brotli stream is cut off after \(received) bytes") }
  }
}
