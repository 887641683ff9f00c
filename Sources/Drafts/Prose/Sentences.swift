/// Finds the ends of sentences.
enum Sentences {
  /// For each token, the number of its sentence.
  static func numbers(_ tokens: [Token]) -> [Int32] {
    var numbers: [Int32] = []
    numbers.reserveCapacity(tokens.count)
    var sentence: Int32 = 0
    for i in tokens.indices {
      numbers.append(sentence)
      if ends(tokens, at: i) { sentence += 1 }
    }
    return numbers
  }

  private static func ends(_ tokens: [Token], at i: Int) -> Bool {
    let token = tokens[i]
    if token.kind == .paragraphEnd { return true }
    guard i + 1 < tokens.count, tokens[i + 1].isSpaced, begins(tokens, at: i + 1) else { return false }
    // "U.S." contains its point; it ends a sentence if a word follows that often begins one.
    if token.kind == .word { return token.text.hasSuffix(".") && openers.contains(tokens[i + 1].text) }
    guard token.kind == .sign else { return false }
    var end = i
    while end > 0, closers.contains(tokens[end].text), !tokens[end].isSpaced { end -= 1 }
    switch tokens[end].text {
    case "!", "?", "…": return true
    case ".":
      guard end > 0, !tokens[end].isSpaced else { return true }
      let before = tokens[end - 1]
      guard before.kind == .word else { return true }
      return before.text.unicodeScalars.count > 1 ? !Vocabulary.abbreviations.contains(before.text) : before.text == "i"
    default: return false
    }
  }

  private static func begins(_ tokens: [Token], at i: Int) -> Bool {
    switch tokens[i].kind {
    case .word: tokens[i].isCapitalized
    case .sign: tokens[i].text != "," && tokens[i].text != ";" && !closers.contains(tokens[i].text)
    case .number, .name, .paragraphEnd: true
    }
  }

  private static let closers: Set<String> = ["\"", "”", "’", "'", ")", "]", "»"]
  private static let openers: Set<String> = [
    "the", "a", "an", "it", "its", "he", "she", "they", "this", "that", "these", "in", "on", "but", "and", "for", "at",
    "as", "since", "after", "before", "when", "while", "there", "we", "i", "you", "if", "by",
  ]
}
