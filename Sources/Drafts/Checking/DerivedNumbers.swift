import Model

/// Numbers that no cell has and two cells give: by how much something changed, how many times, what share it is. Only along the columns,
/// periods and values that the sentence names.
struct DerivedNumbers {
  let judge: SentenceJudge
  /// The sentence's numbers as judged by themselves.
  let levels: [SentenceJudge.Judged]

  private var context: SentenceContext { judge.context }

  /// What a number that is computed says; nil where it is none.
  func opinion(_ k: Int) -> Judge.Opinion? {
    guard levels[k].opinion.verdict != .right, let i = levels[k].mention else { return nil }
    let mention = judge.mentions[i]
    let ranges = context.reading.numbers.map { judge.mentions[$0].tokens }
    let place = NumberPlace(number: mention.tokens, numbers: ranges, tokens: judge.tokens)
    if mention.kind == .multiplier { return multiple(mention, place, besides: k) }
    if let change = ChangePhrase(mention.tokens, judge.tokens), mention.kind == .percent || mention.kind == .number {
      return self.change(mention, place, change, besides: k)
    }
    guard mention.kind == .percent || mention.kind == .fraction, levels[k].opinion.verdict != .wrong else { return nil }
    return share(mention, place)
  }

  // MARK: Two periods

  /// Two values of a series, the earlier one first, and whether the sentence prints both.
  private struct Pair {
    var earlier: Candidate
    var later: Candidate
    var isPrinted: Bool
    var isSure: Bool

    /// Of what is not printed in one sentence nothing is called wrong.
    func with(isPrinted: Bool) -> Pair {
      var pair = self
      pair.isPrinted = isPrinted
      return pair
    }
  }

  private func change(_ mention: Mention, _ place: NumberPlace, _ words: ChangePhrase, besides k: Int) -> Judge.Opinion?
  {
    guard let (number, tolerance) = CandidateFinder.number(mention) else { return nil }
    let hedge = Hedge(mention, judge.tokens)
    let chosen = pair(place, besides: k) { pair in
      guard let value = Self.changed(pair, mention.kind == .percent) else { return false }
      return Agreement(number, tolerance: tolerance, value: value, factor: ExactNumber(1), hedge: hedge).grade
        >= .rounded
    }
    guard let pair = chosen, let value = Self.changed(pair, mention.kind == .percent) else { return nil }
    let isUp = pair.later.value > pair.earlier.value
    let fits = words.direction == .either || (words.direction == .up) == isUp
    var derived = pair.later
    (derived.value, derived.derivation) = (value, mention.kind == .percent ? .change : .difference)
    derived.agreement = Agreement(number, tolerance: tolerance, value: value, factor: ExactNumber(1), hedge: hedge)
    let shown = [derived, pair.later, pair.earlier]
    if derived.agrees, fits {
      let isRight = pair.isPrinted || pair.isSure && derived.agreement.digits >= 2
      return Judge.Opinion(
        verdict: isRight ? .right : .looksLike, candidates: shown,
        why: isRight ? nil : "the two values are not named plainly")
    }
    if derived.agrees {
      return Judge.Opinion(
        verdict: pair.isPrinted ? .wrong : .looksLike, candidates: shown, why: "it went the other way")
    }
    let isWrong = pair.isPrinted && derived.agreement.grade == .none
    return Judge.Opinion(verdict: isWrong ? .wrong : .looksLike, candidates: shown, why: "computed from two values")
  }

  /// By how much the later value differs from the earlier one, in percent of it or as it is; nil where that is no number.
  private static func changed(_ pair: Pair, _ inPercent: Bool) -> ExactNumber? {
    let gap = (pair.later.value - pair.earlier.value).magnitude
    return inPercent ? (gap * ExactNumber(100)).divided(by: pair.earlier.value.magnitude, decimals: 6) : gap
  }

  private func multiple(_ mention: Mention, _ place: NumberPlace, besides k: Int) -> Judge.Opinion? {
    guard let (number, _) = CandidateFinder.number(mention),
      let pair = pair(place, besides: k, { _ in false }),
      let ratio = pair.later.value.magnitude.divided(by: pair.earlier.value.magnitude, decimals: 4)
    else { return nil }
    var derived = pair.later
    (derived.value, derived.derivation) = (ratio, .ratio)
    let gap = (ratio - number).magnitude
    // "Doubled" is said of 1.9 and of 2.1 times.
    let isClose = gap * ExactNumber(10) <= number && mention.bound == nil
    let isBeyond = mention.bound?.sense == .more && ratio >= number && ratio * ExactNumber(2) <= number * ExactNumber(3)
    let isRight = (isClose || isBeyond) && pair.isSure
    return Judge.Opinion(
      verdict: isRight ? .right : .looksLike, candidates: [derived, pair.later, pair.earlier],
      why: isRight ? nil : "computed from two values")
  }

