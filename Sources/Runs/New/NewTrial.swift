import Formats
import Manifest
import Model
import System
import Warehouse
import Words

/// A dataset's proposed folder in a project of its own, where it is checked and loaded.
struct NewTrial {
  enum Outcome {
    /// - Parameter quarantined: how many records.
    case loaded(quarantined: Int)
    /// These columns are not what they were taken for.
    case columns(Set<String>, Problem)
    /// Rows have the same key.
    case key(Problem)
    /// So many records are in quarantine that the edition is held.
    case defective(Int, Problem)
    case failed(Problem)
  }

  private let verb: NewVerb
  private let pipeline: PipelineManifest
  private let project: Project
  private let survey: RecordSurvey
  private let dataset: DatasetText
  private let table: TableProposal?
  private let folder: PrivateFolder
  private let own: Project

  private var name: String { verb.dataset }
  private var pipelines: String { folder.path + "/Pipelines" }
  private var place: String { "\(pipelines)/\(pipeline.name)" }

  init(
    verb: NewVerb, pipeline: PipelineManifest, project: Project, proposed: SurveyedReading, survey: RecordSurvey,
    onlyText: Set<String>, usesPlace: Bool, allowed: Int
  ) throws {
    (self.verb, self.pipeline, self.project, self.survey) = (verb, pipeline, project, survey)
    let reading = proposed.reading
    let names = ColumnNames.contract(reading.rawNames)
    let isEuropean = reading.format == .csv && reading.dialect.separator == UInt8(ascii: ";")
    var columns = survey.columns.indices.map { i in
      ColumnProposal(
        source: reading.rawNames[i], name: names[i], survey.columns[i], records: survey.records,
        hasNumbers: survey.hasNumbers, isEuropean: isEuropean, isOnlyText: onlyText.contains(names[i]))
    }
    let pivoted = reading.unpivot.flatMap { reading.rawNames.firstIndex(of: $0.name) }
    let key = KeyProposal(columns, survey, pivoted: pivoted)
    let isPlaced = usesPlace || key.columns == nil
    let own = ["record_number", "place_in_file"].first { !names.contains($0) } ?? "place_of_record"
    // A key is never NULL.
    for i in key.columns ?? [] where !isPlaced { (columns[i].isNullable, columns[i].notSaid) = (false, []) }
    let title = TitleWords.sentence(verb.dataset)
    let keyNames = isPlaced ? [own] : (key.columns ?? []).map { columns[$0].name }
    dataset = DatasetText(
      name: verb.dataset, title: title, columns: columns, key: keyNames,
      keyDoubt: usesPlace && key.columns != nil
        ? "rows that are alike in all that tells them apart came twice, so the key is their place in the file"
        : key.doubt,
      place: isPlaced ? own : nil, reading: proposed, records: survey.records, source: verb.source, allowed: allowed,
      firstDefect: survey.firstDefect, fileName: NewDating.pattern(of: verb.file),
      largest: max(1, 4 * (Files.size(verb.file) ?? 0) >> 20))
    table = TableProposal(dataset: verb.dataset, title: title, columns, key: keyNames, records: survey.records)
    folder = try PrivateFolder(name: ".soundings-new", in: Files.folder(of: project.pipelinesFolder))
    try Self.writeFiles(verb, dataset, table, pipeline, in: folder.path + "/Pipelines", project)
    self.own = Project(
      configuration: project.configuration, library: try Library.load(folder: folder.path + "/Pipelines"),
      dataFolder: folder.path + "/Data", pipelinesFolder: folder.path + "/Pipelines", clock: project.clock,
      log: { _ in }, shouldStop: project.shouldStop)
  }

