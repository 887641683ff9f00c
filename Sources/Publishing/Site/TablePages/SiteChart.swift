/// A chart within a page, drawn only where the page is made.
package struct SiteChart: Sendable {
  /// SVG in two widths.
  package struct Drawn: Sendable {
    /// Elements for a wide page and for a phone.
    package var wide: [UInt8]
    package var narrow: [UInt8]
    /// Files for pages of others.
    package var plainWide: [UInt8]
    package var plainNarrow: [UInt8]
    package var title: String
    /// The line that names the sources.
    package var source: String

    package init(
      wide: [UInt8], narrow: [UInt8], plainWide: [UInt8], plainNarrow: [UInt8], title: String, source: String
    ) {
      self.wide = wide
      self.narrow = narrow
      self.plainWide = plainWide
      self.plainNarrow = plainNarrow
      self.title = title
      self.source = source
    }
  }

  /// All that the drawing is made of, as text that another one does not have.
  package var basis: String
  package var draw: @Sendable () -> Drawn?

  package init(basis: String, draw: @escaping @Sendable () -> Drawn?) {
    self.basis = basis
    self.draw = draw
  }
}
