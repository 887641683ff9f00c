import Manifest
import Model

/// The charts of an export: each a pure function of a table's manifest and rows.
public enum Charts {
  /// The files of one table's chart, within the export folder.
  public static func names(of table: String) -> (svg: String, png: String, vegaLite: String) {
    ("charts/\(table).svg", "charts/\(table).png", "charts/\(table).vl.json")
  }

  /// Of each table that declares a chart: the picture as SVG and PNG, 1200 x 675 pixels, and the specification for
  /// Vega-Lite, in the order of the tables.
  ///
  /// A table without rows has a picture too, with its title and the words "No data".
  ///
  /// - Returns: the files; and one line that says what is missing and what to do, where gnuplot is not installed: there are
  ///   only the specifications then.
  /// - Throws: ``Problem`` where gnuplot fails, or where a line or bar would have two numbers in one place.
  public static func files(
    of tables: [(manifest: TableManifest, result: TableResult)]
  ) throws -> (files: [ExportFile], missing: String?) {
    try files(of: tables, gnuplot: Gnuplot.installed())
  }

  static func files(
    of tables: [(manifest: TableManifest, result: TableResult)], gnuplot: Gnuplot?
  ) throws -> (files: [ExportFile], missing: String?) {
    let charts = try tables.compactMap { manifest, result in try chart(manifest, result) }
    let pictures = try gnuplot.map { try Self.pictures(of: charts, $0) }
    var files: [ExportFile] = []
    for (i, chart) in charts.enumerated() {
      let names = names(of: chart.table)
      if let picture = pictures?[i] {
        files.append(ExportFile(name: names.svg, bytes: picture.svg))
        files.append(ExportFile(name: names.png, bytes: picture.png))
      }
      files.append(ExportFile(name: names.vegaLite, bytes: VegaLite.bytes(of: chart)))
    }
    return (files, gnuplot == nil && !charts.isEmpty ? Gnuplot.missing : nil)
  }

  /// What the chart shows in words, for who cannot see it: what, by what, from when to when, and the last numbers; nil where
  /// the table declares no chart.
  public static func description(of result: TableResult, manifest: TableManifest) throws -> String? {
    try chart(manifest, result)?.description
  }

  private static func pictures(
    of charts: [Chart], _ gnuplot: Gnuplot
  ) throws -> [(svg: [UInt8], png: [UInt8])] {
    guard !charts.isEmpty else { return [] }
    var script = GnuplotScript()
    for (i, chart) in charts.enumerated() {
      let picture = ChartLayout.picture(of: chart.data, source: chart.source)
      script.add(picture, name: chart.table, svg: "\(i).svg", png: "\(i).png")
    }
    let drawn = try gnuplot.run(script, files: charts.indices.flatMap { ["\($0).svg", "\($0).png"] })
    return charts.enumerated().map { i, chart in
      let svg = SVGFinish.finished(
        drawn[2 * i], name: chart.table, title: chart.data.title, description: chart.description)
      return (svg, drawn[2 * i + 1])
    }
  }

  static func chart(_ manifest: TableManifest, _ result: TableResult) throws -> Chart? {
    guard let chart = manifest.chart else { return nil }
    return Chart(
      table: result.table, data: try ChartData(chart, manifest, result), source: ChartSource.line(result.sources))
  }
}

/// A chart before it is drawn.
struct Chart {
  let table: String
  let data: ChartData
  let source: String
  var description: String { ChartWords.description(of: data) }
}
