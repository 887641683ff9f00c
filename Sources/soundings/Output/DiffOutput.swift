import Manifest
import Model
import Publishing
import Runs
import Words

/// The three forms of a difference.
enum DiffOutput {
  /// So many changes are shown to people; the other forms have them all.
  private static let shown = 20

  static func json(_ report: DiffVerb.Report) -> JSON {
    let d = report.differences
    return .object([
      ("dataset", .string(report.dataset.name)), ("from", .optional(report.from?.description)),
      ("to", .optional(report.to?.description)), ("from_edition", .optional(report.fromEdition)),
      ("to_edition", .optional(report.toEdition)), ("added", .integer(d.added)), ("first_seen", .integer(d.firstSeen)),
      ("removed", .integer(d.removed)), ("revised", .integer(d.revised)),
      ("partitions", .array(d.partitions.map(json))), ("changes", .array(d.changes.map(json))),
    ])
  }

  private static func json(_ sum: Differences.PartitionSum) -> JSON {
    .object([
      ("partition", .string(sum.partition)), ("column", .string(sum.column)), ("added", .integer(sum.added)),
      ("removed", .integer(sum.removed)), ("revised", .integer(sum.revised)), ("old", .integer(sum.old)),
      ("new", .integer(sum.new)), ("difference", .integer(sum.difference)),
      ("percent", percent(old: sum.old, new: sum.new)),
    ])
  }

  private static func json(_ change: Differences.Change) -> JSON {
    .object([
      ("change", .string(change.kind.rawValue)),
      ("key", .object(change.key.map { ($0.column, JSON($0.value)) })), ("column", .string(change.column)),
      ("old", JSON(change.old)), ("new", JSON(change.new)),
      ("difference", change.difference.map { .integer($0) } ?? .null), ("percent", percent(change)),
    ])
  }

  private static func percent(old: Int64, new: Int64) -> JSON {
    Differences.percent(old: old, new: new).flatMap { NumberText.decimal($0, decimals: 4) }.map { .number($0) } ?? .null
  }

  private static func percent(_ change: Differences.Change) -> JSON {
    guard case .integer(let old) = change.old, case .integer(let new) = change.new, change.difference != nil else {
      return .null
    }
    return percent(old: old, new: new)
  }

  static func csv(_ report: DiffVerb.Report) -> [UInt8] {
    let key = report.dataset.key
    func kind(_ name: String) -> TableColumn.Kind {
      report.dataset.columns.first { $0.name == name }.flatMap { TableColumn.Kind(rawValue: $0.kind.rawValue) } ?? .text
    }
    // Old and new may be numbers or texts, so their columns are text; a number is written the same.
    var columns = [TableColumn(name: "change", kind: .text, description: "")]
    columns += key.map { TableColumn(name: $0, kind: kind($0), description: "") }
    columns += ["column", "old", "new"].map { TableColumn(name: $0, kind: .text, description: "") }
    columns.append(TableColumn(name: "difference", kind: .integer, description: ""))
    columns.append(TableColumn(name: "percent", kind: .decimal, decimals: 4, description: ""))
    let rows = report.differences.changes.map { change -> [Value] in
      var percent = Value.null
      if case .integer(let old) = change.old, case .integer(let new) = change.new, change.difference != nil,
        let share = Differences.percent(old: old, new: new)
      {
        percent = .real(share)
      }
      return [.text(change.kind.rawValue)] + change.key.map(\.value)
        + [
          .text(change.column), text(change.old), text(change.new), change.difference.map { .integer($0) } ?? .null,
          percent,
        ]
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

  static func text(_ report: DiffVerb.Report) -> String {
    let d = report.differences
    let name = report.dataset.name
    var text = "\(name): "
    text += report.fromEdition.map { "from the edition of \($0)" } ?? "from nothing"
    text += report.toEdition.map { " to the edition of \($0)\n" } ?? " to nothing\n"
    text += "\(grouped(d.added)) keys added"
    if d.firstSeen > 0 { text += " (\(grouped(d.firstSeen)) of them in partitions seen for the first time)" }
    text += ", \(grouped(d.removed)) removed, \(grouped(d.revised)) revised\n"
    if !d.partitions.isEmpty {
      text +=
        "\n"
        + TextTable.rendered(
          headers: ["partition", "number", "old sum", "new sum", "difference", "percent"],
          rows: d.partitions.prefix(shown).map {
            [
              $0.partition.isEmpty ? "all" : $0.partition, $0.column, number($0.old), number($0.new),
              number($0.difference),
              percentText($0.old, $0.new),
            ]
          }, alignments: [.fixed, .fixed, .right, .right, .right, .right], width: Output.width)
      text += more(d.partitions.count)
    }
    if !d.changes.isEmpty {
      text +=
        "\n"
        + TextTable.rendered(
          headers: ["change", "key", "column", "old", "new", "difference"],
          rows: d.changes.prefix(shown).map {
            [
              $0.kind.rawValue, $0.key.map { "\($0.column)=\(plain($0.value))" }.joined(separator: ", "), $0.column,
              plain($0.old), plain($0.new), $0.difference.map(number) ?? "–",
            ]
          }, alignments: [.fixed, .left, .fixed, .right, .right, .right], width: Output.width)
      text += more(d.changes.count)
    }
    return text
  }

  private static func more(_ count: Int) -> String {
    count > shown ? "… and \(grouped(count - shown)) more (--format csv or --json has them all)\n" : ""
  }

  private static func number(_ n: Int64) -> String { NumberText.integer(n, grouped: true) }

  private static func percentText(_ old: Int64, _ new: Int64) -> String {
    Differences.percent(old: old, new: new).flatMap { NumberText.decimal($0, decimals: 2) } ?? "–"
  }

  private static func plain(_ value: Value) -> String {
    switch value {
    case .null: "–"
    case .integer(let n): String(n)
    case .real(let x): String(x)
    case .text(let text): text
    }
  }
}
