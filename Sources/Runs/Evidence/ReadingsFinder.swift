import Drafts
import Figures
import Manifest
import Model
import Warehouse

/// Reads what each source says of a figure, in the state that a session shows.
struct ReadingsFinder {
  let session: Session

  /// In the order of day, source and words; none where the figure names none.
  ///
  /// - Throws: ``Problem`` if the SELECT fails or lacks a column.
  func readings(of figure: FigureManifest) throws -> [FigureReading] {
    guard let sql = figure.readings else { return [] }
    return try session.rows(ofReadings: sql).map { row in
      let day = row.day.flatMap { Day($0) }
      var value = FigureValue.nothing("says no number")
      var worded: WordedNumber?
      switch row.value {
      case .integer(let n): value = .number(ExactNumber(n))
      case .real(let x): value = ExactNumber(decimalOf: x).map { .number($0) } ?? value
      case .text(let text): value = Day(text).map { .date($0) } ?? value
      case .null:
        // An estimate or a bound is a reading: its number is in the source's words.
        if !figure.isDated, let said = row.said { worded = WordedNumber(said, published: day ?? Day(daysSince1970: 0)) }
        if let worded, worded.isUpperBound == nil { value = .number(worded.value) }
      }
      // Words have the unit of the article already.
      if worded == nil, let quotient = sql.quotient, quotient.columns.count == 1, case .number(let number) = value {
        value = try Self.scaled(number, quotient, at: sql.place)
      }
      var reading = FigureReading(
        source: row.source, day: day, dated: row.dated,
        said: row.said ?? figure.reader([value]).value(value).shown(row.unit ?? FigureUnit.written(figure.unit)),
        value: value, scope: row.scope, party: row.party, whyNot: row.whyNot)
      let isComparable =
        (row.unit == nil || row.unit == figure.unit) && worded?.isIn(row.unit ?? figure.unit) != false
      if let worded, let isUpperBound = worded.isUpperBound {
        if isComparable {
          reading.agrees = figure.rule?.mayHold(
            figure.printed, atLeast: isUpperBound ? nil : worded.value, atMost: isUpperBound ? worded.value : nil)
        }
      } else if case .nothing = value {
      } else if isComparable {
        reading.agrees = figure.rule?.holds(figure.printed, for: value)
      }
      return reading
    }.sorted { (Self.date($0), $0.source, $0.said) < (Self.date($1), $1.source, $1.said) }
  }

  /// What sorts by time: `2025-11-16`, `2025-11`, nothing before all.
  private static func date(_ reading: FigureReading) -> String {
    reading.day?.description ?? reading.dated.flatMap { PublishedDate($0)?.description } ?? ""
  }

  /// A number in the figure's own unit: the quotient's with it as its only column.
  private static func scaled(_ number: ExactNumber, _ quotient: Quotient, at place: String) throws -> FigureValue {
    guard let whole = Int64(number.description) else { return .number(number) }
    switch try quotient.value(at: place, { _ in .integer(whole) }) {
    case .integer(let n): return .number(ExactNumber(n))
    case .real(let x): return ExactNumber(decimalOf: x).map { .number($0) } ?? .number(number)
    case .null, .text: return .number(number)
    }
  }
}
