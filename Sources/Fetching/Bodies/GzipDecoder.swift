import System

final class GzipDecoder: ContentDecoder {
  private let inflater: Inflater

  init() throws { inflater = try Inflater(.gzip, name: "the answer") }

  func decode(_ input: UnsafeBufferPointer<UInt8>, into sink: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    try named { try inflater.decode(input, into: sink) }
  }

  func finish() throws { try named(inflater.finish) }

  private func named(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let fault as Inflater.Fault {
      switch fault {
      case .damaged(let byte): throw BodyFailure.damaged("the gzip stream is damaged near byte \(byte)")
      case .cutOff(let bytes): throw BodyFailure.cutOff("the gzip stream is cut off after \(bytes) bytes")
      case .trailing: throw BodyFailure.damaged("there is garbage after the end of the gzip stream")
      }
    }
  }
}