  private func pair(_ place: NumberPlace, besides k: Int, _ fits: (Pair) -> Bool) -> Pair? {
    let own = levels.indices.filter { $0 != k }.compactMap { levels[$0].level }
    // "That is a drop of six percent."
    let bases = own.isEmpty ? context.carriedLevels : own
    var pairs: [Pair] = []
    for (n, one) in bases.enumerated() {
      for other in bases.dropFirst(n + 1) {
        let pair = one.lazy.compactMap { a in
          other.first { $0.source == a.source && $0.column == a.column && $0.rows != a.rows }.flatMap { b in
            ordered(a, b, isPrinted: true, isSure: true)
          }
        }.first
        if let pair { pairs.append(pair) }
      }
    }
    if let first = pairs.first {
      // Of several pairs no one is meant for certain.
      guard pairs.count > 1 || own.isEmpty || context.periods.count > 2 else { return first }
      let agreeing = pairs.first { fits($0) }
      return (agreeing ?? first).with(isPrinted: agreeing != nil)
    }
    if let base = own.first?.first { return pair(from: base, isSure: true) }
    guard let base = series(place) else { return nil }
    return pair(from: base.candidate, isSure: base.isSure)
  }

  /// A value and that of the other period that the sentence names.
  private func pair(from base: Candidate, isSure: Bool) -> Pair? {
    let times = TimeFinder(selector: judge.selector)
    let data = judge.index.sources[base.source].rows
    var conditions = base.conditions
    for column in data.columns.indices { if case .time = data.columns[column].role { conditions[column] = nil } }
    for item in context.periods {
      for choice in times.choices(base.source, item.frame, conditions) where choice.isExact {
        var narrowed = conditions
        narrowed[choice.column] = choice.codes
        guard let outcome = judge.selector.outcome(base.source, base.column, narrowed), outcome.rows != base.rows else {
          continue
        }
        var other = base
        (other.rows, other.conditions) = (outcome.rows, narrowed)
        other.value = ExactNumber(units: outcome.value.units, places: outcome.value.places)
        if let pair = ordered(base, other, isPrinted: false, isSure: isSure && item.isSure) { return pair }
      }
    }
    return nil
  }

  private func ordered(_ one: Candidate, _ other: Candidate, isPrinted: Bool, isSure: Bool) -> Pair? {
    guard let first = start(of: one), let second = start(of: other), first != second, !one.value.isZero,
      !other.value.isZero
    else { return nil }
    return first < second
      ? Pair(earlier: one, later: other, isPrinted: isPrinted, isSure: isSure)
      : Pair(earlier: other, later: one, isPrinted: isPrinted, isSure: isSure)
  }

  private func start(of candidate: Candidate) -> Day? {
    let data = judge.index.sources[candidate.source].rows
    for column in data.columns.indices {
      guard case .time = data.columns[column].role, let row = candidate.rows.first else { continue }
      let code = data.codes(column)[Int(row)]
      if code >= 0 { return data.periods[column][Int(code)].first }
    }
    return nil
  }

  /// What the sentence speaks of, whatever its numbers are in.
  func series(_ place: NumberPlace) -> (candidate: Candidate, isSure: Bool)? {
    var found: [Candidate] = []
    for source in context.sources.sorted() {
      for measure in judge.finder.measures(source, place, context, factors: { $0 == .percent ? [] : [ExactNumber(1)] })
      where measure.naming > .unit {
        found += judge.finder.candidates(source, measure, place, context)
      }
    }
    let ranked = found.filter(\.isExact).sorted { $0.score > $1.score }
    guard let top = ranked.first, top.score >= 3.5 else { return nil }
    let isSure =
      top.isSure && top.timing == .own && ranked.allSatisfy { $0.score < top.score - 1 || Judge.isSameValue($0, top) }
    return (top, isSure)
  }

  // MARK: A part of a whole

  /// What part of a sum the values that the sentence names are: of people in all countries those in one.
  private func share(_ mention: Mention, _ place: NumberPlace) -> Judge.Opinion? {
    guard let (number, tolerance) = CandidateFinder.number(mention) else { return nil }
    var found: [Candidate] = []
    for source in context.sources.sorted() {
      let data = judge.index.sources[source].rows
      for measure in judge.finder.measures(source, place, context, factors: { $0 == .percent ? [] : [ExactNumber(1)] })
      where measure.naming > .unit {
        for part in judge.finder.candidates(source, measure, place, context)
        where part.isExact && part.timing != .newest {
          for (column, _) in part.conditions
          where data.columns[column].role == .name && data.columns[column].isApart == false {
            guard context.evidence[source]?.values[column] != nil else { continue }
            var whole = part.conditions
            whole[column] = data.columns[column].whole.flatMap { data.texts[column].firstIndex(of: $0) }.map {
              [Int32($0)]
            }
            guard let all = judge.selector.outcome(source, measure.column, whole), all.rows != part.rows,
              let percent = (part.value * ExactNumber(100)).divided(by: all.value, decimals: 6)
            else { continue }
            var share = part
            (share.value, share.derivation) = (percent, .share)
            share.agreement = Agreement(
              number, tolerance: tolerance, value: percent, factor: ExactNumber(1), hedge: Hedge(mention, judge.tokens))
            found.append(share)
          }
        }
      }
    }
    guard let best = found.filter(\.agrees).max(by: { $0.score < $1.score }) else { return nil }
    let rivals = found.filter { !$0.agrees && $0.score > best.score + 0.5 }
    let isRight =
      rivals.isEmpty && best.isSure && best.agreement.digits >= 2 && best.score >= 3.5 && mention.kind == .percent
    return Judge.Opinion(
      verdict: isRight ? .right : .looksLike, candidates: [best],
      why: isRight ? nil : "a share of what the sentence may mean")
  }
}
