/// Formats the numbers in dates and times.
package enum PaddedNumber {
  /// The number padded with zeros to at least `width` digits: `2025`, `07`.
  package static func text(_ n: Int, to width: Int) -> String {
    let digits = String(n)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
