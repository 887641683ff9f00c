import Manifest
import Model
import Words

/// Compares the mentions of a draft with an article's figures.
struct CoverageCheck {
  let mentions: [Mention]
  let tokens: Tokens
  let claims: [FigureClaim]
  let allowing: Allowing
  private let stems: [String?]
  private let taken: [Bool]

  init(_ draft: DraftText, _ article: ArticleManifest) {
    (mentions, tokens) = MentionReader.mentions(in: draft, published: article.published)
    claims = article.figures.map { FigureClaim($0, published: article.published) }.filter {
      !$0.readings.isEmpty || !$0.imprecise.isEmpty
    }
    stems = Stems.sequence(tokens)
    var taken = [Bool](repeating: false, count: tokens.count)
    for mention in mentions { for i in mention.tokens { taken[i] = true } }
    self.taken = taken
    allowing = Allowing(article.allowed, mentions: mentions, tokens: tokens)
  }

  func entries() -> [CoverageReport.Entry] {
    var entries: [CoverageReport.Entry] = []
    var start = 0
    while start < mentions.count {
      let sentence = tokens.sentences[mentions[start].tokens.lowerBound]
      var end = start
      // A list without the end of a sentence is processed in pieces.
      while end < mentions.count, end - start < 60, tokens.sentences[mentions[end].tokens.lowerBound] == sentence {
        end += 1
      }
      entries += self.entries(start..<end)
      start = end
    }
    return entries
  }

  /// The mentions of one sentence.
  private func entries(_ range: Range<Int>) -> [CoverageReport.Entry] {
    var matches = range.map { i in
      let context = Context(mentions[i], tokens: tokens, stems: stems, taken: taken)
      return claims.map { ClaimMatch($0, mention: mentions[i], context: context) }
    }
    for claim in claims.indices {
      let best = matches.map { $0[claim].isComparable ? $0[claim].ownHits : 0 }.max() ?? 0
      for i in matches.indices where best > 0 && matches[i][claim].ownHits == 0 { matches[i][claim].reject() }
    }
    for claim in claims.indices { keepNearest(claim, in: range, &matches) }
    let covering = range.map { i in
      mentions[i].fault == nil ? claims.indices.filter { matches[i - range.lowerBound][$0].covers } : []
    }
    // The figures that the sentence prints; no other number in it is another version of them.
    var done = Set(covering.joined())
    return range.map { i in
      let own = matches[i - range.lowerBound]
      var entry = CoverageReport.Entry(mention: mentions[i], state: .uncovered)
      if let best = covering[i - range.lowerBound].max(by: { own[$0].hits < own[$1].hits }) {
        entry.state = .covered
        entry.figure = claims[best].figure.id
      } else if let allowed = allowing.entry(for: i) {
        entry.state = .allowed
        entry.reason = allowed.reason
      } else if let fault = mentions[i].fault {
        entry.state = .differs
        entry.hint = fault
      } else if let differing = addHint(to: &entry, from: own, done: done) {
        done.insert(differing)
      }
      return entry
    }
  }

  /// Keeps a figure's nearest mention in a sentence: the one closest to the clause's words. If those words occur
  /// several times, it keeps as many mentions.
  private func keepNearest(_ claim: Int, in range: Range<Int>, _ matches: inout [[ClaimMatch]]) {
    let covered = matches.indices.filter { matches[$0][claim].covers && mentions[range.lowerBound + $0].kind != .date }
    guard covered.count > 1 else { return }
    let wanted = claims[claim].words.isEmpty ? claims[claim].thin : claims[claim].words
    let first = mentions[range.lowerBound + covered[0]].tokens.lowerBound
    let last = mentions[range.lowerBound + covered[covered.count - 1]].tokens.upperBound
    var places: [String: [Int]] = [:]
    for i in max(0, first - Context.reach)..<min(tokens.count, last + Context.reach)
    where tokens.sentences[i] == tokens.sentences[first] {
      if let stem = stems[i], wanted.contains(stem) { places[stem, default: []].append(i) }
    }
    func far(_ match: Int) -> Int {
      let place = mentions[range.lowerBound + match].tokens.lowerBound
      return places.values.reduce(0) { $0 + ($1.map { abs($0 - place) }.min() ?? 0) }
    }
    let keys = covered.map { (matches[$0][claim].isHelped ? 0 : 1, far($0), $0) }.sorted { $0 < $1 }
    let copies = max(1, places.values.map(\.count).min() ?? 1)
    for key in keys.dropFirst(copies) { matches[key.2][claim].reject() }
  }

  /// Adds a hint about the figure that comes near an uncovered mention.
  ///
  /// - Returns: the figure that it differs from.
  private func addHint(
    to entry: inout CoverageReport.Entry, from matches: [ClaimMatch], done: Set<Int>
  ) -> Int? {
    func best(_ isCandidate: (Int) -> Bool) -> Int? {
      matches.indices.filter(isCandidate).max { matches[$0].rank < matches[$1].rank }
    }
    if let i = best({ matches[$0].isBounded && !done.contains($0) }), let bound = entry.mention.bound {
      entry.state = .differs
      entry.figure = claims[i].figure.id
      entry.hint = "\(words(claims[i])), the draft says \"\(bound.words)\", which the clause does not"
      return i
    }
    if entry.mention.kind == .imprecise {
      entry.hint = "it is imprecise: give the number, or allow it"
      return nil
    }
    if entry.mention.readings.isEmpty, entry.mention.kind != .time {
      entry.hint = "not understood"
      return nil
    }
    if let i = best({ matches[$0].isSamePlace && !done.contains($0) }) {
      entry.state = .differs
      entry.figure = claims[i].figure.id
      entry.hint = "\(words(claims[i])), the draft says \(entry.mention.text)\(meaning(entry.mention))"
      return i
    }
    if let i = best({ matches[$0].isComparable && !matches[$0].agrees && !done.contains($0) }) {
      entry.hint = words(claims[i])
    } else if let i = best({ matches[$0].agrees }) {
      entry.hint =
        "figure '\(claims[i].figure.id)' prints the same, but for \"\(claims[i].figure.clause)\", "
        + "which is not the subject here"
    }
    return nil
  }

  private func words(_ claim: FigureClaim) -> String {
    let prints = claim.figure.printed.map { "prints \($0.text)" } ?? "has no number"
    return "figure '\(claim.figure.id)' \(prints) for \"\(claim.figure.clause)\""
  }

  /// The value of a date in words, in parentheses.
  private func meaning(_ mention: Mention) -> String {
    guard mention.kind == .date, let value = mention.value, value != mention.text else { return "" }
    return " (\(value))"
  }
}
