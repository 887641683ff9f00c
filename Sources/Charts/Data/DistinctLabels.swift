/// Labels for things that may have the same label.
enum DistinctLabels {
  /// - Parameter candidates: the possible labels of each thing, the best first; at least one each.
  /// - Returns: for each thing the first label that no other has; if there is none, a label with a number.
  static func of(_ candidates: [[String]]) -> [String] {
    var labels = candidates.map { $0[0] }
    for depth in 1..<max(2, candidates.map(\.count).max() ?? 0) {
      for i in shared(labels) { labels[i] = candidates[i][min(depth, candidates[i].count - 1)] }
    }
    var taken = Set(labels)
    var seen: Set<String> = []
    for i in labels.indices where !seen.insert(labels[i]).inserted {
      let name = labels[i]
      var number = 2
      while taken.contains("\(name) (\(number))") { number += 1 }
      labels[i] = "\(name) (\(number))"
      taken.insert(labels[i])
    }
    return labels
  }

  /// The indices of those whose label another one has too.
  private static func shared(_ labels: [String]) -> [Int] {
    var counts: [String: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    return labels.indices.filter { counts[labels[$0]]! > 1 }
  }
}
