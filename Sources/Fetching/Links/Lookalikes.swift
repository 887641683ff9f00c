/// Finds links that are as near as those that an expression matches, and newer: the publisher may have named the next edition
/// a little differently, and "nothing newer" would stay wrong until somebody looks.
///
/// As near means: the name has all the words that the names of the matched links have in common, whatever the case, the
/// separators, the months, the numbers, the folder and the host. Other words may be there too (`revised`), and another ending of
/// a data file. Newer means: later than every matched link by a date in the address, or by the last month of the data.
struct Lookalikes {
  private let words: Set<String>
  private let endings: Set<String>
  private let matched: [LooseFacts]

  /// Endings under which publishers offer the same data.
  private static let dataEndings: Set<String> = ["csv", "tsv", "txt", "json", "xls", "xlsx", "ods", "zip", "gz"]

  /// - Parameter matched: the addresses that the expression matches.
  init(of matched: [String]) {
    self.matched = matched.map { LooseFacts($0) }
    let common = self.matched.map { Set($0.words) }
    words = Set((common.first.map { common.dropFirst().reduce($0) { $0.intersection($1) } } ?? []).map(Self.stem))
    endings = Set(self.matched.map(\.ending))
  }

  /// Whether a link that is not matched looks like the next edition.
  func contains(_ address: String) -> Bool {
    // Without a word in common there is nothing to compare.
    guard !words.isEmpty else { return false }
    let facts = LooseFacts(address)
    let name = facts.words.joined(separator: " ")
    guard words.allSatisfy(name.contains), isData(facts.ending) else { return false }
    return facts.isNewer(than: matched)
  }

  private func isData(_ ending: String) -> Bool {
    endings.contains(ending) || (!endings.isDisjoint(with: Self.dataEndings) && Self.dataEndings.contains(ending))
  }

  /// Without the plural's `s`, so that `encounter` and `encounters` are one word.
  private static func stem(_ word: String) -> String {
    word.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
  }
}
