import Model

extension Value {
  /// The sum of two values as SQL's `sum` makes it: NULL adds nothing, and the sum of NULLs is NULL.
  ///
  /// - Throws: ``Problem`` if a value is text, or the sum leaves the range of 64 bits.
  package static func sum(_ a: Value, _ b: Value, at place: String) throws -> Value {
    switch (a, b) {
    case (_, .null): return a
    case (.null, .integer), (.null, .real): return b
    case (.integer(let x), .integer(let y)):
      let (sum, isOver) = x.addingReportingOverflow(y)
      if !isOver { return .integer(sum) }
      throw Problem(.badInput, at: place, "the traced values are too large to be summed", remedy: "use a larger unit")
    case (.integer(let x), .real(let y)): return .real(Double(x) + y)
    case (.real(let x), .integer(let y)): return .real(x + Double(y))
    case (.real(let x), .real(let y)): return .real(x + y)
    case (.text(let text), _), (_, .text(let text)):
      throw Problem(
        .badInput, at: place, "the trace gives \"\(text.prefix(60))\", which is not a number",
        remedy:
          "write an expression of numbers before 'from', or 'distinct \(text.isEmpty ? "column" : "...")' to count values"
      )
    }
  }
}
