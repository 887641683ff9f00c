/// A total that the publisher gives beside its rows: what the rows of an edition add up to is compared with it.
package struct ControlTotal: Equatable, Sendable {
  /// Where the publisher states it.
  package enum Source: Equatable, Sendable {
    /// The first group of a regular expression over the page or file, a whole number with or without thousands separators.
    case text(String)
    /// A JSON pointer into the first page.
    case json(String)
    /// A SELECT over `raw` that gives `total`, and columns of the contract that say which rows it is the total of.
    case sql(String)
  }

  /// What is added up.
  package enum Measure: Equatable, Sendable {
    /// The sum of columns of the contract; what is not stated adds nothing.
    case sum([String])
    /// The number of records.
    case records
  }

  package enum Difference: String, CaseIterable, Sendable {
    /// The edition is held.
    case hold
    /// The difference is stated beside every number that rests on the edition.
    case show
  }

  /// What it is the total of, for people.
  package var name: String
  package var measure: Measure
  package var source: Source
  package var difference: Difference

  package init(name: String, measure: Measure, source: Source, difference: Difference) {
    self.name = name
    self.measure = measure
    self.source = source
    self.difference = difference
  }
}
