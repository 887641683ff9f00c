import Model

/// A copy of an address that a web archive made.
package struct Capture: Hashable, Sendable {
  /// When it was made, UTC, `YYYYMMDDhhmmss`.
  package var timestamp: String
  /// The publisher's address.
  package var original: String
  /// Captures with the same text have the same bytes; nil if the index does not say.
  package var digest: String?
  /// Where the bytes are, if the index says it.
  var address: String?

  package init(timestamp: String, original: String, digest: String? = nil, address: String? = nil) {
    self.timestamp = timestamp
    self.original = original
    self.digest = digest
    self.address = address
  }

  /// The day on which it was made; nil if the timestamp is none.
  package var day: Day? {
    let digits = Array(timestamp.utf8)
    guard digits.count == 14, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1 - 48) } }
    return Day(year: number(0..<4), month: number(4..<6), day: number(6..<8))
  }
}
