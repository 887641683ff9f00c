import Model
import Words

/// Reads `tables/<name>.sql`.
struct TableReader {
  let name: String
  let pipeline: String
  let file: SourceFile

  /// The words of the header. A new kind of line needs one case here and one in `read(_:into:)`.
  enum Word: String, CaseIterable {
    case title, column, hidden, note, trace, chart, annotation, label, adds

    /// An example of such a line.
    var form: String {
      switch self {
      case .title: "-- title: What the table shows"
      case .column: "-- column name (integer, people): What the number says."
      case .hidden: "-- hidden whole (integer, people): What the number says."
      case .note: "-- note: What must be known to read the numbers."
      case .trace: "-- trace column: measure from dataset where year = :year"
      case .chart: "-- chart: bar of column over year"
      case .annotation: "-- annotation: 2023-05-11 'Title 42 ends'"
      case .label: "-- label: column 'VALUE' as 'name in charts'"
      case .adds: "-- adds: column, column over time and places"
      }
    }
  }

  private static let conditionalNoteForm =
    "-- note when: select ... | What the note says where it returns a row; {column} is its value."

  /// The table, or nil and all mistakes.
  func read() -> (TableManifest?, [Problem]) {
    Name.checkSQLFile(name, as: "table", in: file)
    guard let text = file.text(remedyIfMissing: "write it") else { return (nil, file.problems) }
    return read(text)
  }

  /// - Parameter text: of the file, or what is made of it.
  func read(_ text: String) -> (TableManifest?, [Problem]) {
    var table = TableManifest(
      name: name, pipeline: pipeline, path: file.path, grain: "", title: "", columns: [], notes: [], sql: text)
    var lines = SQLHeader(text).lines[...]
    if let first = lines.first, !isHeaderLine(first) {
      table.grain = first.text
      lines.removeFirst()
    } else {
      file.report(
        line: 1, "the grain is missing",
        remedy: "say on the first line what one row is: -- One row per fiscal year and region.")
    }
    for line in lines { read(line, into: &table) }
    if !mentions(.title, lines) {
      file.report(line: 1, "the title is missing", remedy: "add a line to the header: \(Word.title.form)")
    }
    if !mentions(.column, lines) {
      file.report(line: 1, "no column is described", remedy: "add a line for each result column: \(Word.column.form)")
    }
    for line in lines where line.word == Word.adds.rawValue && line.hasColon && !line.rest.isEmpty {
      adds(line, into: &table)
    }
    checkTraces(table)
    checkQuotients(table)
    table.traces += traces(of: table.quotients, in: table)
    checkChart(table)
    checkAnnotations(table)
    checkSQL(text)
    return (file.isSound ? table : nil, file.problems)
  }

  /// True also if the word is misspelled: that has been reported, and reporting the line as missing too would be
  /// misleading.
  private func mentions(_ word: Word, _ lines: ArraySlice<SQLHeader.Line>) -> Bool {
    lines.contains { Suggestion.nearest($0.word, among: Word.allCases.map(\.rawValue)) == word.rawValue }
  }

  private func isHeaderLine(_ line: SQLHeader.Line) -> Bool {
    guard let word = Word(rawValue: line.word) else { return false }
    return line.hasColon || isConditionalNote(line)
      || ((word == .column || word == .hidden) && line.text.contains("("))
      || (word == .trace && line.text.contains(":"))
  }

  private func read(_ line: SQLHeader.Line, into table: inout TableManifest) {
    if isConditionalNote(line) {
      if let note = conditionalNote(line) { table.conditionalNotes.append(note) }
      return
    }
    guard let word = Word(rawValue: line.word), line.hasColon || Self.wordsWithoutColon.contains(word) else {
      reportUnknown(line)
      return
    }
    if !Self.wordsWithoutColon.contains(word), line.rest.isEmpty {
      file.report(line: line.line, "'-- \(line.word):' is empty", remedy: "write it as: \(word.form)")
      return
    }
    switch word {
    case .title:
      if !table.title.isEmpty {
        file.report(line: line.line, "a second title: '\(line.rest)'", remedy: "keep one of the two")
      }
      table.title = line.rest
    case .note: table.notes.append(line.rest)
    case .column:
      guard let (column, quotient) = column(line) else { return }
      if table.columns.contains(where: { $0.name == column.name }) {
        file.report(line: line.line, "the column '\(column.name)' is described twice", remedy: "keep one of the two")
      }
      table.columns.append(column)
      table.quotients[column.name] = quotient
      table.lines[column.name] = line.line
    case .hidden:
      guard let (column, quotient) = column(line) else { return }
      if column.kind != .integer || quotient != nil || table.hidden.contains(where: { $0.name == column.name }) {
        file.report(
          line: line.line,
          "the hidden column '\(column.name)' is "
            + (quotient != nil ? "a quotient" : column.kind != .integer ? "no whole number" : "described twice"),
          remedy: "write it once, as: \(word.form)")
      }
      table.hidden.append(column)
      table.lines[column.name] = line.line
    case .trace: if let trace = trace(line) { table.traces.append(trace) }
    case .chart:
      guard let chart = chart(line) else { return }
      if table.chart != nil {
        file.report(line: line.line, "a second chart", remedy: "keep one of the two")
      }
      table.chart = chart
    case .annotation: if let annotation = annotation(line) { table.annotations.append(annotation) }
    case .label: label(line, into: &table)
    // Read when all columns are known.
    case .adds: break
    }
  }

  /// Those of which a name follows the word.
  private static let wordsWithoutColon: Set<Word> = [.column, .hidden, .trace]

