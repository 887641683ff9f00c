import Glibc
import Synchronization

/// A random source that gives the same numbers for the same seed.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// A source for a test. Its seed is printed, so that a failure can be repeated by setting the environment variable
  /// SOUNDINGS_SEED.
  ///
  /// - Parameter number: the case, for a test with arguments: each gets numbers of its own from the one seed.
  package static func ofTest(_ test: String = #function, case number: Int = 0) -> SeededRandom {
    if named.withLock({ $0.insert(test).inserted }) {
      print("\(test): SOUNDINGS_SEED=\(seed) gives the same random numbers again")
    }
    var mixed = SeededRandom(seed: seed)
    return SeededRandom(seed: mixed.next() ^ UInt64(truncatingIfNeeded: number) &* 0xD6E8_FEB8_6659_FD93)
  }

  /// One for all tests of a process.
  private static let seed: UInt64 =
    getenv("SOUNDINGS_SEED").flatMap { UInt64(String(cString: $0)) } ?? UInt64.random(in: 0...999_999)
  private static let named = Mutex<Set<String>>([])

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
