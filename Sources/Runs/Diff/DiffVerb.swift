import Manifest
import Model
import Warehouse
import Words

/// `soundings diff DATASET`: what the publisher changed between two days.
package struct DiffVerb {
  package var dataset: String
  /// The older state is that at the end of this day; nil for the state before the newest edition.
  package var from: Day?
  /// The newer state is that at the end of this day; nil for the newest state.
  package var to: Day?

  package struct Report: Sendable {
    package var dataset: DatasetManifest
    package var from: Day?
    package var to: Day?
    /// The newest editions in the two states, as people name them; nil if there was none yet.
    package var fromEdition: String?
    package var toEdition: String?
    package var differences: DatasetDifferences
    /// Why there is nothing to compare; nil if there is something.
    package var remark: String?
  }

  package init(dataset: String, from: Day?, to: Day?) {
    self.dataset = dataset
    self.from = from
    self.to = to
  }

  /// - Throws: ``Problem`` if the dataset is unknown or was never loaded, or the days are in the wrong order.
  package func run(_ project: Project) throws -> Report {
    let manifest = try project.library.dataset(named: dataset)
    if let from, let to, to < from {
      throw Problem(.usage, at: "--to", "\(to) is before \(from)", remedy: "give the earlier day as --from")
    }
    return try project.openWarehouse().read { session in
      let editions = try session.editions(of: dataset).filter { $0.state == .loaded }
      guard let newest = editions.last else {
        throw Problem(at: dataset, "no edition was loaded yet", remedy: "load it: soundings run \(dataset)")
      }
      let new = try to.map { try session.ordinal(of: dataset, asOf: $0) } ?? newest.ordinal
      let last = editions.last { $0.ordinal <= new }
      let before = editions.last { $0.ordinal < (last?.ordinal ?? 0) }
      let old = try from.map { try session.ordinal(of: dataset, asOf: $0) } ?? before?.ordinal ?? 0
      let first = editions.last { $0.ordinal <= old }
      return Report(
        dataset: manifest, from: from ?? first?.published, to: to ?? last?.published, fromEdition: first?.edition,
        toEdition: last?.edition, differences: try session.differences(manifest, from: old, to: new),
        remark: last == nil ? "\(dataset): its first edition is that of \(editions[0].published.words)" : nil)
    }
  }
}
