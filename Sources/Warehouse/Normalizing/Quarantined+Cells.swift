import FoundationEssentials
import Model
import Words

extension Quarantined {
  /// The readable part of the record, as the warehouse stores it: a JSON object.
  var storedCells: String {
    JSON.object(cells.sorted { $0.key < $1.key }.map { ($0.key, JSON($0.value)) }).rendered(pretty: false)
  }

  /// Reads ``storedCells``.
  ///
  /// - Throws: ``Problem`` if the text is not in the form that this Soundings writes.
  static func cells(stored text: String) throws -> [String: Value] {
    do {
      return try JSONDecoder().decode([String: StoredValue].self, from: Data(text.utf8)).mapValues(\.value)
    } catch {
      throw Problem(
        .badInput, at: "soundings.sqlite", "the warehouse is damaged: its quarantine has '\(text)'",
        remedy: "rebuild it from the archive: soundings rebuild")
    }
  }
}

/// A typed cell in JSON: null, a whole number or a text.
private struct StoredValue: Decodable {
  var value: Value

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      value = .null
    } else if let number = try? container.decode(Int64.self) {
      value = .integer(number)
    } else {
      value = .text(try container.decode(String.self))
    }
  }
}
