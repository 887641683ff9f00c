/// How the bytes of a snapshot become records: the `read:` part of a manifest.
package struct Reading: Equatable, Sendable {
  package enum Format: String, CaseIterable, Sendable { case csv, json, xlsx, html, wikitext, pdf }

  package var format: Format
  /// The publisher's column names in order. CSV: the header line, exactly. JSON: the keys of a record (`country.id`
  /// reaches into an object). Excel, HTML: the texts of the header's cells. PDF: the words of each header cell. Wikitext: the
  /// header cells, plus `Date@data-sort-value` for an attribute of the cell
  /// under `Date`.
  package var header: [String]
  /// The names under which `normalize.sql` sees the columns; empty when they are the header's own.
  package var names: [String]
  /// JSON: pointer (RFC 6901) to the array of records; "" is the root.
  package var records: String
  /// JSON: a pointer that exists only in the publisher's error messages, whatever the HTTP status was.
  package var error: String?
  /// What the file is packed into; nil: nothing.
  package var container: Container?
  /// Keys (JSON) or columns (CSV, Excel, HTML) that a publisher may add and that nothing reads. Any other unknown one is header drift.
  package var ignore: [String]
  /// JSON: where the records are in the document, where it is not an array of objects.
  package var shape = JSONShape.plain
  /// JSON: header keys that a whole edition may lack. If all records lack any other key, that is header drift.
  package var optional: [String]
  /// CSV: the maximum number of lines in a quoted field; nil: as many as the dataset's sample has.
  package var linesPerRecord: Int?
  /// CSV: how the file is written, where it is not RFC 4180 in UTF-8.
  package var dialect = Dialect.plain
  /// Excel: where the table is in the workbook.
  package var sheet = SheetShape.plain
  /// PDF: where the table and its columns are.
  package var pdf = PDFTable.plain
  /// The columns (JSON: the keys of an object) that become records.
  package var unpivot: Unpivot?
  /// CSV, Excel, HTML: texts that stand alone in their row and become columns of the rows below (a PDF's: ``PDFTable/sections``).
  package var sections: [PDFTable.Section] = []
  /// CSV, Excel, HTML: a row with a text in one column alone that begins no section is a record.
  package var hasLabelsAlone = false
  /// CSV: the publisher ends every file with a line end, so a file without one is cut off.
  package var requiresFinalNewline: Bool
  /// Wikitext: JSON pointer to the page text inside its envelope; nil when the file itself is wikitext.
  package var text: String?
  /// Wikitext in an envelope: what the JSON must say beside the page text, by pointer, where it says anything there. An envelope with
  /// another title is of another page.
  package var required: [String: String] = [:]
  /// JSON: what the document stands in; nil: it is the whole file.
  package var inside: JSONInside?
  /// HTML and wikitext: how the heading before the table to read begins.
  package var heading: String?
  /// HTML and wikitext: how the caption of the table to read begins.
  package var caption: String?
  /// Wikitext: header cells of fields that keep their markup, references included; the others are reduced to plain
  /// text.
  package var keepMarkup: [String]
  /// Wikitext: header cells of prose columns, whose unreadable parts are left out. In any other column, a cell is read
  /// only if everything a reader of the page sees in it is understood; otherwise its record is defective. HTML, Excel and PDF: those in which raised
  /// digits are text like any other.
  package var prose: [String]
  /// HTML and wikitext: header cells of numbers that are added up. There, a cell must not span rows or columns, and must be a
  /// number (exact, a bound, a range), a dash or blank; otherwise its record is defective.
  package var counted: [String]
  /// HTML and wikitext: header cells of columns of which neither ``counted`` nor a column of the contract with their name says what they are.
  /// A number there must not span rows or columns.
  package var unclear: [String] = []
  /// HTML: header cells of columns that the contract has, by their name, as text.
  package var texts: [String] = []
  /// HTML, Excel, PDF: raised texts, and links to notes, that are no content.
  package var marks: [String] = []
  /// HTML, Excel: for each header cell the marks of footnotes that the contract declares of its numbers.
  package var formMarks: [String: [String]] = [:]
  /// HTML and wikitext: header cells of columns whose contract declares how their values are written.
  package var formed: [String] = []
  /// Wikitext: templates known to be used within a line of the table, so that they add neither rows nor cells.
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

  /// The names of the fields of a record as the publisher has them, those of ``unpivot`` last.
  package var cells: [String] { header + (unpivot.map { [$0.name, $0.value] } ?? []) }

  /// The column names of `raw`, the table that `normalize.sql` reads.
  package var rawNames: [String] {
    (names.isEmpty ? header : names) + (unpivot.map { [$0.name, $0.value] } ?? [])
      + (pdf.sections + sections).map(\.name)
  }
}
