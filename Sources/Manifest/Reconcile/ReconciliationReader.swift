import Model
import Words

/// Reads `reconcile/<name>.yaml`.
struct ReconciliationReader {
  let name: String
  let pipeline: String
  let file: SourceFile

  private static let keys = ["title", "sources", "by", "unit", "left", "right", "agree", "known", "notes"]
  private static let sideKeys = ["column", "source", "dataset", "sum", "where"]
  private static let taken = ["difference", "agreement", "reason"]

  /// The table that holds one against the other, or nil and all mistakes.
  func read() -> (TableManifest?, [Problem]) {
    Name.checkSQLFile(name, as: "reconciliation", in: file)
    guard let text = file.text(remedyIfMissing: "write it") else { return (nil, file.problems) }
    guard let root = YAMLValue.root(of: file, text: text), let map = YAMLMap(root, keys: Self.keys) else {
      if file.isSound { file.report("is empty", remedy: "write \(Self.keys.map { "\($0):" }.joined(separator: ", "))") }
      return (nil, file.problems)
    }
    guard let reconciliation = reconciliation(map), file.isSound else { return (nil, file.problems) }
    var (table, problems) = TableReader(name: name, pipeline: pipeline, file: file).read(reconciliation.sql)
    table?.parts = reconciliation.parts(at: file.path)
    return (table, problems)
  }

  private func reconciliation(_ map: YAMLMap) -> Reconciliation? {
    let by = by(map.required("by"))
    let title = map.text("title")
    let unit = map.text("unit")
    let relation = map.required("sources")?.choice(Reconciliation.Relation.self)
    let sides = [map.required("left"), map.required("right")].map { $0.flatMap(side) }
    let tolerance = map.required("agree").flatMap(tolerance)
    let known = (map["known"]?.items() ?? []).compactMap { self.known($0, by) }
    let notes = map["notes"]?.texts(orOne: true) ?? []
    guard let left = sides[0], let right = sides[1], let relation, let tolerance, !by.isEmpty else { return nil }
    if left.column == right.column {
      map["right"]?.report("its column has the name of the other's", remedy: "give each a name of its own")
    }
    for side in [left, right] where by.contains(where: { $0.column == side.column }) {
      file.report("'\(side.column)' is a column of both 'by' and a side", remedy: "give the side's column another name")
    }
    return Reconciliation(
      name: name, title: title, relation: relation, by: by, unit: unit, left: left, right: right, tolerance: tolerance,
      known: known, notes: notes)
  }

  private func by(_ value: YAMLValue?) -> [(column: String, kind: Column.Kind)] {
    guard let value, let map = YAMLMap(value, expected: "columns with their types, such as {fiscal_year: year}") else {
      return []
    }
    if map.entries.isEmpty { value.report("names no column", remedy: "name the columns that both datasets have") }
    return map.entries.compactMap { entry in
      check(entry.key, entry.value)
      return entry.value.choice(Column.Kind.self).map { (entry.key, $0) }
    }
  }

  private func side(_ value: YAMLValue) -> Reconciliation.Side? {
    guard let map = YAMLMap(value, keys: Self.sideKeys) else { return nil }
    let names = ["column", "dataset", "sum"].map { key in
      map.required(key).flatMap { value in
        value.text().map {
          check($0, value); return $0
        }
      } ?? ""
    }
    let source = map.text("source")
    let condition = map["where"]?.text()
    if let place = map["where"], let text = condition {
      if SQLOutline("select 1 from x where (\(text))").isEmpty || text.contains(";") || text.contains("--") {
        place.report("is not one condition", remedy: "write what follows WHERE, on one line: citizenship = 'VENEZUELA'")
      }
    }
    return Reconciliation.Side(
      column: names[0], source: source, dataset: names[1], sum: names[2], condition: condition,
      line: map["where"]?.line ?? value.keyLine)
  }

  private func check(_ name: String, _ value: YAMLValue) {
    if !Name.isValid(name) {
      value.report("'\(name)' is no name of a column or dataset", remedy: Name.rule)
    } else if Self.taken.contains(name) {
      value.report("'\(name)' is a column of every reconciliation", remedy: "take another name")
    }
  }

  private func tolerance(_ value: YAMLValue) -> Reconciliation.Tolerance? {
    if value.isWord("exactly") { return .exact }
    guard let map = YAMLMap(value, keys: ["within", "rounded_to"]) else { return nil }
    let given = [map["within"], map["rounded_to"]].compactMap(\.self)
    guard given.count == 1, let number = given[0].integer(in: 1...1_000_000_000_000) else {
      if given.count != 1 {
        value.report("says \(given.count) things", remedy: "write exactly, {within: 5} or {rounded_to: 10}")
      }
      return nil
    }
    return map["within"] == nil ? .rounded(to: number) : .within(number)
  }

  private func known(_ value: YAMLValue, _ by: [(column: String, kind: Column.Kind)]) -> Reconciliation.Known? {
    guard let map = YAMLMap(value, keys: ["where", "why"]), let place = map.required("where"),
      let conditions = YAMLMap(place, keys: by.map(\.column))
    else { return nil }
    if conditions.entries.isEmpty { place.report("names no row", remedy: "write {\(by[0].column): ...}") }
    let values = conditions.entries.compactMap { entry -> (column: String, value: String)? in
      guard let text = entry.value.text() else { return nil }
      let kind = by.first { $0.column == entry.key }?.kind
      if kind == .integer || kind == .year, Int(text) == nil {
        entry.value.report("'\(text)' is not a whole number", remedy: "write the value as the table shows it")
      }
      return (entry.key, text)
    }
    return Reconciliation.Known(values: values, why: map.text("why").trimmed)
  }
}
