import Manifest
import Model
import System

/// The charts of an export: each a pure function of a table's manifest and rows.
package enum Charts {
  /// The files of one table's chart, within the export folder.
  package static func names(of table: String) -> ChartFiles { ChartFiles(table) }

  /// The path of the program that makes the PNG pictures; nil if it is not installed.
  package static var program: String? { PNGProgram.installed()?.path }

  /// Of each table that declares a chart: the drawing as SVG for a wide and for a narrow page, the wide one as PNG, 1200 pixels wide, and the
  /// specification for Vega-Lite, in the order of the tables.
  ///
  /// A table without rows, or with zeros only, has a picture too, with its title and words that say so. A table that has rows, of which none
  /// meets the chart's conditions, has none: there is nothing of what the chart is about. A chart that cannot be made costs
  /// only itself, and one of which no PNG can be made only that.
  ///
  /// - Returns: the files; one line that says what is missing and what to do, where rsvg-convert is not installed: there are no PNG
  ///   pictures then; and a problem for each chart that failed (of the kind `badInput` where its line cannot be right whatever the rows are),
  ///   or a single one where no PNG at all can be made.
  package static func files(
    of tables: [(manifest: TableManifest, result: TableResult)]
  ) -> (files: [ExportFile], missing: String?, problems: [Problem]) {
    files(of: tables, program: PNGProgram.installed())
  }

  static func files(
    of tables: [(manifest: TableManifest, result: TableResult)], program: PNGProgram?
  ) -> (files: [ExportFile], missing: String?, problems: [Problem]) {
    var charts: [Chart] = []
    var problems: [Problem] = []
    for (manifest, result) in tables {
      do { if let chart = try chart(manifest, result) { charts.append(chart) } } catch {
        problems.append(Problem.of(error, at: "chart of \(manifest.name)"))
      }
    }
    let wide = charts.map { $0.svg(.wide, for: [.file, .plain]) }
    let drawn = program?.pictures(of: zip(charts, wide).map { ($0.table, $1[1]) })
    var files: [ExportFile] = []
    for (i, chart) in charts.enumerated() {
      let names = names(of: chart.table)
      files.append(ExportFile(name: names.svg, bytes: wide[i][0]))
      files.append(ExportFile(name: names.narrow, bytes: chart.svg(.narrow, for: [.file])[0]))
      if let png = drawn?.pictures[i] { files.append(ExportFile(name: names.png, bytes: png)) }
      files.append(ExportFile(name: names.vegaLite, bytes: VegaLite.bytes(of: chart)))
    }
    return (files, program == nil && !charts.isEmpty ? PNGProgram.missing : nil, problems + (drawn?.problems ?? []))
  }

  /// The table's chart within a page of the site, and what others put into theirs; nil where the table declares no chart, or one that cannot
  /// be made of these rows.
  package static func page(of result: TableResult, manifest: TableManifest) -> ChartPage? {
    guard let chart = try? chart(manifest, result) else { return nil }
    let (wide, narrow) = (chart.svg(.wide, for: [.page, .plain]), chart.svg(.narrow, for: [.page, .plain]))
    return ChartPage(
      wide: wide[0], narrow: narrow[0], plainWide: wide[1], plainNarrow: narrow[1], title: chart.data.title,
      source: chart.source)
  }

  /// The numbers of the table's chart, for a program that draws it by itself; nil where the table declares no chart, or one that cannot be
  /// made of these rows.
  package static func plotted(of result: TableResult, manifest: TableManifest) -> PlottedValues? {
    (try? chart(manifest, result))?.data.plotted
  }

  /// What the chart shows in words, for who cannot see it: what, by what, from when to when, and the last numbers; nil
  /// where the table declares no chart, or one that cannot be made of these rows.
  package static func description(of result: TableResult, manifest: TableManifest) -> String? {
    (try? chart(manifest, result))?.description
  }

  static func chart(_ manifest: TableManifest, _ result: TableResult) throws -> Chart? {
    guard let chart = manifest.chart else { return nil }
    let data = try ChartData(chart, of: manifest, result: result)
    // Rows of which none meets the conditions: there is nothing of what the chart would show.
    guard result.rows.isEmpty || chart.conditions.isEmpty || !data.places.isEmpty else { return nil }
    return Chart(table: result.table, data: data, source: ChartSource.line(result.sources))
  }
}
