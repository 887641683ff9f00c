import Model
import Words

/// One column of the contract.
package struct Column: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case text, integer, date, month, year, boolean
  }

  /// Which codes a text column names.
  package enum LabelRule: Equatable, Sendable {
    case column(String)
    /// Several codes may share a text.
    case none
  }

  /// A code and what it is called.
  package struct CodeWords: Equatable, Sendable {
    package var code: String
    package var words: String

    package init(code: String, words: String) {
      self.code = code
      self.words = words
    }
  }

  package var name: String
  package var kind: Kind
  /// Of a number of the type `decimal`: how many decimals it has. It is stored as the whole number of units of its last decimal.
  package var decimals: Int?
  /// How the publisher writes its numbers; nil: as digits.
  package var numberForm: NumberForm?
  /// How the publisher writes its dates; empty: as `YYYY-MM-DD`.
  package var dateForms: [DateForm] = []
  /// Texts by which the publisher says that there is no value: they are NULL.
  package var notSaid: [String] = []
  package var isNullable: Bool
  package var minimum: Int?
  package var maximum: Int?
  /// True if text is converted to Unicode's composed form (NFC) before it is compared or stored.
  package var isComposed = false
  /// The only values allowed; any other value is a new category.
  package var oneOf: [String]
  package var unit: String?
  package var description: String?
  /// The last day of the years in a column of the kind `year`; nil: December 31.
  package var yearEnd: YearEnd?
  /// Over what its numbers may be added up for people; nil where nobody declared it, which counts as never.
  package var adds: Adding?
  /// False for a number whose size says nothing about how much an edition moved, such as a rate or a rank; the guards on
  /// sums ignore it. A rolling sum is weighed: it never adds up for people, but a guard may measure its movements.
  package var isWeighed: Bool

  /// True where a date, month or year may not lie after the day on which the edition was published.
  package var isNotAfterPublished = false
  /// The column of codes that its texts name, each code with a name of its own. Nil: by the names of the columns
  /// (``DatasetManifest/labels``).
  package var names: LabelRule?
  /// What its codes are called where people read them, by code; a code that is not there stays as it is.
  package var words: [CodeWords] = []
  /// The column with which it runs: a row with a larger one has no earlier date. Nil: none.
  package var orderedWith: String?

  package init(
    name: String, kind: Kind, isNullable: Bool = false, minimum: Int? = nil, maximum: Int? = nil,
    oneOf: [String] = [], unit: String? = nil, description: String? = nil, isComposed: Bool = false,
    yearEnd: YearEnd? = nil, adds: Adding? = nil,
    isWeighed: Bool = true
  ) {
    self.yearEnd = yearEnd
    self.adds = adds
    self.isWeighed = isWeighed
    self.isComposed = isComposed
    self.name = name
    self.kind = kind
    self.isNullable = isNullable
    self.minimum = minimum
    self.maximum = maximum
    self.oneOf = oneOf
    self.unit = unit
    self.description = description
  }
}
