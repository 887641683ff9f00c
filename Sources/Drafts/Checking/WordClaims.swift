import Model

/// Statements in words that data can bear out or not: a record, far below its peak, most of, virtually no.
struct WordClaims {
  let judge: SentenceJudge

  private enum Kind { case highest, lowest, farBelow, other }

  func found(besides taken: [Range<Int>]) -> [SentenceJudge.Judged] {
    var found: [SentenceJudge.Judged] = []
    var i = judge.context.reading.range.lowerBound
    while i < judge.context.reading.range.upperBound {
      if let (length, kind) = claim(at: i), !taken.contains(where: { $0.overlaps(i..<i + length) }) {
        found.append(SentenceJudge.Judged(mention: nil, tokens: i..<i + length, opinion: opinion(i..<i + length, kind)))
        i += length
      } else {
        i += 1
      }
    }
    return found
  }

  private func claim(at i: Int) -> (length: Int, kind: Kind)? {
    let tokens = judge.tokens
    func word(_ n: Int) -> String { tokens.word(i + n) }
    let first = word(0)
    // A hyphen between the words of "all-time high" is a token of its own.
    let next = tokens.isHyphen(i + 1) ? 2 : 1
    switch first {
    case "record":
      if ["high", "highs"].contains(word(next)) { return (next + 1, .highest) }
      if ["low", "lows"].contains(word(next)) { return (next + 1, .lowest) }
      return ["number", "level", "levels", "total", "pace", "year", "month", "numbers"].contains(word(next))
        ? (next + 1, .highest) : nil
    case "all":
      guard tokens.isHyphen(i + 1), word(2) == "time", ["high", "low"].contains(word(3)) else { return nil }
      return (4, word(3) == "high" ? .highest : .lowest)
    case "highest", "largest", "most", "biggest":
      if first == "most", word(1) == "of" { return (2, .other) }
      return ["ever", "on", "yet", "since", "recorded"].contains(word(1)) ? (2, .highest) : nil
    case "lowest", "smallest", "fewest":
      return ["ever", "on", "yet", "since", "recorded"].contains(word(1)) ? (2, .lowest) : nil
    case "far", "well":
      guard ["below", "under", "above"].contains(word(1)) else { return nil }
      let isPeak = (2...5).contains { ["peak", "high", "record"].contains(word($0)) }
      return (2, word(1) != "above" && isPeak ? .farBelow : .other)
    case "peak", "peaked": return (1, .highest)
    case "virtually", "practically", "hardly", "almost", "nearly":
      return ["no", "none", "nothing", "any", "all", "every"].contains(word(1)) ? (2, .other) : nil
    case "majority", "vast", "bulk", "lion's":
      if first == "vast" { return word(1) == "majority" ? (2, .other) : nil }
      return word(1) == "of" ? (1, .other) : nil
    case "few", "fewer": return nil
    case "soared", "plummeted", "collapsed", "skyrocketed", "plunged", "surged", "exploded": return (1, .other)
    default: return nil
    }
  }

  private func opinion(_ range: Range<Int>, _ kind: Kind) -> Judge.Opinion {
    let numbers = judge.context.reading.numbers.map { judge.mentions[$0].tokens }
    let place = NumberPlace(number: range, numbers: numbers, tokens: judge.tokens)
    guard let (base, isSure) = DerivedNumbers(judge: judge, levels: []).series(place) else {
      return Judge.Opinion(verdict: .nothing)
    }
    guard kind != .other, let ends = extremes(base) else {
      return Judge.Opinion(
        verdict: .looksLike, candidates: [base], why: "a statement in words: compare it with the data")
    }
    let isTrue =
      switch kind {
      case .highest: base.value >= ends.high.value
      case .lowest: base.value <= ends.low.value
      case .farBelow: base.value * ExactNumber(2) <= ends.high.value
      case .other: false
      }
    let other = kind == .lowest ? ends.low : ends.high
    return Judge.Opinion(
      verdict: isTrue && isSure ? .right : .looksLike, candidates: base.rows == other.rows ? [base] : [base, other],
      why: isTrue && isSure ? nil : "a statement in words: compare it with the data")
  }

  /// The largest and the smallest value of a series over its periods; nil for fewer than three.
  private func extremes(_ base: Candidate) -> (low: Candidate, high: Candidate)? {
    let data = judge.index.sources[base.source].rows
    guard
      let time = data.columns.indices.first(where: { column in
        if case .time = data.columns[column].role { base.conditions[column] != nil } else { false }
      }), let own = base.conditions[time], own.count == 1
    else { return nil }
    var (low, high, count) = (base, base, 0)
    for code in data.periods[time].indices.prefix(400) {
      var conditions = base.conditions
      conditions[time] = [Int32(code)]
      guard let outcome = judge.selector.outcome(base.source, base.column, conditions) else { continue }
      count += 1
      var one = base
      (one.rows, one.conditions, one.value) = (outcome.rows, conditions, outcome.value)
      if one.value > high.value { high = one }
      if one.value < low.value { low = one }
    }
    return count >= 3 ? (low, high) : nil
  }
}
