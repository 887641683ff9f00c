/// Where in a document a row says that its words are.
enum Locator {
  /// The pages that a locator names: `12`, `page 12`, `pp. 2-4 and 7`, `Seite 2`, `pág. 3`. None where it names something else, such as a
  /// paragraph, or more pages than are looked at.
  static func pages(_ text: String) -> [Int] {
    var rest = text.lowercased()[...]
    if (try? #/\s*\d{1,5}(\s*([-–,&]|and|to)\s*\d{1,5})*\s*/#.wholeMatch(in: rest)) == nil {
      // Names of pages in the languages of this subject's sources; an S. within a text is no Seite.
      let word =
        #/(?:^|[^\p{L}])(?:pages?|pp?\.?|pgs?\.?|pdf|seiten?|páginas?|paginas?|págs?\.?|pags?\.?|(?:^|, ?)s\.)\s*(?:no\.|number|[:=])?\s*(?=\d+(?!\w))/#
      // Of two numbers that of the file counts: printed p. 3 (pdf p. 2).
      let ofFile = #/(?:^|[^\p{L}])pdf(?:,? ?p(?:age|\.)?)?\s*(?:no\.|[:=])?\s*(?=\d+(?!\w))/#
      guard let start = try? ofFile.firstMatch(in: rest)?.range ?? word.firstMatch(in: rest)?.range else { return [] }
      rest = rest[start.upperBound...]
    }
    let numbers = #/(\d{1,5})(?!\w)(?:\s*(?:[-–]|to\b|through\b|bis\b|a\b)\s*(\d{1,5})(?!\w))?/#
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

  /// Whether it speaks of a page at all, be it one that cannot be read.
  static func meansPage(_ text: String) -> Bool {
    text.lowercased().contains(
      #/(?:^|[^\p{L}])(?:pages?|pp?|pgs?|pdf|seiten?|p[áa]ginas?|p[áa]gs?|sheets?|slides?|folios?|fol|leaf|fojas?|hojas?|l[áa]minas?|diapositivas?|blatt)(?![\p{L}])/#
    )
      || text.contains(#/^\s*[ivxlc]+\s*$/#.ignoresCase())
      || !text.isEmpty && text.allSatisfy(\.isNumber)
  }
}
