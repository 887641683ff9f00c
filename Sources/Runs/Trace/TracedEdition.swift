import Model

/// An edition as a trace names it.
package struct TracedEdition: Hashable, Sendable {
  package var name: String
  package var published: Day
  /// When the bytes were fetched or added; nil for bundled and curated editions.
  package var fetchedAt: String?
  package var origin: EditionOrigin
}
