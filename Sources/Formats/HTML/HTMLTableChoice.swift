import Model

/// The table of a page that a reading is about.
struct HTMLTableChoice {
  let table: HTMLTable

  /// - Throws: ``Problem`` (`.badInput`) where there is no such table or more than one; it lists what the page has.
  init(_ tables: [HTMLTable], _ reading: Reading, name: String) throws {
    let remedy = "edit read.caption, read.heading or read.header in the dataset's dataset.yaml, then: soundings check"
    var fitting = tables
    for (wanted, word, text) in [
      (reading.caption, "caption", \HTMLTable.caption), (reading.heading, "heading before it", \HTMLTable.heading),
    ] {
      guard let wanted else { continue }
      let known = fitting
      fitting = fitting.filter { $0[keyPath: text].hasPrefix(wanted) }
      guard fitting.isEmpty else { continue }
      let texts = known.map { $0[keyPath: text] }.filter { !$0.isEmpty }.prefix(10).map { "'\($0.prefix(60))'" }
      throw Problem(
        .badInput, at: name,
        "no table has a \(word) that begins with '\(wanted)'; the page has "
          + (texts.isEmpty ? "\(tables.count) tables without one" : texts.joined(separator: ", ")), remedy: remedy)
    }
    var equal = fitting.filter { HTMLHeader($0, reading).fits }
    if let hidden = equal.first, equal.allSatisfy(\.isStyledAway) {
      throw Problem(
        .badInput, at: "\(name), the table on line \(HTMLPage.line(hidden.element))",
        "a style of the page hides the table, or what it stands in",
        remedy:
          "look at the page in a browser; if its readers see the table, write hidden: read under read: in the dataset's "
          + "dataset.yaml")
    }
    equal.removeAll(where: \.isStyledAway)
    if equal.count == 1 {
      table = equal[0]
      return
    }
    // If there is only one table, its differences make the best message.
    let filled = fitting.filter { !$0.rows.isEmpty }
    if equal.isEmpty, filled.count == 1 {
      table = filled[0]
      return
    }
    guard !tables.isEmpty else {
      throw Problem(
        .badInput, at: name, "the page has no table that its readers see",
        remedy:
          "look at its source: a script may make the table, of JSON in the page (read: {format: json, inside: ...}) or at another address"
      )
    }
    throw Problem(
      .badInput, at: name,
      equal.isEmpty
        ? "none of the page's \(filled.count) tables has the header \(reading.header.joined(separator: ", "))"
        : "\(equal.count) tables have the header \(reading.header.joined(separator: ", "))", remedy: remedy)
  }
}
