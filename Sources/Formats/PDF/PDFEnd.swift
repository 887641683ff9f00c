import Model
import Words

/// The declared end of a table (`read.until`), and the check that the rows right below it are no more of it.
struct PDFEnd {
  private let texts: [String]
  private var isSeen = false
  /// Only rows like records have come since the end.
  private var isBelow = false
  /// The smallest number of filled cells of a record.
  private var fewest = Int.max

  init(_ table: PDFTable) { texts = table.until }

  /// Takes note of a record.
  mutating func note(_ row: PDFRow, _ columns: PDFColumns) {
    guard !texts.isEmpty, !row.isHigh, let filled = columns.filled(row) else { return }
    fewest = min(fewest, filled)
  }

  /// The line that ends the table is here.
  mutating func reach() { (isSeen, isBelow) = (true, true) }

  /// The table begins, or begins again.
  mutating func leave() { isBelow = false }

  /// Looks at a row outside of the table. Below notes or another title there may be other tables.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where the row has as many filled cells as records have: it would be lost.
  mutating func check(_ row: PDFRow, _ columns: PDFColumns?, at place: String) throws {
    guard isBelow, !row.isHigh else { return }
    guard let filled = columns?.filled(row), filled >= max(fewest, 2) else {
      isBelow = false
      return
    }
    let words = row.texts.joined(separator: " / ")
    throw Problem(
      .badInput, at: place,
      "the row '\(words.prefix(80))' (\(row.box.corner)) is below the end of the table (read.until), and is like its records",
      remedy:
        "make read.until in the dataset's dataset.yaml name the beginnings of all lines that end it, and only these; then: "
        + "soundings check")
  }

  /// What is wrong if the document ends here; nil if nothing is.
  func problem(pages: Int, name: String) -> Problem? {
    guard !texts.isEmpty, !isSeen else { return nil }
    return Problem(
      .badInput, at: name,
      "no line of \(English.count(pages, "page")) begins with \(texts.map { "'\($0)'" }.joined(separator: " or ")), where the table "
        + "ends (read.until)",
      remedy:
        "the file may be cut off: fetch it again; if the publisher dropped that line, edit read.until in the dataset's "
        + "dataset.yaml, then: soundings check")
  }
}
