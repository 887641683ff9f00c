import Manifest
import Model
import Publishing
import Warehouse

/// The editions that tables rest on, looked up once per dataset.
final class TableSources {
  private let session: Session
  private let day: Day?
  private let datasets: [String: DatasetManifest]
  private var known: [String: [SourceEdition]] = [:]

  init(_ datasets: [DatasetManifest], _ session: Session, asOf day: Day?) {
    self.session = session
    self.day = day
    self.datasets = Dictionary(uniqueKeysWithValues: datasets.map { ($0.name, $0) })
  }

  func of(_ table: TableManifest) throws -> [SourceEdition] {
    try session.datasets(readBy: table, among: Array(datasets.values)).flatMap(of)
  }

  func of(_ name: String) throws -> [SourceEdition] {
    if let sources = known[name] { return sources }
    guard let dataset = datasets[name] else { return [] }
    let sources = try session.sources(dataset, asOf: day).map { source -> SourceEdition in
      guard source.origin == .bundled, let file = source.snapshots.first?.url else { return source }
      var full = source
      let provenance = Provenance(ofBundledFile: "\(dataset.folder)/\(file)")
      full.restriction = provenance.restriction
      full.obtained = provenance.obtained
      full.originals = provenance.originals
      return full
    }
    known[name] = sources
    return sources
  }

  /// What a reader must know of the sources: their marks, and which of them are only excerpts.
  static func remarks(_ sources: [SourceEdition]) -> [String] {
    let marks = sources.flatMap { source in
      source.marks.map { "The edition of \(source.edition) of \(source.dataset): \($0.text)." }
    }
    return marks + [ExcerptNote.words(sources)].compactMap(\.self)
  }
}
