extension Proof {
  /// One figure of the article: what it claims, what it rests on, and what came of it.
  public struct Figure: Codable, Equatable, Sendable {
    public var id: String
    public var verdict: String
    public var why: String
    public var claim: Claim
    /// The datasets that its SQL or its table reads.
    public var datasets: [String]
    /// As of publication.
    public var then: State
    public var now: State

    public init(id: String, verdict: String, why: String, claim: Claim, datasets: [String], then: State, now: State) {
      self.id = id
      self.verdict = verdict
      self.why = why
      self.claim = claim
      self.datasets = datasets
      self.then = then
      self.now = now
    }
  }

  /// A figure as the article's file has it: nothing in it comes of the data.
  public struct Claim: Codable, Equatable, Sendable {
    public var clause: String
    public var printed: String?
    public var unit: String?
    /// The rule's word, and what it wants of the data: `at least`, `at least 1`.
    public var rule: String?
    public var wanted: String?
    /// Where it stands: the article's file and its line.
    public var place: String
    public var source: Source
    /// The base of a ratio.
    public var base: String?
    /// What is declared under `records`, line by line.
    public var records: [String]
    public var caveat: String?
    /// The SELECT that says whether the caveat applies.
    public var caveatSQL: String?
    public var note: String?
    public var checkedBy: String?
    public var closed: String?

    public init(
      clause: String, printed: String?, unit: String?, rule: String?, wanted: String?, place: String, source: Source,
      base: String?, records: [String], caveat: String?, caveatSQL: String?, note: String?, checkedBy: String?,
      closed: String?
    ) {
      self.clause = clause
      self.printed = printed
      self.unit = unit
      self.rule = rule
      self.wanted = wanted
      self.place = place
      self.source = source
      self.base = base
      self.records = records
      self.caveat = caveat
      self.caveatSQL = caveatSQL
      self.note = note
      self.checkedBy = checkedBy
      self.closed = closed
    }
  }

  /// Where a value comes from: exactly one of the three is there.
  public struct Source: Codable, Equatable, Sendable {
    /// One SELECT over datasets, as it is written.
    public var sql: String?
    public var cell: Cell?
    /// No public data, and why.
    public var nothing: String?

    public init(sql: String? = nil, cell: Cell? = nil, nothing: String? = nil) {
      self.sql = sql
      self.cell = cell
      self.nothing = nothing
    }
  }

  /// A cell of a summary table.
  public struct Cell: Codable, Equatable, Sendable {
    public var table: String
    public var column: String
    /// What picks the row, as `column = value`.
    public var row: [String]

    public init(table: String, column: String, row: [String]) {
      self.table = table
      self.column = column
      self.row = row
    }
  }

  /// What the data said in one state.
  public struct State: Codable, Equatable, Sendable {
    /// The value with its exact digits; nil where there was none.
    public var value: String?
    /// The value for people, or why there is none.
    public var shown: String
    /// Of a cell: the table's row, column by column; empty where it has none.
    public var row: [Field]
    public var evidence: [Evidence]

    /// False for a ratio, which is shown with what it was made of, and where there is no value.
    var hasPlainValue: Bool { value != nil && !shown.hasSuffix(")") }

    public init(value: String?, shown: String, row: [Field], evidence: [Evidence]) {
      self.value = value
      self.shown = shown
      self.row = row
      self.evidence = evidence
    }
  }

  /// A column's value in a table's row, as people read it.
  public struct Field: Codable, Equatable, Sendable {
    public var column: String
    public var value: String
    public var unit: String?

    public init(column: String, value: String, unit: String?) {
      self.column = column
      self.value = value
      self.unit = unit
    }
  }
}
