import Manifest
import Model
import Publishing
import Runs
import Words

extension TraceReport {
  /// The row, then each cell with its records.
  var text: String {
    var lines = [table.title + (asOf.map { ", as of \($0)" } ?? "")]
    lines.append(zip(table.columns, row).map { "\($0.name) \(CellText.text($1, $0))" }.joined(separator: ", "))
    for cell in cells { lines += ["", cell.headline] + Contribution.lines(cell.contributions) }
    return lines.map(TextWidth.printable).joined(separator: "\n") + "\n"
  }
}

extension TracedCell {
  fileprivate var headline: String {
    let unit = column.unit.map { " \($0)" } ?? ""
    let text = "\(column.name) = \(CellText.text(value, column))\(value == .null ? "" : unit)"
    if !derivedFrom.isEmpty { return "\(text): computed from \(derivedFrom.joined(separator: ", "))" }
    let count = English.count(records, "record")
    let shown = contributions.count
    let part =
      shown == records
      ? ""
      : countsDistinct
        ? "; the first of each is shown, all of them with --all"
        : "; the first and the largest are shown, all of them with --all"
    if countsDistinct { return "\(text): distinct values in \(count)\(part)" }
    return records == 0 ? "\(text): no record" : "\(text): the sum of \(count)\(part)"
  }
}

extension Contribution {
  /// The records, each file's under a heading that names it.
  ///
  /// - Parameter showsValues: false for records without a value of their own.
  static func lines(_ contributions: [Contribution], showsValues: Bool = true) -> [String] {
    var lines: [String] = []
    var last: [String] = []
    let numbers = contributions.map { NumberText.grouped($0.record) }
    let values = contributions.map { CellText.plain($0.value) }
    let (numberWidth, valueWidth) = (numbers.map(\.count).max() ?? 0, values.map(\.count).max() ?? 0)
    for (i, contribution) in contributions.enumerated() {
      let source = contribution.source
      if source != last { lines += source }
      last = source
      let value = showsValues ? ": \(padded(values[i], valueWidth))" : ""
      lines.append("    record \(padded(numbers[i], numberWidth))\(value) | \(contribution.text)")
      lines += contribution.corrected.map { "      corrected, not as the publisher says: \($0.words)" }
    }
    return lines
  }

  private var source: [String] {
    let origin =
      switch edition.origin {
      case .fetched: "fetched \(edition.fetchedAt ?? "")"
      case .captured: "fetched from a web archive \(edition.fetchedAt ?? "")"
      case .added: "added \(edition.fetchedAt ?? "")"
      case .bundled: "an excerpt that came with Soundings"
      case .curated: "keyed by hand; the record names its source"
      }
    let confirmed = confirmedBy.map { ", confirmed by the edition of \($0.name)" } ?? ""
    // An excerpt from several files names the addresses of all.
    let addresses = urls.map { "    \($0)" }
    return [
      "  \(dataset), since the edition of \(edition.name)\(confirmed)",
      "    \(publisher): published \(edition.published), \(origin)",
    ] + addresses + ["    \(path)", "    sha256 \(sha256)"]
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
