import GRDB
import Model

extension Row {
  /// A state as the ledger stores it.
  ///
  /// - Throws: ``Problem`` where the stored word is none that this Soundings writes.
  func word<Word: RawRepresentable>(_ column: String) throws -> Word where Word.RawValue == String {
    let text: String? = self[column]
    if let word = text.flatMap(Word.init) { return word }
    throw Problem(
      .badInput, at: "soundings.sqlite", "the warehouse is damaged: its column \(column) has '\(text ?? "NULL")'",
      remedy: "make it anew from the archive: soundings rebuild")
  }
}
