/// How prose speaks of the rows of a table or dataset: what a draft's sentence must say to mean one of its cells.
///
/// All of it is declared, in the header of a table or under `prose` of dataset.yaml. Titles, names of columns and the values
/// themselves count without being declared.
package struct ProseWords: Equatable, Sendable {
  /// What the rows are about, in the words that a sentence may use.
  package var about: [String] = []
  /// Words of which a draft must have one: of the rows nobody speaks without them.
  package var needed: [String] = []
  /// Columns of numbers of which prose does not speak.
  package var unsaid: [String] = []
  /// What a column of numbers is called: by column.
  package var columns: [String: [String]] = [:]
  /// What a value of a text column is called: by column, then by value.
  package var values: [String: [String: [String]]] = [:]
  /// The value that is meant where a sentence names none of the column's: the whole, of which the others are parts.
  package var wholes: [String: String] = [:]
  /// The column of days at which running totals stand: a row holds until the next one.
  package var running: String?
  /// The last day of the years of a column that are not calendar years.
  package var yearEnds: [String: YearEnd] = [:]

  package init() {}
}
