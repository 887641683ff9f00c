/// A column of a published table: its name, kind and unit.
package struct TableColumn: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case text, integer, decimal, date, month, year, boolean
  }

  package var name: String
  package var kind: Kind
  /// The number of decimals shown; used by `decimal` only.
  package var decimals: Int
  package var unit: String?
  package var description: String
  /// Over what its numbers may be added up; nil where nobody declared it, which counts as never.
  package var adds: Adding?

  /// True for the kinds that identify a row; false for those that measure something.
  package var namesRows: Bool {
    switch kind {
    case .text, .date, .month, .year: true
    case .integer, .decimal, .boolean: false
    }
  }

  package init(
    name: String, kind: Kind, decimals: Int = 0, unit: String? = nil, description: String,
    adds: Adding? = nil
  ) {
    self.name = name
    self.kind = kind
    self.decimals = decimals
    self.unit = unit
    self.description = description
    self.adds = adds
  }
}
