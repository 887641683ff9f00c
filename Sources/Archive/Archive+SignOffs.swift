import FoundationEssentials
import Model
import System
import Words

/// Who signed figures off: `sign-offs/<article>/<time>_<figure>_<hash>.json`, a record for each time that somebody did, or took it back.
///
/// Of one person's records on a figure the last one counts: by its time, then by its number among those on the figure that were in the
/// archive when it was made, then by its name, so that two copies of an archive that were merged agree.
extension Archive {
  /// No dataset can have this name.
  static let signOffsFolder = "sign-offs"

  /// The last record of each person on each figure of an article, also of those who took it back.
  package struct SignOffs: Sendable {
    /// The earliest first.
    package var all: [SignOff] = []
    /// Every record, also those that a later one of the same person replaced.
    package var records: [SignOff] = []
    /// The figures with a record that cannot be read.
    package var damaged: Set<String> = []
    /// What is wrong with those.
    package var damage: [Problem] = []
  }

  /// Writes a sign-off, or that it was taken back. Where the clock is behind a record on the figure, the new one is dated after it.
  package func record(_ signOff: SignOff) throws {
    let place = "\(folder)/\(Self.signOffsFolder)/\(signOff.article)"
    try Files.makeFolder(place, mode: 0o755)
    let earlier = try signOffRecords(of: signOff.article).good.map(\.record).filter { $0.figure == signOff.figure }
    var dated = signOff
    dated.signedAt = Self.time(signOff.signedAt, after: earlier.map(\.signed_at).max())
    let bytes = try StoredJSON.file(SignOffRecord(dated, number: 1 + (earlier.map(\.number).max() ?? 0)))
    let name = "\(Self.stamp(dated.signedAt))_\(signOff.figure)_\(Hash.sha256(bytes).prefix(12)).json"
    try AtomicFile.write(bytes, to: place + "/" + name, isReadOnly: true)
  }

  /// - Throws: ``Problem`` where the folder cannot be read; a record that cannot is in the answer.
  package func signOffs(of article: String) throws -> SignOffs {
    struct Identity: Hashable { var figure, person: String }
    let (records, bad) = try signOffRecords(of: article)
    var last: [Identity: (order: (String, Int, String), signOff: SignOff)] = [:]
    for (name, record) in records {
      let identity = Identity(figure: record.figure, person: PersonName.folded(record.name))
      let order = (record.signed_at, record.number, name)
      if let known = last[identity], known.order > order { continue }
      last[identity] = (order, record.signOff)
    }
    var all = SignOffs()
    all.all = last.values.sorted { $0.order < $1.order }.map(\.signOff)
    all.records = records.map(\.record.signOff)
    all.damaged = Set(bad.map(\.figure))
    all.damage = bad.map(\.problem)
    return all
  }

  private func signOffRecords(of article: String) throws -> (
    good: [(name: String, record: SignOffRecord)], bad: [(figure: String, problem: Problem)]
  ) {
    let place = "\(folder)/\(Self.signOffsFolder)/\(article)"
    guard Files.isFolder(place) else { return ([], []) }
    var good: [(String, SignOffRecord)] = []
    var bad: [(String, Problem)] = []
    for name in try Files.names(in: place).sorted() where name.hasSuffix(".json") {
      do { good.append((name, try readSignOff(place + "/" + name))) } catch let problem as Problem {
        // An id has no underscore at its ends; the parts before and after it are of fixed form.
        let parts = name.split(separator: "_", omittingEmptySubsequences: false)
        bad.append((parts.dropFirst().dropLast().joined(separator: "_"), problem))
      }
    }
    return (good, bad)
  }

  private func readSignOff(_ path: String) throws -> SignOffRecord {
    let bytes = try Files.bytes(of: path)
    // The name ends with the hash of the bytes: an edited record does not count.
    guard path.hasSuffix("_\(Hash.sha256(bytes).prefix(12)).json"),
      let record = try? JSONDecoder().decode(SignOffRecord.self, from: Data(bytes))
    else {
      throw Problem(
        .badInput, at: path, "the record of a sign-off is damaged or was edited (\(bytes.count) bytes)",
        remedy: "put it back from a backup, or move it away and sign again: soundings sign FIGURE --name NAME")
    }
    return record
  }

  /// Looks at all records for ``inspect(shouldStop:progress:)``.
  func inspectSignOffs(into inspection: inout ArchiveInspection) throws {
    let place = "\(folder)/\(Self.signOffsFolder)"
    guard Files.isFolder(place) else { return }
    for article in try Files.names(in: place) where Files.isFolder("\(place)/\(article)") {
      let (good, bad) = try signOffRecords(of: article)
      inspection.records += good.count + bad.count
      inspection.damage += bad.map(\.problem)
      for name in try Files.names(in: "\(place)/\(article)") where !name.hasSuffix(".json") {
        inspection.remarks.append(("\(place)/\(article)/\(name)", "does not belong to the archive"))
      }
    }
  }
}
