import Crypto

/// A SHA-256 over bytes that are added piece by piece.
package struct Hash {
  private var digest = SHA256()

  package init() {}

  package mutating func add(_ bytes: UnsafeRawBufferPointer) { digest.update(bufferPointer: bytes) }
  package mutating func add(_ bytes: [UInt8]) { digest.update(data: bytes) }
  package mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// The hash of everything added so far, in lower-case hexadecimal.
  package var text: String { Hex.text(digest.finalize()) }

  package static func sha256(_ bytes: [UInt8]) -> String { Hex.text(SHA256.hash(data: bytes)) }
  package static func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }
}
