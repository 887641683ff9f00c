import Manifest
import Model
import Warehouse

/// Finds what figures rest on, in one state of the warehouse.
struct SupportFinder {
  let library: Library
  let session: Session
  let book: EvidenceBook
  /// The state; nil for the newest.
  let asOf: Day?

  /// - Parameter datasets: the names of those that the figure's SQL or table reads.
  func support(of figure: FigureManifest, in datasets: [String]) throws -> FigureSupport {
    var support = FigureSupport()
    var seen: Set<String> = []
    // A condition may ask other datasets, or this one: "the newest day of ...".
    let declared = try session.showing(ShownState(asOf: asOf), of: library.datasets) {
      try figure.records.map { line in
        let dataset = try library.dataset(named: line.dataset)
        return (dataset, try session.records(line, over: dataset, asOf: asOf))
      }
    }
    for (dataset, records) in declared where dataset.isCurated {
      let rows = try loadedRows(of: dataset)
      for record in records
      where rows.indices.contains(record.record - 1) && seen.insert("\(dataset.name) \(record.record)").inserted {
        support.rows.append(rows[record.record - 1])
      }
    }
    for (name, parts) in Dictionary(grouping: declared, by: \.0.name) {
      // Two lines of records may name the same.
      support.counts[name] = Set(parts.flatMap(\.1).map { [$0.ordinal, $0.page, $0.record] }).count
    }
    if !declared.isEmpty {
      support.shortfall = try EvidenceFinder(library: library, session: session, asOf: asOf, naming: .all)
        .shortfall(declared.flatMap(\.1), of: figure)
    }
    for name in datasets {
      let dataset = try library.dataset(named: name)
      guard !dataset.isCurated else {
        // A table over a curated dataset needs no line of records: then any of its rows may be the weakest.
        if figure.rule != nil, !figure.records.contains(where: { $0.dataset == name }) {
          support.rows += try loadedRows(of: dataset).filter { $0.problem == nil }
        }
        continue
      }
      let origins = try session.sources(dataset, asOf: asOf).map(\.origin)
      guard !origins.isEmpty else { continue }
      support.datasets.append((name, origins.contains(.bundled) ? .excerpt : .publisherFile))
    }
    support.readsNothing = figure.rule != nil && support.isEmpty
    return support
  }

  /// The rows of the file that the warehouse has. All days of a curated dataset are of one file.
  private func loadedRows(of dataset: DatasetManifest) throws -> [RowEvidence] {
    // Without one nothing rests on the file, and there are no rows in the warehouse to choose from.
    guard let loaded = try session.snapshots(of: dataset.name, ordinal: 1).first else { return [] }
    return try book.rows(of: dataset, loadedFrom: loaded)
  }
}
