import Manifest
import Model
import System

/// The charts of an export: each a pure function of a table's manifest and rows.
package enum Charts {
  /// The files of one table's chart, within the export folder.
  package static func names(of table: String) -> (svg: String, png: String, vegaLite: String) {
    ("charts/\(table).svg", "charts/\(table).png", "charts/\(table).vl.json")
  }

  /// The path of the program that draws the pictures; nil if it is not installed.
  package static var program: String? { Gnuplot.installed()?.path }

  /// Of each table that declares a chart: the picture as SVG and PNG, 1200 x 675 pixels, and the specification for
  /// Vega-Lite, in the order of the tables.
  ///
  /// A table without rows has a picture too, with its title and the words "No data". A chart that cannot be made costs
  /// only itself, and one that gnuplot cannot draw only its pictures.
  ///
  /// - Returns: the files; one line that says what is missing and what to do, where gnuplot is not installed: there are
  ///   only the specifications then; and a problem for each chart that failed (of the kind `badInput` where its line
  ///   cannot be right whatever the rows are), or a single one where gnuplot draws nothing at all.
  package static func files(
    of tables: [(manifest: TableManifest, result: TableResult)]
  ) -> (files: [ExportFile], missing: String?, problems: [Problem]) {
    files(of: tables, drawer: Gnuplot.installed())
  }

  static func files(
    of tables: [(manifest: TableManifest, result: TableResult)], drawer: (any ChartDrawer)?
  ) -> (files: [ExportFile], missing: String?, problems: [Problem]) {
    var charts: [Chart] = []
    var problems: [Problem] = []
    for (manifest, result) in tables {
      do { if let chart = try chart(manifest, result) { charts.append(chart) } } catch {
        problems.append(Problem.of(error, at: "chart of \(manifest.name)"))
      }
    }
    let drawn = drawer.map { ChartPictures(charts: charts, drawer: $0).drawn() }
    var files: [ExportFile] = []
    for (i, chart) in charts.enumerated() {
      let names = names(of: chart.table)
      if let picture = drawn?.pictures[i] {
        files.append(ExportFile(name: names.svg, bytes: picture.svg))
        files.append(ExportFile(name: names.png, bytes: picture.png))
      }
      files.append(ExportFile(name: names.vegaLite, bytes: VegaLite.bytes(of: chart)))
    }
    return (files, drawer == nil && !charts.isEmpty ? Gnuplot.missing : nil, problems + (drawn?.problems ?? []))
  }

  /// What the chart shows in words, for who cannot see it: what, by what, from when to when, and the last numbers; nil
  /// where the table declares no chart, or one that cannot be made of these rows.
  package static func description(of result: TableResult, manifest: TableManifest) -> String? {
    (try? chart(manifest, result))?.description
  }

  static func chart(_ manifest: TableManifest, _ result: TableResult) throws -> Chart? {
    guard let chart = manifest.chart else { return nil }
    return Chart(
      table: result.table, data: try ChartData(chart, of: manifest, result: result),
      source: ChartSource.line(result.sources))
  }
}
