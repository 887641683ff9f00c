import Formats
import Manifest
import Model
import System
import Warehouse
import Words

/// `soundings new DATASET`: writes a dataset's folder and a first table from a file that nobody has described yet.
///
/// All that it writes was tried: the folder is checked, and the whole file loaded by it, in a project of its own, before anything is
/// written into this one.
package struct NewVerb {
  /// Where the bytes come from.
  package enum Source: Sendable {
    case file(String)
    /// - Parameter type: of the server's Content-Type.
    case address(String, type: String?)

    var words: String {
      switch self {
      case .file(let path): "the file \(Files.name(of: path))"
      case .address(let url, _): url
      }
    }

    var publisher: String {
      guard case .address(let url, _) = self, let host = url.split(separator: "/").dropFirst().first else {
        return "not known"
      }
      return String(host.split(separator: ":")[0])
    }
  }

  package var dataset: String
  /// The bytes.
  package var file: String
  package var source: Source
  /// Nil: the only pipeline.
  package var pipeline: String?
  /// What `--published` says; nil: what the file's name says, or else today.
  package var published: String?

  package init(dataset: String, file: String, source: Source, pipeline: String?, published: String?) {
    (self.dataset, self.file, self.source) = (dataset, file, source)
    (self.pipeline, self.published) = (pipeline, published)
  }

  package struct Report: Encodable, Sendable {
    package var dataset, folder: String
    package var table: String?
    package var records: Int
    /// Records in quarantine, of all.
    package var quarantined: Int
    package var columns: [String]
    package var key: [String]
    /// What a person should look at, a sentence each; each is a comment in `dataset.yaml`.
    package var doubts: [String]
    /// The day under which the file was added; nil where a run will fetch it.
    package var published: String?
  }

  private static let mostTries = 4
  /// A reading by which more records are defective is not the right one.
  static let mostDefectivePercent = 5

  /// - Returns: what was written, and what came of adding the file; nil where a run will fetch it.
  /// - Throws: ``Problem`` if the name is taken, the file cannot be read, or no way was found to load it; ``Stopped``.
  package func run(_ project: Project) throws -> (report: Report, run: RunReport?) {
    let pipeline = try chosenPipeline(project)
    try checkName(project)
    if let published, PublishedDate(published) == nil {
      throw Problem(
        .usage, at: "--published", "\"\(published)\" is not a date",
        remedy:
          "give the day on which the publisher put the file out: YYYY-MM-DD (or YYYY-MM where only the month is known)")
    }
    guard Files.isFile(file) else {
      throw Problem(.usage, at: file, "there is no such file", remedy: "check the path")
    }
    var first: Problem?
    for proposed in try FileSurvey.readings(path: file, name: file) {
      do {
        let report = try write(proposed, pipeline, project)
        return (report, try report.published.map { try add($0, project) })
      } catch let problem as Problem where problem.kind == .badInput {
        if first == nil { first = problem }
      }
    }
    var problem = first ?? Problem(.badInput, at: file, "no way was found to load it", remedy: "")
    // What is said of a file of the trial's project leads nowhere here.
    if problem.place == file, !problem.remedy.isEmpty { throw problem }
    problem.remedy = "write the dataset by hand: README, \"Adding a dataset\"; what was found is in the message"
    throw problem
  }

  /// Whether a run will bring the bytes.
  var isFetched: Bool { if case .address = source { true } else { false } }

  /// Makes an edition of the file, in the project as it is now.
  private func add(_ day: String, _ project: Project) throws -> RunReport {
    let own = Project(
      configuration: project.configuration, library: try Library.load(folder: project.pipelinesFolder),
      dataFolder: project.dataFolder, pipelinesFolder: project.pipelinesFolder, clock: project.clock, log: project.log,
      shouldStop: project.shouldStop)
    do {
      return try AddVerb(dataset: dataset, files: [file], published: day).run(own)
    } catch var problem as Problem {
      problem.what += "; the folder of \(dataset) is written, and its file not added"
      problem.remedy += "; then: soundings add \(dataset) \(ShellWord.quoted(file)) --published \(day)"
      throw problem
    }
  }

  private func chosenPipeline(_ project: Project) throws -> PipelineManifest {
    let all = project.library.pipelines
    if let pipeline {
      if let found = all.first(where: { $0.name == pipeline }) { return found }
      throw Problem(
        .usage, at: "--pipeline", "there is no pipeline '\(pipeline)'",
        remedy: Suggestion.question(pipeline, among: all.map(\.name))
          + "They are: \(all.map(\.name).joined(separator: ", "))")
    }
    guard all.count == 1, let only = all.first else {
      throw Problem(
        .usage, at: "--pipeline",
        all.isEmpty ? "the project has no pipeline" : "the project has \(all.count) pipelines",
        remedy: all.isEmpty
          ? "begin a project: soundings init FOLDER"
          : "name one: --pipeline \(all.map(\.name).joined(separator: ", or --pipeline "))")
    }
    return only
  }

  private func checkName(_ project: Project) throws {
    let library = project.library
    guard DatasetManifest.isName(dataset) else {
      throw Problem(
        .usage, at: dataset, "is not a valid name for a dataset",
        remedy: "begin with a lower-case letter, then use lower-case letters, digits and underscores")
    }
    let taken = library.datasets.contains { $0.name == dataset } || library.tables.contains { $0.name == dataset }
    guard !taken else {
      throw Problem(
        .usage, at: dataset, "the project has that already",
        remedy:
          "choose another name, or give it the file: soundings add \(dataset) \(ShellWord.quoted(file)) --published DATE"
      )
    }
  }

  /// Tries a reading, and writes what came of it.
  private func write(
    _ proposed: SurveyedReading, _ pipeline: PipelineManifest, _ project: Project
  ) throws -> Report {
    var proposed = proposed
    proposed.reading.names = ColumnNames.raw(proposed.reading)
    let (reader, _) = try Formats.open(path: file, name: file, readings: [proposed.reading])
    let survey = try RecordSurvey(reader, names: proposed.reading.rawNames, shouldStop: project.shouldStop)
    guard survey.records > 0 else {
      throw Problem(
        .badInput, at: file, "no record of it could be read\(survey.firstDefect.map { ": \($0)" } ?? "")",
        remedy: "look at the file")
    }
    var onlyText: Set<String> = []
    var usesPlace = false
    var allowed = 0
    var last: Problem?
    for _ in 0..<Self.mostTries {
      let trial = try NewTrial(
        verb: self, pipeline: pipeline, project: project, proposed: proposed, survey: survey, onlyText: onlyText,
        usesPlace: usesPlace, allowed: allowed)
      switch try trial.outcome() {
      case .loaded(let quarantined): return try trial.publish(quarantined: quarantined)
      case .columns(let columns, let problem):
        onlyText.formUnion(columns)
        last = problem
      case .key(let problem):
        last = problem
        guard !usesPlace else { throw problem }
        usesPlace = true
      case .defective(let count, let problem):
        guard allowed == 0, count * 100 <= survey.records * Self.mostDefectivePercent else { throw problem }
        allowed = count
      case .failed(let problem): throw problem
      }
    }
    throw last ?? Problem(.badInput, at: file, "no way was found to load it", remedy: "")
  }
}
