/// What sentences say of one source: its subject, columns and values, with where the words stand.
struct SentenceEvidence {
  struct Named {
    var range: Range<Int>
    var weight: Double
    var stems: Int
    /// Whether its words are only those that fit every number of the source.
    var isGeneric = false
  }

  /// Whether a word is there without which nobody speaks of it.
  var isNeeded = false
  /// The stems of its subject that are named.
  var subject: Set<Int32> = []
  var measures: [Int: [Named]] = [:]
  /// By column: the values, each with its place.
  var values: [Int: [(code: Int32, named: Named)]] = [:]

  /// What a sentence says, by source.
  static func read(_ sentence: SentenceReading, _ index: FactIndex) -> [Int: SentenceEvidence] {
    var found: [Int: SentenceEvidence] = [:]
    for hit in sentence.hits {
      let phrase = index.phrases[hit.phrase]
      let named = Named(range: hit.range, weight: index.weight(phrase.stems), stems: phrase.stems.count)
      for target in phrase.targets {
        switch target {
        case .subject(let source): found[source, default: SentenceEvidence()].subject.formUnion(phrase.stems)
        case .need(let source): found[source, default: SentenceEvidence()].isNeeded = true
        case .measure(let source, let column):
          var own = named
          own.isGeneric = phrase.stems.allSatisfy(index.generic[source].contains)
          found[source, default: SentenceEvidence()].measures[column, default: []].append(own)
        case .value(let source, let column, let code):
          found[source, default: SentenceEvidence()].values[column, default: []].append((code, named))
        }
      }
    }
    for source in found.keys {
      found[source]?.dropParts()
      found[source]?.dropEchoes(index.sources[source].rows)
    }
    return found
  }

  /// Leaves out a value where the same words are the only value of another column: Venezuelans in a table of nobody else.
  private mutating func dropEchoes(_ rows: FactRows) {
    let constant = values.filter { rows.texts[$0.key].count == 1 }
    guard !constant.isEmpty else { return }
    let said = constant.values.joined().map(\.named.range)
    for (column, all) in values where rows.texts[column].count > 1 {
      let kept = all.filter { !said.contains($0.named.range) }
      values[column] = kept.isEmpty ? nil : kept
    }
  }

  /// Leaves out a value whose words are part of those of a longer one at the same place.
  private mutating func dropParts() {
    for (column, all) in values where all.count > 1 {
      values[column] = all.filter { one in
        !all.contains { other in
          other.named.stems > one.named.stems && other.named.range.lowerBound <= one.named.range.lowerBound
            && other.named.range.upperBound >= one.named.range.upperBound
        }
      }
    }
  }
}
