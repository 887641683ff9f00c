import Model
import Words

/// Tables that read other tables: the SELECT of each table that is read is put in front of the one that reads it, under its name.
///
/// What runs then reads datasets only, so that the day of the state, sources, marks and what need not be made again follow from it as for any
/// other table.
struct TableLinks {
  private let tables: [String: TableManifest]
  private let datasets: Set<String>
  /// The pipelines whose tables are made after those of all others.
  private let last: Set<String>
  private var linked: [String: TableManifest] = [:]
  /// In the order in which they read each other, while one is linked.
  private var path: [String] = []
  private var inCircles: Set<String> = []
  private(set) var problems: [Problem] = []

  init(_ pipelines: [PipelineManifest]) {
    // Of two tables with one name, which is a mistake of its own, the first is meant.
    tables = Dictionary(pipelines.flatMap(\.tables).map { ($0.name, $0) }) { first, _ in first }
    datasets = Set(pipelines.flatMap(\.datasets).map(\.name))
    last = Set(pipelines.filter(\.datasets.isEmpty).map(\.name))
  }

  /// The table with all that it reads; as it is where a circle or another mistake was found.
  mutating func linked(_ table: TableManifest) -> TableManifest {
    if let known = linked[table.name], known.path == table.path { return known }
    let tokens = SQLRelations(table.written)
    let read = tokens.relations.filter { tables[$0] != nil }
    let traced = table.traces.compactMap(\.records?.dataset).filter { tables[$0] != nil }
    let noted = table.conditionalNotes.flatMap { SQLRelations($0.when.text).relations }.filter { tables[$0] != nil }
    guard !(read + traced + noted).isEmpty else { return table }
    path.append(table.name)
    defer { path.removeLast() }
    for name in (read + traced + noted).unique {
      if let start = path.firstIndex(of: name) { return circle(Array(path[start...]), table) }
      _ = linked(tables[name]!)
      if inCircles.contains(name) { return table }
    }
    guard check(table, reads: (read + noted).unique, tokens) else { return table }
    var result = table
    result.reads = whole(read)
    result.sql = tokens.naming(selects(result.reads))
    result.parts = table.parts.map(expanded)
    result.conditionalNotes = table.conditionalNotes.map { note in
      var note = note
      note.when = expanded(note.when)
      return note
    }
    result.traces = table.traces.flatMap { trace(through: $0, of: table, into: &result) }
    result.readSelects = result.reads.map { "-- \($0) is:\n\(tables[$0]!.writtenStatement)" }
    linked[table.name] = result
    return result
  }

  /// The tables that are read, each after those that it reads itself.
  private func whole(_ names: [String]) -> [String] {
    names.flatMap { (linked[$0]?.reads ?? []) + [$0] }.unique
  }

  private func selects(_ names: [String]) -> [(name: String, select: String)] {
    names.map { ($0, SQLRelations(tables[$0]!.written).line) }
  }

  private func expanded(_ sql: PlacedSQL) -> PlacedSQL {
    let tokens = SQLRelations(sql.text)
    var sql = sql
    sql.text = tokens.naming(selects(whole(tokens.relations.filter { tables[$0] != nil })))
    return sql
  }

  private mutating func circle(_ names: [String], _ table: TableManifest) -> TableManifest {
    if inCircles.isDisjoint(with: names) {
      let first = tables[names.min()!]!
      let start = names.firstIndex(of: first.name)!
      let order = Array(names[start...] + names[..<start])
      report(
        first.path,
        order.count == 1
          ? "the table '\(first.name)' reads itself"
          : "the tables read each other in a circle: \((order + [first.name]).joined(separator: " reads "))",
        remedy: "write the SELECT of \(order.count == 1 ? "it" : "one of them") over datasets: "
          + order.map { tables[$0]!.path }.joined(separator: ", "))
    }
    inCircles.formUnion(names)
    return table
  }

  private mutating func check(_ table: TableManifest, reads: [String], _ tokens: SQLRelations) -> Bool {
    let found = problems.count
    // In SQL engines, it would also be what the tables that are read find under the name.
    for name in tokens.ownNames.sorted() where datasets.contains(name) || tables[name] != nil {
      report(
        table.path,
        "calls a part of its SELECT '\(name)', as a \(datasets.contains(name) ? "dataset" : "table") is called",
        remedy: "rename the part: a table that reads another one needs names of its own after WITH")
    }
    // Pipelines are loaded by name; those without datasets come last.
    for name in reads where tables[name]!.pipeline > table.pipeline && !last.contains(table.pipeline) {
      report(
        table.path, "reads the table '\(name)' of \(tables[name]!.pipeline), which is loaded after \(table.pipeline)",
        remedy: "move it to a pipeline without datasets, whose tables are made after all others: "
          + (last.isEmpty
            ? "a folder with pipeline.yaml and tables" : last.sorted().map { "\($0)/tables" }.joined(separator: ", ")))
    }
    return problems.count == found
  }

  private mutating func report(_ path: String, _ what: String, remedy: String) {
    problems.append(Problem(.badInput, at: path, what, remedy: remedy))
  }

  /// What a trace that leads to a table becomes: traces to the datasets' records, those of the rows of that table which it names.
  private mutating func trace(
    through trace: TableTrace, of table: TableManifest, into result: inout TableManifest
  ) -> [TableTrace] {
    guard let records = trace.records, let source = linked[records.dataset] ?? tables[records.dataset] else {
      return [trace]
    }
    let place = "\(table.path):\(trace.line)"
    let beneath = source.traces(of: records.measure.sql).compactMap(\.records)
    guard case .sum(let column) = records.measure, !beneath.isEmpty else {
      let columns = (source.columns + source.hidden).map(\.name).filter {
        source.traces(of: $0).contains { $0.records != nil }
      }
      report(
        place, "the trace of '\(trace.column)' asks \(source.name) for '\(records.measure.sql)'",
        remedy: Suggestion.question(records.measure.sql, among: columns)
          + "name one column of \(source.name) that its own header traces to records: "
          + columns.joined(separator: ", "))
      return [trace]
    }
    let select = SQLRelations(source.sql).line
    let condition = records.condition.map { " where (\($0))" } ?? ""
    // Where the condition is wrong, this says it with the names of the table, before the trace itself is tried.
    result.parts.append(
      PlacedSQL(
        text: "select \(column) from (\(select)) as \(source.name)\(condition) limit 0", path: table.path,
        line: trace.line))
    return beneath.map { inner in
      var records = inner
      let inside = SQLRelations(inner.condition ?? "1 = 1")
      func name(_ parameter: String) -> String { "\"_via_\(source.name)_\(parameter)\"" }
      let columns = inside.parameters.map { "\"\($0)\" as \(name($0))" } + ["1 as \"_via_\(source.name)\""]
      // Its columns get names that no dataset has; and it is computed once, not for each record.
      records.condition =
        "exists (with \"_via\" as materialized (select \(columns.joined(separator: ", ")) from (\(select)) as \(source.name)"
        + "\(condition)) select 1 from \"_via\" where (\(inside.replacingParameters(name))))"
      return TableTrace(column: trace.column, lineage: .records(records), line: trace.line)
    }
  }
}

extension TableTrace {
  /// Nil where it is computed from other columns.
  fileprivate var records: Records? { if case .records(let records) = lineage { records } else { nil } }
}

extension [String] {
  /// The first of each.
  fileprivate var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
