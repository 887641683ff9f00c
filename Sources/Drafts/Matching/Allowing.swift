import Manifest
import Words

/// Finds the mentions that the article's `allow` names.
struct Allowing {
  private let entries: [AllowedText]
  /// For each mention, the first entry that names it.
  private let chosen: [Int: Int]
  /// The entries that match at least one mention.
  let used: Set<Int>

  init(_ entries: [AllowedText], mentions: [Mention], tokens: Tokens) {
    var chosen: [Int: Int] = [:]
    var used: Set<Int> = []
    for (number, entry) in entries.enumerated() {
      let text = Self.keys(Tokens(DraftText(entry.text).scalars))
      let near = entry.near.map { Set(Self.keys(Tokens(DraftText($0).scalars))) } ?? []
      for (i, mention) in mentions.enumerated() where Self.occurs(text, around: mention.tokens, tokens) {
        guard near.isEmpty || near.isSubset(of: Self.words(around: mention.tokens, tokens)) else { continue }
        used.insert(number)
        if chosen[i] == nil { chosen[i] = number }
      }
    }
    self.entries = entries
    self.chosen = chosen
    self.used = used
  }

  func entry(for mention: Int) -> AllowedText? { chosen[mention].map { entries[$0] } }

  /// Whether the text occurs in the draft so that the mention is part of it.
  private static func occurs(_ text: [String], around range: Range<Int>, _ tokens: Tokens) -> Bool {
    guard text.count >= range.count else { return false }
    return (0...text.count - range.count).contains { shift in
      let start = range.lowerBound - shift
      guard start >= 0, start + text.count <= tokens.count else { return false }
      return text.indices.allSatisfy { key(tokens, start + $0) == text[$0] }
    }
  }

  private static func words(around range: Range<Int>, _ tokens: Tokens) -> Set<String> {
    Set(Context.window(range, tokens).map { key(tokens, $0) })
  }

  private static func keys(_ tokens: Tokens) -> [String] { (0..<tokens.count).map { key(tokens, $0) } }

  /// A token for comparison: letters in lower case, digits as written.
  private static func key(_ tokens: Tokens, _ i: Int) -> String {
    tokens[i].kind == .number ? tokens.text(i..<i + 1).lowercased() : tokens[i].text
  }
}
