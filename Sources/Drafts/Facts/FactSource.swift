import Manifest
import Model

/// A table or dataset as a draft is checked against it: its columns with what they are called, and its rows.
package struct FactSource: Sendable {
  package struct Column: Sendable {
    package enum Role: Equatable, Sendable {
      /// Its texts name rows: a place, a drug, who counted.
      case name
      /// The period of a row.
      case time(Period.Grain, end: YearEnd)
      /// A number with so many decimals.
      case number(places: Int, adds: Adding)
    }

    package var name: String
    package var role: Role
    package var unit: String?
    /// What prose calls it, besides its name.
    package var words: [String] = []
    /// What prose calls its values, besides the values themselves.
    package var valueWords: [String: [String]] = [:]
    /// The value that is meant where none is named.
    package var whole: String?
    /// Whether its days are what the rows state, not only when they hold.
    package var isStated = false
    /// Whether sums must not run over it: the rows of its values are of different things.
    package var isApart = false

    package init(name: String, role: Role, unit: String? = nil) {
      self.name = name
      self.role = role
      self.unit = unit
    }
  }

  package var name: String
  package var isTable: Bool
  package var title: String
  package var about: [String]
  /// Words of which a draft must have one near a number that is of it; empty: none.
  package var needed: [String] = []
  /// Other texts on it (its publishers, its notes): words that are in them are no news to it.
  package var remarks: [String] = []
  /// Whether a row holds until the next one.
  package var isRunning: Bool
  /// The editions that it rests on, in words.
  package var edition: String
  package var rows: FactRows

  package var columns: [Column] { rows.columns }

  package init(
    name: String, isTable: Bool, title: String, about: [String], isRunning: Bool, edition: String, rows: FactRows
  ) {
    self.name = name
    self.isTable = isTable
    self.title = title
    self.about = about
    self.isRunning = isRunning
    self.edition = edition
    self.rows = rows
  }
}
