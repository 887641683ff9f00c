import Model
import Words

// `read:` in a manifest.
extension DatasetReader {
  private static let commonKeys = ["format", "container", "header", "names"]
  private static let keysOfFormat: [Reading.Format: [String]] = [
    .csv: ["final_newline", "lines_per_record", "ignore", "sections", "labels_alone"] + dialectKeys,
    .json: ["records", "error", "ignore", "unpivot", "optional", "record_mib", "inside"] + shapeKeys,
    .xlsx: ["ignore", "unpivot", "marks", "prose", "sections", "labels_alone"] + sheetKeys,
    .html: [
      "sections", "labels_alone",
      "encoding", "title_lines", "header_lines", "footer", "ignore", "unpivot", "caption", "heading", "counted",
      "prose",
      "hidden", "marks",
    ],
    .wikitext: ["text", "require", "caption", "heading", "keep_markup", "prose", "counted", "inline_templates"],
    .pdf: pdfKeys,
  ]

  /// - Parameter columns: the contract, which determines the counted cells if a reading of wikitext does not name them.
  func readings(_ value: YAMLValue, _ columns: [Column]) -> [Reading] {
    guard let items = value.items(orOne: true) else { return [] }
    if items.isEmpty { value.report("is an empty list", remedy: "write at least {format: ..., header: [...]}") }
    return items.compactMap { reading($0, columns) }
  }

  private func reading(_ value: YAMLValue, _ columns: [Column]) -> Reading? {
    var all = Self.commonKeys
    for key in Reading.Format.allCases.flatMap({ Self.keysOfFormat[$0] ?? [] }) where !all.contains(key) {
      all.append(key)
    }
    guard let map = YAMLMap(value, keys: all) else { return nil }
    let header = map.required("header")?.texts(mayRepeat: true, mayBeBlank: true)
    let names = map["names"]?.texts(mayRepeat: true)
    guard let format = map.required("format")?.choice(Reading.Format.self) else { return nil }
    checkKeys(map, format)
    guard let header else { return nil }
    var reading = Reading(
      format: format, header: header, names: names ?? [],
      records: map["records"]?.pointer() ?? "", error: map["error"]?.pointer(),
      ignore: map["ignore"]?.texts(mayBeBlank: true) ?? [],
      optional: map["optional"]?.texts() ?? [], linesPerRecord: map["lines_per_record"]?.integer(in: 1...100_000),
      requiresFinalNewline: map["final_newline"]?.flag() ?? false, text: map["text"]?.pointer(),
      caption: map["caption"]?.text(), keepMarkup: map["keep_markup"]?.texts() ?? [],
      prose: map["prose"]?.texts() ?? [], counted: map["counted"]?.texts(mayBeNone: true) ?? [],
      inlineTemplates: map["inline_templates"]?.texts() ?? [])
    reading.unpivot = map["unpivot"].flatMap { unpivot($0, header) }
    if format == .csv { reading.dialect = dialect(map, header) }
    if format == .xlsx { reading.sheet = sheet(map, reading, columns) }
    if format == .html {
      reading.dialect.title = map["title_lines"]?.integer(in: 1...1000).map { .lines($0) }
      reading.dialect.encoding = map["encoding"]?.choice(TextEncoding.self)
      reading.dialect.headerLines = map["header_lines"]?.integer(in: 1...10) ?? 1
      reading.dialect.footer = map["footer"]?.texts(orOne: true) ?? []
      if map["hidden"]?.choice(["read"]) != nil { reading.sheet.hidden = .read }
    }
    reading.marks = map["marks"]?.texts(orOne: true) ?? []
    if format != .pdf {
      reading.sections = map["sections"]?.items(orOne: true)?.compactMap { section($0, isOfPages: false) } ?? []
      reading.hasLabelsAlone = map["labels_alone"]?.choice(["read"]) != nil
    }
    reading.heading = map["heading"]?.text()
    if format == .json { reading.inside = map["inside"].flatMap(inside) }
    reading.container = map["container"].flatMap(container)
    if format == .pdf { reading.pdf = pdf(map, header) }
    if format == .json { reading.shape = shape(map, reading) }
    if let value = map["require"] { reading.required = required(value, beside: reading.text) }
    if format == .wikitext || format == .html, map["counted"] == nil {
      reading.counted = Self.counted(reading, columns)
    }
    if [.wikitext, .html, .xlsx].contains(format) { setRoles(&reading, columns, isCounted: map["counted"] != nil) }
    if map["names"] == nil || names != nil { checkNames(reading, map) }
    checkReferences(reading, map)
    return reading
  }

