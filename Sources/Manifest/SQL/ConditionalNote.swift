/// A note that is shown only while the data says so.
package struct ConditionalNote: Equatable, Sendable {
  /// The note; `{column}` becomes a value of the row that ``when`` returns.
  package var text: String
  /// The note applies in a state of the data in which this returns a row.
  package var when: PlacedSQL

  package init(text: String, when: PlacedSQL) {
    self.text = text
    self.when = when
  }

  /// The text cut at its placeholders: a name in braces is a column.
  package enum Part: Equatable, Sendable {
    case text(String)
    case value(column: String)
  }

  package var parts: [Part] {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      parts += [.text(String(rest[..<open])), .value(column: String(rest[rest.index(after: open)..<close]))]
      rest = rest[rest.index(after: close)...]
    }
    return parts + [.text(String(rest))]
  }

  /// The columns whose values stand in the text.
  package var columns: [String] {
    parts.compactMap { if case .value(let column) = $0 { column } else { nil } }
  }
}
