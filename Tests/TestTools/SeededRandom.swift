import Glibc

/// A random source that gives the same numbers for the same seed.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// A source whose seed is printed, so that a failure can be repeated by setting the environment variable
  /// SOUNDINGS_SEED.
  package static func ofTest(_ test: String = #function) -> SeededRandom {
    let given = getenv("SOUNDINGS_SEED").flatMap { UInt64(String(cString: $0)) }
    let seed = given ?? UInt64.random(in: 0...999_999)
    print("\(test): SOUNDINGS_SEED=\(seed) gives the same random numbers again")
    return SeededRandom(seed: seed)
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
