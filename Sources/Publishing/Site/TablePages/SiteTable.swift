import Manifest
import Model

/// A summary table with its chart and what changed in it.
package struct SiteTable: Sendable {
  package var manifest: TableManifest
  package var result: TableResult
  /// Paths within the site; nil if the chart could not be drawn.
  package var svg: String?
  package var narrow: String?
  package var png: String?
  package var vega: String?
  /// False if the table cannot be written as a workbook.
  package var hasExcel: Bool
  /// The chart within the page; nil if it could not be drawn.
  package var chart: SiteChart?
  /// What the chart shows, for those who cannot see it.
  package var alt: String
  /// Nil if there is no earlier state.
  package var change: SiteChange?

  package init(
    manifest: TableManifest, result: TableResult, svg: String? = nil, narrow: String? = nil,
    png: String? = nil, vega: String? = nil, chart: SiteChart? = nil,
    hasExcel: Bool = true,
    alt: String = "", change: SiteChange? = nil
  ) {
    self.manifest = manifest
    self.result = result
    self.svg = svg
    self.narrow = narrow
    self.chart = chart
    self.png = png
    self.vega = vega
    self.hasExcel = hasExcel
    self.alt = alt
    self.change = change
  }
}
