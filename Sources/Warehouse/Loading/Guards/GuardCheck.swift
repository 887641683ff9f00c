import Manifest
import Model
import Words

/// Compares what an edition brought with the guards of its dataset. A guard that trips throws a ``Hold``: the edition does not
/// become current.
struct GuardCheck {
  let dataset: DatasetManifest
  let edition: Edition
  /// The objections of the guards to an edition that a person accepted.
  private(set) var overruled: [String] = []

  init(dataset: DatasetManifest, edition: Edition) {
    self.dataset = dataset
    self.edition = edition
  }

  mutating func check(
    _ result: LoadedEdition, _ report: NormalizingReport, duplicates: [Quarantined],
    coverage: [PartitionFacts], before: [String: CoveredPartition],
    weight: (_ negligible: Double?) throws -> QuarantineWeight?
  ) throws {
    let guards = dataset.guards
    if let end = report.openEnd, end.isDefective || dataset.readings.contains(where: \.requiresFinalNewline) {
      let page = edition.snapshots.count > 1 ? " of page \(end.page)" : ""
      throw held(
        .cutShort, "the file ends in the middle of record \(end.record)\(page): it was cut off in transit",
        remedy: edition.origin == .fetched
          ? "ask for the whole file again: soundings run \(dataset.name)"
          : "get the whole file from the publisher, compare its size, and add that: soundings add \(dataset.name) FILE")
    }
    if !report.unnamedColumns.isEmpty { throw unnamed(report) }
    if guards.newValues == .stop, let first = report.quarantined.first(where: \.isNewCategory) {
      let all = Set(report.quarantined.filter(\.isNewCategory).map { "\($0.column ?? "") \"\($0.value ?? "")\"" })
      throw held(
        .newValue,
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
        .duplicateKey,
        "\(duplicates.count) \(English.form(duplicates.count, "record repeats", plural: "records repeat")) the key of another, "
          + "the first is record "
          + "\(first.record)\(page(first)): \(first.column ?? "") = \(first.value ?? "")",
        remedy:
          "if the rows really differ, name the column that distinguishes them under key in \(dataset.manifestPath), "
          + "then: soundings run \(dataset.name)")
    }
    if report.records == 0 || result.rows == 0 {
      let first = report.quarantined.first
      let why = first.map(describe)
      let cure = first.map(QuarantineCheck(dataset: dataset, edition: edition, report: report).cure)
      throw held(
        .noRows,
        report.records == 0
          ? "holds no records" : "not one of its \(report.records) records keeps the contract; \(why ?? "")",
        remedy: cure ?? "look at the file; if its form changed, fix read and columns in \(dataset.manifestPath)")
    }
    let quarantine = QuarantineCheck(dataset: dataset, edition: edition, report: report)
    if let (what, remedy) = try quarantine.finding(weight: weight, describe: describe) {
      try trip(.quarantine, what, remedy: remedy)
    }
    let byDay = guards.minimumRowsByDay.filter { $0.key <= edition.day }.values.max()
    if let minimum = [guards.minimumRows, byDay].compactMap(\.self).max(), result.rows < minimum {
      try trip(.rows, "\(result.rows) rows, at least \(minimum) were expected", remedy: rowsRemedy)
    }
    if let maximum = guards.maximumRows, result.rows > maximum {
      try trip(.rows, "\(result.rows) rows, at most \(maximum) were expected", remedy: rowsRemedy)
    }
    if let percent = guards.shrinkPercent {
      for facts in coverage {
        let (partition, rows) = (facts.partition, facts.rows)
        guard let old = before[partition]?.rows, Double(rows) < Double(old) * (1 - percent / 100) else { continue }
        try trip(
          .rows,
          "\(partition.isEmpty ? "the edition" : partition) has \(rows) rows where the edition before had \(old), "
            + "a loss of more than \(percent)%",
          remedy:
            "\(edition.compareOrAccept); if this will happen again, "
            + "raise guards.shrink_pct in \(dataset.manifestPath)")
      }
    }
  }

  /// A key that some records leave out is not stated there; one that all of them leave out was renamed or dropped.
  private func unnamed(_ report: NormalizingReport) -> Hold {
    let n = report.unnamedColumns.count
    let names = report.unnamedColumns.map { "'\($0)'" }.joined(separator: ", ")
    let pages = report.pages == 1 ? "page 1" : "pages 1 to \(report.pages)"
    return held(
      .drift,
      "the \(English.form(n, "key")) \(names) \(English.form(n, "is", plural: "are")) in none of the "
        + "\(report.records) \(English.form(report.records, "record")) (\(pages)), and read.header declares "
        + English.form(n, "it", plural: "them"),
      remedy: "if the publisher renamed it, correct read.header in \(dataset.manifestPath); if it is gone for good, "
        + "add it to read.optional; then: soundings run \(dataset.name)")
  }