  /// `{script: VALUE}` or `{variable: NAME}`.
  private func inside(_ value: YAMLValue) -> JSONInside? {
    guard let map = YAMLMap(value, keys: ["script", "variable"]) else { return nil }
    guard let variable = map["variable"] else { return map.required("script")?.text().map { .script($0) } }
    if map["script"] != nil {
      variable.report("says where the document is, and so does 'script'", remedy: "keep one of the two")
    }
    return variable.text().map { .variable($0) }
  }

  /// `{/query/pages/0/title: TEXT}`: what must stand in the envelope.
  private func required(_ value: YAMLValue, beside text: String?) -> [String: String] {
    guard let map = YAMLMap(value, expected: "a mapping of pointers ({/query/pages/0/title: TEXT})") else { return [:] }
    if text == nil {
      value.report("there is no envelope without 'text'", remedy: "say where the page is, text: /POINTER, or remove it")
    }
    var required: [String: String] = [:]
    for entry in map.entries {
      guard entry.key.hasPrefix("/") else {
        file.report(
          line: entry.line, "read.require: '\(entry.key)' is not a JSON pointer",
          remedy: "start it with a slash, and put one between keys and indices: /query/pages/0/title")
        continue
      }
      required[entry.key] = entry.value.text()
    }
    return required
  }

  /// `gzip`, or `{zip: NAME}` with a regular expression over the names of the files in it.
  private func container(_ value: YAMLValue) -> Container? {
    guard value.isMapping else { return value.choice(["gzip"]).map { _ in .gzip } }
    return YAMLMap(value, keys: ["zip"])?.required("zip")?.pattern().map { .zip(member: $0) }
  }

  private func checkKeys(_ map: YAMLMap, _ format: Reading.Format) {
    let own = Self.keysOfFormat[format] ?? []
    for other in Reading.Format.allCases where other != format {
      for key in Self.keysOfFormat[other] ?? [] where !own.contains(key) {
        let formats = Reading.Format.allCases.filter { Self.keysOfFormat[$0]?.contains(key) == true }
        let known = formats.map { "'format: \($0.rawValue)'" }.joined(separator: " or ")
        map[key]?.report(
          "goes with \(known), not with 'format: \(format.rawValue)'",
          remedy: "remove it, or correct 'format'")
      }
    }
  }

  /// Checks that SQL, which ignores case, can distinguish the columns of `raw`.
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
        source.report("two columns are named '\(name)' (SQL ignores case)", remedy: advice)
      }
    }
  }

  /// The header cells that have the name of an integer column.
  private static func counted(_ reading: Reading, _ columns: [Column]) -> [String] {
    let integers = Set(columns.filter { $0.kind == .integer }.map { $0.name.lowercased() })
    let loose = Set(reading.prose + reading.keepMarkup)
    return zip(reading.cells, reading.rawNames).filter { cell, name in
      integers.contains(name.lowercased()) && !loose.contains(cell)
    }.map(\.0)
  }

  /// What the contract says of a header cell, by the name of its column.
  private func setRoles(_ reading: inout Reading, _ columns: [Column], isCounted: Bool) {
    let known = Dictionary(columns.map { ($0.name.lowercased(), $0) }) { first, _ in first }
    // A column with another name may become any of the contract's.
    let allMarks = columns.flatMap { $0.numberForm?.marks ?? [] }
    for (cell, name) in zip(reading.cells, reading.rawNames) {
      let column = known[name.lowercased()]
      if column?.isFormed == true { reading.formed.append(cell) }
      if column?.kind == .text { reading.texts.append(cell) }
      let marks = column.map { $0.numberForm?.marks ?? [] } ?? allMarks
      if !marks.isEmpty { reading.formMarks[cell] = marks }
      let isLoose = reading.prose.contains(cell) || reading.keepMarkup.contains(cell) || cell.contains("@")
      if column == nil, !isCounted, !isLoose, reading.format != .xlsx { reading.unclear.append(cell) }
    }
  }

  private func checkReferences(_ reading: Reading, _ map: YAMLMap) {
    let lists = [("keep_markup", reading.keepMarkup), ("prose", reading.prose), ("counted", reading.counted)]
    for (key, cells) in lists {
      for cell in cells where !reading.cells.contains(cell) {
        map[key]?.report(
          "'\(cell)' is not in 'header'",
          remedy: Suggestion.question(cell, among: reading.cells)
            + "The header has: \(reading.cells.joined(separator: ", "))")
      }
    }
    for cell in reading.counted where reading.prose.contains(cell) || reading.keepMarkup.contains(cell) {
      map["counted"]?.report(
        "'\(cell)' is under '\(reading.prose.contains(cell) ? "prose" : "keep_markup")' too",
        remedy: "keep it in one of the two: counted cells are read exactly")
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