  private func isConditionalNote(_ line: SQLHeader.Line) -> Bool { line.text.hasPrefix("note when:") }

  /// `note when: SELECT | TEXT`
  private func conditionalNote(_ line: SQLHeader.Line) -> ConditionalNote? {
    // The last bar between blanks: two of them, which join texts in SQL, are not one.
    let parts = line.text.dropFirst("note when:".count).split(separator: " | ", omittingEmptySubsequences: false)
    let text = parts.count > 1 ? parts[parts.count - 1].trimmed : ""
    let sql = parts.dropLast().joined(separator: " | ").trimmed
    guard !text.isEmpty, !sql.isEmpty else {
      file.report(
        line: line.line, "the note has no condition or no text",
        remedy: "write it as: \(Self.conditionalNoteForm)")
      return nil
    }
    let outline = SourceFile(file.path)
    let sqlOutline = SQLOutline(sql)
    sqlOutline.requireOneSelect(in: outline, what: "write one SELECT before the bar")
    sqlOutline.refuseDivision(in: outline, what: ConditionalNote.divisionRemedy)
    for problem in outline.problems { file.report(line: line.line, problem.what, remedy: problem.remedy) }
    return ConditionalNote(text: text, when: PlacedSQL(text: sql, path: file.path, line: line.line))
  }

  private func reportUnknown(_ line: SQLHeader.Line) {
    let words = Word.allCases.map(\.rawValue)
    let forms =
      "Header lines are: "
      + (Word.allCases.map(\.form) + [Self.conditionalNoteForm]).map { "'\($0)'" }.joined(separator: ", ")
    if line.hasColon || Suggestion.nearest(line.word, among: words) != nil {
      file.report(
        line: line.line, "unknown header line '-- \(line.word)\(line.hasColon ? ":" : "")'",
        remedy: Suggestion.question(line.word, among: words) + forms)
    } else {
      file.report(
        line: line.line, "'-- \(line.text.prefix(50))' is not a header line",
        remedy:
          "indent it by three spaces if it continues the line above, or move it below the first line of SQL. \(forms)")
    }
  }

  /// `column NAME (KIND[ DECIMALS][, UNIT])[ = QUOTIENT]: DESCRIPTION`
  private func column(_ line: SQLHeader.Line) -> (TableColumn, Quotient?)? {
    let rest = line.rest
    let name = String(rest.prefix { $0 != " " && $0 != "(" && $0 != ":" })
    let after = rest.dropFirst(name.count).trimmed
    let closes = ["):", ") ="].compactMap { after.firstRange(of: $0) }
    guard !name.isEmpty, after.hasPrefix("("), let close = closes.min(by: { $0.lowerBound < $1.lowerBound }),
      let colon = after[close.lowerBound...].firstIndex(of: ":")
    else {
      file.report(
        line: line.line, "the column line '-- \(line.text.prefix(60))' cannot be read",
        remedy: "write it as: \(Word.column.form)")
      return nil
    }
    let inside = after[after.index(after: after.startIndex)..<close.lowerBound]
    let parts = inside.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
    let description = after[after.index(after: colon)...].trimmed
    let unit = parts.count > 1 ? parts[1] : nil
    var mistakes: [(what: String, remedy: String)] = []
    if !Name.isValid(name) {
      mistakes.append(("a column cannot be named '\(name)'", "use \(Name.rule), here and in the SQL"))
    }
    if description.isEmpty {
      mistakes.append(("the column '\(name)' has no description", "write it as: \(Word.column.form)"))
    }
    if unit == "" {
      mistakes.append(("the column '\(name)' has an empty unit", "name the unit after the comma, or remove the comma"))
    }
    for mistake in mistakes { file.report(line: line.line, mistake.what, remedy: mistake.remedy) }
    guard let (kind, decimals) = kind(parts[0], of: name, line), mistakes.isEmpty else { return nil }
    let column = TableColumn(name: name, kind: kind, decimals: decimals, unit: unit, description: description)
    guard close.upperBound <= colon else { return (column, nil) }
    return quotient(after[close.upperBound..<colon].trimmed, of: column, line).map { (column, $0) }
  }

  private func kind(_ text: String, of name: String, _ line: SQLHeader.Line) -> (TableColumn.Kind, Int)? {
    let words = text.split(separator: " ").map(String.init)
    let kinds = TableColumn.Kind.allCases.map(\.rawValue)
    guard let first = words.first, let kind = TableColumn.Kind(rawValue: first) else {
      file.report(
        line: line.line, "the column '\(name)' has an unknown kind: '\(text)'",
        remedy: Suggestion.question(words.first ?? "", among: kinds) + "Kinds are: \(kinds.joined(separator: ", "))")
      return nil
    }
    if kind != .decimal, words.count == 1 { return (kind, 0) }
    if kind == .decimal, words.count == 2, let decimals = Int(words[1]), (1...9).contains(decimals) {
      return (kind, decimals)
    }
    file.report(
      line: line.line, "the kind '\(text)' of column '\(name)' cannot be read",
      remedy: "write 'decimal 4' for four decimals, any other kind alone, and the unit after a comma: (integer, people)"
    )
    return nil
  }

  private func checkSQL(_ text: String) {
    let outline = SQLOutline(text)
    outline.requireOneSelect(in: file, what: "write one SELECT over datasets below the header")
    outline.refuseDivision(in: file, what: Self.divisionRemedy)
    if !outline.isEmpty, file.isSound, !outline.isOrdered {
      file.report("the outermost SELECT has no ORDER BY", remedy: "end it with one that names the whole key of a row")
    }
  }
}
