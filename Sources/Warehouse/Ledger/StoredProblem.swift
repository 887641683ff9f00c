import FoundationEssentials
import GRDB
import Model
import Words

extension Problem {
  /// As the ledger stores it: a JSON object with `where`, `what` and `remedy`.
  var stored: String {
    // Three strings can always be encoded.
    (try? StoredJSON.line(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

extension Row {
  /// A problem as the ledger stores it; nil if there is none.
  ///
  /// - Throws: ``Problem`` if the stored text is not in the form that this Soundings writes.
  func problem(_ column: String) throws -> Problem? {
    guard let text: String = self[column] else { return nil }
    if let problem = try? JSONDecoder().decode(Problem.self, from: Data(text.utf8)) { return problem }
    throw Problem(
      .badInput, at: "soundings.sqlite", "the warehouse is damaged: its column \(column) has '\(text)'",
      remedy: "rebuild it from the archive: soundings rebuild")
  }
}
