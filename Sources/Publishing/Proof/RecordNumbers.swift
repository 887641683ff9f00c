/// A set of record numbers, written as `1-3,7`.
package struct RecordNumbers: Equatable, Sendable {
  /// In order, and apart from one another.
  package private(set) var ranges: [ClosedRange<Int>] = []

  package init(_ numbers: some Sequence<Int>) {
    for number in Set(numbers).sorted() {
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
  }

  /// Nil where the text is not what ``text`` writes.
  package init?(_ text: String) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1], low <= high,
        // Ranges that touch would have been written as one.
        ranges.last.map({ $0.upperBound + 1 < low }) ?? (low > 0), high < Int.max / 4
      else { return nil }
      ranges.append(low...high)
    }
    guard self.text == text else { return nil }
  }

  package mutating func formUnion(_ other: RecordNumbers) {
    var merged: [ClosedRange<Int>] = []
    for range in (ranges + other.ranges).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    ranges = merged
  }

  package var text: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
  }

  /// The same set by the distances between its ranges, less than half as long: `1-2,4` is 1 to 3, then 7. Each range begins so many after the
  /// end of the one before, and goes on for so many more.
  package var steps: String {
    var end = 0
    return ranges.map { range in
      defer { end = range.upperBound }
      let start = range.lowerBound - end
      return range.count == 1 ? "\(start)" : "\(start)-\(range.count - 1)"
    }.joined(separator: ",")
  }

  /// Nil where the text is not what ``steps`` writes.
  package init?(steps: String) {
    var end = 0
    for part in steps.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard (1...2).contains(parts.count), let first = parts[0], let length = parts.count == 1 ? 0 : parts[1],
        // Ranges that touch would have been written as one; steps of a size that no file has would end the program.
        (ranges.isEmpty ? 1..<Int.max / 8 : 2..<Int.max / 8).contains(first), (0..<Int.max / 8).contains(length),
        end < Int.max / 4 - first - length
      else { return nil }
      ranges.append(end + first...end + first + length)
      end += first + length
    }
    guard self.steps == steps else { return nil }
  }

  package var count: Int { ranges.reduce(0) { $0 + $1.count } }
  package var last: Int { ranges.last?.upperBound ?? 0 }

  package func contains(_ number: Int) -> Bool {
    // Ranges are few, or their ends are found by halving.
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < number { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(number)
  }
}
