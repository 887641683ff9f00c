import Model

/// The sources of a table's numbers, in lines for people.
enum SourceLines {
  /// "Source: publisher, edition of E (published D)", each once.
  ///
  /// Includes the dataset's title if the publisher alone does not identify the dataset.
  static func of(_ sources: [SourceEdition]) -> [(line: String, source: SourceEdition)] {
    var lines: [(String, SourceEdition)] = []
    for source in sources {
      let hasSiblings = sources.contains { $0.publisher == source.publisher && $0.dataset != source.dataset }
      let title = hasSiblings ? ", \(source.title)" : ""
      let line =
        "\(source.publisher)\(title), edition of \(source.edition) (\(source.origin == .captured ? "copied" : "published") \(source.published)"
        + (source.origin == .bundled ? "; an excerpt that came with Soundings)" : ")")
      if !lines.contains(where: { $0.0 == line }) { lines.append((line, source)) }
    }
    return lines
  }
}
