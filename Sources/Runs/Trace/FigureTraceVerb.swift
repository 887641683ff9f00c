import Figures
import Manifest
import Model
import Warehouse

/// `soundings trace FIGURE`: the records behind a figure, down to the lines of the archived files. Needs no network.
package struct FigureTraceVerb {
  package var article: ArticleManifest
  package var figure: FigureManifest
  package var asOf: Day?
  /// Lists every record, not only some.
  package var namesAll = false

  package init(article: ArticleManifest, figure: FigureManifest) {
    self.article = article
    self.figure = figure
  }

  /// - Throws: ``Problem`` if the figure's SQL fails, its records do not give its value, or a file of the archive is
  ///   missing or damaged.
  package func run(_ project: Project) throws -> FigureTrace {
    try project.openWarehouse().read { session in
      let datasets = try session.datasets(of: figure, project.library)
      let finder = EvidenceFinder(
        library: project.library, session: session, asOf: asOf, naming: namesAll ? .all : .some(first: 3, largest: 5))
      let evidence = try finder.evidence(for: figure)
      let selection: TracedSelection = namesAll ? .all : .some(first: 12, largest: 0)
      let declared = evidence.declared.map { selection.chosen(of: $0.records, countsDistinct: false) }
      let texts = try ContributionReader(project: project, session: session).read(
        evidence.cells.map(\.records) + declared)
      var trace = FigureTrace(
        article: article, figure: figure, asOf: asOf, value: evidence.found, datasets: datasets, cell: nil,
        declared: zip(evidence.declared, texts.suffix(declared.count)).map {
          FigureTrace.Declared(line: $0.line, count: $0.records.count, contributions: $1)
        })
      trace.support = try SupportFinder(library: project.library, session: session, book: project.evidence, asOf: asOf)
        .support(of: figure, in: datasets)
      trace.readings = try session.showing(ShownState(asOf: asOf), of: project.library.datasets) {
        try ReadingsFinder(session: session).readings(of: figure).shown(of: figure)
      }
      trace.decisions = try FigureDecisions(project: project, session: session, states: [asOf], limit: asOf)
        .decisions(on: datasets, behind: evidence.records)
      if let table = evidence.table, let row = evidence.row {
        trace.cell = TraceReport(
          table: table, asOf: asOf, row: row, cells: zip(evidence.cells, texts).map(TracedCell.init), remark: nil)
      }
      return trace
    }
  }
}

extension TracedCell {
  init(_ found: CellTracer.Result, _ contributions: [Contribution]) {
    self.init(
      column: found.column, value: found.value, derivedFrom: found.derivedFrom, countsDistinct: found.countsDistinct,
      records: found.count, total: found.total, contributions: contributions)
  }
}
