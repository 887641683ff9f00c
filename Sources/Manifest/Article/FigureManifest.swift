/// A sentence of an article with a number or a dated fact, and how it is compared with the data.
package struct FigureManifest: Sendable {
  package var id: String
  /// The article's file and the line of the figure, for messages.
  package var place: String
  package var line: Int
  /// At most one short clause of the article.
  package var clause: String
  /// The clause is in our own words, which stand in no quotation marks.
  package var isParaphrased = false
  /// Of what the clause speaks, in our own words: a clause alone may say little.
  package var context: String?
  /// Nil if the article prints neither a number nor a date: the rule then has its own bound.
  package var printed: PrintedValue?
  package var unit: String?
  /// Nil only where ``source`` is `none`.
  package var rule: FigureRule?
  package var source: FigureSource
  /// What each source says: a SELECT of source, day, said, value, and also scope and party; nil where there is one
  /// source. Of a figure without data, what stands beside it and decides nothing.
  package var readings: PlacedSQL?
  /// The publisher's records that the figure rests on; empty if none are declared.
  package var records: [FigureRecords]
  /// What must be stated with a figure that holds.
  package var caveat: ConditionalText?
  /// Anything else a reader should know; it does not affect the verdict.
  package var note: String?
  /// What would contradict it, in words, where the rule does not say it by itself.
  package var failsIf: String?
  package var checkedBy: String?
  /// The reason why newer editions do not matter: the period is closed. Nil if the age of the data counts.
  package var closed: ConditionalText?

  package init(
    id: String, place: String, line: Int = 1, clause: String, printed: PrintedValue?, unit: String? = nil,
    rule: FigureRule?, source: FigureSource, records: [FigureRecords] = [], caveat: ConditionalText? = nil,
    note: String? = nil,
    checkedBy: String? = nil, closed: ConditionalText? = nil
  ) {
    self.id = id
    self.place = place
    self.line = line
    self.clause = clause
    self.printed = printed
    self.unit = unit
    self.rule = rule
    self.source = source
    self.records = records
    self.caveat = caveat
    self.note = note
    self.checkedBy = checkedBy
    self.closed = closed
  }

  /// The clause for a page: between quotation marks where the words are the article's.
  package var quoted: String { isParaphrased ? clause : "“\(clause)”" }

  /// What the article prints, with the unit, for people.
  package var printedWords: String { printed?.words(unit) ?? (isDated ? "no date" : "no number") }

  /// True if its value is a day.
  package var isDated: Bool { printed?.isDate ?? rule?.isForDates ?? false }

  /// All SQL of the figure, except that of ``closed``: nothing in its value or its caveat rests on that.
  package var statements: [PlacedSQL] {
    var all: [PlacedSQL] = []
    if case .sql(let sql) = source { all.append(sql) }
    if case .ratio(let base, _) = rule { all.append(base) }
    if let when = caveat?.when { all.append(when) }
    return all
  }
}
