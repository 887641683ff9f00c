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
    return table + "\n\(English.count(tables.count, "table")) in \(exportsFolder): "
      + (changed.isEmpty ? "no file changed" : "\(English.count(changed.count, "file")) written")
      + (runs > 0 ? "; \(English.count(runs, "run")) of the ledger kept" : "")
  }
}
