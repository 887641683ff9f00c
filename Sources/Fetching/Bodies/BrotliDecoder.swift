import CBrotli

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
    piece = .allocate(capacity: Self.pieceSize)
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
      var room = Self.pieceSize
      let result = BrotliDecoderDecompressStream(state, &left, &next, &room, &out, nil)
      if room < Self.pieceSize { try sink(UnsafeBufferPointer(start: piece, count: Self.pieceSize - room)) }
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
