import Publishing
import Runs
import Words

extension TablesVerb.Report {
  var text: String {
    TextTable.rendered(
      headers: ["table", "title", "grain", "unit", "rows"],
      rows: tables.map {
        [$0.table, $0.title, $0.grain, $0.units.joined(separator: ", "), $0.rows.map(NumberText.grouped) ?? "–"]
      }, alignments: [.fixed, .left, .left, .left, .right], width: Output.width, leftOut: [3, 2])
  }
}
