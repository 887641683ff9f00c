import Words

/// Aligned columns for a terminal or a text file.
package enum TextTable {
  package enum Alignment: Sendable {
    /// Text, cut off with "…" if the terminal is too narrow.
    case left
    /// Text that is never cut, because it may be typed again: names, dates.
    case fixed
    /// Numbers; never cut.
    case right
  }

  /// The meaning of "–", for the help text and below a table that has one.
  ///
  /// NULL has its own mark because an empty cell could also be an empty text, and must not be read as zero.
  package static let legend = "\(CellText.null) means: the source does not say; 0 means: it says none."

  /// A header, a rule and the rows, each line ended by a newline.
  ///
  /// - Parameters:
  ///   - width: the terminal's width. The widest `left` columns are cut until the lines fit, but to no less than twelve cells; then columns
  ///     are left out, and a line below says which. Nil without a terminal: nothing is cut.
  ///   - sentence: a column that stands below its row, wrapped, where the lines do not fit otherwise.
  ///   - leftOut: the columns in the order in which they are left out; the others follow from the last on, and the first one stays.
  package static func rendered(
    headers: [String], rows: [[String]], alignments: [Alignment], width: Int?, sentence: Int? = nil,
    leftOut: [Int] = []
  ) -> String {
    let count = headers.count
    let alignments = (0..<count).map { $0 < alignments.count ? alignments[$0] : .left }
    let headers = headers.map(TextWidth.printable)
    let rows = rows.map { row in (0..<count).map { $0 < row.count ? TextWidth.printable(row[$0]) : "" } }
    var widths = headers.map(TextWidth.of)
    for row in rows {
      for i in 0..<count { widths[i] = max(widths[i], TextWidth.of(row[i])) }
    }
    var shown = Array(0..<count)
    var below: Int?
    if let width {
      if let sentence, needed(widths, shown) > width {
        below = sentence
        shown.removeAll { $0 == sentence }
      }
      let order = leftOut + (1..<max(1, count)).reversed().filter { !leftOut.contains($0) }
      for column in order where shown.count > 1 && least(widths, shown, alignments) > width && column != below {
        shown.removeAll { $0 == column }
      }
      var fitted = shown.map { widths[$0] }
      fit(
        &fitted, cutting: shown.map { alignments[$0] == .left },
        to: width - gap.count * max(0, shown.count - 1))
      for (i, column) in shown.enumerated() { widths[column] = fitted[i] }
    }
    func line(_ cells: [String], to out: inout String) {
      appendLine(
        shown.map { cells[$0] }, alignments: shown.map { alignments[$0] }, widths: shown.map { widths[$0] }, to: &out)
    }
    var out = ""
    line(headers, to: &out)
    line(widths.map { String(repeating: "─", count: $0) }, to: &out)
    for row in rows {
      line(row, to: &out)
      guard let below, let width, !row[below].isEmpty else { continue }
      for part in TextWidth.wrapped(row[below], to: max(20, width - 4), indent: "") { out += "    \(part)\n" }
    }
    if rows.isEmpty { out += "(no rows)\n" }
    let missing = headers.indices.filter { !shown.contains($0) && $0 != below }.map { headers[$0] }
    if !missing.isEmpty {
      let words = "Not shown, for the terminal is too narrow: \(missing.joined(separator: ", "))."
      for part in TextWidth.wrapped(words, to: width) { out += part + "\n" }
    }
    return out
  }

  /// How wide the lines are with these columns.
  private static func needed(_ widths: [Int], _ shown: [Int]) -> Int {
    shown.reduce(gap.count * max(0, shown.count - 1)) { $0 + widths[$1] }
  }

  /// The same where what may be cut is cut as far as it may be.
  private static func least(_ widths: [Int], _ shown: [Int], _ alignments: [Alignment]) -> Int {
    shown.reduce(gap.count * max(0, shown.count - 1)) {
      $0 + (alignments[$1] == .left ? min(widths[$1], narrowest) : widths[$1])
    }
  }

  private static let gap = "  "
  private static let narrowest = 12

  /// Reduces the widest of the columns that may be cut to one common width, the largest that makes all columns fit.
  private static func fit(_ widths: inout [Int], cutting canCut: [Bool], to total: Int) {
    let columns = widths.indices.filter { canCut[$0] && widths[$0] > narrowest }
    let fixed = widths.indices.reduce(0) { $0 + (columns.contains($1) ? 0 : widths[$1]) }
    var room = total - fixed
    if columns.reduce(0, { $0 + widths[$1] }) <= room { return }
    // The narrow ones first: the width that they do not need goes to the wider ones.
    let byWidth = columns.sorted { (widths[$0], $0) < (widths[$1], $1) }
    for (i, column) in byWidth.enumerated() {
      let share = max(narrowest, room / (byWidth.count - i))
      widths[column] = min(widths[column], share)
      room -= widths[column]
    }
  }

  private static func appendLine(
    _ cells: [String], alignments: [Alignment], widths: [Int], to out: inout String
  ) {
    for i in cells.indices {
      let cell = alignments[i] == .left ? TextWidth.truncated(cells[i], to: widths[i]) : cells[i]
      // No blanks at the end of a line: they would wrap in a terminal of exactly this width.
      out +=
        alignments[i] == .left && i == cells.count - 1
        ? cell : TextWidth.padded(cell, to: widths[i], isRight: alignments[i] == .right)
      if i < cells.count - 1 { out += gap }
    }
    while out.last == " " { out.removeLast() }
    out += "\n"
  }
}
