import Figures
import Manifest
import Model
import Warehouse

/// Whether a record in quarantine could change what the data says of a figure.
///
/// It is tried: the record is laid into the rows with a huge number in the place of the one that could not be read, and with every
/// value that a broken category, year or name has elsewhere. A figure that says the same has nothing to do with the record. A record
/// of which nothing could be read could be any, and touches every figure that reads its dataset.
final class QuarantineTouch {
  private let session: Session
  private let library: Library
  private let day: Day?
  /// The records of the editions in use by dataset; nil inside for one that could be any row.
  private var known: [String: [[[String: Value]]?]] = [:]

  /// - Parameter day: the state that is asked about; nil is the newest.
  init(_ session: Session, _ library: Library, asOf day: Day?) {
    self.session = session
    self.library = library
    self.day = day
  }

  /// How many records of a dataset could change a figure.
  ///
  /// - Parameter found: what the data says of the figure without them.
  func records(of dataset: DatasetManifest, changing figure: FigureManifest, from found: FigureValue) throws -> Int {
    let records = try candidates(dataset)
    guard !records.isEmpty else { return 0 }
    let unreadable = records.count { $0 == nil }
    let readable = records.compactMap(\.self)
    guard try changes(figure, found, dataset, with: readable.flatMap(\.self)) else { return unreadable }
    // Beyond this many, which of them it is would cost more than it tells.
    guard readable.count <= 50 else { return records.count }
    let touching = try readable.count { try changes(figure, found, dataset, with: $0) }
    return unreadable + max(1, touching)
  }

  private func changes(
    _ figure: FigureManifest, _ found: FigureValue, _ dataset: DatasetManifest, with rows: [[String: Value]]
  ) throws -> Bool {
    guard !rows.isEmpty else { return false }
    return try session.showing(.adding([dataset.name: rows], asOf: day), of: library.datasets) {
      // A SELECT that fails over one more row is not independent of it.
      do { return try FigureValues(session, library).found(figure) != found } catch is Problem { return true }
    }
  }

  /// Of each record in quarantine the rows that it could be.
  private func candidates(_ dataset: DatasetManifest) throws -> [[[String: Value]]?] {
    if let records = known[dataset.name] { return records }
    let count = try session.quarantinedRecords(dataset, asOf: day)
    guard count > 0 else {
      known[dataset.name] = []
      return []
    }
    // A curated file is read as a whole: what it has in quarantine has no day of its own that could be trusted.
    let ordinals = dataset.isCurated ? nil : try session.ordinalsInUse(of: dataset.name, asOf: day)
    let records = try session.quarantinedRecords(of: dataset.name, in: ordinals).map { try rows($0.item, dataset) }
    known[dataset.name] = records
    return records
  }

  private static let mostRows = 2000

  private func rows(_ item: Quarantined, _ dataset: DatasetManifest) throws -> [[String: Value]]? {
    guard !item.cells.isEmpty else { return nil }
    let measures = Set(dataset.summedIndices.map { dataset.columns[$0].name })
    var rows = [item.cells]
    for column in dataset.columns where item.cells[column.name] == nil {
      let values: [Value] =
        measures.contains(column.name)
        ? [.integer(1_000_000_007)] : try session.values(in: column.name, of: dataset.name)
      guard !values.isEmpty, rows.count * values.count <= Self.mostRows else { return nil }
      rows = rows.flatMap { row in values.map { row.merging([column.name: $0]) { $1 } } }
    }
    return rows
  }
}
