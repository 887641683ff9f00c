import Model
import Words

// `guards:` in a manifest.
extension DatasetReader {
  private static let guardKeys = [
    "rows", "shrink_pct", "quarantine", "new_values", "moved_pct", "moved_by", "removed_keys_pct", "added_keys_pct",
    "rows_gone_pct", "rows_revised_pct", "rows_added_pct", "leaps_pct", "vanished_values_pct", "may_lose_newest",
    "provisional_months",
  ]

  func guards(_ value: YAMLValue, _ columns: [Column]) -> Guards? {
    guard let map = YAMLMap(value, keys: Self.guardKeys) else { return nil }
    var guards = Guards()
    if let rows = map["rows"], let bounds = YAMLMap(rows, keys: ["min", "max"]) {
      if let least = bounds["min"], least.isMapping {
        guards.minimumRowsByDay = rowsByDay(least)
      } else {
        guards.minimumRows = bounds["min"]?.integer(in: 0...Int.max)
      }
      guards.maximumRows = bounds["max"]?.integer(in: 0...Int.max)
      if let least = guards.minimumRows, let most = guards.maximumRows, least > most {
        rows.report("min \(least) is more than max \(most)", remedy: "swap them, or correct one")
      }
    }
    guards.shrinkPercent = map["shrink_pct"]?.number(in: 0...100)
    guards.quarantine = map["quarantine"].flatMap(allowance)
    if let newValues = map["new_values"]?.choice(Guards.NewValues.self) { guards.newValues = newValues }
    if let value = map["moved_pct"], let bound = bound(value, mayExcept: true) {
      guards.values.moved = bound
      guards.values.movedByColumn = except(value, columns)
    }
    guards.values.movedBy = map["moved_by"].flatMap { groupBound($0, columns) }
    if let bound = map["removed_keys_pct"].flatMap({ bound($0) }) { guards.values.removedKeys = bound }
    if let bound = map["added_keys_pct"].flatMap({ bound($0) }) { guards.values.addedKeys = bound }
    if let bound = map["rows_gone_pct"].flatMap({ bound($0) }) { guards.values.rowsGone = bound }
    if let bound = map["rows_revised_pct"].flatMap({ bound($0) }) { guards.values.rowsRevised = bound }
    if let bound = map["rows_added_pct"].flatMap({ bound($0) }) { guards.values.rowsAdded = bound }
    if let bound = map["leaps_pct"].flatMap({ bound($0) }) { guards.values.leaps = bound }
    if let value = map["vanished_values_pct"] { guards.values.vanishedValues = percent(value) ?? nil }
    if let flag = map["may_lose_newest"]?.flag() { guards.values.mayLoseNewestPeriod = flag }
    if let months = map["provisional_months"]?.integer(in: 0...120) { guards.values.provisionalMonths = months }
    return guards
  }

  /// `{2025-11-19: 19, 2026-08-29: 57}`: from each day on.
  private func rowsByDay(_ value: YAMLValue) -> [Day: Int] {
    guard let map = YAMLMap(value, expected: "a number, or a mapping of days ({2025-11-19: 19})") else { return [:] }
    var rows: [Day: Int] = [:]
    for entry in map.entries {
      guard let day = Day(entry.key) else {
        file.report(
          line: entry.line, "guards.rows.min: '\(entry.key)' is not a day",
          remedy: "write the day from which an edition has so many rows: {2025-11-19: 19}")
        continue
      }
      rows[day] = entry.value.integer(in: 0...Int.max)
    }
    return rows
  }

  /// `{pct: 0.1, weight_pct: 1, because: TEXT}`.
  private func allowance(_ value: YAMLValue) -> QuarantineAllowance? {
    guard let map = YAMLMap(value, keys: ["pct", "weight_pct", "because"]),
      let percent = map.required("pct")?.number(in: 0...100),
      let weight = map.required("weight_pct")?.number(in: 0...100),
      let because = map.required("because")?.text()
    else { return nil }
    return QuarantineAllowance(percent: percent, weightPercent: weight, because: because)
  }

  /// `{columns: [indicator], least: 1000, closed: 6, open: 50}`.
  private func groupBound(_ value: YAMLValue, _ columns: [Column]) -> ValueGuards.GroupBound? {
    guard let map = YAMLMap(value, keys: ["columns", "least", "closed", "open"]), let list = map.required("columns"),
      let names = list.texts(orOne: true), let least = map.required("least")?.number(in: 0...1e15),
      let closed = map.required("closed").flatMap(percent), let open = map.required("open").flatMap(percent)
    else { return nil }
    let all = columns.map(\.name)
    for name in names where !all.contains(name) {
      list.report(
        "'\(name)' is not a column",
        remedy: Suggestion.question(name, among: all) + "The columns are: \(all.joined(separator: ", "))")
    }
    return ValueGuards.GroupBound(columns: names, least: least, bound: ValueGuards.Bound(closed: closed, open: open))
  }

  /// `0.1` for all periods, `{closed: 0.1, open: 60}`, or `off` instead of a number.
  private func bound(_ value: YAMLValue, mayExcept: Bool = false) -> ValueGuards.Bound? {
    guard value.isMapping else { return percent(value).map { ValueGuards.Bound(closed: $0, open: $0) } }
    guard let map = YAMLMap(value, keys: ["closed", "open"] + (mayExcept ? ["except"] : [])),
      let closed = map.required("closed").flatMap(percent),
      let open = map.required("open").flatMap(percent)
    else { return nil }
    return ValueGuards.Bound(closed: closed, open: open)
  }

  /// `except: [NAME]` for columns that are not watched, `except: {NAME: {closed: 2, open: 200}}` for bounds of their own:
  /// whole-number columns of the contract.
  private func except(_ value: YAMLValue, _ columns: [Column]) -> [String: ValueGuards.Bound] {
    guard value.isMapping, let list = YAMLMap(again: value)?["except"] else { return [:] }
    let names = columns.filter { $0.kind == .integer }.map(\.name)
    func isColumn(_ name: String, _ place: YAMLValue) -> Bool {
      if names.contains(name) { return true }
      place.report(
        "'\(name)' is not a whole-number column",
        remedy: Suggestion.question(name, among: names) + "The columns are: \(names.joined(separator: ", "))")
      return false
    }
    guard list.isMapping else {
      let excepted = (list.texts(orOne: true) ?? []).filter { isColumn($0, list) }
      return Dictionary(excepted.map { ($0, .off) }) { first, _ in first }
    }
    guard let map = YAMLMap(list, expected: "a mapping of columns ({NAME: {closed: 2, open: 200}})") else { return [:] }
    var bounds: [String: ValueGuards.Bound] = [:]
    for entry in map.entries where isColumn(entry.key, list) { bounds[entry.key] = bound(entry.value) }
    return bounds
  }

  /// A percentage; an inner nil for `off`; an outer nil, with the mistake reported, for anything else.
  private func percent(_ value: YAMLValue) -> Double?? {
    if value.isWord("off") { return .some(nil) }
    return value.number(in: 0...100_000).map { .some($0) }
  }
}
