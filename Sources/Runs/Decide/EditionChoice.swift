import Archive
import Manifest
import Model
import Warehouse

/// Finds the edition that a person means.
struct EditionChoice {
  let project: Project
  let manifest: DatasetManifest
  let kind: Decision.Kind

  init(_ project: Project, _ manifest: DatasetManifest, for kind: Decision.Kind) {
    self.project = project
    self.manifest = manifest
    self.kind = kind
  }

  /// - Parameter name: a published date, an edition's name, or the first 8 or more characters of a snapshot's SHA-256.
  /// - Throws: ``Problem`` if there is no such edition, or several that the decision could be about.
  func edition(named name: String) throws -> Edition {
    let editions = try editions()
    guard !editions.isEmpty else {
      try project.requireOwnArchive()
      throw Problem(
        .usage, at: manifest.name, "the archive has no edition of it",
        remedy: "bring one in first: soundings run \(manifest.name), or soundings add \(manifest.name) FILE")
    }
    let named = editions.filter { matches($0, name) }
    let candidates = named.count > 1 ? try undecided(named) : named
    // A decision is about bytes under a date: it concerns all editions that have both.
    let meant = Set(candidates.map { [$0.published.description] + $0.hashes })
    if let last = candidates.last, meant.count == 1 { return last }
    guard let first = (candidates.isEmpty ? named : candidates).first else {
      // An older copy of the archive may lack it.
      try ExportedEditions(project).requireArchived()
      let known = editions.suffix(5).map { $0.published.description }.joined(separator: ", ")
      throw Problem(
        .usage, at: manifest.name, "has no edition '\(name)'",
        remedy: "name one by its published date; the newest are: \(known)")
    }
    throw Problem(
      .usage, at: manifest.name, "\(named.count) editions are named '\(name)'",
      remedy: "name one of them: "
        + (candidates.isEmpty ? [first] : candidates).map {
          "soundings \(kind.rawValue) \(manifest.name) \(only($0, of: editions)) --reason \"...\""
        }
        .joined(separator: ", or "))
  }

  /// What names an edition and no other: its file's hash, or its date where the same bytes came twice.
  private func only(_ edition: Edition, of all: [Edition]) -> String {
    let isShared = all.contains { $0.shortHash == edition.shortHash && $0.published != edition.published }
    guard isShared else { return edition.shortHash }
    return "\(edition.published)/\(edition.shortHash)"
  }

  /// What the archive holds, and for a withdrawal also what is in use although its record was lost.
  private func editions() throws -> [Edition] {
    let archived = try project.archive.editions(of: manifest.name)
    guard kind == .withdraw, project.hasWarehouse else { return archived }
    return try project.openWarehouse(warns: false).read { session in
      let lost = try project.missingEditions(of: manifest, try session.ledgerEditions(of: manifest.name))
      return try archived
        + session.editions(of: manifest.name).compactMap { facts in
          let edition = facts.edition(
            of: manifest.name, try session.snapshots(of: manifest.name, ordinal: facts.ordinal))
          return lost.contains { $0.hashes == edition.hashes } ? edition : nil
        }
    }
  }

  private func matches(_ edition: Edition, _ name: String) -> Bool {
    if let slash = name.firstIndex(of: "/") {
      return matches(edition, String(name[..<slash])) && matches(edition, String(name[name.index(after: slash)...]))
    }
    return edition.published.description == name || edition.name == name || edition.dayOfFetch?.description == name
      // The day that run and status show for an edition of a month.
      || edition.day.description == name
      || (name.utf8.count >= 8 && edition.snapshots.contains { $0.sha256.hasPrefix(name.lowercased()) })
  }

  /// Of several editions with one name, those that the decision would affect: for an acceptance those that are held or
  /// reported, for a withdrawal those that are not withdrawn.
  private func undecided(_ editions: [Edition]) throws -> [Edition] {
    switch kind {
    case .withdraw: return project.archive.decided(editions, try project.archive.decisions(on: manifest.name))
    case .accept:
      guard project.hasWarehouse else { return editions }
      return try project.openWarehouse(warns: false).read { session in
        let facts = try session.editions(of: manifest.name).filter { edition in
          edition.state == .held || edition.isReported
        }
        return try editions.filter { edition in
          try facts.contains {
            try session.snapshots(of: manifest.name, ordinal: $0.ordinal).map(\.sha256) == edition.hashes
          }
        }
      }
    }
  }

