import Archive
import Formats
import FoundationEssentials
import Glibc
import Manifest
import Model
import System
import Warehouse

extension Project {
  /// Opens the pages of an archived edition as records.
  func pageOpener(_ dataset: DatasetManifest) -> PageOpener {
    let archive = archive
    let lines = linesPerRecord(dataset)
    return { edition, page in
      guard page <= edition.snapshots.count else { return nil }
      let snapshot = edition.snapshots[page - 1]
      try archive.requireIntact(snapshot, of: edition)
      do {
        let (reader, reading) = try Formats.open(
          path: archive.path(of: snapshot), name: snapshot.file, readings: dataset.readings, linesPerRecord: lines,
          contentType: snapshot.mediaType)
        let breaches = try evidence.rows(of: dataset, loadedFrom: snapshot).compactMap { row in
          row.problem.map { (row.record, $0.what) }
        }
        guard !breaches.isEmpty else { return (reader, reading.rawNames) }
        return (
          EvidenceReader(reader, breaches: Dictionary(breaches) { first, _ in first }), reading.rawNames
        )
      } catch let problem as Problem {
        throw Self.inDataset(problem, dataset)
      }
    }
  }

  /// The Content-Type of each archived file that came with one, where it may decide how the dataset's files are read.
  func contentTypes(_ dataset: DatasetManifest) throws -> [String: String] {
    guard dataset.readings.contains(where: { $0.format == .csv && $0.dialect.encoding == nil }) else { return [:] }
    let snapshots = try archive.editions(of: dataset.name).flatMap(\.snapshots)
    return Dictionary(snapshots.compactMap { one in one.mediaType.map { (one.file, $0) } }) { first, _ in first }
  }

  /// A reader's problem, with the dataset's name in its place.
  static func inDataset(_ problem: Problem, _ dataset: DatasetManifest) -> Problem {
    var named = problem
    named.place = "\(dataset.name), \(problem.place)"
    return named
  }

  /// The editions that a dataset's history is made of: what the archive holds, with the bundled ones, each at its own day.
  ///
  /// - Parameters:
  ///   - usesBundled: false for commands that load only what is there, such as `add`: bundled editions count for them only where a run
  ///     has brought them into the archive before.
  ///   - known: the editions in the ledger. A bundled one in use whose record is gone gets it again: nobody took it back.
  func editions(of dataset: DatasetManifest, usesBundled: Bool, known: [LedgerEdition] = []) throws -> [Edition] {
    if dataset.isCurated { return try [curatedEdition(dataset)] }
    let isInUse = known.contains { $0.origin == .bundled && $0.state == .loaded }
    return archive.decided(
      try allEditions(of: dataset, usesBundled: usesBundled, isInUse: isInUse), try archive.decisions(on: dataset.name))
  }

  /// The same with those that a person withdrew.
  private func allEditions(of dataset: DatasetManifest, usesBundled: Bool, isInUse: Bool) throws -> [Edition] {
    let archived = try archive.editions(of: dataset.name)
    let own = archived.filter { $0.origin != .bundled }
    guard usesBundled || isInUse || own.count < archived.count else { return own }
    // A newer Soundings may ship other bundled editions; those of an older one no longer count.
    return (own + (try bundledEditions(dataset))).dated
  }

