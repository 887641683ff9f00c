import Manifest
import Model
import Publishing
import Runs
import Words

/// A trace as text for people and as a document for programs.
struct TraceOutput {
  private let report: TraceReport

  init(_ report: TraceReport) { self.report = report }

  var text: String {
    var lines = [report.table.title + (report.asOf.map { ", as of \($0)" } ?? "")]
    lines.append(
      zip(report.table.columns, report.row).map { "\($0.name) \(CellText.text($1, $0))" }.joined(separator: ", "))
    for cell in report.cells { lines += ["", headline(cell)] + Self.groups(cell.contributions) }
    return lines.map(TextWidth.printable).joined(separator: "\n") + "\n"
  }

  private func headline(_ cell: TracedCell) -> String {
    let unit = cell.column.unit.map { " \($0)" } ?? ""
    let value = "\(cell.column.name) = \(CellText.text(cell.value, cell.column))\(cell.value == .null ? "" : unit)"
    if !cell.derivedFrom.isEmpty { return "\(value): computed from \(cell.derivedFrom.joined(separator: ", "))" }
    let count = "\(grouped(cell.records)) record\(cell.records == 1 ? "" : "s")"
    let shown = cell.contributions.count
    let part =
      shown == cell.records
      ? ""
      : cell.countsDistinct
        ? "; the first of each is shown, every one with --all"
        : "; the first and the largest are shown, every one with --all"
    if cell.countsDistinct { return "\(value): distinct values in \(count)\(part)" }
    return cell.records == 0 ? "\(value): no record" : "\(value): the sum of \(count)\(part)"
  }

  /// The records under the file that they stand in.
  ///
  /// - Parameter showsValues: false where a record adds nothing by itself.
  static func groups(_ contributions: [Contribution], showsValues: Bool = true) -> [String] {
    var lines: [String] = []
    var last: [String] = []
    let numbers = contributions.map { grouped($0.record) }
    let values = contributions.map { CellText.plain($0.value) }
    let (numberWidth, valueWidth) = (numbers.map(\.count).max() ?? 0, values.map(\.count).max() ?? 0)
    for (i, contribution) in contributions.enumerated() {
      let source = source(contribution)
      if source != last { lines += source }
      last = source
      let value = showsValues ? ": \(padded(values[i], valueWidth))" : ""
      lines.append("    record \(padded(numbers[i], numberWidth))\(value) | \(contribution.text)")
    }
    return lines
  }

  private static func source(_ contribution: Contribution) -> [String] {
    let edition = contribution.edition
    let came =
      switch edition.origin {
      case .fetched: "fetched \(edition.fetchedAt ?? "")"
      case .added: "added \(edition.fetchedAt ?? "")"
      case .bundled: "an excerpt that came with Soundings"
      case .curated: "keyed by hand; the record names its source"
      }
    let confirmed = contribution.confirmedBy.map { ", confirmed by the edition of \($0.name)" } ?? ""
    // An excerpt that was made of several pages names them all.
    let addresses = contribution.urls.map { "    \($0)" }
    return [
      "  \(contribution.dataset), since the edition of \(edition.name)\(confirmed)",
      "    \(contribution.publisher): published \(edition.published), \(came)",
    ] + addresses + ["    \(contribution.path)", "    sha256 \(contribution.sha256)"]
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  var json: JSON {
    .object([
      ("table", .string(report.table.name)), ("title", .string(report.table.title)),
      ("as_of", .optional(report.asOf?.description)),
      ("row", .object(zip(report.table.columns, report.row).map { ($0.name, json($1, $0)) })),
      ("cells", .array(report.cells.map(json))),
    ])
  }

  private func json(_ cell: TracedCell) -> JSON {
    .object([
      ("column", .string(cell.column.name)), ("unit", .optional(cell.column.unit)),
      ("value", json(cell.value, cell.column)), ("derived_from", .strings(cell.derivedFrom)),
      ("counts", .string(cell.countsDistinct ? "distinct values" : "sum")), ("records", .integer(cell.records)),
      ("sum", cell.derivedFrom.isEmpty ? json(cell.total, cell.column) : .null),
      ("is_complete", .bool(cell.contributions.count == cell.records)),
      ("contributions", .array(cell.contributions.map(Self.json))),
    ])
  }

  static func json(_ contribution: Contribution) -> JSON {
    .object([
      ("dataset", .string(contribution.dataset)), ("publisher", .string(contribution.publisher)),
      ("edition", .string(contribution.edition.name)),
      ("published", .string(contribution.edition.published.description)),
      ("fetched_at", .optional(contribution.edition.fetchedAt)),
      ("origin", .string(contribution.edition.origin.rawValue)),
      (
        "confirmed_by",
        contribution.confirmedBy.map {
          .object([("edition", .string($0.name)), ("published", .string($0.published.description))])
        } ?? .null
      ),
      ("url", .string(contribution.url)), ("sha256", .string(contribution.sha256)),
      ("file", .string(contribution.file)), ("page", .integer(contribution.page)),
      ("record", .integer(contribution.record)), ("value", JSON(contribution.value)),
      ("text", .string(contribution.text)),
    ])
  }

  private func json(_ value: Value, _ column: TableColumn) -> JSON {
    if case .real(let x) = value, column.kind == .decimal { return .decimal(x, decimals: column.decimals) }
    return JSON(value)
  }
}
