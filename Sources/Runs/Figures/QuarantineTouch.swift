import Figures
import Manifest
import Model
import Warehouse

/// Whether a record in quarantine could change what the data says of a figure.
///
/// This is tried out: the record is added to the rows with a huge number for one that could not be read, and with every
/// value that the dataset has for a broken category, year or name. If the figure's value stays the same, the record
/// does not affect it. A record of which nothing could be read could be any row, so it affects every figure that reads
/// its dataset.
final class QuarantineTouch {
  private let session: Session
  private let library: Library
  private let day: Day?
  /// By dataset: for each record in quarantine the rows that it could be; nil for one that could be any row.
  private var known: [String: [[[String: Value]]?]] = [:]

  /// - Parameter day: the state; nil for the newest.
  init(_ session: Session, _ library: Library, asOf day: Day?) {
    self.session = session
    self.library = library
    self.day = day
  }

  /// How many records of a dataset could change a figure.
  ///
  /// - Parameter found: the figure's value without them.
  func records(of dataset: DatasetManifest, changing figure: FigureManifest, from found: FigureValue) throws -> Int {
    let records = try candidates(dataset)
    guard !records.isEmpty else { return 0 }
    let unreadable = records.count { $0 == nil }
    let readable = records.compactMap(\.self)
    guard try changes(figure, from: found, adding: readable.flatMap(\.self), to: dataset) else { return unreadable }
    // Testing more than so many one by one would take too long; all of them count.
    guard readable.count <= 50 else { return records.count }
    let touching = try readable.count { try changes(figure, from: found, adding: $0, to: dataset) }
    return unreadable + max(1, touching)
  }

  private func changes(
    _ figure: FigureManifest, from found: FigureValue, adding rows: [[String: Value]], to dataset: DatasetManifest
  ) throws -> Bool {
    guard !rows.isEmpty else { return false }
    return try session.showing(.adding([dataset.name: rows], asOf: day), of: library.datasets) {
      // A SELECT that fails because of the added rows depends on them.
      do { return try FigureValues(session, library).found(figure) != found } catch is Problem { return true }
    }
  }

  /// For each record in quarantine, the rows that it could be; nil for one that could be any row.
  private func candidates(_ dataset: DatasetManifest) throws -> [[[String: Value]]?] {
    if let records = known[dataset.name] { return records }
    let records = try session.quarantinedRecords(behind: dataset, asOf: day).map { try rows($0.item, dataset) }
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
