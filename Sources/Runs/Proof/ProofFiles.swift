import Manifest
import Model
import Publishing
import Warehouse

/// The archived files that a proof's values rest on.
struct ProofFiles {
  let library: Library
  let session: Session

  /// The files of these records, and those of the editions in force for the datasets in each of the states: a file is
  /// also the evidence that a record is *not* there.
  func files(of records: [TracedRecord], _ datasets: Set<String>, states: [Day?]) throws -> [Proof.File] {
    var files: [Proof.File] = []
    for dataset in library.datasets {
      let ordinals = Set(records.lazy.filter { $0.dataset == dataset.name }.map(\.ordinal))
      guard datasets.contains(dataset.name) || !ordinals.isEmpty else { continue }
      var inForce: Set<String> = []
      for day in datasets.contains(dataset.name) ? states : [] {
        inForce.formUnion(try session.sources(dataset, asOf: day).flatMap(\.snapshots).map(\.sha256))
      }
      var known: Set<String> = []
      for edition in try session.editions(of: dataset.name) where edition.state == .loaded {
        for snapshot in try session.snapshots(of: dataset.name, ordinal: edition.ordinal)
        where (ordinals.contains(edition.ordinal) || inForce.contains(snapshot.sha256))
          && known.insert(snapshot.file).inserted
        {
          files.append(file(snapshot, of: edition, in: dataset))
        }
      }
    }
    return files.sorted { $0.path < $1.path }
  }

  /// The names of a record's fields, if they are in the file's header and not in the record.
  private static func fields(_ reading: Reading) -> [String] {
    reading.format == .json && reading.shape.kind != .arrays && reading.shape.kind != .columns
      ? [] : reading.header.filter { !$0.contains("@") }
  }

  private func file(_ snapshot: Snapshot, of edition: EditionFacts, in dataset: DatasetManifest) -> Proof.File {
    var file = Proof.File(
      path: snapshot.file, sha256: snapshot.sha256, bytes: snapshot.bytes, dataset: dataset.name, title: dataset.title,
      publisher: dataset.publisher, edition: edition.edition, published: edition.published.description,
      fetched: edition.fetchedAt, origin: edition.origin, addresses: [snapshot.url], restriction: nil, originals: [],
      marks: edition.marks.isEmpty ? nil : edition.marks.map(\.text),
      license: dataset.license.name, licenseAddress: dataset.license.url, attribution: dataset.attribution,
      homepage: dataset.homepage, fields: Self.fields(dataset.readings[0]))
    switch edition.origin {
    case .fetched, .captured, .added: break
    case .bundled:
      let provenance = Provenance(ofBundledFile: "\(dataset.folder)/\(snapshot.url)")
      file.restriction = provenance.restriction
      file.originals = provenance.originals.map { Proof.Original(address: $0.url, sha256: $0.sha256) }
      file.addresses = provenance.originals.map(\.url)
      file.fetched = nil
    case .curated:
      file.edition = nil
      file.published = nil
      file.fetched = nil
      // Not the dataset's folder, which may be a path of this machine.
      file.addresses = ["Pipelines/\(dataset.pipeline)/\(dataset.name)/\(snapshot.url)"]
    }
    return file
  }
}
