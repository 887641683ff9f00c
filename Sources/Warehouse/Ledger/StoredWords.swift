import GRDB
import Model

extension Row {
  /// A state as the ledger stores it.
  ///
  /// - Throws: ``Problem`` if this Soundings does not know the stored word.
  func word<Word: RawRepresentable>(_ column: String) throws -> Word where Word.RawValue == String {
    let text: String? = self[column]
    if let word = text.flatMap(Word.init) { return word }
    throw Problem(
      .badInput, at: "soundings.sqlite", "the warehouse is damaged: its column \(column) has '\(text ?? "NULL")'",
      remedy: "rebuild it from the archive: soundings rebuild")
  }
}
