import Model
import System

/// Times in the archive's records that a machine's clock gave, and that the clock of today contradicts.
extension Archive {
  /// A time as the names of records have it, `YYYYMMDDTHHMMSSZ`.
  static func stamp(_ time: String) -> String { time.filter { $0.isNumber || $0 == "T" || $0 == "Z" } }

  /// The time of a new record, which comes after the one before it, also where that one's clock was ahead: of records that two machines
  /// wrote, the later one counts.
  static func time(_ now: String, after last: String?) -> String {
    guard let last, now <= last else { return now }
    return WallClock(at: last).map { WallClock.text($0.secondsSince1970() + 1) } ?? last
  }

  /// The editions of all datasets that a record dates after `time`, by their fetch or by their publication, unless a person knew of it:
  /// withdrew the edition, or accepted it at an earlier time than that of its fetch.
  ///
  /// The names of the records say which they are, so that nothing is read where there is none. A record that cannot be read is left
  /// to those who load it.
  ///
  /// - Parameter time: UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package func editionsDated(after time: String) throws -> [Edition] {
    guard Files.isFolder(folder) else { return [] }
    let stamp = Self.stamp(time)
    return try datasetFolders().flatMap { dataset in
      let names = try Files.names(in: folder + "/" + dataset).filter { name in
        guard name.hasSuffix(".json"), isRecord(name) else { return false }
        let parts = name.split(separator: "_")
        return parts.count > 1 && parts[1] > stamp
          || (PublishedDate(parts[0])?.firstDay.description ?? "") > time.prefix(10)
      }
      guard !names.isEmpty else { return [Edition]() }
      let decisions = (try? decisions(on: dataset)) ?? []
      return names.compactMap { try? read("\(folder)/\(dataset)/\($0)", dataset: dataset) }.filter { edition in
        guard let last = decisions.last(where: { $0.concerns(edition) }) else { return true }
        return last.kind == .accept && last.decidedAt >= edition.fetchedAt
      }
    }
  }

  /// A dataset's editions, apart from those that were fetched under a clock that was ahead and that a person took back: their bytes may
  /// come again, and are new then.
  ///
  /// - Parameter time: now, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package func editionsWithoutTakenBack(
    of dataset: String, at time: String
  ) throws -> (kept: [Edition], takenBack: [Edition]) {
    let all = try editions(of: dataset)
    guard all.contains(where: { $0.fetchedAt > time }) else { return (all, []) }
    let decisions = try decisions(on: dataset)
    let isTakenBack = { (edition: Edition) in
      edition.fetchedAt > time && decisions.last { $0.concerns(edition) }?.kind == .withdraw
    }
    return (all.filter { !isTakenBack($0) }, all.filter(isTakenBack))
  }
}
