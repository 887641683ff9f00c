import Model
import Words

/// The sources of a picture in one line, because it is seen without the table.
enum ChartSource {
  /// "Source: U.S. Customs and Border Protection, version of November 2025 (data through September 2025)".
  ///
  /// Includes the dataset's title if the publisher alone does not identify the dataset.
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
    // Three lines of a picture hold no more; the table beside it lists all sources.
    if parts.count > 4 {
      var publishers: [String] = []
      for group in groups where !publishers.contains(group[0].publisher) { publishers.append(group[0].publisher) }
      return TextWidth.printable("Sources: \(groups.count) datasets of \(publishers.joined(separator: "; "))")
    }
    return TextWidth.printable("\(parts.count == 1 ? "Source" : "Sources"): \(parts.joined(separator: "; "))")
  }

  private static func editions(_ group: [SourceEdition]) -> String {
    if group.count == 1 { return "version of \(DateWords.edition(group[0].edition))" }
    // For several editions only the dates, without "data through ...".
    var names: [String] = []
    for source in group {
      let name = DateWords.shortEdition(source.edition)
      if !names.contains(name) { names.append(name) }
    }
    if names.count > 4 {
      return "\(names.count) versions, from \(DateWords.amid(names[0])) to \(names[names.count - 1])"
    }
    return "versions of \(English.list(names))"
  }
}
