/// How a table is drawn: the `-- chart` line of its header.
///
/// It defines what is drawn, not how it looks: the same line produces a picture and a specification for a newsroom's
/// own tools.
package struct TableChart: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case line
    /// A value applies until the next one, as in running totals.
    case steppedLine = "stepped line"
    case bar
    /// Bars whose parts are stacked; only for numbers that may be added up.
    case stackedBar = "stacked bar"
    case dot
  }

  /// A column of numbers to draw.
  package struct Measure: Equatable, Sendable {
    package var column: String
    /// The label in the chart; nil for the column's own name.
    package var name: String?

    package init(column: String, name: String? = nil) {
      self.column = column
      self.name = name
    }
  }

  /// A condition that a row must meet to be drawn; NULL meets none.
  package struct Condition: Equatable, Sendable {
    package enum Operator: String, CaseIterable, Sendable {
      case equal = "="
      case unequal = "<>"
      case lessOrEqual = "<="
      case greaterOrEqual = ">="
      case less = "<"
      case greater = ">"
    }

    package enum Test: Equatable, Sendable {
      case compare(Operator, Literal)
      case oneOf([Literal])
      /// The column's largest value in the rows that meet the other conditions: the newest year, month or day.
      case newest
    }

    package enum Literal: Equatable, Sendable {
      case text(String)
      case number(Double)
    }

    package var column: String
    package var test: Test

    package init(column: String, test: Test) {
      self.column = column
      self.test = test
    }
  }

  /// Rows of incomplete periods and the like: they are drawn lighter or open, with the word beside them.
  package struct Marking: Equatable, Sendable {
    package var condition: Condition
    package var word: String

    package init(condition: Condition, word: String) {
      self.condition = condition
      self.word = word
    }
  }

  package var kind: Kind
  /// One or more columns of the same unit.
  package var measures: [Measure]
  /// The column whose values distinguish the series; only with one measure.
  package var series: String?
  /// The column along the axis; several columns together name a category.
  package var over: [String]
  /// Columns that distinguish rows of the same category; their values are shown only where they are needed.
  package var apart: [String]
  /// A row must meet all of them.
  package var conditions: [Condition]
  package var marking: Marking?
  /// How many categories (in a chart over time: series) to keep, those with the largest numbers.
  package var largest: Int?
  /// Nil for the table's own title.
  package var title: String?
  /// The line of the file, for messages.
  package var line: Int

  package init(
    kind: Kind, measures: [Measure], series: String? = nil, over: [String], apart: [String] = [],
    conditions: [Condition] = [], marking: Marking? = nil, largest: Int? = nil, title: String? = nil, line: Int = 0
  ) {
    self.kind = kind
    self.measures = measures
    self.series = series
    self.over = over
    self.apart = apart
    self.conditions = conditions
    self.marking = marking
    self.largest = largest
    self.title = title
    self.line = line
  }

  /// Every column that the chart reads, in the order of the line.
  package var columns: [String] {
    measures.map(\.column) + (series.map { [$0] } ?? []) + over + apart + conditions.map(\.column)
      + (marking.map { [$0.condition.column] } ?? [])
  }
}
