final class IdentityDecoder: ContentDecoder {
  func decode(_ input: UnsafeBufferPointer<UInt8>, into sink: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    try sink(input)
  }

  func finish() throws {}
}