  private static func writeFiles(
    _ verb: NewVerb, _ dataset: DatasetText, _ table: TableProposal?, _ pipeline: PipelineManifest,
    in pipelines: String,
    _ project: Project
  ) throws {
    let place = "\(pipelines)/\(pipeline.name)"
    let own = "\(place)/\(verb.dataset)"
    try Files.makeFolder(own, mode: 0o755)
    try AtomicFile.write(Array("title: Trial\ndescription: A trial.\n".utf8), to: place + "/pipeline.yaml")
    try AtomicFile.write(Array(dataset.manifest.utf8), to: own + "/dataset.yaml")
    try AtomicFile.write(Array(dataset.sql.utf8), to: own + "/normalize.sql")
    let (reader, _) = try Formats.open(path: verb.file, name: verb.file, readings: [dataset.reading.reading])
    guard
      let sample = try SampleCut.bytes(
        path: verb.file, name: verb.file, reading: dataset.reading.reading, reader: reader)
    else {
      throw Problem(
        .badInput, at: verb.file, "is too large for a sample, and no part of it can be read by itself",
        remedy: dataset.reading.reading.container == nil
          ? "give a smaller file of the same form, then add this one: soundings add \(verb.dataset) FILE"
          : "unpack it, and give the file that is inside: unzip \(ShellWord.quoted(verb.file))")
    }
    let format = Project.pathExtension(verb.file) ?? dataset.reading.reading.format.rawValue
    try AtomicFile.write(sample, to: "\(own)/sample.\(format)")
    if let table {
      try Files.makeFolder(place + "/tables", mode: 0o755)
      try AtomicFile.write(Array(table.text.utf8), to: "\(place)/tables/\(table.name).sql")
    }
  }

  func outcome() throws -> Outcome {
    _ = try RecordVerb(datasets: [name]).run(own)
    let problems = try CheckVerb.run(pipelinesFolder: pipelines, shouldStop: project.shouldStop, log: { _ in }).problems
    if let first = problems.first { return .failed(first) }
    let report = try AddVerb(dataset: name, files: [verb.file], published: day.description).run(own)
    if let problem = report.pipelineProblems.first?.problem ?? report.exportProblems.first { return .failed(problem) }
    let facts = try own.openWarehouse(warns: false).read { session in
      (try session.quarantine(of: name), try session.rowCount(of: name, asOf: nil))
    }
    let broken = Set(facts.0.compactMap(\.column)).filter { column in
      dataset.columns.contains { $0.name == column && $0.kind != .text }
    }
    let line = report.lines.first { $0.dataset == name }
    let held = line?.heldBecause ?? line?.outcome.problem
    if !broken.isEmpty, let record = facts.0.first(where: { $0.column.map(broken.contains) == true }) {
      return .columns(
        broken,
        Problem(
          .badInput, at: verb.file, "record \(record.record), \(record.column ?? ""): \(record.reason)", remedy: ""))
    }
    let doubled = facts.0.first { $0.column == nil && $0.reason.contains("key") }
    if let doubled, dataset.place == nil {
      return .key(Problem(.badInput, at: verb.file, "record \(doubled.record): \(doubled.reason)", remedy: ""))
    }
    if let held { return facts.0.isEmpty ? .failed(held) : .defective(facts.0.count, held) }
    guard facts.1 > 0 else {
      return .failed(Problem(.badInput, at: verb.file, "none of its records could be loaded", remedy: ""))
    }
    return .loaded(quarantined: facts.0.count)
  }

  private var day: PublishedDate {
    verb.published.flatMap { PublishedDate($0) } ?? NewDating.date(of: verb.file, today: project.clock.today())
      ?? PublishedDate(project.clock.today())
  }

  /// Moves the folder and the table into the project, and adds the file.
  func publish(quarantined: Int) throws -> NewVerb.Report {
    let home = "\(project.pipelinesFolder)/\(pipeline.name)"
    let target = "\(home)/\(name)"
    guard !Files.exists(target) else {
      throw Problem(.usage, at: target, "is there already", remedy: "choose another name, or remove it")
    }
    var tableName: String?
    if let table {
      let path = "\(home)/tables/\(table.name).sql"
      guard !Files.exists(path) else {
        throw Problem(.usage, at: path, "is there already", remedy: "choose another name for the dataset")
      }
      // Without its dataset the table would be an error, so that comes first.
      try Files.moveFolder("\(place)/\(name)", to: target)
      try Files.makeFolder(home + "/tables", mode: 0o755)
      try AtomicFile.write(Array(table.text.utf8), to: path)
      tableName = table.name
    } else {
      try Files.moveFolder("\(place)/\(name)", to: target)
    }
    let doubts =
      dataset.reading.reasons + dataset.columns.flatMap { column in column.doubts.map { "\(column.name): \($0)" } }
      + [dataset.keyDoubt.map { "key: \($0)" }].compactMap { $0 }
      + (dataset.allowed > 0 ? ["guards: \(dataset.defects)"] : [])
    return NewVerb.Report(
      dataset: name, folder: target, table: tableName, records: survey.records + survey.defects,
      quarantined: quarantined,
      columns: dataset.columns.map(\.name), key: dataset.key, doubts: doubts,
      published: verb.isFetched ? nil : day.description)
  }
}
