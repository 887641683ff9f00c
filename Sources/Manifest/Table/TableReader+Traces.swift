import Model
import Words

extension TableReader {
  /// `trace COLUMN: MEASURE from DATASET[ where CONDITION]` or `trace COLUMN: derived from COLUMN, COLUMN`.
  func trace(_ line: SQLHeader.Line) -> TableTrace? {
    let parts = line.rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let column = String(parts[0].trimmed)
    guard parts.count == 2, Name.isValid(column), let lineage = lineage(parts[1].trimmed) else {
      file.report(
        line: line.line, "the trace line '-- \(line.text.prefix(60))' cannot be read",
        remedy: "write it as: \(Word.trace.form), or as: \(Self.derivedForm)")
      return nil
    }
    let outline = SourceFile(file.path)
    SQLOutline(parts[1].trimmed).refuseDivision(
      in: outline, what: "trace the number itself, and let the engine divide in the column's line: \(Self.quotientForm)"
    )
    for problem in outline.problems { file.report(line: line.line, problem.what, remedy: problem.remedy) }
    return TableTrace(column: column, lineage: lineage, line: line.line)
  }

  private static var derivedForm: String { "-- trace share_pct: derived from part, whole" }

  private func lineage(_ text: String) -> TableTrace.Lineage? {
    guard let (measure, source) = SQLOutline.split(text, at: "from"), !measure.isEmpty, !source.isEmpty else {
      return nil
    }
    if measure == "derived" {
      let columns = source.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
      return columns.allSatisfy { Name.isValid($0) } ? .derived(columns) : nil
    }
    guard let (dataset, condition) = SQLOutline.records(source) else { return nil }
    if let expression = SQLOutline.split(measure, at: "distinct"), expression.before.isEmpty {
      guard !expression.after.isEmpty else { return nil }
      return .records(.init(measure: .distinct(expression.after), dataset: dataset, condition: condition))
    }
    return .records(.init(measure: .sum(measure), dataset: dataset, condition: condition))
  }

  /// Checks that need no datasets: the trace lines name columns of the table, and each column is traced in one way.
  func checkTraces(_ table: TableManifest) {
    let names = (table.columns + table.hidden).map(\.name)
    func requireColumn(_ name: String, _ trace: TableTrace) {
      guard !names.contains(name) else { return }
      file.report(
        line: trace.line, "the trace of '\(trace.column)' names '\(name)', which is not a column of the table",
        remedy: Suggestion.question(name, among: names) + "The columns are: \(names.joined(separator: ", "))")
    }
    for trace in table.traces {
      requireColumn(trace.column, trace)
      guard case .derived(let bases) = trace.lineage else { continue }
      for base in bases { requireColumn(base, trace) }
      if bases.contains(trace.column) {
        file.report(
          line: trace.line, "'\(trace.column)' is derived from itself",
          remedy: "name the columns that it is computed from")
      }
      if table.traces(of: trace.column).count > 1 {
        file.report(
          line: trace.line, "'\(trace.column)' is derived, and has another trace line too",
          remedy: "keep the line that says derived, or those that name records")
      }
    }
  }
}
