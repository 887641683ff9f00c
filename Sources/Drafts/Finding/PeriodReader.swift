import Manifest
import Model

/// The periods that a sentence names, in words or relative to another: fiscal 2024, by Nov. 15, a year earlier, that month.
struct PeriodReader {
  struct Item {
    var range: Range<Int>
    var frame: PeriodFrame
    /// The mention that names it; nil for a relative one.
    var mention: Int?
    /// Whether the words around it leave no doubt.
    var isSure = true
  }

  let tokens: Tokens
  let mentions: [Mention]

  /// - Parameters:
  ///   - sentence: its tokens.
  ///   - dates: the indices of the dates among the mentions, in order.
  ///   - known: the period that the sentences before speak of.
  ///   - speaksOfFiscalYears: whether fiscal years are spoken of before.
  func items(_ sentence: Range<Int>, dates: [Int], known: PeriodFrame?, speaksOfFiscalYears: Bool) -> [Item] {
    var items: [Item] = []
    var isFiscal = speaksOfFiscalYears
    for index in dates {
      let mention = mentions[index]
      guard let period = period(mention, after: items.last?.frame ?? known) else { continue }
      var frame = PeriodFrame(period)
      let range = mention.tokens
      if frame.grain == .year || frame.grain == .longer {
        let isNamed = ["fiscal", "fy"].contains(tokens.word(range.lowerBound))
        let isFollowed = tokens.word(range.upperBound) == "fiscal" || tokens.word(range.upperBound + 1) == "fiscal"
        frame.isFiscal = isNamed || isFollowed
        frame.mayBeFiscal = isFiscal && !frame.isFiscal
        isFiscal = isFiscal || frame.isFiscal
      }
      frame.sense = sense(before: range.lowerBound)
      items.append(Item(range: range, frame: frame, mention: index))
    }
    items = joined(items)
    // "In the 2023 and 2024 fiscal years": the earlier one is one too.
    if items.count > 1, items.contains(where: \.frame.isFiscal) {
      for i in items.indices where !items[i].frame.isFiscal && items[i].frame.grain == .year {
        items[i].frame.mayBeFiscal = true
      }
    }
    for relative in relatives(sentence, items, known) { items.append(relative) }
    return items.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Of several periods that a date without a year may mean the one nearest to what is spoken of.
  private func period(_ mention: Mention, after known: PeriodFrame?) -> Period? {
    let all = mention.readings.compactMap { reading -> Period? in
      if case .period(let period) = reading { period } else { nil }
    }
    guard let known, all.count > 1, all[0].grain != .year, all[0].grain != .longer else { return all.first }
    return all.min { abs($0.first - known.last) < abs($1.first - known.last) }
  }

  private func sense(before i: Int) -> PeriodFrame.Sense {
    var i = i - 1
    while ["the", "end", "of", "mid", "early", "late", "about", "day", "ending", "ended", "last", "final", "close"].contains(tokens.word(i))
      || tokens.isHyphen(i)
    {
      i -= 1
    }
    switch tokens.word(i) {
    case "by", "through", "until", "till": return .until
    case "to": return tokens.word(i - 1) == "up" ? .until : .within
    case "as": return .until
    case "since": return .since
    default: return .within
    }
  }

  /// "From October 2023 to September 2024", "between 2019 and 2023", "2019-2023": one period where nothing is counted in between.
  private func joined(_ items: [Item]) -> [Item] {
    var out: [Item] = []
    for item in items {
      if let last = out.last, isSpan(last.range, item.range) {
        out[out.count - 1].frame = last.frame.joined(with: item.frame)
        out[out.count - 1].range = last.range.lowerBound..<item.range.upperBound
      } else {
        out.append(item)
      }
    }
    return out
  }

  private func isSpan(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard second.lowerBound - first.upperBound == 1, first.lowerBound > 0 else { return false }
    let (before, between) = (tokens.word(first.lowerBound - 1), tokens.word(first.upperBound))
    switch between {
    case "to", "through", "until": return before == "from" || between == "through"
    case "and": return before == "between"
    default: return tokens.isHyphen(first.upperBound)
    }
  }

  // MARK: Relative periods

  private func relatives(_ sentence: Range<Int>, _ items: [Item], _ known: PeriodFrame?) -> [Item] {
    var found: [Item] = []
    var i = sentence.lowerBound
    while i < sentence.upperBound {
      guard let (length, years, months) = relative(at: i) else {
        i += 1
        continue
      }
      let range = i..<i + length
      // Relative to the nearest period before it, or else to the one that the sentence names, or to what was spoken of.
      let base = (items + found).filter { $0.range.upperBound <= i }.max { $0.range.lowerBound < $1.range.lowerBound }
      let reference = base?.frame ?? known ?? items.first?.frame
      // "A year earlier, in 2023": the year is said.
      if items.contains(where: { $0.range.lowerBound >= range.upperBound && $0.range.lowerBound < range.upperBound + 4 }
      ) {
        i += length
        continue
      }
      if var reference {
        if reference.sense != .until { reference.sense = .within }
        let frame =
          months != 0
          ? (reference.grain == .month ? reference.shifted(months: months) : nil) : reference.shifted(years: years)
        if let frame { found.append(Item(range: range, frame: frame, isSure: reference.grain != .longer)) }
      }
      i += length
    }
    return found
  }

  /// The number of words of a relative period at a token, and how many years or months it is away.
  private func relative(at i: Int) -> (length: Int, years: Int, months: Int)? {
    func words(_ texts: String...) -> Bool { texts.indices.allSatisfy { tokens.word(i + $0) == texts[$0] } }
    let (first, second, third) = (tokens.word(i), tokens.word(i + 1), tokens.word(i + 2))
    if ["a", "one"].contains(first), second == "year", ["earlier", "before", "ago", "later", "on"].contains(third) {
      return (3, ["later", "on"].contains(third) ? 1 : -1, 0)
    }
    if let count = Vocabulary.cardinals[first], second == "years", ["earlier", "before", "later"].contains(third) {
      return (3, third == "later" ? count : -count, 0)
    }
    if ["a", "one"].contains(first), second == "month", ["earlier", "before", "later"].contains(third) {
      return (3, 0, third == "later" ? 1 : -1)
    }
    if words("the", "year", "before") || words("the", "month", "before") {
      return (3, second == "year" ? -1 : 0, second == "year" ? 0 : -1)
    }
    if ["the", "its"].contains(first), ["previous", "prior", "preceding"].contains(second) {
      let noun = third == "fiscal" ? tokens.word(i + 3) : third
      let length = third == "fiscal" ? 4 : 3
      if noun == "year" || noun == "year's" { return (length, -1, 0) }
      if noun == "month" { return (length, 0, -1) }
    }
    if ["the"].contains(first), ["following", "next"].contains(second) {
      if third == "year" { return (3, 1, 0) }
      if third == "month" { return (3, 0, 1) }
    }
    if ["that", "same"].contains(first), ["year", "month", "quarter", "day", "period"].contains(second) {
      return (2, 0, 0)
    }
    if first == "that", second == "fiscal", third == "year" { return (3, 0, 0) }
    return nil
  }
}
