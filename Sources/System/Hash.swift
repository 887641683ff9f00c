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

  /// Whether a text is a SHA-256 as it is written here: 64 hexadecimal digits, letters in lower case.
  package static func isSHA256(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }

  package static func sha256(_ bytes: [UInt8]) -> String { Hex.text(SHA256.hash(data: bytes)) }
  package static func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }
}
