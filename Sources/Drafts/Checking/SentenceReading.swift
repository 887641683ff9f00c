import Model

/// What one sentence names: phrases of the sources, with where they stand.
struct SentenceReading {
  /// A phrase of the index with the tokens from its first word to its last.
  struct Hit {
    let phrase: Int
    let range: Range<Int>
  }

  let range: Range<Int>
  /// The mentions in it that are no dates, by index, in order.
  let numbers: [Int]
  let dates: [Int]
  private(set) var hits: [Hit] = []

  /// How many tokens a phrase of several words may span beyond its words.
  private static let slack = 2

  /// - Parameter counted: the tokens of the numbers; no phrase goes on behind one.
  init(
    _ range: Range<Int>, numbers: [Int], dates: [Int], counted: [Range<Int>], ids: [[Int32]], index: FactIndex
  ) {
    self.range = range
    self.numbers = numbers
    self.dates = dates
    for i in range {
      for id in ids[i] {
        for phrase in index.byStem[id] ?? [] {
          guard let span = Self.span(of: index.phrases[phrase].stems, around: i, in: range, ids),
            !counted.contains(where: { $0.lowerBound > span.lowerBound && $0.upperBound < span.upperBound })
          else { continue }
          hits.append(Hit(phrase: phrase, range: span))
        }
      }
    }
  }

  /// The stems of the values that it names, each place once.
  func valueStems(_ index: FactIndex) -> [[Int32]] {
    var found: [(range: Range<Int>, stems: [Int32])] = []
    for hit in hits {
      let phrase = index.phrases[hit.phrase]
      let isValue = phrase.targets.contains { if case .value = $0 { true } else { false } }
      guard isValue, !found.contains(where: { $0.range.overlaps(hit.range) }) else { continue }
      found.append((hit.range, phrase.stems))
    }
    return found.map(\.stems)
  }

  /// The tokens that a phrase covers around one of its words.
  private static func span(of stems: [Int32], around i: Int, in sentence: Range<Int>, _ ids: [[Int32]]) -> Range<Int>? {
    guard stems.count > 1 else { return i..<i + 1 }
    let reach = stems.count + slack
    var (low, high) = (i, i)
    for stem in stems where !ids[i].contains(stem) {
      var found: Int?
      for distance in 1...reach where found == nil {
        for place in [i + distance, i - distance] where sentence.contains(place) && ids[place].contains(stem) {
          found = found ?? place
        }
      }
      guard let found else { return nil }
      low = min(low, found)
      high = max(high, found)
    }
    return high - low <= reach ? low..<high + 1 : nil
  }
}
