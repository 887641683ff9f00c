/// Finds out whether most numbers of a column moved by one amount: a constant that a script added, rows shifted against each other.
struct Shift {
  /// The revisions seen.
  private(set) var revisions = 0
  /// How many revisions moved by ``amount``, at least (Boyer and Moore's majority vote: any other amount takes one away).
  private var votes = 0
  private var amount: Int64 = 0

  mutating func add(_ old: Int64, _ new: Int64) {
    revisions += 1
    let (moved, overflowed) = new.subtractingReportingOverflow(old)
    if !overflowed, moved == amount, votes > 0 {
      votes += 1
    } else if votes > 0 {
      votes -= 1
    } else if !overflowed {
      (amount, votes) = (moved, 1)
    }
  }

  /// The amount by which nine of ten revisions or more moved; nil if there is none.
  ///
  /// - Parameter fewest: fewer revisions may agree by chance.
  func common(fewest: Int) -> Int64? { revisions >= fewest && votes * 10 >= revisions * 8 ? amount : nil }
}
