import Glibc
import Model
import System

/// The result of reading every byte in the archive.
package struct ArchiveInspection: Sendable {
  /// The editions with readable records, by dataset, in their order.
  package var editions: [String: [Edition]] = [:]
  /// The datasets with a record that cannot be read.
  package var damagedRecords: Set<String> = []
  package var records = 0
  package var snapshots = 0
  package var bytes = 0
  /// What is missing or differs from what was stored.
  package var damage: [Problem] = []
  /// Harmless files: no record names them, or they do not belong to the archive.
  package var remarks: [(path: String, what: String)] = []
}

extension Archive {
  /// Reads every file of the archive and compares it with its name and its record. Changes nothing and needs no lock.
  ///
  /// - Parameters:
  ///   - shouldStop: called before each file; the inspection ends early when it returns true.
  ///   - progress: receives the number of bytes read so far.
  package func inspect(shouldStop: () -> Bool, progress: (Int) -> Void) throws -> ArchiveInspection {
    var inspection = ArchiveInspection()
    for dataset in try datasetFolders() {
      try inspect(dataset, into: &inspection, shouldStop: shouldStop, progress: progress)
    }
    if Files.isFolder("\(folder)/\(Self.documentsFolder)") {
      try inspectDocuments(into: &inspection, shouldStop: shouldStop, progress: progress)
    }
    try inspectSignOffs(into: &inspection)
    for path in try temporaryFiles() {
      inspection.remarks.append((path, "was left half-written by a killed run; the next run removes it"))
    }
    return inspection
  }

  private func inspect(
    _ dataset: String, into inspection: inout ArchiveInspection, shouldStop: () -> Bool, progress: (Int) -> Void
  ) throws {
    let place = folder + "/" + dataset
    let names = try Files.names(in: place).filter { !isTemporary($0) }
    var checked: [String: SnapshotCondition] = [:]
    for name in names where name.hasSuffix(".json") && isRecord(name) {
      inspection.records += 1
      let edition: Edition
      do {
        edition = try read(place + "/" + name, dataset: dataset)
      } catch var problem as Problem {
        if let way = wayBack(record: name, names, dataset) { problem.remedy = way }
        inspection.damagedRecords.insert(dataset)
        inspection.damage.append(problem)
        continue
      }
      inspection.editions[dataset, default: []].append(edition)
      for snapshot in edition.snapshots {
        if shouldStop() { return }
        if checked[snapshot.file] == nil {
          let condition = try condition(of: snapshot, isFresh: true)
          checked[snapshot.file] = condition
          inspection.snapshots += 1
          inspection.bytes += snapshot.bytes
          progress(inspection.bytes)
          if let problem = problem(condition, of: snapshot, in: edition) { inspection.damage.append(problem) }
        }
        if checked[snapshot.file] == .intact, Files.size(path(of: snapshot)) != snapshot.bytes {
          inspection.damage.append(
            Problem(
              .badInput, at: place + "/" + name,
              "gives \(snapshot.file) a size of \(snapshot.bytes) bytes, but the file with this hash has another size",
              remedy: "something changed the record; restore it from a backup"))
        }
      }
    }
    inspection.editions[dataset]?.sort(by: Edition.precedes)
    for name in names where name == Self.decisionsFolder {
      for decision in try Files.names(in: "\(place)/\(name)") {
        do { _ = try readDecision("\(place)/\(name)/\(decision)", dataset) } catch let problem as Problem {
          inspection.damage.append(problem)
        }
      }
    }
    for name in names
    where name != Self.decisionsFolder && !(name.hasSuffix(".json") && isRecord(name))
      && checked["\(dataset)/\(name)"] == nil
    {
      inspection.remarks.append((place + "/" + name, remark(name)))
    }
  }

  private func remark(_ name: String) -> String {
    if name.hasSuffix(".damaged") { return "was set aside when the right bytes were restored; it may be deleted" }
    if Hash.isSHA256(name.prefix { $0 != "." }) {
      return "is not named by any record: a run ended after storing the bytes and before their record; harmless"
    }
    return "does not belong to the archive"
  }

  /// How an unreadable record can be made again: its file name contains the date and the hash of the first snapshot.
  private func wayBack(record name: String, _ names: [String], _ dataset: String) -> String? {
    let parts = name.dropLast(".json".count).split(separator: "_")
    guard parts.count == 3, let file = names.first(where: { $0.hasPrefix(parts[2]) && !isRecord($0) }) else {
      return nil
    }
    return "restore it from a backup; without one move it away, then make the edition again from its bytes: "
      + "soundings add \(dataset) \(folder)/\(dataset)/\(file) --published \(parts[0]) (a bundled or curated one: "
      + "soundings run --offline \(dataset))"
  }

  /// Half-written files: copies in progress, and records that were not renamed yet.
  func temporaryFiles() throws -> [String] {
    var found: [String] = []
    for dataset in [""] + (try Files.names(in: folder)) where Files.isFolder(folder + "/" + dataset) {
      let place = dataset.isEmpty ? folder : folder + "/" + dataset
      found += try Files.names(in: place, hidden: true).filter(isTemporary).map { place + "/" + $0 }
    }
    return found
  }

  private func isTemporary(_ name: String) -> Bool {
    name.hasPrefix(".incoming-") || name.hasPrefix(".") && name.hasSuffix(".new")
  }

  /// Makes a copy of the archive in another folder out of links. Storing files in the copy leaves this archive
  /// unchanged.
  package func mirror(into other: String) throws {
    guard let own = realpath(folder, nil) else { throw FileFailure(.read, folder).problem }
    defer { free(own) }
    let root = String(cString: own)
    try Files.makeFolder(other, mode: 0o755)
    for dataset in try Files.names(in: folder) where Files.isFolder(folder + "/" + dataset) {
      try Files.makeFolder("\(other)/\(dataset)", mode: 0o755)
      for name in try Files.names(in: "\(folder)/\(dataset)") where !isTemporary(name) {
        guard symlink("\(root)/\(dataset)/\(name)", "\(other)/\(dataset)/\(name)") == 0 else {
          throw FileFailure(.make, "\(other)/\(dataset)/\(name)").problem
        }
      }
    }
  }
}
