import Archive
import Charts
import Figures
import Manifest
import Model
import Publishing
import System
import Warehouse
import Words

/// Collects what the site is made of, and all of its files: the pages, and beside them the charts and the downloads, so
/// that the folder is complete wherever it is copied.
struct SiteFiles {
  private let folder: ExportFolder
  private let charts: MadeFiles
  private let newest: Day
  private let workbooks: MadeFiles

  init(_ folder: ExportFolder) throws {
    self.folder = folder
    charts = folder.charts
    newest = try folder.newest.get()
    workbooks = folder.ownWorkbooks
  }

  private var project: Project { folder.project }
  private var session: Session { folder.session }
  private var asOf: Day? { folder.asOf }

  func all() throws -> MadeFiles {
    var made = MadeFiles(files: Site.assets)
    made.add(try ArticleProofs(folder: folder).files())
    let content = try content()
    for page in Site.pages(content) {
      made.add(folder.part("page \(page.name)", of: page.basis, in: [""]) { MadeFiles(files: [page.file]) })
    }
    made.add(try RecordFiles(folder: folder, content: content).all())
    for part in [MadeFiles(files: folder.csv), workbooks, folder.workbook] {
      made.add(part.moved(to: "\(Site.folder)/data/"))
    }
    made.add(charts.moved(to: "\(Site.folder)/"))
    return made
  }

  private func content() throws -> SiteContent {
    let library = project.library
    var content = SiteContent(asOf: asOf, newest: newest, version: Project.version)
    content.workbook = folder.workbook.names.first
    content.package = ExportFile.package
    content.pipelines = library.pipelines.map { ($0.name, $0.title) }
    let read = try session.showing(.newest, of: library.datasets) {
      try folder.tables.map { try session.datasets(readBy: $0.manifest, among: library.datasets) }
    }
    var readers: [String: [String]] = [:]
    for ((manifest, _), names) in zip(folder.tables, read) {
      for name in names { readers[name, default: []].append(manifest.name) }
    }
    content.datasets = try library.datasets.filter { readers[$0.name] != nil }
      .map { try dataset($0, tables: readers[$0.name] ?? []) }
    content.tables = try folder.tables.indices.map { i in
      try table(folder.tables[i].manifest, folder.tables[i].result, of: read[i], basis: folder.bases[i])
    }
    let staleFrom = Dictionary(
      uniqueKeysWithValues: content.datasets.compactMap { dataset in
        dataset.staleFrom.map { (dataset.manifest.name, $0) }
      })
    content.articles = try folder.articles.get().map { article($0, staleFrom) }
    return content
  }

  /// - Parameters:
  ///   - datasets: those that the table reads.
  ///   - basis: all that is shown of it.
  private func table(
    _ manifest: TableManifest, _ result: TableResult, of datasets: [String], basis: String
  ) throws -> SiteTable {
    let names = Charts.names(of: manifest.name)
    func there(_ name: String) -> String? { charts.names.contains(name) ? name : nil }
    return SiteTable(
      manifest: manifest, result: result, svg: there(names.svg), narrow: there(names.narrow), png: there(names.png),
      vega: there(names.vegaLite),
      chart: there(names.svg) == nil
        ? nil
        : SiteChart(basis: basis) {
          Charts.page(of: result, manifest: manifest).map {
            .init(
              wide: $0.wide, narrow: $0.narrow, plainWide: $0.plainWide, plainNarrow: $0.plainNarrow, title: $0.title,
              source: $0.source)
          }
        },
      hasExcel: workbooks.names.contains("\(manifest.name).xlsx"),
      alt: Charts.description(of: result, manifest: manifest) ?? "",
      change: try change(manifest, result, of: Set(datasets)))
  }

  /// What the newest edition behind a table changed in it: compared with the state of the day before it was published.
  private func change(
    _ manifest: TableManifest, _ result: TableResult, of datasets: Set<String>
  ) throws -> SiteChange? {
    guard let day = result.sources.map(\.published).max() else { return nil }
    // The state of the others does not matter, and to show it takes longer than most tables.
    let own = project.library.datasets.filter { datasets.contains($0.name) }
    let before = try session.showing(ShownState(asOf: day + -1), of: own) {
      try session.rows(of: manifest)
    }
    guard !before.isEmpty else { return nil }
    return SiteChange(of: manifest, from: before, to: result.rows, since: day + -1)
  }

  private func dataset(_ manifest: DatasetManifest, tables: [String]) throws -> SiteDataset {
    let freshness = try Freshness(manifest, session, today: newest, asOf: asOf)
    let editions = try session.editions(of: manifest.name, asOf: asOf)
    let names = Set(editions.map(\.edition))
    let noted = try session.showing(ShownState(asOf: asOf), of: project.library.datasets) {
      try session.noted(manifest)
    }
    return SiteDataset(
      manifest: noted, rows: try session.rowCount(of: manifest.name, asOf: asOf),
      // Whether an edition with its neighbor's bytes is in the archive depends on the order of arrival.
      editions: editions.filter { $0.state != .repeated }.map(SiteDataset.EditionLine.init), edition: freshness.edition,
      nextDue: freshness.expectedBy,
      staleFrom: freshness.staleFrom,
      // Its first line; the second is for the person who runs the program.
      heldBecause: freshness.hold.map { "\($0.problem.place): \($0.problem.what)" },
      quarantine: try session.quarantine(of: manifest.name).filter { names.contains($0.edition) },
      decisions: try session.appliedDecisions(of: manifest.name).map(\.decision),
      sources: try folder.sources.of(manifest.name), tables: tables)
  }

  private func article(_ check: ArticleCheck, _ staleFrom: [String: Day]) -> SiteArticle {
    let manifest = check.article
    let checked = Set(check.figures.map(\.figure.id))
    return SiteArticle(
      manifest: manifest,
      cards: check.figures.map { figure in
        let ends = !figure.isClosed ? figure.datasets.compactMap { staleFrom[$0] }.min() : nil
        let unit = figure.figure.unit
        var card = FigureCard(
          figure: figure.figure, verdict: figure.verdict, then: figure.shown.then.words(unit),
          now: figure.shown.now.words(unit), exactly: figure.exactly.map { ($0.then.words(unit), $0.now.words(unit)) },
          why: figure.why, datasets: figure.datasets,
          hasMoved: figure.hasMoved, changes: figure.changes, closed: figure.closedWords, support: figure.support,
          beside: figure.beside,
          readings: figure.readings.map(FigureCard.Reading.init),
          staleFrom: ends.flatMap { $0 > newest ? $0 : nil })
        card.signOffs = figure.signOffs
        return card
      }, unchecked: manifest.figures.map(\.id).filter { !checked.contains($0) })
  }
}

extension MadeFiles {
  /// The same in another folder.
  fileprivate func moved(to folder: String) -> MadeFiles {
    var moved = self
    moved.files = files.map { ExportFile(name: folder + $0.name, bytes: $0.bytes) }
    moved.standing = standing.map { folder + $0 }
    return moved
  }
}

extension SiteDataset.EditionLine {
  fileprivate init(_ facts: EditionFacts) {
    self.init(
      name: facts.edition, published: facts.published, origin: facts.origin, records: facts.records,
      counts: facts.counts, quarantined: facts.quarantined, state: facts.state, marks: facts.marks)
  }
}

extension FigureCard.Reading {
  fileprivate init(_ reading: FigureReading) {
    self.init(
      source: reading.source, day: reading.day, date: reading.dateWords, said: reading.saidInScope,
      agrees: reading.agrees, whyNot: reading.whyNot, decides: reading.decides)
  }
}
