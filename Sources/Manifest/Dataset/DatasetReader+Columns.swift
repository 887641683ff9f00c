import Model
import System
import Words

// `columns:` in a manifest, and the checks that involve several parts of it.
extension DatasetReader {
  func columns(_ value: YAMLValue) -> [Column] {
    guard let map = YAMLMap(value, expected: "a mapping of columns (name: {type: ...})") else { return [] }
    if map.entries.isEmpty { value.report("names no column", remedy: "add one: 'month: {type: month}'") }
    return map.entries.compactMap(column)
  }

  private func column(_ entry: YAMLMap.Entry) -> Column? {
    if !Name.isValid(entry.key) {
      file.report(
        line: entry.line, "a column cannot be named '\(entry.key)'",
        remedy: "\(Name.tidied(entry.key).map { "name it '\($0)': " } ?? "use ")\(Name.rule)")
    }
    let keys = [
      "type", "min", "max", "unit", "description", "null", "one_of", "normalize", "ends", "adds", "weighs", "not_after",
      "ordered_with", "names", "decimals", "written", "not_said", "words",
    ]
    guard let map = YAMLMap(entry.value, keys: keys) else { return nil }
    guard let (kind, isDecimal) = map.required("type").flatMap(columnType) else { return nil }
    var column = Column(
      name: entry.key, kind: kind, isNullable: map["null"]?.flag() ?? false,
      minimum: map["min"]?.integer(), maximum: map["max"]?.integer(), oneOf: map["one_of"]?.texts() ?? [],
      unit: map["unit"]?.text(), description: map["description"]?.text().map(\.trimmed),
      isComposed: map["normalize"]?.choice(["nfc"]) != nil, yearEnd: map["ends"].flatMap(yearEnd),
      adds: map["adds"]?.choice(Adding.self), isWeighed: map["weighs"]?.choice(["never"]) == nil)
    column.isNotAfterPublished = map["not_after"]?.choice(["published"]) != nil
    column.orderedWith = map["ordered_with"]?.text()
    column.names = map["names"]?.text().map { $0 == "none" ? .none : .column($0) }
    column.words = map["words"].map { words($0, of: column) } ?? []
    readForms(&column, map, isDecimal: isDecimal)
    check(column, map)
    return column
  }

  private func words(_ value: YAMLValue, of column: Column) -> [Column.CodeWords] {
    guard let map = YAMLMap(value, expected: "what each code is called (code: words)") else { return [] }
    if column.kind != .text {
      value.report("a column of type \(column.kind.rawValue) has no codes", remedy: "remove it, or make the type text")
    }
    return map.entries.compactMap { entry in
      if !column.oneOf.isEmpty, !column.oneOf.contains(entry.key) {
        file.report(
          line: entry.line, "'\(entry.key)' is not one of the column's values",
          remedy: Suggestion.question(entry.key, among: column.oneOf)
            + "The values are: \(column.oneOf.joined(separator: ", "))")
      }
      return entry.value.text().map { Column.CodeWords(code: entry.key, words: $0) }
    }
  }

  private func yearEnd(_ value: YAMLValue) -> YearEnd? {
    guard let text = value.text() else { return nil }
    if let end = YearEnd(text) { return end }
    value.report("'\(text)' is not a day of the year", remedy: "write it as MM-DD: '09-30' for September 30")
    return nil
  }

  private func kindHasNoSum(_ column: Column) -> Bool { column.kind != .integer }

  private func check(_ column: Column, _ map: YAMLMap) {
    if column.kind != .year {
      map["ends"]?.report(
        "a column of type \(column.kind.rawValue) has no 'ends'", remedy: "remove it, or make the type year")
    }
    let isNumber = column.kind == .integer || column.kind == .year
    for bound in ["min", "max"] where !isNumber {
      map[bound]?.report(
        "a column of type \(column.kind.rawValue) has no '\(bound)'",
        remedy: "remove it, or make the type integer or year")
    }
    if kindHasNoSum(column) {
      for field in ["adds", "weighs"] {
        map[field]?.report(
          "a column of type \(column.kind.rawValue) is never summed", remedy: "remove it; only a whole number needs it")
      }
    }
    if let least = column.minimum, let most = column.maximum, least > most {
      map["min"]?.report("\(least) is more than 'max' \(most)", remedy: "swap them, or correct one")
    }
    if ![.date, .month, .year].contains(column.kind) {
      for field in ["not_after", "ordered_with"] {
        map[field]?.report(
          "a column of type \(column.kind.rawValue) has no '\(field)'",
          remedy: "remove it, or make the type date, month or year")
      }
    }
    if column.kind != .text {
      map["names"]?.report(
        "a column of type \(column.kind.rawValue) names nothing", remedy: "remove it, or make the type text")
      map["normalize"]?.report(
        "a column of type \(column.kind.rawValue) has no letters to compose",
        remedy: "remove it, or make the type text")
    }
    if let values = map["one_of"], !column.oneOf.isEmpty {
      if isNumber {
        for value in column.oneOf where Int(value) == nil {
          values.report("'\(value)' is not a whole number", remedy: "correct it, or make the type text")
        }
      } else if column.kind != .text {
        values.report(
          "a column of type \(column.kind.rawValue) has no list of values", remedy: "remove it, or make the type text")
      }
    }
  }

