import Model

/// Judges the numbers, dates and statements of one sentence.
struct SentenceJudge {
  struct Judged {
    /// The index of the mention; nil for a statement in words.
    var mention: Int?
    var tokens: Range<Int>
    var opinion: Judge.Opinion
    var cells: [DraftReport.Cell] = []

    /// The cells and sums of a number that is right; nil for others.
    var level: [Candidate]? {
      guard opinion.verdict == .right else { return nil }
      let plain = opinion.candidates.filter { $0.derivation == nil }
      return opinion.candidates.first?.derivation == nil && !plain.isEmpty ? plain : nil
    }
  }

  let mentions: [Mention]
  let tokens: Tokens
  let index: FactIndex
  let selector: FactSelector
  let finder: CandidateFinder
  let ids: [[Int32]]
  let context: SentenceContext

  func entries() -> [Judged] {
    let ranges = context.reading.numbers.map { mentions[$0].tokens }
    var judged: [Judged] = []
    for i in context.reading.numbers {
      let place = NumberPlace(number: mentions[i].tokens, numbers: ranges, tokens: tokens)
      judged.append(Judged(mention: i, tokens: mentions[i].tokens, opinion: opinion(mentions[i], place)))
    }
    let derived = DerivedNumbers(judge: self, levels: judged)
    for k in judged.indices {
      if let opinion = derived.opinion(k) { judged[k].opinion = opinion }
    }
    for i in context.reading.dates {
      judged.append(Judged(mention: i, tokens: mentions[i].tokens, opinion: date(i, judged)))
    }
    judged += WordClaims(judge: self).found(besides: judged.map(\.tokens))
    let cells = CellMaker(index: index)
    for k in judged.indices where judged[k].cells.isEmpty {
      judged[k].cells = judged[k].opinion.candidates.map(cells.cell)
    }
    return judged
  }

  private func opinion(_ mention: Mention, _ place: NumberPlace) -> Judge.Opinion {
    let near = opinion(mention, place, context)
    guard near.verdict == .nothing || near.verdict == .looksLike else { return near }
    // Where the sentences before leave open what is meant, those further up may say it: but only of a number that can hardly be another one.
    let far = opinion(mention, place, context.widened)
    guard far.verdict == .right, let candidate = far.candidates.first else { return near }
    let isTelling =
      candidate.agreement.digits >= 5 || candidate.timing == .own && (candidate.agreement.digits >= 3 || goesOn(candidate))
    return isTelling ? far : near
  }

  /// Whether a candidate is another row of the column that the numbers before were of, named by the sentence itself.
  private func goesOn(_ candidate: Candidate) -> Bool {
    guard candidate.owned > 0, candidate.agreement.digits >= 2, candidate.agreement.grade == .exact else { return false }
    return context.carriedLevels.joined().contains { $0.source == candidate.source && $0.column == candidate.column }
  }

  private func opinion(_ mention: Mention, _ place: NumberPlace, _ context: SentenceContext) -> Judge.Opinion {
    let change = ChangePhrase(mention.tokens, tokens)
    let candidates = finder.candidates(for: mention, place, in: context)
    return Judge.opinion(
      candidates, mention: mention, isElsewhere: change != nil || context.isJoint || isOfAnotherPeriod(place, context),
      isRunning: { index.sources[$0].isRunning },
      isExplained: { isExplained(mention, place, by: $0) })
  }

  /// Whether the number may be of another of several periods than the one before it: 8 percent more than in 2024, and 145,249 of them.
  private func isOfAnotherPeriod(_ place: NumberPlace, _ context: SentenceContext) -> Bool {
    guard context.periods.count > 1, let (i, _) = place.own(among: context.periods.map(\.range)) else { return false }
    return place.isBehind(context.periods[i].range)
  }

  // MARK: Words that the data does not know

  /// Words that are part of a unit: 14 metric tons.
  private static let unitParts: Set<String> = ["metric", "short", "long", "square", "cubic"]

  /// Whether a source knows every name near a number, and what the number counts: of encounters with Cubans a table of Venezuelans says
  /// nothing.
  private func isExplained(_ mention: Mention, _ place: NumberPlace, by source: Int) -> Bool {
    let known = index.vocabularies[source]
    let sentence = context.reading.range
    func isKnown(_ i: Int) -> Bool { ids[i].contains(where: known.contains) }
    let dated = context.periods.map(\.range)
    var head: Int?
    for i in sentence where tokens[i].kind == .word {
      let word = tokens.word(i)
      guard !mention.tokens.contains(i), !dated.contains(where: { $0.contains(i) }), !Stems.isStop(word),
        !Self.unitParts.contains(word)
      else {
        continue
      }
      let isNear = i >= mention.tokens.lowerBound - 16 && i < mention.tokens.upperBound + 16
      let isFirst = i == sentence.lowerBound || !tokens[i].isSpaced && i - 1 == sentence.lowerBound
      if tokens[i].isCapitalized, !isFirst, isNear, !isKnown(i), UnitClass.of(word) == nil { return false }
      if head == nil, i >= mention.tokens.upperBound, i < mention.tokens.upperBound + 3,
        !(mention.tokens.upperBound..<i).contains(where: {
          MentionReader.ends.contains(tokens.word($0)) || tokens[$0].kind == .sign
        })
      {
        head = i
      }
    }
    guard let head else { return true }
    return isKnown(head) || UnitClass.of(tokens.word(head)) != nil
  }

  // MARK: Dates

  /// A date is right as the period of a number that is right, or as a day that the rows state that the sentence names.
  private func date(_ i: Int, _ judged: [Judged]) -> Judge.Opinion {
    guard
      let item = context.periods.first(where: { $0.mention == i || $0.range.contains(mentions[i].tokens.lowerBound) })
    else {
      return Judge.Opinion(verdict: .nothing)
    }
    let ranges = context.reading.numbers.map { mentions[$0].tokens }
    var own: [Judged] = []
    for one in judged {
      guard let number = one.mention else { continue }
      let place = NumberPlace(number: mentions[number].tokens, numbers: ranges, tokens: tokens)
      guard let (chosen, _) = place.own(among: context.periods.map(\.range)) else { continue }
      if context.periods[chosen].range == item.range { own.append(one) }
    }
    if let fitting = own.first(where: { $0.opinion.verdict == .right }) {
      return Judge.Opinion(verdict: .right, candidates: Array(fitting.opinion.candidates.prefix(1)))
    }
    if let stated = StatedDays(judge: self).opinion(mentions[i]) { return stated }
    if let other = own.first(where: { $0.opinion.verdict != .nothing }) {
      return Judge.Opinion(
        verdict: .looksLike, candidates: Array(other.opinion.candidates.prefix(1)),
        why: "the period of a number that is not right")
    }
    return Judge.Opinion(verdict: .nothing)
  }
}
