import Publishing
import Runs
import Words

extension RebuildReport {
  var text: String {
    let table = TextTable.rendered(
      headers: ["dataset", "editions", "held", "rows"],
      rows: lines.map {
        [$0.dataset, NumberText.grouped($0.editions), NumberText.grouped($0.held), NumberText.grouped($0.rows)]
      },
      alignments: [.fixed, .right, .right, .right], width: Output.width)
    return table + "\n\(tables.count) tables in \(exportsFolder): "
      + (changed.isEmpty ? "every file is as it was" : "\(changed.count) files written")
      + (runs > 0 ? "; \(NumberText.grouped(runs)) runs of the ledger carried over" : "")
  }
}
