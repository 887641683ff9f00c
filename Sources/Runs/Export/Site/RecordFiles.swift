import Manifest
import Model
import Publishing
import System
import Warehouse

/// The pages with the rows behind the figures, one for each dataset.
struct RecordFiles {
  let folder: ExportFolder
  let content: SiteContent

  func all() throws -> MadeFiles {
    var made = MadeFiles()
    for dataset in content.datasets {
      let name = dataset.manifest.name
      // What stops the reading of the warehouse stops the run: it is no problem of one page.
      var stop: (any Error)?
      let (copies, files) = try ArchivedCopies(folder: folder).files(of: dataset)
      made.add(files)
      made.add(
        folder.part("records of \(name)", of: try basis(dataset) + "\(copies)", in: [""]) {
          do { return MadeFiles(files: try page(dataset, copies).files) } catch {
            if !(error is Problem) { stop = error }
            throw error
          }
        })
      if let stop { throw stop }
    }
    return made
  }

  /// All that a page is made of, without reading the rows: what the history follows from, and which rows figures need.
  private func basis(_ dataset: SiteDataset) throws -> String {
    let manifest = dataset.manifest
    let facts = [
      manifest.title, manifest.publisher, "\(manifest.license)", manifest.attribution, manifest.pipeline,
      "\(manifest.isCurated)", "\(manifest.columns)",
      "\(dataset.editions.map { ($0.name, $0.state) })", content.version,
      "\(content.newest) \(content.newestWords)",
      "\(String(describing: content.asOf))", try folder.session.basis(ofRows: manifest.name),
      "\(try cells(over: manifest.name).map(cellFacts))",
      "\(content.articles.map { article in article.cards.map { ($0.figure.id, $0.figure.clause) } })",
      "\(try lines(of: manifest.name).map { ($0.article, $0.card.figure.id, $0.line, try rowsRead(by: $0.card)) })",
    ]
    return facts.map { Hash.sha256($0) }.joined()
  }

  /// A cell is found by its table's SELECT over all datasets that this reads.
  private func cellFacts(_ article: String, _ card: FigureCard) throws -> String {
    guard case .cell(let table, let column, let conditions) = card.figure.source else { return "" }
    let sql = content.tables.first { $0.manifest.name == table }?.manifest.sql ?? ""
    return "\(article) \(card.figure.id) \(table) \(column) \(conditions) \(try rowsRead(by: card)) \(sql)"
  }

  /// Which rows a figure counts can depend on the rows of the other datasets that it reads.
  private func rowsRead(by card: FigureCard) throws -> [String] {
    try card.datasets.map { try folder.session.basis(ofRows: $0) }
  }

  private func lines(of dataset: String) -> [(article: String, card: FigureCard, line: FigureRecords)] {
    content.articles.flatMap { article in
      article.cards.flatMap { card in
        card.figure.records.filter { $0.dataset == dataset }.map { (article.manifest.name, card, $0) }
      }
    }
  }

  /// The figures that are cells of a table over a dataset, and do not declare their records.
  private func cells(over dataset: String) -> [(article: String, card: FigureCard)] {
    content.articles.flatMap { article in
      article.cards.compactMap { card in
        guard case .cell = card.figure.source, card.figure.records.isEmpty, card.datasets.contains(dataset) else {
          return nil
        }
        return (article.manifest.name, card)
      }
    }
  }

  private struct Address: Hashable {
    var ordinal: Int
    var page: Int
    var record: Int

    init(_ record: TracedRecord) { (ordinal, page, self.record) = (record.ordinal, record.page, record.record) }
    init(_ row: DatasetRow) { (ordinal, page, record) = (row.ordinal, row.page, row.record) }
  }

  private func page(_ dataset: SiteDataset, _ copies: [SiteDataset.Copy]) throws -> RecordsPage {
    let (manifest, session) = (dataset.manifest, folder.session)
    var csv: [UInt8] = []
    if dataset.rows <= SiteRecords.mostInFile {
      let names = try session.editions(of: manifest.name).map { ($0.ordinal, $0.edition) }
      var file = RecordsCSV(manifest, editions: Dictionary(uniqueKeysWithValues: names))
      try session.forEachField(of: manifest, asOf: folder.asOf) { file.add($0, $1) }
      csv = file.bytes
    }
    return RecordsPage(content, try records(dataset), csv: csv, copies: copies)
  }

  private func records(_ dataset: SiteDataset) throws -> SiteRecords {
    let (manifest, session) = (dataset.manifest, folder.session)
    let isSmall = dataset.rows <= SiteRecords.mostOnPage
    let some = TracedSelection.some(first: SiteRecords.mostOfFigure, largest: SiteRecords.mostOfFigure)
    var figures: [Address: [SiteRecords.Figure]] = [:]
    var wanted: [TracedRecord] = []
    var deciding = 0
    func note(_ records: [TracedRecord], of count: Int, _ figure: SiteRecords.Figure) {
      deciding += count
      for record in records {
        if figures[Address(record)]?.contains(figure) != true { figures[Address(record), default: []].append(figure) }
      }
      wanted += records
    }
    let declared = try session.showing(ShownState(asOf: folder.asOf), of: folder.project.library.datasets) {
      try lines(of: manifest.name).map { article, card, line in
        (article, card.figure.id, try session.records(line, over: manifest, asOf: folder.asOf))
      }
    }
    for (article, id, all) in declared {
      note(
        isSmall ? all : some.chosen(of: all, countsDistinct: false), of: all.count,
        SiteRecords.Figure(article: article, id: id))
    }
    for (article, card) in cells(over: manifest.name) {
      for cell in try cells(behind: card.figure, naming: isSmall ? .all : some) {
        note(
          cell.records.filter { $0.dataset == manifest.name }, of: cell.count,
          SiteRecords.Figure(article: article, id: card.figure.id))
      }
    }
    let names = Dictionary(
      uniqueKeysWithValues: try session.editions(of: manifest.name).map { ($0.ordinal, $0.edition) })
    var rows = try session.datasetRows(manifest, asOf: folder.asOf, isSmall ? .all : .newest(SiteRecords.newest))
    if !isSmall {
      let known = Set(rows.map(Address.init))
      rows += try session.datasetRows(
        manifest, asOf: folder.asOf, .at(wanted.filter { !known.contains(Address($0)) }))
      rows.sort { ($0.ordinal, $0.page, $0.record) < ($1.ordinal, $1.page, $1.record) }
    }
    // The file of keyed rows is one, and its order is that of a person.
    if manifest.isCurated { rows.sort { $0.record < $1.record } }
    return SiteRecords(
      manifest: manifest,
      rows: rows.map { row in
        .init(
          values: row.values, edition: names[row.ordinal] ?? "", page: row.page, record: row.record,
          figures: figures[Address(row)] ?? [])
      }, total: dataset.rows, deciding: deciding)
  }

  /// The records behind the cell of a table that a figure is.
  private func cells(behind figure: FigureManifest, naming selection: TracedSelection) throws -> [CellTracer.Result] {
    guard case .cell(let name, let column, let conditions) = figure.source else { return [] }
    let (library, session) = (folder.project.library, folder.session)
    let table = try library.table(named: name)
    return try session.showing(ShownState(asOf: folder.asOf), of: library.datasets) {
      guard let row = try FigureValues(session, library).row(of: table, conditions, at: figure.place) else { return [] }
      let tracer = CellTracer(
        table: table, library: library, session: session, asOf: folder.asOf, naming: selection)
      return try table.traced(column).map { try tracer.trace($0, of: row) }
    }
  }
}
