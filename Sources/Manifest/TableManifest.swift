import Model

/// A summary table: one SELECT in one file, `Pipelines/<pipeline>/tables/<name>.sql`, described by the comments at its top.
public struct TableManifest: Sendable {
  public var name: String
  public var pipeline: String
  public var path: String
  /// What one row stands for; the first comment line.
  public var grain: String
  public var title: String
  public var columns: [TableColumn]
  /// What must be known to read the numbers, one sentence or paragraph each.
  public var notes: [String]
  /// Where the numbers come from, in the order of the lines.
  public var traces: [TableTrace]
  /// How it is drawn; nil where it isn't.
  public var chart: TableChart?
  /// The file's text, comments included, so that the lines of an SQL error are the file's.
  public var sql: String

  public init(
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
    self.sql = sql
  }

  /// The SELECT without the comments above it, for readers: what those say is told in words, and a `:name` in them would
  /// ask a reader for a value.
  public var statement: String {
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

public struct TableColumn: Equatable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case text, integer, decimal, date, month, year, boolean
  }

  public var name: String
  public var kind: Kind
  /// The number of decimals shown; only for `decimal`.
  public var decimals: Int
  public var unit: String?
  public var description: String

  /// True for the kinds that tell rows apart rather than say something about them.
  public var namesRows: Bool {
    switch kind {
    case .text, .date, .month, .year: true
    case .integer, .decimal, .boolean: false
    }
  }

  public init(name: String, kind: Kind, decimals: Int = 0, unit: String? = nil, description: String) {
    self.name = name
    self.kind = kind
    self.decimals = decimals
    self.unit = unit
    self.description = description
  }
}

/// A check: a SELECT that must return no row, `Pipelines/<pipeline>/checks/<name>.sql`.
public struct CheckManifest: Sendable {
  public var name: String
  public var pipeline: String
  public var path: String
  /// What is wrong when a row comes back; the first comment line.
  public var meaning: String
  public var sql: String

  public init(name: String, pipeline: String, path: String, meaning: String, sql: String) {
    self.name = name
    self.pipeline = pipeline
    self.path = path
    self.meaning = meaning
    self.sql = sql
  }
}

/// A subject: a folder of datasets, tables and checks that run together on one schedule.
public struct PipelineManifest: Sendable {
  public var name: String
  public var folder: String
  public var title: String
  public var description: String
  public var datasets: [DatasetManifest]
  public var tables: [TableManifest]
  public var checks: [CheckManifest]

  public init(
    name: String, folder: String, title: String, description: String, datasets: [DatasetManifest],
    tables: [TableManifest], checks: [CheckManifest]
  ) {
    self.name = name
    self.folder = folder
    self.title = title
    self.description = description
    self.datasets = datasets
    self.tables = tables
    self.checks = checks
  }
}
