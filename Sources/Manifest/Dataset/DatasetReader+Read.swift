import Model
import Words

// The part `read:` of a manifest.
extension DatasetReader {
  private static let commonKeys = ["format", "header", "names"]
  private static let keysOfFormat: [Reading.Format: [String]] = [
    .csv: ["final_newline", "lines_per_record"], .json: ["records", "error", "ignore", "optional"],
    .wikitext: ["text", "caption", "keep_markup"],
  ]

  func readings(_ value: YAMLValue) -> [Reading] {
    guard let items = value.items(orOne: true) else { return [] }
    if items.isEmpty { value.report("is an empty list", remedy: "write at least {format: ..., header: [...]}") }
    return items.compactMap(reading)
  }

  private func reading(_ value: YAMLValue) -> Reading? {
    let all = Self.commonKeys + Reading.Format.allCases.flatMap { Self.keysOfFormat[$0] ?? [] }
    guard let map = YAMLMap(value, keys: all) else { return nil }
    let header = map.required("header")?.texts(mayRepeat: true, mayBeBlank: true)
    let names = map["names"]?.texts(mayRepeat: true)
    guard let format = map.required("format")?.choice(Reading.Format.self) else { return nil }
    checkKeys(map, format)
    guard let header else { return nil }
    let reading = Reading(
      format: format, header: header, names: names ?? [],
      records: map["records"]?.pointer() ?? "", error: map["error"]?.pointer(), ignore: map["ignore"]?.texts() ?? [],
      optional: map["optional"]?.texts() ?? [], linesPerRecord: map["lines_per_record"]?.integer(in: 1...100_000),
      requiresFinalNewline: map["final_newline"]?.flag() ?? false, text: map["text"]?.pointer(),
      caption: map["caption"]?.text(), keepMarkup: map["keep_markup"]?.texts() ?? [])
    if map["names"] == nil || names != nil { checkNames(reading, map) }
    checkReferences(reading, map)
    return reading
  }

  private func checkKeys(_ map: YAMLMap, _ format: Reading.Format) {
    for other in Reading.Format.allCases where other != format {
      for key in Self.keysOfFormat[other] ?? [] {
        map[key]?.report(
          "goes with 'format: \(other.rawValue)', not with 'format: \(format.rawValue)'",
          remedy: "remove it, or correct 'format'")
      }
    }
  }

  /// The columns of `raw` must be told apart by SQL, which does not mind case.
  private func checkNames(_ reading: Reading, _ map: YAMLMap) {
    guard let source = map["names"] ?? map["header"] else { return }
    if !reading.names.isEmpty, reading.names.count != reading.header.count {
      source.report(
        "\(reading.names.count) names for \(reading.header.count) header columns",
        remedy: "give every column of 'header' its name, in the same order")
      return
    }
    let advice = reading.names.isEmpty ? "name the columns yourself with 'names: [...]'" : "give it another name"
    var seen: Set<String> = []
    for name in reading.rawNames {
      if name.trimmed.isEmpty {
        source.report("a column has no name", remedy: advice)
      } else if ["_record", "_page", "_published"].contains(name.lowercased()) {
        source.report("the name '\(name)' is taken: raw has it already", remedy: advice)
      } else if !seen.insert(name.lowercased()).inserted {
        source.report("two columns are named '\(name)' (SQL does not mind case)", remedy: advice)
      }
    }
  }

  private func checkReferences(_ reading: Reading, _ map: YAMLMap) {
    for cell in reading.keepMarkup where !reading.header.contains(cell) {
      map["keep_markup"]?.report(
        "'\(cell)' is not in 'header'",
        remedy: Suggestion.question(cell, among: reading.header)
          + "The header has: \(reading.header.joined(separator: ", "))")
    }
    for key in reading.optional where !reading.header.contains(key) {
      map["optional"]?.report(
        "'\(key)' is not in 'header'",
        remedy: Suggestion.question(key, among: reading.header)
          + "The header has: \(reading.header.joined(separator: ", "))")
    }
    for key in reading.ignore where reading.header.contains(key) {
      map["ignore"]?.report("'\(key)' is in 'header' too", remedy: "keep it in one of the two")
    }
  }
}
