import Model

/// A known error of the publisher in one cell, with the value that is used instead: a row of `corrections.csv`.
package struct Correction: Hashable, Sendable {
  /// The line of the file on which it begins, from 1.
  package var line: Int
  /// The values of the dataset's key columns, in their order.
  package var key: [Value]
  package var column: String
  /// What the publisher says, as in the normalized rows; NULL where that is nothing.
  package var wrong: Value
  package var right: Value
  package var reason: String
  /// The web page that shows the error or the right value.
  package var link: String

  package init(
    line: Int, key: [Value], column: String, wrong: Value, right: Value, reason: String, link: String
  ) {
    self.line = line
    self.key = key
    self.column = column
    self.wrong = wrong
    self.right = right
    self.reason = reason
    self.link = link
  }
}

extension DatasetManifest {
  package var correctionsPath: String { folder + "/corrections.csv" }
}
