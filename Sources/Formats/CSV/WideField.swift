import Model

/// A quoted field that spans more lines than any before: a stray quote may have swallowed records.
struct WideField {
  /// Its index in the record.
  var column: Int
  /// The line of the file on which it begins.
  var line: Int
  /// How many lines it spans.
  var lines: Int

  /// - Parameters:
  ///   - record: the number of its record, from 1.
  ///   - allowed: how many lines a field may span.
  func problem(at name: String, record: Int, header: [String], allowed: Int) -> Problem {
    let column = column < header.count ? "column '\(header[column])'" : "field \(column + 1)"
    let swallowed = lines - allowed
    let most = allowed == 1 ? "fields of this dataset contain no line ends" : "at most \(allowed) are known"
    return Problem(
      .badInput, at: name,
      "record \(record), \(column): a quote on line \(line) closes \(lines - 1) "
        + "line\(lines == 2 ? "" : "s") below, and \(most): "
        + "\(swallowed) line\(swallowed == 1 ? " is" : "s are") swallowed",
      remedy:
        "look at line \(line) for a stray quote and ask the publisher to correct it; if the publisher really "
        + "writes that long a text, set read.lines_per_record to \(lines) in the dataset's dataset.yaml")
  }
}
