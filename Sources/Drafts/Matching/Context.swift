import Model

/// The words near a mention.
struct Context {
  /// How many tokens on each side count as near: more distant ones are about something else, even in the same sentence.
  static let reach = 40

  /// Stems of the words in the same sentence; if it begins with a pronoun, also of those in the sentence before it.
  private(set) var stems: Set<String> = []
  /// Stems of the mention's own part of the sentence, up to a semicolon or ", while" and the like.
  private(set) var ownPart: Set<String> = []
  /// Stems of what the mention is a part of: of U.S.-bound cocaine.
  private(set) var complement: [String] = []
  /// Stems of the three words after the mention, up to a sign or preposition, which say what is counted.
  private(set) var heads: Set<String> = []

  init(_ mention: Mention, tokens: Tokens, stems all: [String?], taken: [Bool]) {
    let range = Self.window(mention.tokens, tokens)
    var (low, high) = (mention.tokens.lowerBound, mention.tokens.upperBound)
    while low > range.lowerBound, !Self.isPartEnd(low - 1, tokens) { low -= 1 }
    while high < range.upperBound, !Self.isPartEnd(high, tokens) { high += 1 }
    for i in range where !taken[i] {
      guard let stem = all[i] else { continue }
      stems.insert(stem)
      if i >= low, i < high { ownPart.insert(stem) }
    }
    complement = Self.complement(at: mention.tokens.upperBound, tokens: tokens, stems: all)
    var i = mention.tokens.upperBound
    // 21 of the boats: they are what is counted.
    if tokens.word(i) == "of" {
      i += 1
      while ["the", "its", "their", "his", "her", "these", "those"].contains(tokens.word(i)) { i += 1 }
    }
    let end = min(range.upperBound, i + 4)
    while i < end, tokens[i].kind != .sign || tokens.isHyphen(i), !MentionReader.ends.contains(tokens.word(i)) {
      if let stem = all[i] { heads.insert(stem) }
      i += 1
    }
  }

  /// Stems of up to six words after "of" at an index, up to a sign or a preposition.
  static func complement(at start: Int, tokens: Tokens, stems: [String?]) -> [String] {
    guard tokens.word(start) == "of" else { return [] }
    var found: [String] = []
    var i = start + 1
    while i < min(tokens.count, start + 12), found.count < 6, tokens[i].kind != .paragraphEnd {
      let word = tokens.word(i)
      let isArticle = ["the", "a", "an", "its", "their", "his", "her", "of"].contains(word)
      guard isArticle || tokens.isHyphen(i) || (tokens[i].kind == .word && !MentionReader.ends.contains(word)) else {
        break
      }
      if let stem = stems[i] { found.append(stem) }
      i += 1
    }
    return found
  }

  /// Whether another part of the sentence begins after a token.
  private static func isPartEnd(_ i: Int, _ tokens: Tokens) -> Bool {
    guard tokens[i].kind == .sign else { return tokens[i].kind == .paragraphEnd }
    switch tokens[i].text {
    case ";", "—", ".", "?", "!", "|": return true
    case "–": return tokens[i].isSpaced
    case ",": return conjunctions.contains(tokens.word(i + 1))
    default: return false
    }
  }

  private static let conjunctions: Set<String> = [
    "while", "whereas", "but", "although", "though", "where", "and", "which", "who", "as", "yet", "so",
  ]

  /// The tokens near a range in its sentence.
  static func window(_ range: Range<Int>, _ tokens: Tokens) -> Range<Int> {
    let sentence = tokens.sentences[range.lowerBound]
    var (low, high) = (range.lowerBound, range.upperBound)
    while low > 0, range.lowerBound - low < reach, tokens.sentences[low - 1] == sentence { low -= 1 }
    while high < tokens.count, high - range.upperBound < reach, tokens.sentences[high] == sentence { high += 1 }
    let isWhole = low == 0 || tokens.sentences[low - 1] != sentence
    if isWhole, low > 0, pronouns.contains(tokens.word(low)), tokens[low - 1].kind != .paragraphEnd {
      let before = tokens.sentences[low - 1]
      let start = low
      while low > 0, start - low < reach, tokens.sentences[low - 1] == before { low -= 1 }
    }
    return low..<high
  }

  private static let pronouns: Set<String> = ["it", "its", "that", "this", "they", "these", "those", "their", "there"]
}