  /// - Parameter contradiction: what in the file contradicts its name, in words.
  func checkClaim(_ contradiction: String?) throws {
    guard let contradiction else { return }
    throw held(
      .behindItsName, contradiction,
      remedy: edition.origin == .fetched
        ? "ask for the whole file again: soundings run \(dataset.name); if it comes the same, wait for the publisher's next one: the "
          + "edition before this one stays in use"
        : "get the whole file from the publisher, compare its size, and add that: soundings add \(dataset.name) FILE")
  }

  /// The guards on values and keys. They come last, because they assume an edition that is otherwise sound.
  mutating func checkMovements(
    _ movements: Movements, _ coverage: [PartitionFacts], before: [String: CoveredPartition],
    gain: @escaping (PartitionFacts) throws -> NewRows.Gain?,
    vanished: (_ column: String, _ removed: Set<String>) throws -> (gone: [String], known: Int)?
  ) throws {
    let check = MovementCheck(
      dataset: dataset, edition: edition, coverage: coverage, before: before, movements: movements, gain: gain)
    guard let (what, remedy) = try check.finding(vanished: vanished) else { return }
    try trip(.values, what, remedy: remedy)
  }

  /// - Parameter moved: a group within a partition that moved too far, in words.
  mutating func checkGroups(_ moved: String?) throws {
    guard let moved else { return }
    try trip(
      .values, moved,
      remedy:
        "\(edition.compareOrAccept); if this will happen again, set "
        + "guards.moved_by in \(dataset.manifestPath)")
  }

  /// - Parameter shared: a name that two codes have, in words.
  mutating func checkLabels(_ shared: String?) throws {
    guard let shared else { return }
    try trip(
      .values, shared,
      remedy:
        "\(edition.compareOrAccept); if several codes may share "
        + "a name, write names: none under the column in \(dataset.manifestPath)")
  }

  /// The marks for movements of values that are reported but do not hold the edition.
  func movementMarks(
    _ movements: Movements, _ coverage: [PartitionFacts], before: [String: CoveredPartition]
  ) -> [EditionMark] {
    MovementMarks(dataset: dataset, edition: edition, coverage: coverage, before: before, movements: movements).all
  }

  /// - Parameter holding: the publisher's totals that differ from the sums of its rows, or that the edition does not state, in words.
  mutating func checkTotals(_ holding: [String]) throws {
    guard let first = holding.first else { return }
    try trip(
      .controlTotal, first + (holding.count > 1 ? "; so it is with \(holding.count - 1) more" : ""),
      remedy: "\(edition.compareOrAccept); where its totals stand is said under totals in \(dataset.manifestPath)")
  }

  private var rowsRemedy: String {
    "\(edition.compareOrAccept); if this is so from now on, "
      + "correct guards.rows in \(dataset.manifestPath)"
  }

  /// Holds the edition, unless a person accepted it and the reason is one that can be accepted.
  private mutating func trip(_ reason: HoldReason, _ what: String, remedy: String) throws {
    guard edition.acceptance != nil, reason.canBeAccepted else { throw held(reason, what, remedy: remedy) }
    overruled.append(what)
  }

  private func held(_ reason: HoldReason, _ what: String, remedy: String) -> Hold {
    // Nobody accepts or withdraws the desk's own rows: they are corrected.
    let remedy =
      dataset.isCurated
      ? "correct \(dataset.folder)/curated.csv, or what \(dataset.manifestPath) asks of it; then: soundings run --offline "
        + dataset.name : remedy
    let place = "\(dataset.name), \(Edition.title(edition.name, edition.origin))"
    return Hold(reason, Problem(.badInput, at: place, what, remedy: remedy))
  }

  private func page(_ item: Quarantined) -> String {
    edition.snapshots.count > 1 ? " of page \(item.page)" : ""
  }

  /// What must be stated beside every number that rests on the edition.
  func marks(_ report: NormalizingReport) -> [EditionMark] {
    var marks: [EditionMark] = []
    if let first = report.quarantined.first {
      let count = report.quarantinedCount
      marks.append(
        EditionMark(
          .recordsMissing, records: count,
          "\(English.count(count, "record")) \(English.form(count, "is", plural: "are")) in quarantine and missing from every sum; "
            + English.form(count, "it is ", plural: "the first is ") + describe(first)))
    }
    if let acceptance = edition.acceptance {
      let against = overruled.isEmpty ? "" : " although \(overruled.joined(separator: "; "))"
      marks.append(
        EditionMark(
          .accepted, records: 0, "accepted on \(acceptance.decidedAt.prefix(10))\(against) (\(acceptance.reason))"))
    }
    return marks
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
