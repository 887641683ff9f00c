import Model
import Words
import System

/// Reads one dataset's folder: `dataset.yaml`, `normalize.sql` and `corrections.csv`.
struct DatasetReader {
  let name: String
  let pipeline: String
  let folder: String
  let file: SourceFile

  init(name: String, pipeline: String, folder: String) {
    self.name = name
    self.pipeline = pipeline
    self.folder = folder
    file = SourceFile(folder + "/dataset.yaml")
  }

  static let keys = [
    "title", "publisher", "license", "attribution", "homepage", "cadence", "curated", "evidence", "fetch", "edition",
    "read",
    "columns", "key", "partition", "complete_by", "complete_to", "guards", "totals", "figure", "notes", "notes_when",
  ]

  /// The dataset, or nil and all mistakes.
  func read() -> (DatasetManifest?, [Problem]) {
    checkName()
    let normalize = SourceFile(folder + "/normalize.sql")
    let sql = readSQL(normalize)
    var manifest = readManifest(normalizeSQL: sql ?? "")
    let corrections = SourceFile(folder + "/corrections.csv")
    // Against a contract that could not be read, each of its lines would look like a mistake.
    if file.isSound, let read = manifest, Files.exists(corrections.path) {
      manifest?.corrections = CorrectionsReader(dataset: read, file: corrections).read()
    }
    let problems = file.problems + normalize.problems + corrections.problems
    return (problems.isEmpty ? manifest : nil, problems)
  }

  private func checkName() {
    let reserved = ["raw", "tables", "checks", "reconcile", "documents"]
    if !Name.isValid(name) {
      file.report(
        "a dataset cannot be named '\(name)'",
        remedy: "rename the folder\(Name.tidied(name).map { " to '\($0)'" } ?? ""): \(Name.rule)")
    } else if reserved.contains(name) || name.hasPrefix("sqlite_") {
      file.report("'\(name)' is a name that the engine uses itself", remedy: "rename the folder")
    }
  }

  private func readSQL(_ file: SourceFile) -> String? {
    guard let text = file.text(remedyIfMissing: "write it: one SELECT over raw that gives the columns of dataset.yaml")
    else { return nil }
    SQLOutline(text).requireOneSelect(
      in: file, what: "write one SELECT over raw that gives the columns of dataset.yaml")
    return text
  }

  private func readManifest(normalizeSQL: String) -> DatasetManifest? {
    guard let text = file.text(remedyIfMissing: "write it, or remove the folder") else { return nil }
    guard let root = YAMLValue.root(of: file, text: text) else {
      if file.isSound {
        file.report("is empty", remedy: "write at least title, publisher, license, read, columns and key")
      }
      return nil
    }
    guard let map = YAMLMap(root, keys: DatasetReader.keys) else { return nil }
    let columns = map.required("columns").map(self.columns) ?? []
    var manifest = DatasetManifest(
      name: name, pipeline: pipeline, folder: folder,
      title: map.text("title"), publisher: map.text("publisher"),
      license: map.required("license").flatMap(license) ?? License(name: "", url: nil),
      attribution: map.text("attribution"),
      homepage: map["homepage"]?.url(schemes: ["https", "http"]),
      cadence: map["cadence"].flatMap(cadence),
      isCurated: map["curated"]?.flag() ?? false,
      fetch: map["fetch"].flatMap(fetch),
      dating: map.required("edition").flatMap(dating) ?? EditionDating(source: .fetched, fileName: nil),
      readings: map.required("read").map { readings($0, columns) } ?? [],
      columns: columns,
      key: map.required("key")?.texts(orOne: true) ?? [],
      partition: map["partition"]?.texts(orOne: true) ?? [],
      completeBy: map["complete_by"].map { completeBy($0, map["partition"]?.texts(orOne: true) ?? []) } ?? [],
      guards: map["guards"].flatMap { guards($0, columns) } ?? Guards(),
      totals: map["totals"].map { totals($0, columns) } ?? [],
      figure: map["figure"].flatMap { figure($0, columns) },
      notes: map["notes"].map(notes) ?? [],
      normalizeSQL: normalizeSQL)
    if let value = map["complete_to"] { manifest.completeTo = completeTo(value, columns) }
    manifest.evidence = map["evidence"].flatMap { evidence($0, manifest.readings.first?.header ?? []) }
    manifest.fetch?.dateForms = manifest.dating.written
    manifest.conditionalNotes = map["notes_when"].map(conditionalNotes) ?? []
    checkTogether(manifest, map)
    return manifest
  }

