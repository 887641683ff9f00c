import Drafts
import Manifest
import Model

/// Whether the words that a row rests on say what the row says.
extension EvidenceCheck {
  /// Why the words do not say the row's values and its day; nil if they do.
  ///
  /// Of each list of columns all that are filled must be said: numbers as they are or in another unit of the same kind, and of texts
  /// all numbers and dates. A day must be named too, but that beside a value it may be the day on which the words were published, or
  /// the end of the month or year that they name.
  func unsaid(_ cells: [String: String], _ quote: String, in document: ArchivedDocument, at place: String) -> Problem? {
    let reportedOn = cells["reported_on"].flatMap { Day($0) }
    let published =
      document.published.precision == .day ? document.published.day : reportedOn ?? document.published.day
    let words = QuotedValue(in: quote, published: published)
    var hasValue = false
    for name in columns.values.flatMap(\.self) {
      guard let text = cells[name], let isSaid = isSaid(name, text, cells, words, published) else { continue }
      hasValue = true
      guard isSaid else {
        return Problem(
          .badInput, at: place, "\(name) is '\(text)', which cannot be read in the quote: '\(quote)'",
          remedy: "correct the value, or quote the words that say it")
      }
    }
    guard let name = columns.date, let text = cells[name], let day = Day(text) else { return nil }
    guard !words.says(day, allowsPeriod: hasValue), !(hasValue && day == reportedOn) else { return nil }
    return Problem(
      .badInput, at: place, "\(name) is \(text), which cannot be read in the quote: '\(quote)'",
      remedy: "correct the date, or quote the words that name it")
  }

  /// Nil where the cell has nothing that words could say.
  private func isSaid(
    _ name: String, _ text: String, _ cells: [String: String], _ words: QuotedValue, _ published: Day
  ) -> Bool? {
    guard let column = dataset.columns.first(where: { $0.name == name }), column.kind == .integer,
      let number = ExactNumber(text)
    else { return words.says(allOf: text, published: published) }
    return words.says(number, unit: columns.unit.flatMap { cells[$0] } ?? column.unit)
  }

  /// Why the row claims to have been known before its document was there; nil where it does not. A copy, or who quotes another, may be
  /// later, but must then say when the source said so.
  func early(
    _ cells: [String: String], _ quote: String, _ kind: SourceKind?, _ document: ArchivedDocument, at place: String
  )
    -> Problem?
  {
    let first = document.published.firstDay
    guard let text = cells["reported_on"], let day = Day(text), day < first else { return nil }
    let isCopy = kind != nil && kind != .officialOriginal && kind != .originalRead
    if isCopy, QuotedValue(in: quote, published: first).says(day) { return nil }
    return Problem(
      .badInput, at: place,
      "reported_on is \(text), but the document in which the words stand was published on \(document.published)"
        + (isCopy ? ", and the quote does not name the day" : ""),
      remedy: "correct reported_on; or, if the document's day is wrong, add it again with the right one: "
        + "soundings add-document FILE --source '\(document.source)' --published YYYY-MM-DD")
  }
}
