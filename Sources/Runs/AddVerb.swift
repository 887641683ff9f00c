import Archive
import Fetching
import Formats
import Glibc
import Manifest
import Model
import Warehouse

/// `soundings add`: a file that somebody already has becomes an edition. Several files are the pages of one edition.
public struct AddVerb {
  public var dataset: String
  public var files: [String]
  /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; nil takes it from the file's name where the manifest says how.
  public var published: String?

  public init(dataset: String, files: [String], published: String?) {
    self.dataset = dataset
    self.files = files
    self.published = published
  }

  public func run(_ desk: Desk) throws -> RunReport {
    let manifest = try desk.library.dataset(named: dataset)
    guard !manifest.isCurated else {
      throw Problem(
        .usage, at: dataset, "is curated: its rows are keyed by hand in the repository",
        remedy: "add rows to \(manifest.folder)/curated.csv, then: soundings run \(dataset)")
    }
    let facts = try facts(manifest)
    for file in files { try checkReadable(file, manifest) }
    try checkPages(manifest)

    let startedAt = Clock.now()
    let lock = try Lock(dataFolder: desk.dataFolder, command: "add \(dataset)")
    defer { withExtendedLifetime(lock) {} }
    try desk.prepareFolders()
    let warehouse = try Warehouse(path: desk.warehousePath, shouldStop: desk.shouldStop)
    try SQLCheck.run(desk.library, shouldStop: desk.shouldStop)

    let snapshots = try files.map { file in
      try desk.archive.store(
        copyOf: file, dataset: dataset, fileExtension: Desk.pathExtension(file) ?? manifest.readings[0].format.rawValue,
        url: file.split(separator: "/").last.map(String.init) ?? file)
    }
    let edition = Edition(
      dataset: dataset, published: facts.published, through: facts.through, origin: .added, fetchedAt: startedAt,
      snapshots: snapshots)
    var outcome = DatasetOutcome(manifest, .added, "edition of \(edition.name)")
    if let same = try repeats(edition, desk) {
      outcome = DatasetOutcome(manifest, .unchanged, "the same bytes as the edition of \(same.name); nothing new")
    } else {
      try desk.archive.record(edition)
      outcome.edition = edition
    }

    var outcomes = [dataset: outcome]
    var report = RunReport(exportsFolder: desk.exportsFolder)
    let step = LoadStep(
      desk: desk, command: "add \(dataset)", run: "\(startedAt)-\(getpid())", startedAt: startedAt)
    let pipelines = desk.library.pipelinesInOrder { $0.name == manifest.pipeline }
    for pipeline in pipelines { report.load(pipeline, step, warehouse, &outcomes, usesBundled: false) }
    try report.describe(pipelines, outcomes, warehouse)
    return report
  }

  /// An edition at hand with the same bytes and no later a date, after which this one would bring nothing.
  private func repeats(_ edition: Edition, _ desk: Desk) throws -> Edition? {
    let hashes = edition.snapshots.map(\.sha256)
    let before = try desk.archive.editions(of: dataset).filter { !Edition.precedes(edition, $0) }
    guard let last = before.last, last.snapshots.map(\.sha256) == hashes else { return nil }
    return last
  }

  private func facts(_ manifest: DatasetManifest) throws -> (published: PublishedDate, through: String?) {
    let name = files[0].split(separator: "/").last.map(String.init) ?? files[0]
    let named = try factsOfName(name, manifest)
    let date: PublishedDate
    if let published {
      guard let given = PublishedDate(published) else {
        throw Problem(
          .usage, at: "--published", "\"\(published)\" is not a date",
          remedy:
            "give the day on which the publisher put the file out: YYYY-MM-DD (or YYYY-MM where only the month is known)"
        )
      }
      date = given
    } else if let given = named?.published {
      date = given
    } else {
      throw Problem(
        .usage, at: name, "does not say when it was published",
        remedy: "say it: soundings add \(dataset) \(files[0]) --published YYYY-MM-DD (or YYYY-MM)")
    }
    let earliest = Day(
      year: date.day.civil.year, month: date.precision == .year ? 1 : date.day.civil.month,
      day: date.precision == .day ? date.day.civil.day : 1)!
    guard earliest <= Clock.today() else {
      throw Problem(
        .usage, at: "--published", "\(date) lies in the future",
        remedy: "give the day on which the publisher put the file out")
    }
    guard date.day.civil.year >= 1900 else {
      throw Problem(
        .usage, at: "--published", "\(date) is before there was any such data", remedy: "check the year")
    }
    return (date, named?.through)
  }

  private func factsOfName(_ name: String, _ manifest: DatasetManifest) throws -> FileNameFacts? {
    guard let pattern = manifest.dating.fileName else { return nil }
    do {
      return try FileNameFacts.facts(of: name, pattern: pattern)
    } catch {
      // The name is a help, not the evidence: with a date given it may say what it likes.
      guard published == nil else { return nil }
      throw Problem(
        .usage, at: name, "its name tells no date that can be: \(error)",
        remedy: "give the day on which the publisher put the file out: --published YYYY-MM-DD (or YYYY-MM)")
    }
  }

  /// A publisher that numbers its pages says how many there are: all of them make the edition, or none.
  private func checkPages(_ manifest: DatasetManifest) throws {
    guard case .page(let parameter, let first, let lastAt)? = manifest.fetch?.paging else { return }
    let slash = lastAt.lastIndex(of: "/") ?? lastAt.startIndex
    let pageAt = lastAt[...slash] + parameter
    for (i, file) in files.enumerated() {
      // Another form of the file (a CSV, say) has no page numbers.
      guard let last = try? Formats.jsonText(path: file, name: file, pointer: lastAt), let pages = Int(last) else { continue }
      guard pages - first + 1 == files.count || (pages == 0 && files.count == 1) else {
        throw Problem(
          .badInput, at: file, "says that the edition has \(pages - first + 1) pages, but \(files.count) were given",
          remedy: "give all pages of the edition in one command, in their order")
      }
      let page = try? Formats.jsonText(path: file, name: file, pointer: String(pageAt))
      if let number = page.flatMap({ Int($0) }), number != first + i {
        throw Problem(
          .badInput, at: file, "is page \(number), but stands where page \(first + i) belongs",
          remedy: "give the pages in their order, each once")
      }
    }
  }

  /// Refuses a file that is not what the dataset reads before anything is stored.
  private func checkReadable(_ file: String, _ manifest: DatasetManifest) throws {
    var status = stat()
    guard stat(file, &status) == 0 else {
      throw Problem(.badInput, at: file, "there is no such file", remedy: "check the path")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Problem(.badInput, at: file, "is not a file", remedy: "give the path of one file per page of the edition")
    }
    do {
      _ = try Formats.open(path: file, name: file, readings: manifest.readings)
    } catch var problem as Problem {
      problem.what += "; \(manifest.name) did not take it"
      throw problem
    }
  }
}