  private func license(_ value: YAMLValue) -> License? {
    guard let map = YAMLMap(value, keys: ["name", "url", "copies"]) else { return nil }
    return License(
      name: map.text("name"), url: map["url"]?.url(schemes: ["https", "http"]),
      allowsCopies: map["copies"]?.flag() ?? false)
  }

  private func cadence(_ value: YAMLValue) -> Cadence? {
    guard let map = YAMLMap(value, keys: ["every", "grace_days"]) else { return nil }
    guard let every = map.required("every")?.choice(Cadence.Period.self) else { return nil }
    return Cadence(every: every, graceDays: map["grace_days"]?.integer(in: 0...3660) ?? 0)
  }

  private func dating(_ value: YAMLValue) -> EditionDating? {
    guard let map = YAMLMap(value, keys: ["published", "file_name", "written"]) else { return nil }
    let fileName = map["file_name"]?.pattern()
    guard let source = map.required("published").flatMap(datingSource) else { return nil }
    var dating = EditionDating(source: source, fileName: fileName)
    guard let written = map["written"] else { return dating }
    dating.written = dateForms(written)
    for form in dating.written where form.hasFiscalYear {
      written.report(
        "'\(form.text)' is a fiscal year, which dates no edition",
        remedy: "write the day or month of publication: from another place of the file, or with add --published")
    }
    if fileName == nil, source == .fetched || source == .lastModified || source == .reportedOn {
      written.report(
        "no date of the edition is read from a text",
        remedy: "remove it, or say where the date is written: 'published' "
          + "as from_link, {json: /pointer} or {text: PATTERN}, or 'file_name'")
    }
    return dating
  }

  private func datingSource(_ value: YAMLValue) -> EditionDating.Source? {
    if value.isMapping {
      guard let map = YAMLMap(value, keys: ["json", "text"]) else { return nil }
      guard let text = map["text"] else { return map.required("json")?.pointer().map { .json($0) } }
      if map["json"] != nil { text.report("says where the date is, and so does 'json'", remedy: "keep one of the two") }
      return text.pattern().map { .text($0) }
    }
    switch value.choice(["from_link", "last_modified", "fetched", "reported_on"]) {
    case "from_link": return .fromLink
    case "last_modified": return .lastModified
    case "reported_on": return .reportedOn
    case "fetched": return .fetched
    default: return nil
    }
  }

  /// Paragraphs: the parts of a list, or of one text split at its blank lines. Line ends within a paragraph do not
  /// count.
  private func notes(_ value: YAMLValue) -> [String] {
    let texts = value.texts(orOne: true, mayRepeat: true) ?? []
    return texts.flatMap { text -> [String] in
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(\.trimmed)
      return lines.split(separator: "").map { $0.joined(separator: " ") }
    }
  }

  /// A list of `{when: select ..., text: ...}`.
  private func conditionalNotes(_ value: YAMLValue) -> [ConditionalNote] {
    (value.items() ?? []).compactMap { item in
      guard let map = YAMLMap(item, keys: ["when", "text"]) else { return nil }
      let text = map.text("text")
      let when = map.required("when")?.select(
        "write one SELECT over datasets", insteadOfDividing: ConditionalNote.divisionRemedy)
      guard let when, !text.isEmpty else { return nil }
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return ConditionalNote(text: words, when: when)
    }
  }
}
