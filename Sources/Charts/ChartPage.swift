/// A chart within pages: SVG, without the line that begins a file.
package struct ChartPage: Sendable {
  /// For a wide page and for print, and for a phone; with readings and dark colors.
  package let wide: [UInt8]
  package let narrow: [UInt8]
  /// The same on paper, as files of their own.
  package let plainWide: [UInt8]
  package let plainNarrow: [UInt8]
  package let title: String
  /// The line that names the sources.
  package let source: String
}
