import Model

/// The headings of a wiki page: lines such as `== Strikes ==`.
struct WikitextHeadings {
  private let headings: [(place: Int, text: String)]

  init(_ markup: WikitextMarkup) {
    var headings: [(place: Int, text: String)] = []
    let equals = UInt8(ascii: "=")
    var line = 0
    while line < markup.bytes.count {
      let end =
        markup.firstBare(in: line..<markup.bytes.count) { markup.bytes[$0] == UInt8(ascii: "\n") } ?? markup.bytes.count
      defer { line = end + 1 }
      guard markup.bytes[line] == equals else { continue }
      // A comment behind a heading is no part of it.
      var last = line
      var i = line
      while i < end {
        if let construct = markup.construct(at: i) {
          if construct.kind != .comment { last = i }
          i = construct.end
          continue
        }
        if !markup.bytes[i].isBlank { last = i }
        i += 1
      }
      guard markup.bytes[last] == equals else { continue }
      let depth = min(markup.bytes[line...last].prefix { $0 == equals }.count, (last - line) / 2, 6)
      let closing = markup.bytes[line...last].reversed().prefix { $0 == equals }.count
      let width = min(depth, closing)
      guard width > 0, line + width < last + 1 - width else { continue }
      headings.append((line, WikitextPlain.text(line + width..<last + 1 - width, markup)))
    }
    self.headings = headings
  }

  /// The text of the last heading before a place.
  private func before(_ place: Int) -> String? {
    // A page may have a million headings, and as many tables.
    var (low, high) = (0, headings.count)
    while low < high {
      let middle = (low + high) / 2
      if headings[middle].place < place { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? headings[low - 1].text : nil
  }

  /// The tables, by their places in the list, whose nearest heading before them begins with a text; all of them without one.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where there is none; it lists the headings that have tables.
  func tables(_ tables: [WikitextTable], under wanted: String?, name: String) throws -> [Int] {
    guard let wanted else { return Array(tables.indices) }
    let texts = tables.map { before($0.range.lowerBound) ?? "" }
    let found = tables.indices.filter { texts[$0].hasPrefix(wanted) }
    guard found.isEmpty else { return found }
    let known = texts.filter { !$0.isEmpty }.prefix(10).map { "'\($0.prefix(60))'" }
    throw Problem(
      .badInput, at: name,
      "no table has a heading before it that begins with '\(wanted)'; "
        + (known.isEmpty ? "no table is under a heading" : "the tables are under " + known.joined(separator: ", ")),
      remedy: "if the page was rearranged, edit read.heading in the dataset's dataset.yaml, then: soundings check")
  }
}
