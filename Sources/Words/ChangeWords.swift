import Model

/// A change of a figure's rows as one line.
package enum ChangeWords {
  /// `May 1, 2025, Here: boats 2 → 4 (+2)`; of a row that came or went, with `new` or `gone`.
  package static func line(_ line: FigureChanges.Line) -> String {
    let change = line.change
    let name = RowName.words(change.name) ?? CellText.null
    func words(_ value: Value) -> String {
      value == .null ? CellText.null : CellText.plain(value) + (change.unit.map { " " + $0 } ?? "")
    }
    // "encounters is 122 encounters" says one word twice.
    let new = change.unit == change.column ? words(change.new) : "\(change.column) is \(words(change.new))"
    switch change.kind {
    case .revised:
      return "\(name): \(change.column) \(words(change.old)) → \(words(change.new))"
        + (change.difference.map { " (\($0.signed))" } ?? "")
    case .removed: return "\(name): gone; \(change.column) was \(words(change.old))"
    case .added: return "\(name): new; \(new)"
    case .firstSeen: return "\(name): first published; \(new)"
    }
  }

  /// What a figure that is a sum counts now instead of then, a line for each partition:
  /// `fiscal year 2024: counted as of publication, 313,496 encounters in 1,041 records; not counted now`.
  package static func parts(_ changes: FigureChanges) -> [String] {
    changes.parts.map { part in
      let partition =
        part.partition.isEmpty
        ? "all records"
        : part.partition.split(separator: ",").map {
          $0.replacing("=", with: " ").replacing("_", with: " ")
        }.joined(separator: ", ")
      func sum(_ count: FigureChanges.Part.Count) -> String {
        NumberText.grouped(Int(count.sum)) + " \(part.unit ?? part.column)"
      }
      func words(_ count: FigureChanges.Part.Count) -> String {
        "\(sum(count)) in \(English.count(count.records, "record"))"
      }
      return switch (part.then, part.now) {
      case (let then?, nil): "\(partition): counted as of publication, \(words(then)); not counted now"
      case (nil, let now?): "\(partition): counted now, \(words(now)); not counted as of publication"
      case (let then?, let now?): "\(partition): \(sum(then)) → \(words(now))"
      case (nil, nil): partition
      }
    }
  }

  /// How many more there are than those shown; nil if there are none.
  package static func rest(_ changes: FigureChanges) -> String? {
    changes.more > 0 ? "and \(English.count(changes.more, "more changed value"))" : nil
  }
}
