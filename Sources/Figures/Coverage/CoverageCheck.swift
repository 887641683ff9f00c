import Manifest
import Model

/// Holds the mentions of a draft against an article's figures.
struct CoverageCheck {
  let mentions: [Mention]
  let tokens: Tokens
  let claims: [FigureClaim]
  let allowing: Allowing
  private let stems: [String?]
  private let taken: Set<Int>

  init(_ draft: DraftText, _ article: ArticleManifest) {
    (mentions, tokens) = MentionReader.mentions(in: draft, published: article.published)
    claims = article.figures.map { FigureClaim($0, published: article.published) }.filter { !$0.readings.isEmpty }
    stems = Stems.sequence(tokens)
    taken = Set(mentions.flatMap { Array($0.tokens) })
    allowing = Allowing(article.allowed, mentions, tokens)
  }

  func entries() -> [CoverageReport.Entry] {
    var entries: [CoverageReport.Entry] = []
    var start = 0
    while start < mentions.count {
      let sentence = tokens.sentences[mentions[start].tokens.lowerBound]
      var end = start
      // A list without an end of a sentence is taken in pieces.
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
      let context = Context(mentions[i], tokens, stems, taken: taken)
      return claims.map { ClaimMatch($0, mentions[i], context) }
    }
    for claim in claims.indices {
      let best = matches.map { $0[claim].isComparable ? $0[claim].ownHits : 0 }.max() ?? 0
      for i in matches.indices where best > 0 && matches[i][claim].ownHits == 0 { matches[i][claim].yield() }
    }
    let covering = range.map { i in
      mentions[i].fault == nil ? claims.indices.filter { matches[i - range.lowerBound][$0].covers } : []
    }
    // The figures that the sentence prints: what else stands there is no other version of them.
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
      } else if let differing = tell(&entry, own, done: done) {
        done.insert(differing)
      }
      return entry
    }
  }

  /// Says which figure comes near to what none covers.
  ///
  /// - Returns: the figure that it differs from.
  private func tell(_ entry: inout CoverageReport.Entry, _ matches: [ClaimMatch], done: Set<Int>) -> Int? {
    func best(_ isCandidate: (Int) -> Bool) -> Int? {
      matches.indices.filter(isCandidate).max { matches[$0].rank < matches[$1].rank }
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
        "figure '\(claims[i].figure.id)' prints the same, but for \"\(claims[i].figure.clause)\", which does not stand here"
    }
    return nil
  }

  private func words(_ claim: FigureClaim) -> String {
    let prints = claim.figure.printed.map { "prints \($0.text)" } ?? "stands"
    return "figure '\(claim.figure.id)' \(prints) for \"\(claim.figure.clause)\""
  }

  /// What a date in words comes to.
  private func meaning(_ mention: Mention) -> String {
    guard mention.kind == .date, let value = mention.value, value != mention.text else { return "" }
    return " (\(value))"
  }
}
