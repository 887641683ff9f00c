/// Which columns of a curated file say what each row rests on: the `evidence:` part of a manifest. Names are those of the file's header.
package struct EvidenceColumns: Equatable, Sendable {
  /// Where the source was read: one address, or several with semicolons between them.
  package var address: String
  /// Who said it.
  package var source: String?
  /// Of what the row gives a value.
  package var about: String?
  /// What is known of the day where it is not plain: `June 2025`, `not dated; read in May 2026`. It is shown in the day's place.
  package var reported: String?
  /// The page or paragraph of the words.
  package var locator: String?
  /// The source's words. Only those of the U.S. government may be kept in a file that is passed on.
  package var quote: String?
  /// The SHA-256 of the words, where they themselves are not in the file, and their length in code points.
  package var quoteSHA256: String?
  package var quoteLength: String?
  /// How near to its origin the source was read.
  package var kind: String?
  /// What must be read in the words: each list has the columns of one value, as a number and in words, and all that are filled are
  /// looked for.
  package var values: [[String]]
  /// The unit of the numbers, where it differs from row to row; else it is that of the column.
  package var unit: String?
  /// A day that must be read in the words.
  package var date: String?

  package init(
    address: String, source: String? = nil, about: String? = nil, reported: String? = nil, locator: String? = nil,
    quote: String? = nil,
    quoteSHA256: String? = nil,
    quoteLength: String? = nil,
    kind: String? = nil, values: [[String]] = [], unit: String? = nil, date: String? = nil
  ) {
    self.address = address
    self.source = source
    self.about = about
    self.reported = reported
    self.locator = locator
    self.quote = quote
    self.quoteSHA256 = quoteSHA256
    self.quoteLength = quoteLength
    self.kind = kind
    self.values = values
    self.unit = unit
    self.date = date
  }

  /// All columns that are named.
  package var names: [String] {
    [address]
      + [source, about, reported, locator, quote, quoteSHA256, quoteLength, kind, unit, date].compactMap(\.self)
      + values.flatMap(\.self)
  }
}
