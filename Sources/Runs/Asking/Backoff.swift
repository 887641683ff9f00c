import System

/// How long a publisher is left alone after failures: about an hour after the first, twice as long after each further one, and at
/// most about half a day, so that a daily job asks every day.
struct Backoff {
  /// Distinguishes installations, so that they do not all come back at the same instant.
  let seed: String

  private static let first = 3600.0
  private static let longest = 43_200.0

  /// The wait in seconds: the doubled hour times a factor from 0.75 to 1.25 that depends on nothing but the arguments.
  ///
  /// - Parameters:
  ///   - failures: in a row, at least 1.
  ///   - name: the host or dataset.
  func seconds(after failures: Int, of name: String) -> Int {
    let doubled = Self.first * Double(1 << min(max(failures, 1) - 1, 10))
    let hash = Hash.sha256("\(seed)\n\(name)\n\(failures)")
    let share = Double(UInt32(hash.prefix(8), radix: 16) ?? 0) / Double(UInt32.max)
    return Int(min(doubled, Self.longest) * (0.75 + share / 2))
  }
}
