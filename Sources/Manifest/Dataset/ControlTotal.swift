import Model
import Words

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

extension ControlTotal {
  /// The number that a total's text says, in the unit of the rows: in the form of the columns that it adds up, or in digits, with or without
  /// signs between thousands. Nil where it is none of these.
  ///
  /// - Parameter columns: those of the contract.
  package func value(of text: String, in columns: [Column]) -> Int64? {
    let own: [Column] = if case .sum(let names) = measure { columns.filter { names.contains($0.name) } } else { [] }
    if let column = own.first(where: { $0.numberForm != nil }) ?? own.first(where: { $0.decimals != nil }) {
      for origin in [nil, FieldOrigin.number] {
        if let read = try? column.written(text, from: origin), let value = Int64(read) { return value }
      }
      // What the rows write is what the total writes; only its thousands may be set off where theirs need not be.
      guard column.decimals == nil, column.numberForm?.thousands.isEmpty ?? true else { return nil }
    }
    return Int64(text.filter { !", '\u{A0}\u{202F}".contains($0) })
  }

  /// The decimals of the columns that it adds up; nil where they have none.
  package func decimals(in columns: [Column]) -> Int? {
    guard case .sum(let names) = measure else { return nil }
    return columns.first { names.contains($0.name) }?.decimals
  }
}
