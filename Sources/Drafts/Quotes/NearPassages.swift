import Model

extension QuoteSearch {
  /// The passages that share most words with a quote, the nearest first: for a person who mistyped it.
  ///
  /// - Parameter limit: the maximum number of passages; they do not overlap.
  package static func nearest(to quote: String, in document: DocumentText, limit: Int = 3) -> [Passage] {
    let wanted = words(FoldedText(quote)).map(\.word)
    guard !wanted.isEmpty else { return [] }
    var best: [(shared: Int, passage: Passage)] = []
    for page in document.pages {
      let folded = page.folded[0]
      let all = words(folded)
      guard !all.isEmpty else { continue }
      let width = min(wanted.count, all.count)
      var left = Dictionary(wanted.map { ($0, 1) }, uniquingKeysWith: +)
      var shared = 0
      func enter(_ word: String) {
        guard let count = left[word] else { return }
        if count > 0 { shared += 1 }
        left[word] = count - 1
      }
      func leave(_ word: String) {
        guard let count = left[word] else { return }
        if count >= 0 { shared -= 1 }
        left[word] = count + 1
      }
      var windows: [(shared: Int, first: Int)] = []
      for i in all.indices {
        enter(all[i].word)
        if i >= width { leave(all[i - width].word) }
        if i >= width - 1, shared > 0 { windows.append((shared, i - width + 1)) }
      }
      windows.sort { ($1.shared, $0.first) < ($0.shared, $1.first) }
      var taken: [Int] = []
      for window in windows where taken.count < limit {
        guard !taken.contains(where: { abs($0 - window.first) < width }) else { continue }
        taken.append(window.first)
        let (start, end) = (all[window.first].start, all[window.first + width - 1].end)
        best.append(
          (
            window.shared,
            Passage(
              page: page.number, offset: Int(folded.origins[all[window.first].index]),
              text: String(decoding: folded.bytes[start..<end], as: UTF8.self))
          ))
      }
    }
    // Less than a third of the words is another subject.
    return best.filter { $0.shared * 3 >= wanted.count }
      .sorted {
        ($1.shared, $0.passage.page ?? 0, $0.passage.offset) < ($0.shared, $1.passage.page ?? 0, $1.passage.offset)
      }
      .prefix(limit).map(\.passage)
  }

  /// The words of a text in lower case without the punctuation around them, and where they stand.
  private static func words(_ folded: FoldedText) -> [(word: String, index: Int, start: Int, end: Int)] {
    var words: [(String, Int, Int, Int)] = []
    var i = 0
    while i < folded.count {
      let first = i
      while i < folded.count, folded.bytes[Int(folded.starts[i])] != 32 { i += 1 }
      if i > first {
        let (start, end) = (Int(folded.starts[first]), Int(folded.starts[i]))
        let word = String(decoding: folded.bytes[start..<end], as: UTF8.self).lowercased()
          .filter { $0.isLetter || $0.isNumber }
        if !word.isEmpty { words.append((word, first, start, end)) }
      }
      i += 1
    }
    return words
  }
}