  /// Checks that involve more than one part of the manifest.
  func checkTogether(_ manifest: DatasetManifest, _ map: YAMLMap) {
    // If some columns could not be read, their names are unknown, and further messages would be misleading.
    if let columns = YAMLMap(again: map["columns"]), columns.entries.count == manifest.columns.count {
      checkNames(
        manifest.key, in: map["key"], manifest, use: "the key identifies rows, and NULL identifies nothing")
      checkNames(manifest.partition, in: map["partition"], manifest, use: "a slice without a name cannot be covered")
      checkOrders(manifest, columns)
      if manifest.isCurated { checkReportedOn(manifest, columns) }
    }
    checkDating(manifest, map)
    if manifest.isCurated { checkCurated(manifest, map) }
  }

  private func checkNames(_ names: [String], in value: YAMLValue?, _ manifest: DatasetManifest, use: String) {
    guard let value else { return }
    let all = manifest.columns.map(\.name)
    for name in names {
      guard let column = manifest.columns.first(where: { $0.name == name }) else {
        value.report(
          "'\(name)' is not a column",
          remedy: Suggestion.question(name, among: all) + "The columns are: \(all.joined(separator: ", "))")
        continue
      }
      if column.isNullable {
        value.report(
          "the column '\(name)' may be null", remedy: "remove its 'null: true', or leave it out here: \(use)")
      }
    }
  }

  private func checkOrders(_ manifest: DatasetManifest, _ columns: YAMLMap) {
    let all = manifest.columns.map(\.name)
    for column in manifest.columns {
      guard let entry = YAMLMap(again: columns[column.name]) else { continue }
      if manifest.isCurated {
        entry["not_after"]?.report(
          "the rows of a curated dataset have no edition to be later than", remedy: "remove it")
      }
      if let other = column.orderedWith, other == column.name || !all.contains(other) {
        entry["ordered_with"]?.report(
          "'\(other)' is not another column",
          remedy: Suggestion.question(other, among: all) + "The columns are: \(all.joined(separator: ", "))")
      }
      if case .column(let code)? = column.names, code == column.name || !all.contains(code) {
        entry["names"]?.report(
          "'\(code)' is not another column",
          remedy: Suggestion.question(code, among: all) + "The columns are: \(all.joined(separator: ", "))")
      }
    }
  }

  private func checkDating(_ manifest: DatasetManifest, _ map: YAMLMap) {
    guard let edition = YAMLMap(again: map["edition"])?["published"] else { return }
    let mapsJSON = manifest.readings.contains { $0.format == .json || $0.text != nil }
    switch manifest.dating.source {
    case .fromLink:
      guard let discover = YAMLMap(again: map["fetch"])?["discover"] else {
        edition.report(
          "from_link needs a link, but there is no 'fetch.discover'",
          remedy: "add fetch.discover, or write last_modified or fetched")
        return
      }
      guard let link = YAMLMap(again: discover)?["link"], case .discovered(_, let pattern)? = manifest.fetch?.address
      else { return }
      if !YAMLValue.groupNames(in: pattern).contains("published") {
        link.report(
          "has no group named 'published', and edition.published is from_link",
          remedy: "give that name to the group around the date: (?<published>\\d{4}-\\d{2})")
      }
    case .reportedOn where !manifest.isCurated:
      edition.report(
        "reported_on is for curated datasets", remedy: "add 'curated: true', or write last_modified or fetched")
    case .json where !mapsJSON && !manifest.readings.isEmpty:
      edition.report(
        "a JSON pointer needs a JSON file, but none is read", remedy: "write from_link, last_modified or fetched")
    default: break
    }
    if case .json = manifest.dating.source, manifest.readings.contains(where: { $0.container != nil }) {
      edition.report(
        "a JSON pointer leads into the file as it is fetched, and that is packed ('read.container')",
        remedy: "write from_link, last_modified or fetched")
    }
    checkHistory(manifest, map)
  }

  /// A past revision needs the day on which it was made, and only the response itself contains it.
  private func checkHistory(_ manifest: DatasetManifest, _ map: YAMLMap) {
    guard manifest.fetch?.history != nil, let backfill = YAMLMap(again: map["fetch"])?["backfill"] else { return }
    if manifest.dating.place != nil { return }
    backfill.report(
      "a past revision must contain its own date, but edition.published does not point to it",
      remedy: "write edition: {published: {json: /pointer/to/its/timestamp}}")
  }

  private func checkCurated(_ manifest: DatasetManifest, _ map: YAMLMap) {
    if manifest.readings.count > 1 {
      map["read"]?.report("a curated dataset is one file of ours", remedy: "give one form of it")
    }
    map["fetch"]?.report("a curated dataset is not fetched", remedy: "remove 'fetch', or 'curated: true'")
    if manifest.dating.source != .reportedOn {
      map["edition"]?.report(
        "each row of a curated dataset has its own day", remedy: "write edition: {published: reported_on}")
    }
    if manifest.readings.contains(where: { $0.format != .csv }) {
      map["read"]?.report("a curated dataset is a CSV file", remedy: "write format: csv")
    }
    if !Files.exists(folder + "/curated.csv") {
      map["curated"]?.report(
        "there is no \(folder)/curated.csv", remedy: "write it: the rows keyed by hand, with the header given in 'read'"
      )
    }
  }

  private func checkReportedOn(_ manifest: DatasetManifest, _ columns: YAMLMap) {
    guard let column = manifest.columns.first(where: { $0.name == "reported_on" }) else {
      columns.value.file.report(
        line: columns.value.keyLine, "columns: a curated dataset needs the column 'reported_on'",
        remedy: "add 'reported_on: {type: date}', the day on which the source reported it")
      return
    }
    if column.kind != .date || column.isNullable {
      columns["reported_on"]?.report("must be a date in every row", remedy: "write 'reported_on: {type: date}'")
    }
  }
}
