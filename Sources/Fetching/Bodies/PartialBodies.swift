import Glibc
import System

/// Where the parts of large bodies outlive a request, and the process.
package struct PartialBodies: Sendable {
  private let folder: String

  package init(folder: String) { self.folder = folder }

  /// The part of the body of an address.
  func body(of dataset: String, at url: String) -> PartialBody {
    PartialBody(folder: folder, name: "\(dataset).\(Hash.sha256(url).prefix(12))")
  }

  /// Removes those of a dataset that has what it wanted, and those of datasets that are no more.
  ///
  /// - Parameter others: the other datasets.
  package func remove(of dataset: String, others: Set<String>) {
    for name in (try? Files.names(in: folder)) ?? [] {
      let owner = String(name.prefix { $0 != "." })
      if owner == dataset || !others.contains(owner) { unlink("\(folder)/\(name)") }
    }
  }
}
