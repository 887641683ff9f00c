import Model
import Publishing
import Runs
import Words

extension StatusReport {
  /// The datasets as a table, then failures, held editions, decisions and records in quarantine.
  func text(listsQuarantine: Bool) -> String {
    var text = TextTable.rendered(
      headers: [
        "dataset", "state", "edition in use", "published", "age in days", "rows", "quarantined", "expected by",
        "next due",
      ],
      rows: datasets.map { line in
        [
          line.dataset, line.state.rawValue, line.edition ?? "–", line.published?.description ?? "–",
          line.ageDays.map(NumberText.grouped) ?? "–", NumberText.grouped(line.rows),
          NumberText.grouped(line.quarantined),
          line.expectedBy?.description ?? "–", line.nextDue?.description ?? (line.isAddOnly ? "add only" : "–"),
        ]
      }, alignments: [.fixed, .fixed, .fixed, .fixed, .right, .right, .right, .fixed, .fixed], width: Output.width,
      leftOut: [2, 7, 6])
    for failure in failures { text += "\nthe last run of \(failure.pipeline) failed: \(failure.problem)\n" }
    for line in datasets {
      if let why = line.heldBecause { text += "\nheld: \(why)\n" }
      for problem in line.alsoHeld { text += "\nalso held: \(problem)\n" }
      for problem in line.reported { text += "\nreported: \(problem)\n" }
      for problem in line.unmatchedLinks { text += "\nnot matched: \(problem)\n" }
      for decision in line.decisions {
        text +=
          "\n\(decision.words): \(line.dataset), edition of \(decision.edition): "
          + "\(decision.reason)\n"
      }
      guard listsQuarantine else { continue }
      for item in line.quarantine {
        let value = item.column.map { "\($0): \"\(item.value ?? "")\" " } ?? ""
        text += "quarantined: \(item.file), record \(item.record), \(value)\(item.reason)\n"
      }
    }
    return text
  }
}
