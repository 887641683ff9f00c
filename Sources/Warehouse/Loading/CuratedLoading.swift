import GRDB
import Manifest
import Model

extension Session {
  /// Loads a curated file: one edition for each day on which a source reported something. A file in which we made a
  /// mistake is held as a whole.
  func loadCurated(
    _ table: HistoryTable, _ edition: Edition, today: Day, shouldStop: @escaping () -> Bool,
    open: @escaping PageOpener
  ) throws -> [LoadedEdition] {
    let dataset = table.dataset
    var report = NormalizingReport()
    var results: [LoadedEdition] = []
    var guards = GuardCheck(dataset: dataset, edition: edition)
    try db.execute(sql: "savepoint edition")
    do {
      let collected = CuratedRows(dataset)
      report = try normalize(dataset, edition, shouldStop: shouldStop, open: open) { try collected.collect(from: $0) }
      let days = collected.days()
      var whole = LoadedEdition(dataset: dataset.name, ordinal: 1, edition: edition, state: .loaded)
      var duplicates: [Quarantined] = []
      for (i, day) in days.enumerated() {
        guard day.day <= today else {
          throw Problem(
            .badInput, at: "\(dataset.folder)/curated.csv, record \(day.firstRecord)",
            "reported_on \(day.day) lies in the future", remedy: "give the day on which the source reported it")
        }
        var dated = edition
        dated.published = PublishedDate(day.day)
        var loader = try EditionLoader(table, edition: dated, ordinal: i + 1, removes: false, repeated: nil, db: db)
        try loading(&loader, table, dated, ordinal: i + 1, removes: false) { try $0.load(from: day.queue()) }
        try loader.finish(coveredBefore: [])
        var result = loader.result
        result.records = day.count
        // The records of the whole file in quarantine are reported once, with its last day.
        let quarantined = loader.quarantined + (i == days.count - 1 ? report.quarantined : [])
        result.quarantined = quarantined.count
        if i == days.count - 1 { result.marks = guards.marks(report) }
        try record(result, of: dataset, identity: edition.identity, coverage: loader.coverage, quarantined: quarantined)
        results.append(result)
        whole.rows += result.rows
        duplicates += loader.quarantined
      }
      try guards.check(whole, report, duplicates: duplicates, coverage: [], before: [:]) { _ in nil }
      try db.execute(sql: "release edition")
      return results
    } catch {
      guard let hold = Self.hold(error) else { throw error }
      try rollBack(to: "edition")
      var held = LoadedEdition(dataset: dataset.name, ordinal: 1, edition: edition, state: .held)
      held.hold = hold
      held.records = report.records
      held.quarantined = report.quarantinedCount
      try record(held, of: dataset, coverage: [], quarantined: report.quarantined)
      return [held]
    }
  }
}