  /// Whether the same was decided before, and could not be brought into the warehouse: a full disk, say. Nothing is decided again then.
  func isWaiting(_ edition: Edition, _ warehouse: Warehouse) throws -> Bool {
    guard
      let last = try project.archive.namedDecisions(on: manifest.name).last(where: { $0.decision.concerns(edition) }),
      last.decision.kind == kind
    else { return false }
    return try !warehouse.read { try $0.appliedDecisions(of: manifest.name) }.contains { $0.name == last.name }
  }

  /// - Throws: ``Problem`` if the decision would change nothing, or cannot be made.
  func requireSense(_ edition: Edition, _ run: ActiveRun) throws {
    let place = "\(manifest.name), edition of \(edition.name)"
    let last = try project.archive.decisions(on: manifest.name).last { $0.concerns(edition) }
    if let last, last.kind == kind {
      throw Problem(
        .usage, at: place,
        "was \(kind.participle) on \(last.decidedAt.prefix(10)): \(last.reason)",
        remedy:
          "nothing is left to do; to undo it: soundings \(kind == .accept ? "withdraw" : "accept") \(manifest.name) "
          + "\(edition.shortHash) --reason \"...\"")
    }
    guard kind == .accept else { return }
    if last?.kind == .withdraw {
      // It is in use nowhere: what a guard says of it is known only when it was loaded.
      if let hold = try rehearsed(edition, run, isAccepted: true) { try requireAcceptable(hold, at: place) }
      return
    }
    let facts = try run.warehouse.read { session in
      try session.editions(of: manifest.name).first { known in
        try session.snapshots(of: manifest.name, ordinal: known.ordinal).map(\.sha256) == edition.hashes
          // Its name tells more where the archive has a twin that was withdrawn, and that does not count there.
          && known.dated == edition.dated
      }
    }
    guard let facts else {
      throw Problem(
        .failed, at: place, "is not loaded yet, so that nothing says whether it is held",
        remedy: "load it: soundings run --offline \(manifest.name)")
    }
    if let hold = facts.hold { try requireAcceptable(hold, at: place) }
    // A wrong time of the fetch stops every run until a person takes the edition as it is.
    let isAhead = edition.fetchedAt > ClockCheck(project).limit
    // The record of an acceptance may be lost.
    let isUndecided = facts.acceptance != nil && last == nil
    guard facts.state != .held, !isAhead, !isUndecided, !facts.marks.contains(where: { $0.kind.isReported }) else {
      return
    }
    // In use, and held as soon as the folder as it is now counts.
    if let hold = try rehearsed(edition, run, isAccepted: false) { return try requireAcceptable(hold, at: place) }
    throw Problem(
      .usage, at: place, "is neither held nor reported: there is nothing to accept",
      remedy: "see what is: soundings status \(manifest.name)")
  }

  private func requireAcceptable(_ hold: Hold, at place: String) throws {
    guard !hold.reason.canBeAccepted else { return }
    throw Problem(.badInput, at: place, "cannot be accepted: \(hold.problem.what)", remedy: hold.problem.remedy)
  }

  /// Why the edition would be held if everything was loaded now; nil if it would not.
  ///
  /// - Parameter isAccepted: as if a person had taken it.
  private func rehearsed(_ edition: Edition, _ run: ActiveRun, isAccepted: Bool) throws -> Hold? {
    var decisions = try project.archive.decisions(on: manifest.name)
    if isAccepted { decisions.append(Decision(.accept, on: edition, reason: "", decidedAt: run.startedAt)) }
    let editions = project.archive.decided(try project.archive.editions(of: manifest.name), decisions)
    return try LoadRehearsal(run: run, dataset: manifest).held(among: editions)
      .first { $0.edition.isSame(as: edition) }?.hold
  }
}
