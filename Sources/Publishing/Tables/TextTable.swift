import Words

/// Aligned columns for a terminal (or a file that people read).
package enum TextTable {
  package enum Alignment: Sendable {
    /// Text, cut off with "…" where the terminal is too narrow.
    case left
    /// Text that is never cut: names that are typed again, dates.
    case fixed
    /// Numbers; never cut.
    case right
  }

  /// What "–" means; for the help text, and shown below a table that has one.
  ///
  /// NULL has a mark of its own because an empty cell could as well be an empty text, and nobody should read it as a zero.
  package static let legend = "\(CellText.null) means: the source does not say; 0 means: it says none."

  /// A header, a rule and the rows, each line ended by a newline.
  ///
  /// - Parameter width: the terminal's; the widest `left` columns are cut until the lines fit, though none to less than
  ///   twelve cells. Nil where there is no terminal: nothing is ever cut.
  package static func rendered(
    headers: [String], rows: [[String]], alignments: [Alignment], width: Int?
  ) -> String {
    let count = headers.count
    let alignments = (0..<count).map { $0 < alignments.count ? alignments[$0] : .left }
    let headers = headers.map(TextWidth.printable)
    let rows = rows.map { row in (0..<count).map { $0 < row.count ? TextWidth.printable(row[$0]) : "" } }
    var widths = headers.map(TextWidth.of)
    for row in rows {
      for i in 0..<count { widths[i] = max(widths[i], TextWidth.of(row[i])) }
    }
    if let width {
      fit(&widths, cutting: alignments.map { $0 == .left }, to: width - gap.count * max(0, count - 1))
    }
    var out = ""
    appendLine(headers, alignments, widths, to: &out)
    appendLine(widths.map { String(repeating: "─", count: $0) }, alignments, widths, to: &out)
    for row in rows { appendLine(row, alignments, widths, to: &out) }
    if rows.isEmpty { out += "(no rows)\n" }
    return out
  }

  private static let gap = "  "
  private static let narrowest = 12

  /// Lowers the widest of the columns that may be cut to one common width, the largest that makes all fit.
  private static func fit(_ widths: inout [Int], cutting canCut: [Bool], to total: Int) {
    let columns = widths.indices.filter { canCut[$0] && widths[$0] > narrowest }
    let fixed = widths.indices.reduce(0) { $0 + (columns.contains($1) ? 0 : widths[$1]) }
    var room = total - fixed
    if columns.reduce(0, { $0 + widths[$1] }) <= room { return }
    // The narrow ones first: what they leave is for the wider ones.
    let byWidth = columns.sorted { (widths[$0], $0) < (widths[$1], $1) }
    for (i, column) in byWidth.enumerated() {
      let share = max(narrowest, room / (byWidth.count - i))
      widths[column] = min(widths[column], share)
      room -= widths[column]
    }
  }

  private static func appendLine(_ cells: [String], _ alignments: [Alignment], _ widths: [Int], to out: inout String) {
    for i in cells.indices {
      let cell = alignments[i] == .left ? TextWidth.truncated(cells[i], to: widths[i]) : cells[i]
      // No blanks at the end of a line: they would wrap in a terminal that fits exactly.
      out +=
        alignments[i] == .left && i == cells.count - 1
        ? cell : TextWidth.padded(cell, to: widths[i], isRight: alignments[i] == .right)
      if i < cells.count - 1 { out += gap }
    }
    while out.last == " " { out.removeLast() }
    out += "\n"
  }
}
