/// How the bytes of a snapshot become records: the `read:` part of a manifest.
package struct Reading: Equatable, Sendable {
  package enum Format: String, CaseIterable, Sendable { case csv, json, wikitext }

  package var format: Format
  /// The publisher's column names in order. CSV: the header line, exactly. JSON: the keys of a record (`country.id` reaches
  /// into an object). Wikitext: the header cells, plus `Date@data-sort-value` for an attribute of the cell under `Date`.
  package var header: [String]
  /// The names under which `normalize.sql` sees the columns; the header's own where empty.
  package var names: [String]
  /// JSON: pointer (RFC 6901) to the array of records; "" is the root.
  package var records: String
  /// JSON: pointer whose presence marks the body as the publisher's error message, whatever the HTTP status said.
  package var error: String?
  /// JSON: keys that a publisher may add and that nothing reads; any other unknown key is header drift.
  package var ignore: [String]
  /// JSON: keys of the header that a whole edition may lack; the absence of any other from all records is drift.
  package var optional: [String]
  /// CSV: the most lines that a quoted field may span; nil: as many as the dataset's sample shows.
  package var linesPerRecord: Int?
  /// CSV: the publisher ends every file with a line end, so that one without it was cut off.
  package var requiresFinalNewline: Bool
  /// Wikitext: JSON pointer to the page text inside its envelope; nil reads the file itself as wikitext.
  package var text: String?
  /// Wikitext: how the caption of the wanted table begins.
  package var caption: String?
  /// Wikitext: header cells whose fields keep their markup (references and all); the others are reduced to plain text.
  package var keepMarkup: [String]
  /// Wikitext: header cells of running text, of which what cannot be read is left out. A cell of any other column is read
  /// only where all that a reader of the page sees in it is understood; else its record is defective.
  package var prose: [String]
  /// Wikitext: header cells of numbers that are added up. No cell spans rows or columns there, and each is a number
  /// (exact, a bound, a range), a dash or blank; else its record is defective.
  package var counted: [String]
  /// Wikitext: templates known to stand within a line of the table, so that they make neither rows nor cells.
  package var inlineTemplates: [String]

  package init(
    format: Format, header: [String], names: [String] = [], records: String = "", error: String? = nil,
    ignore: [String] = [], optional: [String] = [], linesPerRecord: Int? = nil, requiresFinalNewline: Bool = false,
    text: String? = nil, caption: String? = nil, keepMarkup: [String] = [], prose: [String] = [],
    counted: [String] = [], inlineTemplates: [String] = []
  ) {
    self.format = format
    self.header = header
    self.names = names
    self.records = records
    self.error = error
    self.ignore = ignore
    self.optional = optional
    self.linesPerRecord = linesPerRecord
    self.requiresFinalNewline = requiresFinalNewline
    self.text = text
    self.caption = caption
    self.keepMarkup = keepMarkup
    self.prose = prose
    self.counted = counted
    self.inlineTemplates = inlineTemplates
  }

  /// The column names of `raw`, the table that `normalize.sql` reads.
  package var rawNames: [String] { names.isEmpty ? header : names }
}
