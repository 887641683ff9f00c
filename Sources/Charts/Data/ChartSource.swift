import Model
import Words

/// On what a picture rests, in one line: it is seen without the table.
enum ChartSource {
  /// "Source: U.S. Customs and Border Protection, edition of November 2025 (data through September 2025)".
  ///
  /// The dataset's title is there where its publisher alone would not tell which dataset is meant.
  static func line(_ sources: [SourceEdition]) -> String {
    var groups: [[SourceEdition]] = []
    for source in sources {
      if let i = groups.firstIndex(where: { $0[0].dataset == source.dataset }) {
        groups[i].append(source)
      } else {
        groups.append([source])
      }
    }
    guard !groups.isEmpty else { return "" }
    let parts = groups.map { group in
      let first = group[0]
      let hasSiblings = groups.contains { $0[0].publisher == first.publisher && $0[0].dataset != first.dataset }
      return "\(first.publisher)\(hasSiblings ? ", \(first.title)" : ""), \(editions(group))"
    }
    // Three lines of a picture hold no more; the table beside it names them all.
    if parts.count > 4 {
      var publishers: [String] = []
      for group in groups where !publishers.contains(group[0].publisher) { publishers.append(group[0].publisher) }
      return TextWidth.printable("Sources: \(groups.count) datasets of \(publishers.joined(separator: "; "))")
    }
    return TextWidth.printable("\(parts.count == 1 ? "Source" : "Sources"): \(parts.joined(separator: "; "))")
  }

  private static func editions(_ group: [SourceEdition]) -> String {
    if group.count == 1 { return "edition of \(DateWords.edition(group[0].edition))" }
    // Of several the dates alone, without "data through ...".
    var names: [String] = []
    for source in group {
      let name = DateWords.shortEdition(source.edition)
      if !names.contains(name) { names.append(name) }
    }
    if names.count > 4 {
      return "\(names.count) editions, from \(DateWords.amid(names[0])) to \(names[names.count - 1])"
    }
    return "editions of \(English.list(names))"
  }
}