  /// The editions in the dataset's `bundled` folder, stored in the archive like any other.
  private func bundledEditions(_ dataset: DatasetManifest) throws -> [Edition] {
    let folder = dataset.folder + "/bundled"
    var pages: [String: [String]] = [:]
    for name in bundledNames(dataset) {
      pages[String(name.prefix { $0 != "." }), default: []].append(name)
    }
    return try pages.sorted { $0.key < $1.key }.map { stem, files in
      let parts = stem.split(separator: "_", maxSplits: 1)
      guard let published = PublishedDate(parts[0]) else {
        throw Problem(
          .badInput, at: folder + "/" + files[0], "the name does not begin with a published date",
          remedy: "name it YYYY-MM-DD.\(dataset.readings[0].format.rawValue) (or YYYY-MM where only the month is known)"
        )
      }
      let through = parts.count > 1 && PublishedDate(parts[1]) != nil ? String(parts[1]) : nil
      let snapshots = try files.map { file in
        try archive.store(
          copyOf: folder + "/" + file, dataset: dataset.name, fileExtension: Self.pathExtension(file) ?? "txt",
          url: "bundled/\(file)")
      }
      // No clock here: the same bundled edition must be the same edition on every machine.
      let edition = Edition(
        dataset: dataset.name, published: published, through: through, origin: .bundled,
        fetchedAt: "\(published.day)T00:00:00Z", snapshots: snapshots)
      let provenance = (try? Files.bytes(of: "\(folder)/\(stem).provenance.yaml")).map {
        String(decoding: $0, as: UTF8.self)
      }
      try archive.record(
        edition, about: dataset,
        provenance: (provenance ?? "").split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") })
      return edition
    }
  }

  private func bundledNames(_ dataset: DatasetManifest) -> [String] {
    ((try? Files.names(in: dataset.folder + "/bundled")) ?? []).filter { !$0.hasSuffix(".provenance.yaml") }
  }

  /// The hashes of the files that the repository ships for a dataset.
  func shippedHashes(_ dataset: DatasetManifest) throws -> [String] {
    let paths =
      dataset.isCurated
      ? [dataset.folder + "/curated.csv"] : bundledNames(dataset).map { dataset.folder + "/bundled/" + $0 }
    return try paths.map { try Files.sha256(of: $0).sha256 }
  }

  /// The curated rows of the repository as one edition; its dates are in the rows.
  private func curatedEdition(_ dataset: DatasetManifest) throws -> Edition {
    let path = dataset.folder + "/curated.csv"
    guard access(path, R_OK) == 0 else {
      throw Problem(
        .badInput, at: path, "a curated dataset needs this file, and it is missing",
        remedy: "write it with the header of read.header in \(dataset.manifestPath), one row per source and fact")
    }
    let snapshot = try archive.store(copyOf: path, dataset: dataset.name, fileExtension: "csv", url: "curated.csv")
    let edition = Edition(
      dataset: dataset.name, published: PublishedDate(Day(daysSince1970: 0)), through: nil, origin: .curated,
      fetchedAt: "1970-01-01T00:00:00Z", snapshots: [snapshot])
    try archive.record(edition, about: dataset)
    return edition
  }

  /// The extension of a file name, without the dot and in lower case; nil if there is none, or an unusual one.
  static func pathExtension(_ name: String) -> String? {
    let last = Files.name(of: name)
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return nil }
    let text = last[last.index(after: dot)...].lowercased()
    guard (1...8).contains(text.utf8.count), text.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) })
    else { return nil }
    return text
  }

  /// The extension that a publisher's file keeps in the archive: its own, unless it only names the program that answered
  /// (`api.php`); then that of its format, so that a person can open it.
  static func fileExtension(of address: String, _ dataset: DatasetManifest) -> String {
    let own = pathExtension(String(address.prefix { $0 != "?" && $0 != "#" }))
    if let own, !["php", "asp", "aspx", "jsp", "cgi", "do"].contains(own) { return own }
    let reading = dataset.readings[0]
    return reading.text == nil ? reading.format.rawValue : "json"
  }

  /// What changes how bytes become rows, as a short hash.
  func fingerprint(_ dataset: DatasetManifest) -> String {
    let lines = linesPerRecord(dataset)
    var shown = lines > 1 ? "lines \(lines)\n" : ""
    // What cannot be looked through breaks nothing; `evidence` and `verify` say why.
    if let breaches = try? evidence.breaches(of: dataset), !breaches.isEmpty { shown += "evidence\n\(breaches)\n" }
    return String(Hash.sha256(dataset.fingerprint + shown).prefix(32))
  }
}
