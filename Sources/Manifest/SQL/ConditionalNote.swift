/// A note that is shown only while the data says so.
package struct ConditionalNote: Equatable, Sendable {
  /// The note; `{column}` becomes a value of the row that ``when`` returns, `{100 * part / whole}` a quotient of two of
  /// them, rounded to a whole number.
  package var text: String
  /// The note applies in a state of the data in which this returns a row.
  package var when: PlacedSQL

  static let divisionRemedy =
    "select both numbers, and divide in the text, where the result is rounded: {\(Quotient.form)}. "
    + "To compare, multiply both sides: 10 * part > whole"

  package init(text: String, when: PlacedSQL) {
    self.text = text
    self.when = when
  }

  /// The text cut at its placeholders: a name in braces is a column, a division a quotient.
  package enum Part: Equatable, Sendable {
    case text(String)
    case value(column: String)
    case quotient(Quotient)
  }

  package var parts: [Part] {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let inside = String(rest[rest.index(after: open)..<close])
      let value = Quotient(inside, decimals: 0).map(Part.quotient) ?? .value(column: inside)
      parts += [.text(String(rest[..<open])), value]
      rest = rest[rest.index(after: close)...]
    }
    return parts + [.text(String(rest))]
  }

  /// The columns whose values the text needs.
  package var columns: [String] {
    parts.flatMap { part in
      switch part {
      case .text: [String]()
      case .value(let column): [column]
      case .quotient(let quotient): quotient.columns
      }
    }
  }
}
