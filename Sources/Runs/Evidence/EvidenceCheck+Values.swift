import Drafts
import Manifest
import Model

/// Whether the words that a row rests on say what the row says.
extension EvidenceCheck {
  /// Whether the row has a number or a day to compare with the words, and why they do not say it; nil if they do.
  ///
  /// Of each list of columns all that are filled must be said: numbers as they are or in another unit of the same kind, and of texts
  /// all numbers and dates. A day must be named too, but that beside a value it may be the day on which the words were published, where
  /// they name no other and speak of no other time, or the end of the month or year that they name.
  func comparison(
    _ cells: [String: String], _ passage: Passage, in document: ArchivedDocument, at place: String
  ) -> (isCompared: Bool, problem: Problem?) {
    let reportedOn = cells["reported_on"].flatMap { Day($0) }
    let hasOwnDay = document.published.precision == .day && document.mediaType == nil
    let published = hasOwnDay ? document.published.day : reportedOn ?? document.published.day
    let words = QuotedValue(in: passage.context, published: published)
    let quote = passage.text
    var hasValue = false
    for name in columns.values.flatMap(\.self) {
      guard let text = cells[name], let isSaid = isSaid(name, text, cells, words, published) else { continue }
      hasValue = true
      guard isSaid else {
        return (
          true,
          Problem(
            .badInput, at: place, "\(name) is '\(text)', which cannot be read in the quote: '\(quote)'",
            remedy: "correct the value, or quote the words that say it")
        )
      }
    }
    guard let name = columns.date, let text = cells[name], let day = Day(text) else { return (hasValue, nil) }
    if words.says(day, allowsPeriod: hasValue) || (hasValue && day == reportedOn && words.maySpeak(of: day)) {
      return (true, nil)
    }
    return (
      true,
      Problem(
        .badInput, at: place, "\(name) is \(text), which cannot be read in the quote: '\(quote)'",
        remedy: "correct the date, or quote the words that name it")
    )
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

  /// Why the row claims to have been known before its document was there, or after it was stored; nil where it does not. A copy, or who
  /// quotes another, may be later, but must then say when the source said so. Of a page that was fetched the day of its words is not known.
  func untimely(
    _ cells: [String: String], _ passage: Passage, _ kind: SourceKind?, _ document: ArchivedDocument, at place: String
  ) -> Problem? {
    guard let text = cells["reported_on"], let day = Day(text) else { return nil }
    if let stored = Day(document.addedAt.prefix(10)), day > stored {
      return Problem(
        .badInput, at: place, "reported_on is \(text), and the document was in the archive on \(stored) already",
        remedy: "correct reported_on: it is the day on which the source said so")
    }
    let first = document.published.firstDay
    guard document.mediaType == nil, day < first else { return nil }
    let isCopy = kind != nil && kind != .officialOriginal && kind != .originalRead
    if isCopy, QuotedValue(in: passage.context, published: first).says(day) { return nil }
    return Problem(
      .badInput, at: place,
      "reported_on is \(text), but the document in which the words stand was published on \(document.published)"
        + (isCopy ? ", and the quote does not name the day" : ""),
      remedy: "correct reported_on; or, if the document's day is wrong, add it again with the right one: "
        + "soundings add-document FILE --source '\(document.source)' --published YYYY-MM-DD"
        + (document.kind == .transcribed ? " --transcribed" : ""))
  }
}
