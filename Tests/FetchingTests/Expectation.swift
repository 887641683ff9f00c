import Manifest

// Testing has an Expectation too; this module's own name takes precedence over both.
typealias Expectation = Manifest.Expectation

extension Expectation {
  static let anything = Expectation(types: [], startsWith: nil, maxBytes: 10_000_000)
  static let csv = Expectation(types: ["text/csv"], startsWith: "x,y\n", maxBytes: 10_000_000)
  static let json = Expectation(types: ["application/json"], startsWith: nil, maxBytes: 10_000_000)
}
