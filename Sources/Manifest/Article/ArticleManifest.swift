import Model

/// The figures of one article: `Pipelines/articles/<article>.yaml`.
package struct ArticleManifest: Sendable {
  package var name: String
  package var path: String
  package var title: String
  package var publisher: String?
  package var published: Day
  package var address: String?
  /// The summary table that says how much each dataset is usually revised; nil where nothing is ever fragile.
  package var revisions: String?
  package var figures: [FigureManifest]
  /// Numbers and dates of the text that need no figure, each with its reason.
  package var allowed: [AllowedText] = []

  /// What a table must select to be used as ``revisions``.
  package static let revisionColumns = ["dataset", "median_move_pct"]

  package init(
    name: String, path: String, title: String, publisher: String?, published: Day, address: String?,
    revisions: String?, figures: [FigureManifest]
  ) {
    self.name = name
    self.path = path
    self.title = title
    self.publisher = publisher
    self.published = published
    self.address = address
    self.revisions = revisions
    self.figures = figures
  }

  /// Whether an article can have that name.
  package static func isName(_ name: String) -> Bool { Name.isValid(name, alsoHyphens: true) }

  /// The figure of that name; throws a ``Problem`` that suggests another where there is none.
  package func figure(named id: String) throws -> FigureManifest {
    if let figure = figures.first(where: { $0.id == id }) { return figure }
    let ids = figures.map(\.id)
    throw Problem(
      .usage, at: path, "there is no figure named '\(id)'",
      remedy: Suggestion.question(id, among: ids) + "The figures are: \(ids.joined(separator: ", "))")
  }
}

/// A sentence of an article with a number or a dated fact, and how it is held against the data.
package struct FigureManifest: Sendable {
  package var id: String
  /// The article's file and the line of the figure.
  package var place: String
  /// At most one short clause of the article.
  package var clause: String
  /// Nil where the article prints no number and no date: the rule then brings its own bound.
  package var printed: PrintedValue?
  package var unit: String?
  /// Nil only where ``source`` is `none`.
  package var rule: FigureRule?
  package var source: FigureSource
  /// The publisher's records that it rests on; empty where none are declared.
  package var records: [FigureRecords]
  package var caveat: FigureCaveat?
  /// What else a reader should know; it changes no verdict.
  package var note: String?
  package var checkedBy: String?
  /// Why a newer edition has nothing to say: the period is closed. Nil where the age of the data counts.
  package var closed: String?

  package init(
    id: String, place: String, clause: String, printed: PrintedValue?, unit: String? = nil, rule: FigureRule?,
    source: FigureSource, records: [FigureRecords] = [], caveat: FigureCaveat? = nil, note: String? = nil,
    checkedBy: String? = nil, closed: String? = nil
  ) {
    self.id = id
    self.place = place
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

  /// True where its value is a day.
  package var isDated: Bool { printed?.isDate ?? rule?.isForDates ?? false }

  /// All SQL that the figure is made of.
  package var statements: [FigureSQL] {
    var all: [FigureSQL] = []
    if case .sql(let sql) = source { all.append(sql) }
    if case .ratio(let base, _) = rule { all.append(base) }
    if let when = caveat?.when { all.append(when) }
    return all
  }
}

/// One SELECT in an article's file.
package struct FigureSQL: Equatable, Sendable {
  /// The text as it is written, without the file's indentation.
  package var text: String
  package var path: String
  /// The line of the file on which the text begins.
  package var line: Int

  package init(text: String, path: String, line: Int) {
    self.text = text
    self.path = path
    self.line = line
  }

  /// The text moved down to its place in the file, so that the lines of an SQL error are the file's.
  package var placed: String { String(repeating: "\n", count: max(0, line - 1)) + text }
  package var place: String { "\(path):\(line)" }
}

/// Where a figure's value comes from.
package enum FigureSource: Sendable {
  /// One SELECT over datasets that gives one row and one column.
  case sql(FigureSQL)
  /// A cell of a summary table: the row whose columns have these values.
  case cell(table: String, column: String, where: [(column: String, value: String)])
  /// No public data, and why.
  case none(reason: String)
}

/// What must be told with a figure that holds.
package struct FigureCaveat: Sendable {
  package var text: String
  /// The caveat applies where this gives a number other than 0; nil applies always.
  package var when: FigureSQL?

  package init(text: String, when: FigureSQL? = nil) {
    self.text = text
    self.when = when
  }
}

/// How the printed value and the data must agree.
package enum FigureRule: Equatable, Sendable {
  /// The same number; the same day, or a day in the printed month or year.
  case equals
  /// The data, rounded to the last printed digit, is what is printed; halves go away from zero.
  case roundsTo
  /// The data is the printed number or more, or the given one where none is printed.
  case atLeast(ExactNumber?)
  /// Within the tolerance; nil is half a unit of the last printed digit.
  case about(ExactNumber?)
  /// The data lies within both bounds, bounds included.
  case between(ExactNumber, ExactNumber)
  case betweenDays(Day, Day)
  /// The data's day lies before the printed one, or before the given one.
  case before(Day?)
  case after(Day?)
  /// The data divided by a second SELECT's value is the printed number, within the tolerance (nil: as for about).
  case ratio(base: FigureSQL, tolerance: ExactNumber?)

  /// True where only a date can be held against it.
  package var isForDates: Bool {
    switch self {
    case .betweenDays, .before, .after: true
    case .equals, .roundsTo, .atLeast, .about, .between, .ratio: false
    }
  }

  /// The rule's word in the file.
  package var word: String {
    switch self {
    case .equals: "equals"
    case .roundsTo: "rounds to"
    case .atLeast: "at least"
    case .about: "about"
    case .between, .betweenDays: "between"
    case .before: "before"
    case .after: "after"
    case .ratio: "ratio"
    }
  }

  static let words = ["equals", "rounds to", "at least", "about", "between", "before", "after", "ratio"]
}

/// What the article prints: a number with its last digit, or a date as far as it is told.
package enum PrintedValue: Equatable, Sendable {
  /// - Parameter lastDigit: one unit of the last digit: 100,000 for `1.5 million`.
  case number(ExactNumber, lastDigit: ExactNumber, text: String)
  case date(PublishedDate)

  private static let scales = ["thousand": 3, "million": 6, "billion": 9, "trillion": 12]

  /// Reads `21`, `15,000`, `2.5`, `50 million`, `2025-11-15`, `2025-10`; a year alone only where `isDate`.
  package init?(_ text: String, isDate: Bool) {
    if let date = PublishedDate(text), isDate || date.precision != .year {
      self = .date(date)
      return
    }
    let parts = text.split(separator: " ").map(String.init)
    guard !isDate, (1...2).contains(parts.count), let number = ExactNumber(parts[0]) else { return nil }
    guard parts.count == 2 else {
      self = .number(number, lastDigit: number.lastDigit, text: text)
      return
    }
    guard let scale = Self.scales[parts[1]], number.magnitude < ExactNumber(1_000_000_000) else { return nil }
    self = .number(number.shifted(left: scale), lastDigit: number.lastDigit.shifted(left: scale), text: text)
  }

  /// As it is printed.
  package var text: String {
    switch self {
    case .number(_, _, let text): text
    case .date(let date): date.description
    }
  }

  package var isDate: Bool { if case .date = self { true } else { false } }
}
