import Manifest
import Model
import Words

/// A figure as the coverage check uses it: its values, and the words that identify its place in a draft.
struct FigureClaim {
  let figure: FigureManifest
  /// The printed value, and the numbers and dates quoted in the clause. Empty if there are neither: a figure whose rule
  /// has its own bound covers no printed number.
  let readings: [Mention.Reading]
  /// Stems of the clause's words.
  let words: Set<String>
  /// The stems among them that hardly indicate the figure.
  let thin: Set<String>
  /// Stems of the figure's name and unit: they count if they occur, but are not required.
  let extra: Set<String>
  /// The imprecise quantities in the clause: dozens, several hundred.
  let imprecise: Set<String>
  /// The bounds and negations in the clause itself.
  let bounds: [Bound.Sense]
  /// Stems of what its number is a part of, after "of"; the last one is the main noun.
  let complement: [String]
  let unit: String?
  let hasUnit: Bool

  init(_ figure: FigureManifest, published: Day) {
    self.figure = figure
    // A gap ends the quotation: the words on both sides are not neighbors.
    let clause = DraftText(figure.clause.split(separator: "...").joined(separator: " \u{2026} "))
    let (mentions, tokens) = MentionReader.mentions(in: clause, published: published)
    let inMentions = Set(mentions.flatMap { Array($0.tokens) })
    let printed: Mention.Reading? =
      switch figure.printed {
      case .number(let number, let lastDigit, _): .number(number, tolerance: lastDigit.half)
      case .date(let date): .period(Period(date))
      case nil: nil
      }
    readings = (printed.map { [$0] } ?? []) + mentions.compactMap(\.readings.first)

    imprecise = Set(mentions.filter { $0.kind == .imprecise }.map { $0.text.lowercased() })
    bounds = mentions.compactMap(\.bound?.sense)
    let joined = Stems.sequence(tokens)
    complement =
      mentions.lazy.map { Context.complement(at: $0.tokens.upperBound, tokens: tokens, stems: joined) }.first {
        !$0.isEmpty
      } ?? []
    let isRatio = if case .ratio = figure.rule { true } else { false }
    let unitWords = (figure.unit ?? "").lowercased().split { !($0.isLetter || $0 == "." || $0 == "'") }.map(String.init)
    hasUnit = !unitWords.isEmpty && figure.unit != FigureUnit.date && figure.printed?.isDate != true
    let printedUnit = UnitClass.of(unitWords)
    unit = isRatio ? UnitClass.times : printedUnit ?? mentions.lazy.compactMap(\.unit).first

    var words: Set<String> = []
    var thin: Set<String> = []
    for i in 0..<tokens.count where !inMentions.contains(i) {
      guard let stem = joined[i] else { continue }
      let word = tokens.word(i)
      // A measure is compared as a unit, not as a word.
      if let unit = UnitClass.of(word), UnitClass.isMeasure(unit) { continue }
      if Stems.isThin(word) { thin.insert(stem) } else { words.insert(stem) }
    }
    self.words = words
    self.thin = thin
    let names = figure.id.split { $0 == "-" || $0 == "_" }.map(String.init) + (figure.isDated ? [] : unitWords)
    extra = Set(
      names.filter { name in !Stems.isStop(name) && !(UnitClass.of(name).map(UnitClass.isMeasure) ?? false) }
        .map(Stems.stem)
    ).subtracting(words)
  }
}

extension Stems {
  /// For each token its stem; nil for stop words, signs and numbers. "United States" becomes one word, like U.S.
  static func sequence(_ tokens: Tokens) -> [String?] {
    var stems = [String?](repeating: nil, count: tokens.count)
    for i in 0..<tokens.count where tokens[i].kind == .word {
      let word = tokens.word(i)
      if word == "states", tokens.word(i - 1) == "united" {
        stems[i] = "u.s."
      } else if !isStop(word) || (word == "us" && tokens[i].isUpper),
        !(word == "united" && tokens.word(i + 1) == "states")
      {
        stems[i] = stem(word)
      }
    }
    return stems
  }
}
