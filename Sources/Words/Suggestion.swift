/// Suggestions for mistyped words: "did you mean 'columns'?".
package enum Suggestion {
  /// The word of `candidates` that was probably meant; nil if none is similar enough.
  ///
  /// Similar means a distance of at most a third of the word's letters (swapping two neighbors counts once); failing
  /// that, the only candidate that begins with the word, or has it in it.
  package static func nearest(_ word: String, among candidates: [String]) -> String? {
    if candidates.contains(word) { return word }
    let wanted = Array(word.lowercased().unicodeScalars)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where !candidate.isEmpty {
      let letters = Array(candidate.lowercased().unicodeScalars)
      let limit = max(1, max(wanted.count, letters.count) / 3)
      guard abs(wanted.count - letters.count) <= limit else { continue }
      let distance = distance(wanted, letters)
      guard distance <= limit, distance < letters.count, distance < best?.distance ?? .max else { continue }
      best = (candidate, distance)
    }
    if let best { return best.candidate }
    guard wanted.count >= 3 else { return nil }
    let longer = candidates.filter { $0.lowercased().hasPrefix(word.lowercased()) }
    if longer.count == 1 { return longer[0] }
    // A part of a longer name: designation for terrorist-designation.
    let containing = wanted.count >= 5 ? candidates.filter { $0.lowercased().contains(word.lowercased()) } : []
    return containing.count == 1 ? containing[0] : nil
  }

  /// `did you mean 'x'? `, to be put before a list of what is allowed; empty if nothing is similar.
  ///
  /// - Parameter shown: how to type the word.
  package static func question(
    _ word: String, among candidates: [String], shown: (String) -> String = { "'\($0)'" }
  ) -> String {
    nearest(word, among: candidates).map { "did you mean \(shown($0))? " } ?? ""
  }

  /// Optimal string alignment: insertions, deletions, replacements and swaps of neighbors.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + Array(repeating: 0, count: b.count)
      for j in 1...b.count {
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
