import Model
import Words

/// Compares the numbers and dates of a draft with the data, sentence by sentence.
final class DraftCheck {
  private let draft: DraftText
  private let mentions: [Mention]
  private let tokens: Tokens
  private let index: FactIndex
  private let selector: FactSelector
  private let finder: CandidateFinder
  /// For each token the stems that it may be in the index.
  private let ids: [[Int32]]
  /// How many sentences before a sentence still say what it speaks of.
  private static let reach = 3
  /// How many may be asked where those leave it open: what a draft is about is said once.
  private static let farReach = 25

  init(_ draft: DraftText, sources: [FactSource], today: Day) {
    self.draft = draft
    (mentions, tokens) = MentionReader.mentions(in: draft, published: today, countsOne: true)
    index = FactIndex(sources)
    selector = FactSelector(sources)
    finder = CandidateFinder(index, selector, tokens)
    var ids: [[Int32]] = []
    for (i, stem) in Stems.sequence(tokens).enumerated() {
      var own = stem.flatMap(index.id).map { [$0] } ?? []
      let token = tokens[i]
      if token.isUpper, let code = FactIndex.code(tokens.text(i..<i + 1)), let id = index.id(code) { own.append(id) }
      ids.append(own)
    }
    self.ids = ids
  }

  func report() -> ([DraftReport.Entry], [String]) {
    var entries: [DraftReport.Entry] = []
    var before: [SentenceContext] = []
    var isFiscal = false
    var next = 0
    var spokenOf: Set<Int> = []
    var levels: [[[Candidate]]] = []
    let offsets = self.offsets()
    for sentence in sentences() {
      // Mentions are in the draft's order, and so are sentences.
      var inside: [Int] = []
      while next < mentions.count, mentions[next].tokens.lowerBound < sentence.upperBound {
        if mentions[next].tokens.lowerBound >= sentence.lowerBound { inside.append(next) }
        next += 1
      }
      let dates = inside.filter { mentions[$0].kind == .date }
      let numbers = inside.filter { mentions[$0].kind != .date }
      let reading = SentenceReading(
        sentence, numbers: numbers, dates: dates, counted: numbers.map { mentions[$0].tokens }, ids: ids, index: index)
      let near = before.prefix(Self.reach)
      let carriedPeriod = near.lazy.compactMap(Self.mainPeriod).first
      let periods = PeriodReader(tokens: tokens, mentions: mentions).items(
        sentence, dates: dates, known: before.lazy.compactMap(Self.mainPeriod).first, speaksOfFiscalYears: isFiscal)
      isFiscal = periods.contains(where: \.frame.isFiscal) || isFiscal && !before.isEmpty
      let evidence = SentenceEvidence.read(reading, index)
      for (source, one) in evidence where one.isNeeded { spokenOf.insert(source) }
      let context = SentenceContext(
        reading: reading, periods: periods, evidence: evidence, carried: near.map(\.evidence), far: before.map(\.evidence),
        carriedPeriod: carriedPeriod, isJoint: isJoint(sentence), spokenOf: spokenOf,
        carriedLevels: Array(levels.joined()),
        values: reading.valueStems(index))
      let judged = SentenceJudge(
        mentions: mentions, tokens: tokens, index: index, selector: selector, finder: finder, ids: ids, context: context
      ).entries()
      entries += judged.map { entry(of: $0, offsets, sentence) }
      levels.insert(judged.filter { $0.mention.map { mentions[$0].kind != .date } ?? false }.compactMap(\.level), at: 0)
      if levels.count > 2 { levels.removeLast() }
      before.insert(context, at: 0)
      if before.count > Self.farReach { before.removeLast() }
    }
    entries.sort { $0.offset < $1.offset }
    // The places of statements in words, in one pass through the draft.
    let claims = entries.indices.filter { entries[$0].isClaim }
    let places = draft.places(of: claims.map { draft.offsets[entries[$0].scalars.lowerBound] })
    for (i, place) in zip(claims, places) { entries[i].place = place }
    return (entries, selector.unfinished.map { index.sources[$0].name }.sorted())
  }

  private func sentences() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for i in 0..<tokens.count where i + 1 == tokens.count || tokens.sentences[i + 1] != tokens.sentences[i] {
      // A list without the end of a sentence is read in pieces.
      var from = start
      while i + 1 - from > 400 {
        ranges.append(from..<from + 400)
        from += 400
      }
      ranges.append(from..<i + 1)
      start = i + 1
    }
    return ranges
  }

  /// The latest period that a sentence names.
  private static func mainPeriod(_ context: SentenceContext) -> PeriodFrame? {
    context.periods.map(\.frame).max { $0.last < $1.last }
  }

  private func isJoint(_ sentence: Range<Int>) -> Bool {
    sentence.contains {
      [
        "combined", "together", "altogether", "total", "totaled", "totaling", "both", "overall", "nationwide",
        "worldwide",
      ].contains(tokens.word($0))
    }
  }

  // MARK: Places

  /// For each scalar of the prose, the number of scalars of the file before it.
  private func offsets() -> [Int] {
    var (here, count) = (0, 0)
    return draft.offsets.map { offset in
      if offset < here { (here, count) = (0, 0) }
      while here < offset {
        if draft.bytes[here] & 0xC0 != 0x80 { count += 1 }
        here += 1
      }
      return count
    }
  }

  private func entry(of judged: SentenceJudge.Judged, _ offsets: [Int], _ sentence: Range<Int>) -> DraftReport.Entry {
    let (first, last) = (tokens[judged.tokens.lowerBound], tokens[judged.tokens.upperBound - 1])
    let mention = judged.mention.map { mentions[$0] }
    return DraftReport.Entry(
      text: mention?.text ?? tokens.text(judged.tokens), offset: offsets[first.start], scalars: first.start..<last.end,
      place: mention?.place ?? DraftText.Place(line: 1, column: 1),
      phrase: mention?.phrase ?? tokens.text(judged.tokens),
      isDate: mention?.kind == .date, isClaim: mention == nil, verdict: judged.opinion.verdict, cells: judged.cells,
      why: judged.opinion.why, number: mention.flatMap { CandidateFinder.number($0)?.0 },
      sentence: tokens.text(sentence))
  }
}
