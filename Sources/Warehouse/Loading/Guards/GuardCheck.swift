import Manifest
import Model

/// The guards of a dataset, held against what an edition brought. A tripped guard throws: the edition does not become current.
struct GuardCheck {
  let dataset: DatasetManifest
  let edition: Edition

  func check(
    _ result: LoadedEdition, _ report: NormalizingReport, duplicates: [Quarantined],
    coverage: [PartitionFacts], before: [String: CoveredPartition]
  ) throws {
    let guards = dataset.guards
    if let end = report.openEnd, end.isDefective || dataset.readings.contains(where: \.requiresFinalNewline) {
      let page = edition.snapshots.count > 1 ? " of page \(end.page)" : ""
      throw held(
        "the file ends in the middle of record \(end.record)\(page): it was cut off on its way",
        remedy: "fetch the whole file again and compare its size with the publisher's; then add it, "
          + "or: soundings run \(dataset.name)")
    }
    if !report.unnamedColumns.isEmpty { throw unnamed(report) }
    if guards.newValues == .stop, let first = report.quarantined.first(where: \.isNewCategory) {
      let all = Set(report.quarantined.filter(\.isNewCategory).map { "\($0.column ?? "") \"\($0.value ?? "")\"" })
      throw held(
        "record \(first.record)\(page(first)), column \(first.column ?? ""): \"\(first.value ?? "")\" \(first.reason)"
          + (all.count > 1 ? " (\(all.count) new values in all)" : ""),
        remedy: first.isOtherForm
          ? "add normalize: nfc to columns.\(first.column ?? "") in \(dataset.manifestPath), so that both forms are one, "
            + "then: soundings run \(dataset.name)"
          : "if the publisher really added it, write it under columns.\(first.column ?? "").one_of in "
            + "\(dataset.manifestPath), then: soundings run \(dataset.name)")
    }
    if let first = duplicates.first {
      throw held(
        "\(duplicates.count) record\(duplicates.count == 1 ? " repeats" : "s repeat") the key of another, the first is record "
          + "\(first.record)\(page(first)): \(first.column ?? "") = \(first.value ?? "")",
        remedy:
          "if the rows are really different things, name what sets them apart under key in \(dataset.manifestPath), "
          + "then: soundings run \(dataset.name)")
    }
    if report.records == 0 || result.rows == 0 {
      let why = report.quarantined.first.map(describe)
      throw held(
        report.records == 0
          ? "holds no records" : "not one of its \(report.records) records keeps the contract; \(why ?? "")",
        remedy: "look at the file; if its form changed, mend read and columns in \(dataset.manifestPath)")
    }
    // Each line that a defective record swallowed may have been a record.
    let share =
      100 * Double(report.quarantinedCount + report.buriedLines) / Double(max(1, report.records + report.buriedLines))
    if share > guards.quarantinePercent, let first = report.quarantined.first {
      let buried =
        report.buriedLines == 0
        ? "" : " and bury \(report.buriedLines) more line\(report.buriedLines == 1 ? "" : "s")"
      throw held(
        "\(report.quarantinedCount) of \(report.records) records break the contract\(buried), more than "
          + "\(guards.quarantinePercent)%; \(describe(first))",
        remedy: "mend normalize.sql or columns in \(dataset.manifestPath), or raise guards.quarantine_pct, "
          + "then: soundings run \(dataset.name)")
    }
    if let minimum = guards.minimumRows, result.rows < minimum {
      throw held("\(result.rows) rows, at least \(minimum) were expected", remedy: rowsRemedy)
    }
    if let maximum = guards.maximumRows, result.rows > maximum {
      throw held("\(result.rows) rows, at most \(maximum) were expected", remedy: rowsRemedy)
    }
    if let percent = guards.shrinkPercent {
      for facts in coverage {
        let (partition, rows) = (facts.partition, facts.rows)
        guard let old = before[partition]?.rows, Double(rows) < Double(old) * (1 - percent / 100) else { continue }
        throw held(
          "\(partition.isEmpty ? "the edition" : partition) has \(rows) rows where the edition before had \(old), "
            + "a loss of more than \(percent)%",
          remedy: "if the publisher really dropped them, raise guards.shrink_pct in \(dataset.manifestPath), "
            + "then: soundings run \(dataset.name)")
      }
    }
  }

  /// A key that some records leave out is not said there; one that all of them leave out was renamed or dropped.
  private func unnamed(_ report: NormalizingReport) -> Problem {
    let names = report.unnamedColumns.map { "'\($0)'" }.joined(separator: ", ")
    let pages = report.pages == 1 ? "page 1" : "pages 1 to \(report.pages)"
    return held(
      "the key\(report.unnamedColumns.count == 1 ? " \(names) is" : "s \(names) are") in none of the "
        + "\(report.records) record\(report.records == 1 ? "" : "s") (\(pages)), and read.header declares "
        + (report.unnamedColumns.count == 1 ? "it" : "them"),
      remedy: "if the publisher renamed it, correct read.header in \(dataset.manifestPath); if it is gone for good, "
        + "add it to read.optional; then: soundings run \(dataset.name)")
  }

  /// The guards on values and keys; last, because they speak of an edition that is sound otherwise.
  func checkMovements(
    _ movements: Movements, _ coverage: [PartitionFacts], before: [String: CoveredPartition],
    vanished: (_ column: String, _ removed: Set<String>) throws -> (gone: [String], known: Int)?
  ) throws {
    let check = MovementCheck(dataset: dataset, coverage: coverage, before: before, movements: movements)
    guard let (what, remedy) = try check.finding(vanished: vanished) else { return }
    throw held(what, remedy: remedy)
  }

  private var rowsRemedy: String {
    "look at the file; if the publisher really changed it, mend guards.rows in \(dataset.manifestPath), "
      + "then: soundings run \(dataset.name)"
  }

  private func held(_ what: String, remedy: String) -> Problem {
    Problem(.badInput, at: "\(dataset.name), edition of \(edition.name)", what, remedy: remedy)
  }

  private func page(_ item: Quarantined) -> String {
    edition.snapshots.count > 1 ? " of page \(item.page)" : ""
  }

  private func describe(_ item: Quarantined) -> String {
    guard let column = item.column else { return "record \(item.record)\(page(item)): \(item.reason)" }
    return "record \(item.record)\(page(item)), column \(column): "
      + (item.value.map { "\"\(Self.cut($0))\" " } ?? "") + item.reason
  }

  private static func cut(_ text: String) -> String {
    text.count > 60 ? text.prefix(60) + "…" : text
  }
}
