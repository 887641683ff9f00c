import Model

extension Proof {
  /// One figure of the article: what it claims, what it rests on, and what came of it.
  package struct Figure: Codable, Equatable, Sendable {
    package var id: String
    package var verdict: Verdict
    package var why: String
    package var claim: Claim
    /// The datasets that its SQL or its table reads.
    package var datasets: [String]
    /// As of publication.
    package var then: State
    package var now: State
    /// The rows that made the difference between the two values, each with its edition, in words; nil where the values
    /// are the same, and in proofs made before this was recorded.
    package var changes: [String]?
    /// Why its period counts as closed, or what the data says against it; nil where ``Claim/closed`` is.
    package var closed: String?
    /// What people decided on the editions that it rests on, and on withdrawn ones, which would count otherwise; nil where
    /// nobody decided anything, and in proofs made before this was recorded.
    package var decisions: [FigureDecision]?
    /// The values of the publisher that are replaced by ours in the records behind it, in words; nil where there are none.
    package var corrections: [String]?
    /// What kind of evidence it rests on, in words; nil where it rests on no data, and in proofs made before this was recorded.
    package var restsOn: String?
    /// What must be said with its verdict: by hand, by a copy.
    package var qualifier: String?
    /// The rows keyed by hand behind it; nil where there are none.
    package var sources: [KeyedSource]?
    /// What each of several sources says of it, and whether what is printed holds by it; nil where the figure names none.
    package var readings: [String]?
    /// Who had signed it off when the proof was made, as far as that had not lapsed; nil where nobody had, and in proofs made before this
    /// was recorded.
    package var signOffs: [SignedBy]?

    package init(
      id: String, verdict: Verdict, why: String, claim: Claim, datasets: [String], then: State, now: State,
      changes: [String]? = nil, closed: String? = nil, decisions: [FigureDecision]? = nil, corrections: [String]? = nil,
      restsOn: String? = nil, qualifier: String? = nil, sources: [KeyedSource]? = nil, readings: [String]? = nil
    ) {
      self.id = id
      self.verdict = verdict
      self.why = why
      self.claim = claim
      self.datasets = datasets
      self.then = then
      self.now = now
      self.changes = changes
      self.closed = closed
      self.decisions = decisions
      self.corrections = corrections
      self.restsOn = restsOn
      self.qualifier = qualifier
      self.sources = sources
      self.readings = readings
    }

    /// False for a ratio, which is shown with what it was made of, and where there is no value.
    func hasPlainValue(_ state: State) -> Bool { state.value != nil && claim.base == nil }
  }

  /// A person who checked a figure, by the name that was stated.
  package struct SignedBy: Codable, Equatable, Sendable {
    package var name: String
    /// UTC, `YYYY-MM-DDTHH:MM:SSZ`.
    package var signedAt: String
    package var note: String?

    package init(name: String, signedAt: String, note: String?) {
      self.name = name
      self.signedAt = signedAt
      self.note = note
    }
  }

  /// A row keyed by hand: who says so.
  package struct KeyedSource: Codable, Equatable, Sendable {
    /// Who said what, when, and where it was read.
    package var words: String
    /// When the proof was made; a document that was added later may make it another.
    package var state: EvidenceState
    /// The source's words, where they are known.
    package var quote: String?
    /// The archived document in which they stand.
    package var document: String?

    package init(words: String, state: EvidenceState, quote: String?, document: String?) {
      self.words = words
      self.state = state
      self.quote = quote
      self.document = document
    }
  }

  /// A figure as the article's file has it: nothing in it depends on the data.
  package struct Claim: Codable, Equatable, Sendable {
    package var clause: String
    package var printed: String?
    package var unit: String?
    /// The rule's word, and what it wants of the data: `at least`, `at least 1`.
    package var rule: String?
    package var wanted: String?
    /// The article's file, and the figure's line in it.
    package var place: String
    package var line: Int
    package var source: Source
    /// The base of a ratio.
    package var base: String?
    /// What is declared under `records`, line by line.
    package var records: [String]
    package var caveat: String?
    /// The SELECT that says whether the caveat applies.
    package var caveatSQL: String?
    package var note: String?
    package var checkedBy: String?
    package var closed: String?
    /// The SELECT that says whether the period counts as closed.
    package var closedSQL: String?

    package init(
      clause: String, printed: String?, unit: String?, rule: String?, wanted: String?, place: String,
      line: Int, source: Source, base: String?, records: [String], caveat: String?, caveatSQL: String?, note: String?,
      checkedBy: String?, closed: String?, closedSQL: String? = nil
    ) {
      self.clause = clause
      self.printed = printed
      self.unit = unit
      self.rule = rule
      self.wanted = wanted
      self.place = place
      self.line = line
      self.source = source
      self.base = base
      self.records = records
      self.caveat = caveat
      self.caveatSQL = caveatSQL
      self.note = note
      self.checkedBy = checkedBy
      self.closed = closed
      self.closedSQL = closedSQL
    }
  }

  /// Where a value comes from: exactly one of the three is there.
  package struct Source: Codable, Equatable, Sendable {
    /// One SELECT over datasets, as it is written.
    package var sql: String?
    package var cell: Cell?
    /// No public data, and why.
    package var nothing: String?

    package init(sql: String? = nil, cell: Cell? = nil, nothing: String? = nil) {
      self.sql = sql
      self.cell = cell
      self.nothing = nothing
    }
  }

  /// A cell of a summary table.
  package struct Cell: Codable, Equatable, Sendable {
    package var table: String
    package var column: String
    /// What picks the row, as `column = value`.
    package var row: [String]

    package init(table: String, column: String, row: [String]) {
      self.table = table
      self.column = column
      self.row = row
    }
  }

  /// What the data said in one state.
  package struct State: Codable, Equatable, Sendable {
    /// The value with its exact digits; nil where there was none.
    package var value: String?
    /// The value for people, or why there is none.
    package var shown: String
    /// Of a cell: the table's row, column by column; empty where it has none.
    package var row: [Field]
    package var evidence: [Evidence]

    package init(value: String?, shown: String, row: [Field], evidence: [Evidence]) {
      self.value = value
      self.shown = shown
      self.row = row
      self.evidence = evidence
    }

    private enum CodingKeys: CodingKey { case value, shown, row, evidence }

    /// An empty list need not be there.
    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      value = try container.decodeIfPresent(String.self, forKey: .value)
      shown = try container.decode(String.self, forKey: .shown)
      row = try container.decodeIfPresent([Field].self, forKey: .row) ?? []
      evidence = try container.decodeIfPresent([Evidence].self, forKey: .evidence) ?? []
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeIfPresent(value, forKey: .value)
      try container.encode(shown, forKey: .shown)
      if !row.isEmpty { try container.encode(row, forKey: .row) }
      if !evidence.isEmpty { try container.encode(evidence, forKey: .evidence) }
    }
  }

  /// A column's value in a table's row, as people read it.
  package struct Field: Codable, Equatable, Sendable {
    package var column: String
    package var value: String
    package var unit: String?

    package init(column: String, value: String, unit: String?) {
      self.column = column
      self.value = value
      self.unit = unit
    }
  }
}
