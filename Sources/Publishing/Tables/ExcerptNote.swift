import Model
import Words

/// The note that a table rests on excerpts. Each source says what its excerpt has.
package enum ExcerptNote {
  /// - Returns: nil where none of the sources is an excerpt.
  package static func words(_ sources: [SourceEdition]) -> String? {
    let names = Set(sources.filter { $0.origin == .bundled }.map(\.dataset)).sorted()
    guard !names.isEmpty else { return nil }
    let (excerpts, files) =
      names.count == 1 ? ("an excerpt comes", "the publisher's file") : ("excerpts come", "the publishers' files")
    return "Of \(English.list(names)) only \(excerpts) with Soundings: a row that is missing here may be in \(files)."
  }
}
