import Model
import Words

extension DatasetManifest {
  /// Everything that affects how bytes become rows, as one canonical text, to be hashed where a short form is needed.
  ///
  /// Two manifests with the same fingerprint turn the same bytes into the same rows. Titles, notes, units and the
  /// source of the bytes are not included, and neither is the order of lists whose order is irrelevant.
  package var fingerprint: String {
    var text = Canonical()
    text.add("fingerprint", "1")
    text.add("curated", isCurated ? "1" : "0")
    for reading in readings { text.add("reading", reading) }
    for column in columns { text.add("column", column) }
    text.add("key", key)
    text.add("partition", partition)
    text.add("rows", [guards.minimumRows, guards.maximumRows].map(Canonical.optional))
    for (day, rows) in guards.minimumRowsByDay.sorted(by: { $0.key < $1.key }) {
      text.add("rows_by_day", ["\(day)", "\(rows)"])
    }
    text.add("shrink", Canonical.optional(guards.shrinkPercent))
    text.add("quarantine", Canonical.optional(guards.quarantine.map { "\($0.percent) \($0.weightPercent)" }))
    text.add("new_values", guards.newValues.rawValue)
    text.add("values", guards.values)
    if let by = guards.values.movedBy { text.add("moved_by", ["\(by)"]) }
    if guards.values.rowsAdded != .off { text.add("rows_added", ["\(guards.values.rowsAdded)"]) }
    text.add("dating", Canonical.words(dating.source))
    text.add("file_name", Canonical.optional(dating.fileName))
    if !dating.written.isEmpty { text.add("dating_written", dating.written.map(\.text)) }
    if !completeBy.isEmpty { text.add("complete_by", completeBy) }
    if completeTo != .firstOfKey { text.add("complete_to", "\(completeTo)") }
    if readings.contains(where: \.requiresFinalNewline) { text.add("final_newline", "1") }
    if let figure { text.add("figure", [figure.measure] + figure.by) }
    for total in totals { text.add("total", ["\(total)"]) }
    for correction in corrections { text.add("correction", correction) }
    text.add("normalize", normalizeSQL)
    return text.text
  }
}

/// Lines of a word and values. Each value is preceded by its length, so that no value can look like another line.
private struct Canonical {
  private(set) var text = ""

  mutating func add(_ word: String, _ value: String) { add(word, [value]) }

  mutating func add(_ word: String, _ values: [String]) {
    text += word
    for value in values { text += " \(value.utf8.count):\(value)" }
    text += "\n"
  }

  mutating func add(_ word: String, _ reading: Reading) {
    add(word, reading.format.rawValue)
    add("header", reading.header)
    add("names", reading.rawNames)
    add("records", reading.records)
    add("error", Canonical.optional(reading.error))
    add("ignore", reading.ignore.sorted())
    add("text", Canonical.optional(reading.text))
    add("caption", Canonical.optional(reading.caption))
    add("keep_markup", reading.keepMarkup.sorted())
    if !reading.optional.isEmpty { add("optional", reading.optional.sorted()) }
    if let lines = reading.linesPerRecord { add("lines_per_record", "\(lines)") }
    if reading.dialect != .plain { add("dialect", "\(reading.dialect)") }
    if reading.pdf != .plain { add("pdf", "\(reading.pdf)") }
    if let container = reading.container { add("container", "\(container)") }
    if reading.shape != .plain { add("shape", "\(reading.shape)") }
    if reading.sheet != .plain { add("sheet", "\(reading.sheet)") }
    if let inside = reading.inside { add("inside", "\(inside)") }
    if let heading = reading.heading { add("heading", heading) }
    if let unpivot = reading.unpivot { add("unpivot", [unpivot.columns, unpivot.name, unpivot.value]) }
    if reading.format == .html { add("counted", reading.counted.sorted()) }
    if [.html, .pdf, .xlsx].contains(reading.format), !reading.prose.isEmpty { add("prose", reading.prose.sorted()) }
    for section in reading.sections { add("section", [section.name, section.pattern]) }
    if reading.hasLabelsAlone { add("labels_alone", "read") }
    if !reading.marks.isEmpty { add("marks", reading.marks.sorted()) }
    if !reading.unclear.isEmpty { add("unclear", reading.unclear.sorted()) }
    guard reading.format == .wikitext else { return }
    add("prose", reading.prose.sorted())
    for (pointer, text) in reading.required.sorted(by: { $0.key < $1.key }) { add("require", [pointer, text]) }
    add("counted", reading.counted.sorted())
    add("inline_templates", reading.inlineTemplates.sorted())
  }

  mutating func add(_ word: String, _ column: Column) {
    let bounds = [column.minimum, column.maximum].map(Canonical.optional)
    add(word, [column.name, column.kind.rawValue, column.isNullable ? "null" : "not null"] + bounds)
    // The word under which it was first declared: what stands in a warehouse is not read again for a new one.
    if !column.isWeighed { add("adds", "never") }
    if let end = column.yearEnd { add("ends", end.text) }
    add("one_of", column.oneOf.sorted())
    if column.isComposed { add("normalize", "nfc") }
    if column.isNotAfterPublished { add("not_after", "published") }
    if let decimals = column.decimals { add("decimals", "\(decimals)") }
    if let form = column.numberForm { add("written", "\(form)") }
    if !column.dateForms.isEmpty { add("written", column.dateForms.map(\.text)) }
    if !column.notSaid.isEmpty { add("not_said", column.notSaid.sorted()) }
    if let other = column.orderedWith { add("ordered_with", other) }
    if let names = column.names { add("names", "\(names)") }
  }

  mutating func add(_ word: String, _ correction: Correction) {
    let values = correction.key + [correction.wrong, correction.right]
    add(
      word,
      [correction.column] + values.map { Canonical.optional($0 == .null ? nil : $0.plain) }
        + [correction.reason, correction.link])
  }

  mutating func add(_ word: String, _ guards: ValueGuards) {
    let bounds = [
      guards.moved, guards.removedKeys, guards.addedKeys, guards.rowsGone, guards.rowsRevised, guards.leaps,
    ]
    .flatMap { [$0.closed, $0.open] }
    add(
      word,
      (bounds + [guards.vanishedValues]).map(Canonical.optional)
        + ["\(guards.mayLoseNewestPeriod)", "\(guards.provisionalMonths)"]
        + guards.movedByColumn.sorted { $0.key < $1.key }.flatMap {
          [$0.key, Canonical.optional($0.value.closed), Canonical.optional($0.value.open)]
        })
  }

  /// Nil and an empty text differ.
  static func optional<T>(_ value: T?) -> String { value.map { "=\($0)" } ?? "-" }

  static func words(_ source: EditionDating.Source) -> [String] {
    switch source {
    case .fromLink: ["from_link"]
    case .json(let pointer): ["json", pointer]
    case .text(let pattern): ["text", pattern]
    case .lastModified: ["last_modified"]
    case .fetched: ["fetched"]
    case .reportedOn: ["reported_on"]
    }
  }
}
