import Archive
import Charts
import FoundationEssentials
import Glibc
import Manifest
import Model
import System
import Warehouse
import Words

/// What a run left behind when it ended well, so that the next one can see that nothing is new without making anything again.
///
/// A small file beside the warehouse, `Data/last-run.json`. Nothing rests on it: without it, or where any file that it names was
/// written, moved or removed since, a run does all of its work. `rebuild` and `verify` never read it.
struct RunStamp: Codable, Equatable {
  /// Of the program, the Pipelines, the archive and the warehouse, as one hash of ``FileStates``.
  var inputs: String
  /// Of the export folder.
  var exports: String
  /// The first day on which the stamp does not hold: from then on a dataset is due or stale, or a figure of it.
  var until: String?
  /// The day of the run. Before it the clock was wrong.
  var from: String
  /// What the run reported of its exports.
  var tables: [String]
  var files: [String]

  static let name = "last-run.json"

  /// The stamp of the project's data folder as it is now.
  ///
  /// - Parameter until: see the property.
  init(_ project: Project, until: Day?, tables: [String], files: Set<String>) {
    inputs = Self.inputs(pipelines: project.pipelinesFolder, data: project.dataFolder)
    exports = Self.exports(data: project.dataFolder)
    self.until = until?.description
    from = project.clock.today().description
    self.tables = tables
    self.files = files.sorted()
  }

  /// The beginning of the day `until`, in seconds since 1970.
  var untilSeconds: Int? { until.flatMap { Day($0) }.map { $0.daysSince1970 * 86_400 } }

  /// Whether nothing was written since, and no day has come that changes what is reported.
  func holds(in project: Project) -> Bool {
    let today = project.clock.today().description
    return from <= today && until.map { today < $0 } ?? true
      && inputs == Self.inputs(pipelines: project.pipelinesFolder, data: project.dataFolder)
      && exports == Self.exports(data: project.dataFolder)
  }

  static func inputs(pipelines: String, data: String) -> String {
    let warehouse = Project.warehousePath(in: data)
    let paths = [
      ProgramFile.path ?? "", Charts.program ?? "no program for charts", pipelines, Project.archiveFolder(in: data),
      warehouse,
    ]
    // The log of the warehouse is empty and gone where its last user closed it.
    let log = Files.size(warehouse + "-wal") ?? 0
    return Hash.sha256(Project.version + "\n\(log)\n" + paths.map { FileStates.text(of: $0) }.joined())
  }

  static func exports(data: String) -> String { Hash.sha256(FileStates.text(of: Project.exportsFolder(in: data))) }

  // MARK: - the file

  static func read(_ project: Project) -> RunStamp? {
    guard let bytes = try? Files.bytes(of: "\(project.dataFolder)/\(name)") else { return nil }
    return try? JSONDecoder().decode(RunStamp.self, from: Data(bytes))
  }

  /// A stamp that cannot be written costs the next run its time, and nothing else.
  func write(_ project: Project) {
    guard let bytes = try? StoredJSON.line(self) else { return }
    _ = try? AtomicFile.write(bytes + [10], to: "\(project.dataFolder)/\(Self.name)")
  }
}
