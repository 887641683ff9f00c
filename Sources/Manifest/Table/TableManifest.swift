import Model

/// A summary table: one SELECT in one file, `Pipelines/<pipeline>/tables/<name>.sql`, described by the comments at its
/// top.
package struct TableManifest: Sendable {
  package var name: String
  package var pipeline: String
  package var path: String
  /// What one row represents; the first comment line.
  package var grain: String
  package var title: String
  /// The published columns, in order.
  package var columns: [TableColumn]
  /// The columns that the engine computes from others of their row, by name.
  package var quotients: [String: Quotient] = [:]
  /// The whole numbers that the SELECT gives for quotients only.
  package var hidden: [TableColumn] = []
  /// The file's line of each column, for messages.
  package var lines: [String: Int] = [:]
  /// What a reader must know to interpret the numbers, one sentence or paragraph each.
  package var notes: [String]
  /// What must be stated as well while the data says so.
  package var conditionalNotes: [ConditionalNote] = []
  /// Where the numbers come from, in the order of the lines.
  package var traces: [TableTrace]
  /// How the table is drawn; nil if it has no chart.
  package var chart: TableChart?
  /// What the chart says beside its numbers, in the order of the lines.
  package var annotations: [TableAnnotation] = []
  /// The names that charts give to the values of a column: by column, then by value.
  package var labels: [String: [String: String]] = [:]
  /// The file's line of each column's labels, for messages.
  package var labelLines: [String: Int] = [:]
  /// The SELECTs in the file of which the table's own is made, where that is not written there: they are checked first, since a mistake in
  /// them has a line.
  package var parts: [PlacedSQL] = []
  /// The file's text, comments included.
  package let written: String
  /// What runs: the file's text, with the SELECTs of the tables that it reads on the line of its first word, so that the line numbers of an
  /// SQL error are those of the file.
  package var sql: String
  /// The tables that it reads, directly or through others, each after those that it reads itself.
  package var reads: [String] = []
  /// Their SELECTs for readers, each with its name.
  var readSelects: [String] = []

  package init(
    name: String, pipeline: String, path: String, grain: String, title: String, columns: [TableColumn],
    notes: [String], traces: [TableTrace] = [], chart: TableChart? = nil, sql: String
  ) {
    self.name = name
    self.pipeline = pipeline
    self.path = path
    self.grain = grain
    self.title = title
    self.columns = columns
    self.notes = notes
    self.traces = traces
    self.chart = chart
    written = sql
    self.sql = sql
  }

  /// The columns that the SELECT gives, in order: those that are not computed, then the hidden ones.
  package var selected: [TableColumn] { columns.filter { quotients[$0.name] == nil } + hidden }

  /// The SELECT for readers, with what the engine computes from it.
  package var shown: String {
    let computed = columns.compactMap { column in quotients[column.name].map { "-- \(column.name) is \($0.words)." } }
    return ([writtenStatement] + computed + readSelects).joined(separator: "\n")
  }

  /// The SELECT that runs, without the comments above it: their content is shown in words elsewhere, and a `:name` in
  /// them would look like a parameter.
  package var statement: String { Self.statement(of: sql) }

  /// The SELECT as it is written.
  var writtenStatement: String { Self.statement(of: written) }

  private static func statement(of sql: String) -> String {
    let lines = sql.split(separator: "\n", omittingEmptySubsequences: false)
    let body = lines.drop { line in
      let text = line.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
      return text.isEmpty || text.hasPrefix("--")
    }
    var out = body.joined(separator: "\n")
    while let last = out.last, last.isWhitespace || last == ";" { out.removeLast() }
    return out
  }
}
