import Model
import Words

// The part `totals:` of a manifest.
extension DatasetReader {
  private static let totalKeys = ["name", "sum", "count", "text", "json", "sql", "differs"]

  func totals(_ value: YAMLValue, _ columns: [Column]) -> [ControlTotal] {
    guard let items = value.items() else { return [] }
    return items.compactMap { total($0, columns) }
  }

  private func total(_ value: YAMLValue, _ columns: [Column]) -> ControlTotal? {
    guard let map = YAMLMap(value, keys: Self.totalKeys) else { return nil }
    let name = map.text("name")
    guard let measure = measure(map, value: value, columns: columns), let source = source(map, value) else {
      return nil
    }
    // A total in the table itself is made with the rows; one in a box beside them is kept by hand.
    let usual: ControlTotal.Difference = if case .text = source { .show } else { .hold }
    return ControlTotal(
      name: name, measure: measure, source: source,
      difference: map["differs"]?.choice(ControlTotal.Difference.self) ?? usual)
  }

  private func measure(_ map: YAMLMap, value: YAMLValue, columns: [Column]) -> ControlTotal.Measure? {
    if let count = map["count"] {
      if let sum = map["sum"] { sum.report("is given beside 'count'", remedy: "keep one of them") }
      return count.choice(["records"]).map { _ in .records }
    }
    guard let sum = map["sum"], let names = sum.texts(orOne: true) else {
      if map["sum"] == nil {
        value.report("adds nothing up", remedy: "write 'sum: [COLUMN ...]' or 'count: records'")
      }
      return nil
    }
    let numbers = columns.filter { $0.kind == .integer }.map(\.name)
    for name in names where !numbers.contains(name) {
      sum.report(
        "'\(name)' is not a whole-number column",
        remedy: Suggestion.question(name, among: numbers) + "The columns are: \(numbers.joined(separator: ", "))")
    }
    let decimals = Set(names.compactMap { name in columns.first { $0.name == name }.map { $0.decimals ?? 0 } })
    if decimals.count > 1 {
      sum.report(
        "the columns have different numbers of decimals", remedy: "give each its own total, or all the same 'decimals'")
    }
    return .sum(names)
  }

  private func source(_ map: YAMLMap, _ value: YAMLValue) -> ControlTotal.Source? {
    let given = ["text", "json", "sql"].filter { map[$0] != nil }
    guard given.count == 1 else {
      value.report(
        given.isEmpty
          ? "does not say where the total is" : "says more than one place: \(given.joined(separator: ", "))",
        remedy: "write one of 'text: REGEX', 'json: /pointer' and 'sql: SELECT'")
      return nil
    }
    if let text = map["text"] {
      guard let pattern = text.pattern() else { return nil }
      if !pattern.contains("(") {
        text.report("has no group", remedy: "put the number in parentheses: '([\\d,]+) people killed'")
      }
      return .text(pattern)
    }
    if let json = map["json"] { return json.pointer().map { .json($0) } }
    return map["sql"]?.text().map { .sql($0) }
  }
}
