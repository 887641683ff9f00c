import Archive
import Formats
import Manifest
import Model
import Warehouse

/// Reads traced records from the archive. Each snapshot's bytes are checked against its hash first, then its records
/// are read in one pass.
struct ContributionReader {
  let project: Project
  let session: Session

  /// The snapshots and editions of a dataset by ordinal.
  private struct Known {
    var manifest: DatasetManifest
    var editions: [Int: EditionFacts]
    var corrected: [RecordAddress: [CorrectedCell]]
    var types: [String: String]
    var snapshots: [Int: [Snapshot]] = [:]
  }

  /// - Parameter cells: the records of each cell.
  /// - Returns: the same with their texts.
  func read(_ cells: [[TracedRecord]]) throws -> [[Contribution]] {
    var known: [String: Known] = [:]
    for record in cells.joined() {
      if known[record.dataset] == nil {
        let editions = try session.editions(of: record.dataset).map { ($0.ordinal, $0) }
        let manifest = try project.library.dataset(named: record.dataset)
        known[record.dataset] = Known(
          manifest: manifest,
          editions: Dictionary(uniqueKeysWithValues: editions),
          corrected: try session.correctedCells(of: record.dataset), types: try project.contentTypes(manifest))
      }
      if known[record.dataset]!.snapshots[record.ordinal] == nil {
        known[record.dataset]!.snapshots[record.ordinal] = try session.snapshots(
          of: record.dataset, ordinal: record.ordinal)
      }
    }
    func snapshot(_ record: TracedRecord) -> Snapshot {
      known[record.dataset]!.snapshots[record.ordinal]![record.page - 1]
    }
    var requests: [String: (snapshot: Snapshot, edition: Edition, dataset: DatasetManifest, records: Set<Int>)] = [:]
    for record in cells.joined() {
      let snapshot = snapshot(record)
      let facts = known[record.dataset]!
      let edition = facts.editions[record.ordinal]!.edition(of: record.dataset, [snapshot])
      requests[snapshot.file, default: (snapshot, edition, facts.manifest, [])].records.insert(record.record)
    }
    var texts: [String: [Int: String]] = [:]
    for (file, request) in requests.sorted(by: { $0.key < $1.key }) {
      texts[file] = try self.texts(
        of: request.records, in: request.snapshot, of: request.edition, request.dataset,
        contentType: known[request.dataset.name]?.types[file])
    }
    var addresses: [String: [String]] = [:]
    return cells.map { records in
      records.map { record in
        let (snapshot, facts) = (snapshot(record), known[record.dataset]!)
        let edition = edition(record.ordinal, facts)
        // Thousands of records may be in one file, whose addresses may be in another: read those once.
        let urls = addresses[snapshot.file] ?? self.urls(of: snapshot, edition.origin, facts.manifest)
        addresses[snapshot.file] = urls
        return Contribution(
          dataset: record.dataset, publisher: facts.manifest.publisher, edition: edition,
          confirmedBy: record.confirmedBy.map { self.edition($0, facts) },
          urls: urls, sha256: snapshot.sha256, file: snapshot.file,
          path: project.archive.path(of: snapshot), page: record.page, record: record.record, value: record.value,
          text: texts[snapshot.file]![record.record]!,
          corrected: facts.corrected.isEmpty
            ? []
            : facts.corrected[RecordAddress(ordinal: record.ordinal, page: record.page, record: record.record)] ?? [])
      }
    }
  }

  private func edition(_ ordinal: Int, _ known: Known) -> TracedEdition {
    let facts = known.editions[ordinal]!
    // Bundled and curated editions were not fetched; their time in the ledger only gives the order.
    let isShipped = facts.origin == .bundled || facts.origin == .curated
    return TracedEdition(
      name: facts.edition, published: facts.published, fetchedAt: isShipped ? nil : facts.fetchedAt,
      origin: facts.origin)
  }

  /// The publisher's addresses; those of a bundled edition are in its provenance file.
  private func urls(of snapshot: Snapshot, _ origin: EditionOrigin, _ dataset: DatasetManifest) -> [String] {
    switch origin {
    case .fetched, .captured, .added: return [snapshot.url]
    case .curated: return ["\(dataset.folder)/\(snapshot.url)"]
    case .bundled:
      let urls = Provenance.urls(ofBundledFile: "\(dataset.folder)/\(snapshot.url)")
      return urls.isEmpty ? [snapshot.url] : urls
    }
  }

  /// The records at some addresses of a dataset as the publisher wrote them.
  func texts(of addresses: [RecordAddress], _ dataset: DatasetManifest) throws -> [RecordAddress: String] {
    let editions = Dictionary(uniqueKeysWithValues: try session.editions(of: dataset.name).map { ($0.ordinal, $0) })
    let types = try project.contentTypes(dataset)
    var texts: [RecordAddress: String] = [:]
    for (place, requested) in Dictionary(grouping: addresses, by: { [$0.ordinal, $0.page] }).sorted(by: {
      $0.key[0] < $1.key[0]
    }) {
      let snapshots = try session.snapshots(of: dataset.name, ordinal: place[0])
      guard let facts = editions[place[0]], snapshots.indices.contains(place[1] - 1) else { continue }
      let snapshot = snapshots[place[1] - 1]
      let found = try self.texts(
        of: Set(requested.map(\.record)), in: snapshot, of: facts.edition(of: dataset.name, [snapshot]), dataset,
        contentType: types[snapshot.file])
      for address in requested { texts[address] = found[address.record] }
    }
    return texts
  }

  private func texts(
    of records: Set<Int>, in snapshot: Snapshot, of edition: Edition, _ dataset: DatasetManifest, contentType: String?
  ) throws -> [Int: String] {
    do {
      try project.archive.requireIntact(snapshot, of: edition)
      let (reader, _) = try Formats.open(
        path: project.archive.path(of: snapshot), name: snapshot.file, readings: dataset.readings,
        contentType: contentType)
      var texts: [Int: String] = [:]
      while texts.count < records.count {
        guard try reader.advance() else { break }
        guard records.contains(reader.recordNumber) else { continue }
        texts[reader.recordNumber] = String(decoding: reader.verbatim, as: UTF8.self)
      }
      if let missing = records.subtracting(texts.keys).min() {
        throw Problem(
          .badInput, at: project.archive.path(of: snapshot),
          "has no record \(missing), though the warehouse was loaded from it",
          remedy: "the warehouse was made from another archive; make it again: soundings rebuild")
      }
      return texts
    } catch let damage as ArchiveDamage {
      var problem = damage.problem
      problem.remedy += "; see what else is wrong: soundings verify"
      throw problem
    } catch let problem as Problem {
      throw Project.inDataset(problem, dataset)
    }
  }
}
