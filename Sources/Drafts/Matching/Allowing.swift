import Manifest
import Words

/// Which mentions the article's `allow` names.
struct Allowing {
  private let entries: [AllowedText]
  /// By mention, the first entry that names it.
  private let chosen: [Int: Int]
  /// The entries that some mention needs or could use.
  let used: Set<Int>

  init(_ entries: [AllowedText], _ mentions: [Mention], _ tokens: Tokens) {
    var chosen: [Int: Int] = [:]
    var used: Set<Int> = []
    for (number, entry) in entries.enumerated() {
      let text = Self.keys(Tokens(DraftText(entry.text).scalars))
      let near = entry.near.map { Set(Self.keys(Tokens(DraftText($0).scalars))) } ?? []
      for (i, mention) in mentions.enumerated() where Self.stands(text, around: mention.tokens, tokens) {
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

  /// Whether the text stands in the draft such that the mention is part of it.
  private static func stands(_ text: [String], around range: Range<Int>, _ tokens: Tokens) -> Bool {
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

  /// A token as it is compared: letters in lower case, digits as they are written.
  private static func key(_ tokens: Tokens, _ i: Int) -> String {
    tokens[i].kind == .number ? tokens.text(i..<i + 1).lowercased() : tokens[i].text
  }
}
