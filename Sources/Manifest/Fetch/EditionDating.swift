import Model
import Words

/// Where the published date of an edition comes from.
package struct EditionDating: Equatable, Sendable {
  package enum Source: Equatable, Sendable {
    /// The named group `published` of the discovered link.
    case fromLink
    /// A JSON pointer into the (first) snapshot: a date, or the date at the start of a timestamp.
    case json(String)
    /// What the first group of a regular expression is in the text of the (first) snapshot.
    case text(String)
    /// The HTTP header Last-Modified, else the day of the fetch.
    case lastModified
    /// The day of the fetch.
    case fetched
    /// Curated: each row's own `reported_on`.
    case reportedOn
  }

  package var source: Source
  /// A regular expression over the name of a file given to `add`, with the same named groups as for a link.
  package var fileName: String?
  /// How the publisher writes the date; empty: as `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or a time stamp.
  package var written: [DateForm] = []

  package init(source: Source, fileName: String?) {
    self.source = source
    self.fileName = fileName
  }

  /// Where it stands in a file, in words; nil where it does not.
  package var place: String? {
    switch source {
    case .json(let pointer): "at \(pointer)"
    case .text(let pattern): "where '\(pattern)' is"
    case .fromLink, .lastModified, .fetched, .reportedOn: nil
    }
  }

  /// How a date is written, in words.
  package var form: String {
    written.isEmpty ? "YYYY-MM-DD, YYYY-MM or YYYY" : written.map(\.text).joined(separator: " or ")
  }

  /// The date in a file, as the publisher writes it there.
  package func date(of text: String) -> PublishedDate? {
    guard !written.isEmpty else { return PublishedDate(timestamp: text) }
    return written.lazy.compactMap { $0.editionDate(of: text) }.first
  }
}
