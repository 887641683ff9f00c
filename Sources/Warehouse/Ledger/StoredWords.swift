import GRDB
import Model

extension Row {
  /// A state as the ledger stores it.
  ///
  /// - Throws: ``Problem`` if this Soundings does not know the stored word.
  func word<Word: RawRepresentable>(_ column: String) throws -> Word where Word.RawValue == String {
    try stored(column, Word.init)
  }

  /// A day.
  ///
  /// - Throws: ``Problem`` if the stored text is none.
  func day(_ column: String) throws -> Day { try stored(column) { Day($0) } }

  /// An edition's date, perhaps only a month.
  ///
  /// - Throws: ``Problem`` if the stored text is none.
  func publishedDate(_ column: String) throws -> PublishedDate { try stored(column) { PublishedDate($0) } }

  private func stored<Stored>(_ column: String, _ read: (String) -> Stored?) throws -> Stored {
    let text: String? = self[column]
    if let stored = text.flatMap(read) { return stored }
    throw Problem(
      .badInput, at: "soundings.sqlite", "the warehouse is damaged: its column \(column) has '\(text ?? "NULL")'",
      remedy: "rebuild it from the archive: soundings rebuild")
  }
}
