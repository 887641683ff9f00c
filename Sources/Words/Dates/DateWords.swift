import Model

/// Dates in sentences and pages for people, as an American newspaper writes them. `YYYY-MM-DD` is for machine output,
/// table cells, lines that name an edition as its source (a person finds it by that name), and anything to be typed again.
package enum DateWords {
  /// `2025-11-10` as `Nov. 10, 2025`, `2025-11` as `November 2025`; any other text unchanged.
  package static func words(_ text: String) -> String { PublishedDate(text)?.words ?? text }

  /// A sentence's dates in words: `2025-01-14, the day of a copy` as `Jan. 14, 2025, the day of a copy`, `(2025-08)` as `(August 2025)`.
  package static func within(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { part in
      let before = part.prefix { $0 == "(" }
      let date = part.dropFirst(before.count).prefix { $0.isNumber || $0 == "-" }
      return before + words(String(date)) + part.dropFirst(before.count + date.count)
    }.joined(separator: " ")
  }

  /// An edition's name with its dates in words: `November 2025 (data through September 2025)`.
  package static func edition(_ name: String) -> String {
    let parts = name.split(separator: ", ", maxSplits: 1).map { part in
      within(String(part))
    }
    return parts.count > 1 ? "\(parts[0]) (\(parts[1]))" : parts.first ?? name
  }

  /// Like ``edition(_:)``, without the last month of the data.
  package static func shortEdition(_ name: String) -> String { edition(String(name.prefix { $0 != "," })) }

  /// A timestamp of the ledger: `Nov. 27, 2026, 06:17 UTC`.
  package static func time(_ stamp: String) -> String {
    guard stamp.utf8.count >= 16, let day = Day(stamp.prefix(10)) else { return stamp }
    return "\(day.words), \(stamp.dropFirst(11).prefix(5)) UTC"
  }

  /// The words with the comma that follows a full date inside a sentence: `the edition of June 12, 2025,`.
  package static func amid(_ words: String) -> String {
    let end = words.utf8.suffix(6)
    let isDay = end.count == 6 && end.starts(with: Array(", ".utf8)) && end.dropFirst(2).allSatisfy { 48...57 ~= $0 }
    return isDay ? words + "," : words
  }
}
