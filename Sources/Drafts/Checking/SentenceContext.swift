/// What is known where a number stands: what its sentence names, and what those before it in the paragraph do.
struct SentenceContext {
  var reading: SentenceReading
  var periods: [PeriodReader.Item]
  /// What the sentence says, by source.
  var evidence: [Int: SentenceEvidence]
  /// What the sentences before it say, the nearest first.
  var carried: [[Int: SentenceEvidence]]
  /// What these and those further up say: what a draft is about is said once.
  var far: [[Int: SentenceEvidence]]
  var isWidened = false
  var carriedPeriod: PeriodFrame?
  /// Whether several values or periods are taken together: combined, in total.
  var isJoint: Bool

  /// The sources that are spoken of.
  var sources: Set<Int> { carried.reduce(Set(evidence.keys)) { $0.union($1.keys) } }

  /// The sources of which a word that they need was said, here or before.
  var spokenOf: Set<Int>
  /// What the numbers of the sentence before are, as far as they are right.
  var carriedLevels: [[Candidate]]
  /// The values of any source that the sentence names, by their stems.
  var values: [[Int32]]

  /// The same, with all that was said before.
  var widened: SentenceContext {
    var context = self
    context.carried = far
    context.isWidened = true
    return context
  }

  /// Whether the sentence before, or with all that was said any, speaks of a source.
  func speaks(of source: Int) -> Bool {
    isWidened ? carried.contains { $0[source] != nil } : carried.first?[source] != nil
  }

  func carriedMeasure(_ source: Int, _ column: Int) -> Double? {
    for sentence in carried {
      if let best = sentence[source]?.measures[column]?.map(\.weight).max() { return best }
    }
    return nil
  }

  func carriedCodes(_ source: Int, _ column: Int) -> Set<Int32>? {
    for sentence in carried {
      if let values = sentence[source]?.values[column], !values.isEmpty { return Set(values.map(\.code)) }
    }
    return nil
  }
}
