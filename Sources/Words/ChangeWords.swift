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
    switch change.kind {
    case .revised:
      return "\(name): \(change.column) \(words(change.old)) → \(words(change.new))"
        + (change.difference.map { " (\($0.signed))" } ?? "")
    case .removed: return "\(name): gone; \(change.column) was \(words(change.old))"
    case .added: return "\(name): new; \(change.column) is \(words(change.new))"
    case .firstSeen: return "\(name): first published; \(change.column) is \(words(change.new))"
    }
  }

  /// How many more there are than those shown; nil if there are none.
  package static func rest(_ changes: FigureChanges) -> String? {
    changes.more > 0 ? "and \(English.count(changes.more, "more changed value"))" : nil
  }
}
