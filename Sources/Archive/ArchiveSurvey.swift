import Glibc
import Model
import System

/// All that lies in the archive, every byte of it read.
package struct ArchiveSurvey: Sendable {
  /// The editions whose record can be read, by dataset, in their order.
  package var editions: [String: [Edition]] = [:]
  /// The datasets that have a record which cannot be read.
  package var damagedRecords: Set<String> = []
  package var records = 0
  package var snapshots = 0
  package var bytes = 0
  /// What is missing or not what was stored.
  package var damage: [Problem] = []
  /// Files that no record names, or that are no files of the archive: harmless.
  package var remarks: [(path: String, what: String)] = []
}

extension Archive {
  /// Reads every file of the archive and holds it against its name and its record. Changes nothing, and needs no lock.
  ///
  /// - Parameters:
  ///   - shouldStop: asked before each file; the survey ends early where it says so.
  ///   - progress: told of the bytes read so far.
  package func survey(shouldStop: () -> Bool, progress: (Int) -> Void) throws -> ArchiveSurvey {
    var survey = ArchiveSurvey()
    for dataset in try Files.names(in: folder) where Files.isFolder(folder + "/" + dataset) {
      try look(into: dataset, &survey, shouldStop, progress)
    }
    for path in try temporaryFiles() {
      survey.remarks.append((path, "is what a killed run left half-written; the next run removes it"))
    }
    return survey
  }

  private func look(
    into dataset: String, _ survey: inout ArchiveSurvey, _ shouldStop: () -> Bool, _ progress: (Int) -> Void
  ) throws {
    let place = folder + "/" + dataset
    let names = try Files.names(in: place).filter { !isTemporary($0) }
    var checked: [String: SnapshotCondition] = [:]
    for name in names where name.hasSuffix(".json") && isRecord(name) {
      survey.records += 1
      let edition: Edition
      do {
        edition = try read(place + "/" + name, dataset: dataset)
      } catch var problem as Problem {
        if let way = wayBack(record: name, names, dataset) { problem.remedy = way }
        survey.damagedRecords.insert(dataset)
        survey.damage.append(problem)
        continue
      }
      survey.editions[dataset, default: []].append(edition)
      for snapshot in edition.snapshots {
        if shouldStop() { return }
        if checked[snapshot.file] == nil {
          let condition = try condition(of: snapshot, isFresh: true)
          checked[snapshot.file] = condition
          survey.snapshots += 1
          survey.bytes += snapshot.bytes
          progress(survey.bytes)
          if let problem = problem(condition, snapshot, edition) { survey.damage.append(problem) }
        }
        if checked[snapshot.file] == .intact, Files.size(path(of: snapshot)) != snapshot.bytes {
          survey.damage.append(
            Problem(
              .badInput, at: place + "/" + name,
              "says \(snapshot.bytes) bytes of \(snapshot.file), which has its hash but another size",
              remedy: "something changed the record; put it back from a backup"))
        }
      }
    }
    survey.editions[dataset]?.sort(by: Edition.precedes)
    for name in names where name == Self.decisionsFolder {
      for decision in try Files.names(in: "\(place)/\(name)") {
        do { _ = try readDecision("\(place)/\(name)/\(decision)", dataset) } catch let problem as Problem {
          survey.damage.append(problem)
        }
      }
    }
    for name in names
    where name != Self.decisionsFolder && !(name.hasSuffix(".json") && isRecord(name))
      && checked["\(dataset)/\(name)"] == nil
    {
      survey.remarks.append((place + "/" + name, remark(name)))
    }
  }

  private func remark(_ name: String) -> String {
    if name.hasSuffix(".damaged") { return "was set aside when the right bytes came back; it may be deleted" }
    let stem = name.prefix { $0 != "." }
    if stem.utf8.count == 64, stem.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) {
      return "is named by no record: a run was ended between the bytes and their record; harmless"
    }
    return "is no file of the archive"
  }

  /// How a record that cannot be read can be made again: the name of its file tells the date and the first snapshot.
  private func wayBack(record name: String, _ names: [String], _ dataset: String) -> String? {
    let parts = name.dropLast(".json".count).split(separator: "_")
    guard parts.count == 3, let file = names.first(where: { $0.hasPrefix(parts[2]) && !isRecord($0) }) else {
      return nil
    }
    return "put it back from a backup; without one move it away, then make the edition again from its bytes: "
      + "soundings add \(dataset) \(folder)/\(dataset)/\(file) --published \(parts[0]) (a bundled or curated one: "
      + "soundings run --offline \(dataset))"
  }

  /// Half-written files: copies on their way in, and records before they got their name.
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

  /// Lays the archive out in another folder by links: what is stored there leaves this one as it is.
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
