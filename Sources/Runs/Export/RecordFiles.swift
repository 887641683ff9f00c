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
    for dataset in content.datasets where content.hasRecords(dataset.manifest.name) {
      let name = dataset.manifest.name
      // What stops the reading of the warehouse stops the run: it is no problem of one page.
      var stop: (any Error)?
      made.add(
        folder.part("records of \(name)", of: try basis(dataset), in: [""]) {
          do { return MadeFiles(files: RecordsPage(content, try records(dataset)).files) } catch {
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
      manifest.title, manifest.publisher, manifest.pipeline, "\(manifest.isCurated)", "\(manifest.columns)",
      "\(dataset.editions.map { ($0.name, $0.state) })", content.version, "\(content.newest)",
      "\(String(describing: content.asOf))", try folder.session.fingerprint(of: manifest.name) ?? "",
      "\(try cells(over: manifest.name).map(cellFacts))",
      "\(lines(of: manifest.name).map { ($0.article, $0.figure, $0.line) })",
    ]
    return facts.map { Hash.sha256($0) }.joined()
  }

  /// A cell is found by its table's SELECT over all datasets that this reads.
  private func cellFacts(_ article: String, _ card: FigureCard) throws -> String {
    let read = try card.datasets.map { try folder.session.fingerprint(of: $0) ?? "" }
    guard case .cell(let table, let column, let conditions) = card.figure.source else { return "" }
    let sql = content.tables.first { $0.manifest.name == table }?.manifest.sql ?? ""
    return "\(article) \(card.figure.id) \(table) \(column) \(conditions) \(read) \(sql)"
  }

  private func lines(of dataset: String) -> [(article: String, figure: String, line: FigureRecords)] {
    content.articles.flatMap { article in
      article.cards.flatMap { card in
        card.figure.records.filter { $0.dataset == dataset }.map { (article.manifest.name, card.figure.id, $0) }
      }
    }
  }

  /// The figures that are cells of a table over a dataset.
  private func cells(over dataset: String) -> [(article: String, card: FigureCard)] {
    content.articles.flatMap { article in
      article.cards.compactMap { card in
        guard case .cell = card.figure.source, card.datasets.contains(dataset) else { return nil }
        return (article.manifest.name, card)
      }
    }
  }

  private struct Address: Hashable {
    var ordinal: Int
    var page: Int
    var record: Int
  }

  private func records(_ dataset: SiteDataset) throws -> SiteRecords {
    let (manifest, session) = (dataset.manifest, folder.session)
    var figures: [Address: [SiteRecords.Figure]] = [:]
    func note(_ records: [TracedRecord], _ figure: SiteRecords.Figure) {
      for record in records {
        let address = Address(ordinal: record.ordinal, page: record.page, record: record.record)
        if figures[address]?.contains(figure) != true { figures[address, default: []].append(figure) }
      }
    }
    for (article, id, line) in lines(of: manifest.name) {
      let figure = SiteRecords.Figure(article: article, id: id)
      note(try session.records(line, over: manifest, asOf: folder.asOf), figure)
    }
    let finder = EvidenceFinder(library: folder.project.library, session: session, asOf: folder.asOf, naming: .all)
    for (article, card) in cells(over: manifest.name) {
      let found = try finder.evidence(for: card.figure)
      note(
        found.cells.flatMap(\.records).filter { $0.dataset == manifest.name },
        SiteRecords.Figure(article: article, id: card.figure.id))
    }
    let names = Dictionary(
      uniqueKeysWithValues: try session.editions(of: manifest.name).map { ($0.ordinal, $0.edition) })
    var rows = try session.datasetRows(manifest, asOf: folder.asOf)
    // The file of keyed rows is one, and its order is that of a person.
    if manifest.isCurated { rows.sort { $0.record < $1.record } }
    return SiteRecords(
      manifest: manifest,
      rows: rows.map { row in
        .init(
          values: row.values, edition: names[row.ordinal] ?? "", page: row.page, record: row.record,
          figures: figures[Address(ordinal: row.ordinal, page: row.page, record: row.record)] ?? [])
      })
  }
}
