import Model

/// Where a table's numbers come from, in lines for people.
enum SourceLines {
  /// "Source: publisher, edition of E (published D)", each once.
  ///
  /// The dataset's title is there where its publisher alone would not tell which dataset is meant.
  static func of(_ sources: [SourceEdition]) -> [(line: String, source: SourceEdition)] {
    var lines: [(String, SourceEdition)] = []
    for source in sources {
      let hasSiblings = sources.contains { $0.publisher == source.publisher && $0.dataset != source.dataset }
      let title = hasSiblings ? ", \(source.title)" : ""
      let line =
        "\(source.publisher)\(title), edition of \(source.edition) (published \(source.published)"
        + (source.origin == .bundled ? "; an excerpt that came with Soundings)" : ")")
      if !lines.contains(where: { $0.0 == line }) { lines.append((line, source)) }
    }
    return lines
  }
}
