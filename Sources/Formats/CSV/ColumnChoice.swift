import Model

/// The columns of a file that a reading names, without those that it ignores and those that become records.
struct ColumnChoice {
  /// The place of each column of the reading in the file.
  let kept: [Int]
  /// The columns that become records.
  let pivoted: [Int]
  /// The places of the columns that nobody reads.
  let ignored: [Int]
  /// The header without the pivoted and ignored columns.
  let rest: [String]

  init(_ header: [String], _ reading: Reading) {
    let pattern = reading.unpivot.flatMap { try? Regex($0.columns) }
    var (kept, pivoted, ignored): ([Int], [Int], [Int]) = ([], [], [])
    for (i, name) in header.enumerated() {
      if reading.header.contains(name) {
        kept.append(i)
      } else if reading.ignore.contains(name) {
        ignored.append(i)
      } else if let pattern, (try? pattern.wholeMatch(in: name)) != nil {
        pivoted.append(i)
      } else {
        kept.append(i)
      }
    }
    (self.kept, self.pivoted, self.ignored) = (kept, pivoted, ignored)
    rest = kept.map { header[$0] }
  }

  /// Whether the reading fits the file; a column that occurs twice would give a row twice.
  func fits(_ header: [String], _ reading: Reading) -> Bool {
    guard rest == reading.header else { return false }
    return reading.unpivot == nil || (!pivoted.isEmpty && Set(pivoted.map { header[$0] }).count == pivoted.count)
  }
}
