import Manifest
import Model
import Publishing
import Runs
import Words

/// The text and the CSV of a difference.
enum DiffOutput {
  /// At most so many changes of each kind are in the text, counted apart for the dataset's main number and for the others of
  /// each unit, so that milligrams take no place from events; of an added or removed row only the first one. Of sums, so many
  /// for each column. JSON and CSV contain all of them.
  private static let shown = 20

  static func csv(_ report: DiffVerb.Report) -> [UInt8] {
    let key = report.dataset.key
    func kind(_ name: String) -> TableColumn.Kind {
      report.dataset.columns.first { $0.name == name }.flatMap { TableColumn.Kind(rawValue: $0.kind.rawValue) } ?? .text
    }
    // The columns `old` and `new` may contain numbers or texts, so their kind is text.
    var columns = [TableColumn(name: "change", kind: .text, description: "")]
    columns += key.map { TableColumn(name: $0, kind: kind($0), description: "") }
    columns += ["column", "old", "new"].map { TableColumn(name: $0, kind: .text, description: "") }
    columns.append(TableColumn(name: "difference", kind: .integer, description: ""))
    columns.append(TableColumn(name: "percent", kind: .decimal, decimals: 4, description: ""))
    let rows = report.differences.changes.map { change in
      [.text(change.kind.rawValue)] + change.key.map(\.value) + [
        .text(change.column), text(change.old), text(change.new),
      ]
        + [difference(change), change.percent.map(Value.real) ?? .null]
    }
    let manifest = TableManifest(
      name: "diff", pipeline: "", path: "", grain: "", title: "", columns: columns, notes: [], sql: "")
    return CSVWriter.bytes(
      of: TableResult(table: "diff", columns: columns.map(\.name), rows: rows, asOf: nil, sources: []),
      manifest: manifest)
  }

  private static func text(_ value: Value) -> Value {
    switch value {
    case .integer(let n): .text(String(n))
    default: value
    }
  }

  /// NULL if it is too large for a column of integers.
  private static func difference(_ change: DatasetDifferences.Change) -> Value {
    change.difference.flatMap { Int64(exactly: $0.units) }.map { .integer($0) } ?? .null
  }

  static func text(_ report: DiffVerb.Report) -> String {
    let d = report.differences
    var text = "\(report.dataset.name): "
    text += report.fromEdition.map { "from the edition of \(DateWords.amid(DateWords.edition($0)))" } ?? "from nothing"
    text += report.toEdition.map { " to the edition of \(DateWords.edition($0))\n" } ?? " to nothing\n"
    text += English.rows(d.counts, alwaysNaming: [.added, .removed, .revised])
    text +=
      "\n" + notAdded(report.dataset, d) + partitions(d.partitions)
      + changes(d.changes, headline: headline(report.dataset))
    return text
  }

  /// Says why a number has no sums: it would look forgotten.
  private static func notAdded(_ dataset: DatasetManifest, _ d: DatasetDifferences) -> String {
    let added = dataset.addedIndices
    let names = dataset.measuredIndices.filter { !added.contains($0) }.map { dataset.columns[$0].name }
    guard d.counts.total > 0, !names.isEmpty else { return "" }
    return Paragraph.wrapped(
      "No sums of \(English.list(names)): \(names.count == 1 ? "it does" : "they do") not add up over these rows.",
      to: Output.width)
  }

  private static func headline(_ dataset: DatasetManifest) -> String? {
    dataset.compared.headline.map { dataset.columns[$0].name }
  }

  private static func partitions(_ sums: [DatasetDifferences.PartitionSum]) -> String {
    guard !sums.isEmpty else { return "" }
    var counts: [String: Int] = [:]
    let lines = sums.filter { sum in
      counts[sum.column, default: 0] += 1
      return counts[sum.column, default: 0] <= shown
    }
    let table = TextTable.rendered(
      headers: ["partition", "number", "old sum", "new sum", "difference", "percent"],
      rows: lines.map {
        [
          $0.partition.isEmpty ? "all" : $0.partition, $0.column, sumText($0.old),
          sumText($0.new), $0.difference.map(\.signed) ?? "–", percentText($0.old, $0.new),
        ]
      }, alignments: [.fixed, .fixed, .right, .right, .right, .right], width: Output.width)
    return "\n" + table + more(sums.count - lines.count)
  }

  private static func changes(_ changes: [DatasetDifferences.Change], headline: String?) -> String {
    guard !changes.isEmpty else { return "" }
    var counts: [String: Int] = [:]
    var rows: Set<String> = []
    let lines = changes.filter { change in
      let row = "\(change.kind.rawValue) \(change.key.map(\.value.plain))"
      guard change.kind == .revised || rows.insert(row).inserted else { return false }
      let section =
        "\(change.kind.rawValue) " + (change.column == headline ? "main" : "in \(change.unit ?? change.column)")
      counts[section, default: 0] += 1
      return counts[section, default: 0] <= shown
    }
    let table = TextTable.rendered(
      headers: ["change", "row", "column", "old", "new", "difference"],
      rows: lines.map {
        [
          words($0.kind), RowName.words($0.name) ?? "–", $0.column, CellText.plain($0.old), CellText.plain($0.new),
          $0.difference.map(\.signed) ?? "–",
        ]
      }, alignments: [.fixed, .left, .fixed, .right, .right, .right], width: Output.width)
    return "\n" + table + more(changes.count - lines.count)
  }

  private static func words(_ kind: RowChange.Kind) -> String {
    kind == .firstSeen ? "first seen" : kind.rawValue
  }

  private static func more(_ count: Int) -> String {
    count > 0 ? "… and \(NumberText.grouped(count)) more (all of them: --format csv or --json)\n" : ""
  }

  /// A sum over no rows is not 0.
  private static func sumText(_ sum: Int64?) -> String {
    sum.map { NumberText.integer($0, grouped: true) } ?? "–"
  }

  private static func percentText(_ old: Int64?, _ new: Int64?) -> String {
    DatasetDifferences.percent(old: old, new: new).flatMap { NumberText.decimal($0, decimals: 2) } ?? "–"
  }
}
