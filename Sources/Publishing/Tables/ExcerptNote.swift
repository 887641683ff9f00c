import Model
import Words

/// The note that a table rests on excerpts. Each source says what its excerpt has.
package enum ExcerptNote {
  /// - Returns: nil where none of the sources is an excerpt.
  package static func words(_ sources: [SourceEdition]) -> String? {
    let names = Set(sources.filter { $0.origin == .bundled }.map(\.dataset)).sorted()
    guard !names.isEmpty else { return nil }
    let verb = names.count == 1 ? "is here as an excerpt" : "are here as excerpts"
    return "\(English.list(names)) \(verb) that came with Soundings: what is left out is not said to be nothing."
  }
}
