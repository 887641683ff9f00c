import Model
import Words

/// Reads `corrections.csv` beside a dataset, against its contract.
struct CorrectionsReader {
  let dataset: DatasetManifest
  let file: SourceFile

  /// The columns after those of the key. Their place decides, so that a key column may have one of these names.
  private static let ownColumns = ["column", "wrong", "right", "reason", "link"]

  private struct CorrectedCell: Hashable {
    var key: [Value]
    var column: String
  }

  private var header: [String] { dataset.key + Self.ownColumns }
  private var headerLine: String { header.joined(separator: ",") }

  /// The corrections in the order of the file; mistakes are reported to the file.
  func read() -> [Correction] {
    if dataset.isCurated {
      file.report(
        "a curated dataset has no corrections: its rows are ours",
        remedy: "correct \(dataset.folder)/curated.csv, and remove this file")
      return []
    }
    guard let text = file.text(remedyIfMissing: "write it: \(headerLine)") else { return [] }
    let rows = CSVLines.rows(of: text, in: file)
    guard let first = rows.first else {
      if file.isSound { file.report("is empty", remedy: "begin it with the line \(headerLine), or remove it") }
      return []
    }
    guard first.fields == header else {
      report(first)
      return []
    }
    var corrections: [Correction] = []
    var lines: [CorrectedCell: Int] = [:]
    for row in rows.dropFirst() {
      guard let correction = correction(row) else { continue }
      let cell = CorrectedCell(key: correction.key, column: correction.column)
      if let line = lines[cell] {
        let name = zip(dataset.key, correction.key).map { "\($0)=\($1.plain)" }.joined(separator: ", ")
        file.report(
          line: row.line, "\(correction.column) of \(name) is corrected a second time, first on line \(line)",
          remedy: "keep one of the two")
        continue
      }
      lines[cell] = row.line
      corrections.append(correction)
    }
    return corrections
  }

  /// The header is not what it must be.
  private func report(_ first: CSVLines.Row) {
    if let stranger = first.fields.first(where: { !header.contains($0) }) {
      file.report(
        line: first.line, "'\(stranger)' is not a column of this file",
        remedy: Suggestion.question(stranger, among: header) + "Begin the file with the line \(headerLine)")
    } else {
      file.report(
        line: first.line, "the header is '\(first.fields.joined(separator: ","))'",
        remedy: "begin the file with the line \(headerLine)")
    }
  }

  private func correction(_ row: CSVLines.Row) -> Correction? {
    guard row.fields.count == header.count else {
      file.report(
        line: row.line, "has \(row.fields.count) fields, and the header has \(header.count)",
        remedy: "write one for each of \(headerLine); a field with a comma goes in quotes")
      return nil
    }
    let own = Array(row.fields.suffix(Self.ownColumns.count))
    var key: [Value] = []
    for (name, text) in zip(dataset.key, row.fields) {
      guard let column = dataset.columns.first(where: { $0.name == name }) else { return nil }
      guard let value = value(text, of: column, as: name, row.line, isKey: true) else { return nil }
      key.append(value)
    }
    guard let column = column(own[0], row.line) else { return nil }
    guard let wrong = value(own[1], of: column, as: "wrong", row.line),
      let right = value(own[2], of: column, as: "right", row.line)
    else { return nil }
    guard wrong != right else {
      file.report(
        line: row.line, "'wrong' and 'right' are both '\(own[1])'", remedy: "correct one of them, or remove the line")
      return nil
    }
    if own[3].trimmed.isEmpty {
      file.report(line: row.line, "has no reason", remedy: "write in a few words why the publisher's value is wrong")
    }
    if !Self.isAddress(own[4]) {
      file.report(
        line: row.line, "'\(own[4])' is not a web address",
        remedy: "write the address of a page that shows the error or the right value: https://...")
    }
    return Correction(
      line: row.line, key: key, column: column.name, wrong: wrong, right: right, reason: own[3].trimmed, link: own[4])
  }

  private func column(_ name: String, _ line: Int) -> Column? {
    let others = dataset.columns.map(\.name).filter { !dataset.key.contains($0) }
    if dataset.key.contains(name) {
      file.report(
        line: line, "'\(name)' is a column of the key, which says which row it is",
        remedy: "correct a key in \(dataset.normalizePath); the columns that can be corrected here are: "
          + others.joined(separator: ", "))
      return nil
    }
    guard let column = dataset.columns.first(where: { $0.name == name }) else {
      file.report(
        line: line, "'\(name)' is not a column of \(dataset.name)",
        remedy: Suggestion.question(name, among: others)
          + "The columns that can be corrected are: \(others.joined(separator: ", "))")
      return nil
    }
    return column
  }

  private func value(_ text: String, of column: Column, as field: String, _ line: Int, isKey: Bool = false) -> Value? {
    do throws(ColumnBreach) {
      return try isKey ? column.value(of: text) : column.optionalValue(of: text)
    } catch {
      let near = error == .unknownCategory ? Suggestion.question(text, among: column.oneOf) : ""
      file.report(
        line: line, "\(field): '\(text)' \(error.reason)",
        remedy: near + "Write it as in the normalized rows, under the contract of columns.\(column.name) in "
          + dataset.manifestPath)
      return nil
    }
  }

  private static func isAddress(_ text: String) -> Bool {
    let rest = ["https://", "http://"].first(where: text.hasPrefix).map { text.dropFirst($0.count) }
    return rest?.first.map { $0 != "/" } == true && text.unicodeScalars.allSatisfy { (33...126).contains($0.value) }
  }
}
