import Archive
import Fetching
import Formats
import Glibc
import Manifest
import Model
import System
import Warehouse

/// `soundings add`: makes editions of local files.
///
/// With ``published`` the files are the pages of one edition. Without it each file is an edition of its own, dated by
/// its name (by the manifest's `edition.file_name`, or `YYYY-MM-DD_NAME`, `YYYY-MM_NAME`) or, if the manifest reads the
/// date from the answer itself, by its content. All files are checked before any is stored: either all are stored or
/// none.
package struct AddVerb {
  package var dataset: String
  package var files: [String]
  /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; nil reads it from each file.
  package var published: String?
  /// Loads the pipeline's bundled editions too, as a run does.
  package var usesBundled = false

  package init(dataset: String, files: [String], published: String?) {
    self.dataset = dataset
    self.files = files
    self.published = published
  }

  /// - Throws: ``Problem`` if a file cannot be read or dated, or pages are missing (nothing is stored then), another
  ///   process has the lock, the SQL has a mistake, or the warehouse or the archive cannot be used.
  package func run(_ project: Project) throws -> RunReport {
    let manifest = try project.library.dataset(named: dataset)
    guard !manifest.isCurated else {
      throw Problem(
        .usage, at: dataset, "is curated: its rows are keyed by hand in the repository",
        remedy: "add rows to \(manifest.folder)/curated.csv, then: soundings run \(dataset)")
    }
    for file in files { try checkReadable(file, manifest) }
    let given = try FileDating(manifest: manifest, files: files, published: published, today: project.clock.today())
      .editions()
    for edition in given { try checkPages(edition.files, manifest) }

    return try project.writing(RunCommand(.add, [dataset])) { run in
      let remarks = try ClockCheck(project).remarks(storing: run.command)
      let outcome = try takeAll(given, of: manifest, in: run)
      var loop = RunLoop(run, outcomes: [dataset: outcome], usesBundled: usesBundled, remarks: remarks)
      return try loop.finish(project.library.pipelinesInOrder { $0.name == manifest.pipeline })
    }
  }

  /// Makes editions of the files; where one cannot be taken, nothing of any of them stays.
  private func takeAll(
    _ given: [FileDating.Given], of manifest: DatasetManifest, in run: ActiveRun
  ) throws -> DatasetOutcome {
    var stored: [Snapshot] = []
    do {
      let editions = try given.map { try store($0, of: manifest, in: run, noting: &stored) }
      if editions.count > 1 {
        try AddRehearsal(run: run, dataset: manifest, usesBundled: usesBundled)
          .require(editions, files: given.map(\.files))
      }
      return try record(editions, of: manifest, in: run.project)
    } catch {
      run.project.archive.forget(stored, of: dataset)
      throw error
    }
  }

  /// Copies an edition's files into the archive.
  ///
  /// - Parameter stored: gets what is there now.
  private func store(
    _ given: FileDating.Given, of manifest: DatasetManifest, in run: ActiveRun, noting stored: inout [Snapshot]
  ) throws -> Edition {
    var snapshots: [Snapshot] = []
    for file in given.files {
      let snapshot = try run.project.archive.store(
        copyOf: file, dataset: dataset,
        fileExtension: Project.pathExtension(file) ?? manifest.readings[0].format.rawValue,
        url: Files.name(of: file))
      stored.append(snapshot)
      snapshots.append(snapshot)
    }
    return Edition(
      dataset: dataset, published: given.published, through: given.through, origin: .added, fetchedAt: run.startedAt,
      snapshots: snapshots)
  }

  /// Records the stored files as editions, the oldest first, except those that repeat an edition.
  private func record(
    _ editions: [Edition], of manifest: DatasetManifest, in project: Project
  ) throws -> DatasetOutcome {
    let decisions = try project.archive.decisions(on: dataset)
    for edition in editions {
      guard let last = decisions.last(where: { $0.concerns(edition) }), last.kind == .withdraw else { continue }
      throw Problem(
        .badInput, at: "\(dataset), edition of \(edition.name)",
        "these bytes were withdrawn on \(last.decidedAt.prefix(10)): \(last.reason)",
        remedy: "to use them again: \(Edition.acceptCommand(dataset, edition.shortHash))")
    }
    var new: [Edition] = []
    var same: [Edition] = []
    var known = try project.archive.editions(of: dataset)
    for edition in editions.sorted(by: Edition.precedes) {
      if let repeated = repeated(edition, among: known) {
        same.append(repeated)
      } else {
        new.append(edition)
        var recorded = edition
        recorded.arrival = 1 + (known.map(\.arrival).max() ?? 0)
        known = (known + [recorded]).dated
      }
    }
    try project.archive.record(new, about: manifest)
    var words: [String] = []
    if new.count == 1 { words.append("edition of \(new[0].name)") }
    if new.count > 1 {
      words.append("\(new.count) editions, of \(new[0].published) to \(new[new.count - 1].published)")
    }
    if same.count == 1 { words.append("the same bytes as the edition of \(same[0].name); nothing new") }
    if same.count > 1 { words.append("\(same.count) files with the same bytes as earlier editions") }
    var outcome = DatasetOutcome(manifest, new.isEmpty ? .unchanged : .added, note: words.joined(separator: "; "))
    outcome.editions = new
    return outcome
  }

  /// The archived edition just before this one, if it has the same bytes: then this one changes nothing.
  private func repeated(_ edition: Edition, among known: [Edition]) -> Edition? {
    // It would arrive last.
    var last = edition
    last.arrival = .max
    guard let same = known.last(where: { !Edition.precedes(last, $0) }), same.hashes == edition.hashes else {
      return nil
    }
    return same
  }

  /// Checks that all pages were given, in order, if the publisher numbers them.
  private func checkPages(_ files: [String], _ manifest: DatasetManifest) throws {
    guard case .page(let parameter, let first, let lastAt)? = manifest.fetch?.paging else { return }
    let slash = lastAt.lastIndex(of: "/") ?? lastAt.startIndex
    let pageAt = lastAt[...slash] + parameter
    for (i, file) in files.enumerated() {
      // A file in another format (CSV, for example) has no page numbers.
      guard let last = try? Formats.jsonText(path: file, name: file, pointer: lastAt), let pages = Int(last) else {
        continue
      }
      guard pages - first + 1 == files.count || (pages == 0 && files.count == 1) else {
        throw Problem(
          .badInput, at: file, "says that the edition has \(pages - first + 1) pages, but \(files.count) were given",
          remedy: "give all pages of the edition in one command, in their order")
      }
      let page = try? Formats.jsonText(path: file, name: file, pointer: String(pageAt))
      if let number = page.flatMap({ Int($0) }), number != first + i {
        throw Problem(
          .badInput, at: file, "is page \(number), but was given in the place of page \(first + i)",
          remedy: "give the pages in their order, each once")
      }
    }
  }

  /// Rejects a file that the dataset does not read, before anything is stored.
  private func checkReadable(_ file: String, _ manifest: DatasetManifest) throws {
    guard Files.exists(file) else {
      throw Problem(.badInput, at: file, "there is no such file", remedy: "check the path")
    }
    guard Files.isFile(file) else {
      throw Problem(.badInput, at: file, "is not a file", remedy: "give the path of one file per page of the edition")
    }
    do {
      _ = try Formats.open(path: file, name: file, readings: manifest.readings)
    } catch var problem as Problem {
      problem.what += "; it was not added to \(manifest.name)"
      throw problem
    }
  }
}
