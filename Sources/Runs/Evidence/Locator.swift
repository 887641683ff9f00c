/// Where in a document a row says that its words are.
enum Locator {
  /// The pages that a locator names: `12`, `page 12`, `pp. 2-4 and 7`, `Seite 2`, `pág. 3`. None where it names something else, such as a
  /// paragraph, or more pages than are looked at.
  static func pages(_ text: String) -> [Int] {
    let numbers = #/(\d{1,5})(?!\d)(?:\s*[-\u{2013}]\s*(\d{1,5})(?!\d))?/#
    var rest = text.lowercased()[...]
    if (try? #/\s*\d{1,5}(\s*([-\u{2013},&]|and)\s*\d{1,5})*\s*/#.wholeMatch(in: rest)) == nil {
      // Names of pages in the languages of this subject's sources.
      let word =
        #/(?:^|[^\p{L}])(?:pages?|pp?\.?|pg\.?|seiten?|s\.|p\u{E1}ginas?|paginas?|p\u{E1}gs?\.?|pags?\.?)\s*(?=\d)/#
      guard let start = try? word.firstMatch(in: rest) else { return [] }
      rest = rest[start.range.upperBound...]
    }
    var pages: [Int] = []
    while let match = try? numbers.prefixMatch(in: rest), let first = Int(match.1) {
      let last = match.2.flatMap { Int($0) } ?? first
      guard first > 0, last >= first, last - first < 1000 else { return [] }
      pages += first...last
      rest = rest[match.range.upperBound...]
      guard let next = try? #/\s*(?:,|&|and|und|y|e)\s*(?=\d)/#.prefixMatch(in: rest) else { break }
      rest = rest[next.range.upperBound...]
    }
    return pages
  }
}
