import Formats
import Manifest
import Model
import System
import Words

/// The files of a new dataset's folder, as they are written.
struct DatasetText {
  let name: String
  let title: String
  let columns: [ColumnProposal]
  let key: [String]
  let keyDoubt: String?
  /// Where the key is the record's place: its column.
  let place: String?
  let reading: SurveyedReading
  let records: Int
  let source: NewVerb.Source
  /// Records that may be in quarantine, since they were in this file.
  let allowed: Int
  /// The first record that could not be read, and why.
  let firstDefect: String?
  /// How the file's name gives the day of publication; nil where it does not.
  let fileName: String?
  let largest: Int

  /// `dataset.yaml`.
  var manifest: String {
    var text = "# Written by `soundings new` from \(source.words). Each comment is a choice to look at.\n\n"
    text += "title: \(YAMLText.text(title))\n"
    text += YAMLText.comment("publisher, license, attribution: the file does not say; ask, and correct all three")
    text += "publisher: \(YAMLText.text(source.publisher))\n"
    text += "license: {name: not known}\n"
    text += "attribution: \(YAMLText.text("\(source.publisher), \(title)"))\n"
    text += YAMLText.comment("cadence: how often there is a new one, so that an old one is called stale:")
    text += "# cadence: {every: month, grace_days: 20}\n"
    text += fetch + edition + "\n"
    for reason in reading.reasons { text += YAMLText.comment(reason) }
    text += "read:\n" + ReadingText.entries(reading.reading).map { "  \($0.0): \($0.1)\n" }.joined()
    text += "\ncolumns:\n"
    if let place {
      text += "  \(place): {type: integer, min: 1, description: Place of the record in the file., weighs: never}\n"
    }
    for column in columns { text += self.column(column) }
    text += "\n"
    if let keyDoubt { text += YAMLText.comment("key: \(keyDoubt)") }
    text += "key: \(YAMLText.list(key))\n"
    if let partition {
      text += YAMLText.comment(
        "partition: an edition covers each \(ColumnWords.words(partition)) that it contains, and says nothing of the others"
      )
      text += "partition: \(partition)\n"
    }
    text += YAMLText.comment("guards: this file has \(English.count(records, "record")); one with half as many is held")
    let values = columns.contains { !$0.oneOf.isEmpty } ? ", new_values: stop" : ""
    if allowed > 0 {
      text += YAMLText.comment("guards.quarantine: \(defects); look at them: soundings quarantine show \(name)")
    }
    let quarantine =
      allowed == 0
      ? ""
      : ", quarantine: {pct: \(NewVerb.mostDefectivePercent), weight_pct: \(NewVerb.mostDefectivePercent), because: they were so in the first file}"
    text += "guards: {rows: {min: \(max(1, records / 2))}\(quarantine)\(values)}\n"
    text += "\nnotes: |\n  What the rows count, and what they do not, is to be written here.\n"
    return text
  }

  /// What is defective in this file; for people.
  var defects: String {
    "\(English.count(allowed, "record")) of this file \(allowed == 1 ? "is" : "are") defective"
      + (firstDefect.map { " (\($0))" } ?? "")
  }

  private var fetch: String {
    guard case .address(let url, let type) = source else { return "" }
    let expected = type.map { "type: \($0), " } ?? ""
    return "fetch: {url: \(YAMLText.text(url)), expect: {\(expected)max_bytes: \(largest)MB}}\n"
  }

  private var edition: String {
    if let fileName {
      return YAMLText.comment("edition: the name of the file has a date, which was taken for the day of publication")
        + "edition: {published: fetched, file_name: '\(fileName)'}\n"
    }
    return YAMLText.comment(
      "edition: nothing in the file was taken for the day of publication; with add, --published gives it")
      + "edition: {published: fetched}\n"
  }

  private var partition: String? {
    let times = columns.filter { $0.isTime && !$0.isNullable }
    let time = times.first { key.contains($0.name) } ?? times.first
    return time.flatMap { key.contains($0.name) ? $0.name : nil }
  }

  private func column(_ column: ColumnProposal) -> String {
    var entries: [(String, String)] = []
    switch column.kind {
    case .text: entries.append(("type", "text"))
    case .integer: entries.append(("type", "integer"))
    case .decimal(let decimals): entries += [("type", "decimal"), ("decimals", "\(decimals)")]
    case .date: entries.append(("type", "date"))
    case .month: entries.append(("type", "month"))
    case .year: entries.append(("type", "year"))
    }
    if !column.dateForms.isEmpty { entries.append(("written", YAMLText.text(column.dateForms[0]))) }
    if let form = form(column) { entries.append(("written", form)) }
    if let end = column.yearEnd { entries.append(("ends", "'\(end)'")) }
    if column.isNullable { entries.append(("null", "true")) }
    if !column.notSaid.isEmpty { entries.append(("not_said", YAMLText.list(column.notSaid))) }
    if !column.oneOf.isEmpty { entries.append(("one_of", YAMLText.list(column.oneOf))) }
    if column.isMeasure, let unit = column.unit { entries.append(("unit", YAMLText.text(unit))) }
    if column.isNeverAdded, column.kind == .integer || column.isReal { entries.append(("weighs", "never")) }
    entries.append(("description", YAMLText.text(TitleWords.sentence(column.source) + ", as the publisher calls it.")))
    return column.doubts.map { YAMLText.comment("\(column.name): \($0)", indent: "  ") }.joined()
      + "  \(column.name): \(YAMLText.mapping(entries))\n"
  }

  private func form(_ column: ColumnProposal) -> String? {
    let form = column.form
    var entries: [(String, String)] = []
    if let thousands = form.thousands.first { entries.append(("thousands", thousands.rawValue)) }
    if let decimal = form.decimal, column.isReal ? decimal != .point : true {
      entries.append(("decimal", decimal.rawValue))
    }
    if !form.negative.isEmpty { entries.append(("negative", YAMLText.list(form.negative.map(\.rawValue)))) }
    if form.isPercent { entries.append(("percent", "true")) }
    if form.hasExponent, !form.thousands.isEmpty || column.isReal { entries.append(("exponent", "true")) }
    if !form.currency.isEmpty { entries.append(("currency", YAMLText.list(form.currency))) }
    if !form.marks.isEmpty { entries.append(("marks", YAMLText.list(form.marks))) }
    return entries.isEmpty ? nil : YAMLText.mapping(entries)
  }

  /// `normalize.sql`.
  var sql: String {
    var lines = place.map { ["_record as \($0)"] } ?? []
    lines += columns.map { "\"\($0.source.replacing("\"", with: "\"\""))\" as \($0.name)" }
    return "select\n" + lines.map { "  \($0)" }.joined(separator: ",\n") + "\nfrom raw\n"
  }
}
