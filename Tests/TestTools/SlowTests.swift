import Testing

extension Tag {
  /// On a suite that starts the program, a browser, a reader from PyPI or the simulated publishers, or that takes
  /// seconds for another reason. `scripts/check` leaves these suites out (it finds them by this tag in the sources,
  /// because `swift test` cannot filter by tag); `scripts/test` and CI run them.
  @Tag package static var slow: Self
}
