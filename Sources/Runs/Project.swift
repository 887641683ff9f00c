import Archive
import Fetching
import Glibc
import Manifest
import Model
import System
import Warehouse

/// What every command is given: the library and the configuration, the folders of the data, a log, and whether to stop.
/// One value, passed along; no globals.
package struct Project: Sendable {
  package static let version = "0.1.0"
  /// The running program with its version, as text that another one does not have.
  static let program = version + "\n" + Warehouse.sqliteVersion + "\n" + FileStates.text(of: ProgramFile.path ?? "")

  package let configuration: Configuration
  package let library: Library
  /// The folder of everything made at run time.
  package let dataFolder: String
  package let pipelinesFolder: String
  package let archive: Archive
  /// What keyed rows rest on.
  let evidence: EvidenceBook
  /// When each publisher was last asked.
  package let askBook: AskBook
  package let clock: WallClock
  /// Progress and news for people; never data.
  package let log: @Sendable (String) -> Void
  /// What only a person who asks for every detail wants to read.
  package var detail: @Sendable (String) -> Void = { _ in }
  /// What a command that only reads must report although it goes on.
  package var warn: @Sendable (Problem) -> Void = { _ in }
  /// True once the process was asked to stop.
  package let shouldStop: @Sendable () -> Bool

  package init(
    configuration: Configuration, library: Library, dataFolder: String, pipelinesFolder: String,
    clock: WallClock, log: @escaping @Sendable (String) -> Void, shouldStop: @escaping @Sendable () -> Bool
  ) {
    self.configuration = configuration
    self.library = library
    self.dataFolder = dataFolder
    self.pipelinesFolder = pipelinesFolder
    self.clock = clock
    self.log = log
    self.shouldStop = shouldStop
    archive = Archive(folder: Self.archiveFolder(in: dataFolder))
    evidence = EvidenceBook(archive)
    askBook = AskBook(folder: dataFolder + "/asked", log: log)
  }

  static func archiveFolder(in dataFolder: String) -> String { dataFolder + "/archive" }
  static func warehousePath(in dataFolder: String) -> String { dataFolder + "/soundings.sqlite" }
  static func exportsFolder(in dataFolder: String) -> String { dataFolder + "/exports" }

  package var warehousePath: String { Self.warehousePath(in: dataFolder) }
  /// Where a rebuild makes the warehouse before it takes the old one's place.
  var newWarehousePath: String { warehousePath + ".new" }
  package var exportsFolder: String { Self.exportsFolder(in: dataFolder) }
  var temporaryFolder: String { dataFolder + "/tmp" }
  /// What came of large bodies before they were cut off.
  var partials: PartialBodies { PartialBodies(folder: dataFolder + "/partial") }

  /// False before the first run, and if something emptied the file.
  var hasWarehouse: Bool { (Files.size(warehousePath) ?? 0) > 0 }

  /// Opens the warehouse for reading.
  ///
  /// - Parameters:
  ///   - warns: reports what shows that it is not the newest, or not the archive's.
  ///   - memory: what its SELECTs gave before; nil to run each.
  /// - Throws: ``Problem`` if there is none yet, or it was lost.
  package func openWarehouse(warns: Bool = true, memory: SelectMemory? = nil) throws -> Warehouse {
    guard hasWarehouse else {
      try requireNothingLost()
      throw Problem(
        .failed, at: dataFolder, "holds no data yet",
        remedy: "fetch some: soundings run (or load a file that you have: soundings add DATASET FILE --published DATE)")
    }
    let warehouse = try Warehouse(
      path: warehousePath, readOnly: access(warehousePath, W_OK) != 0, memory: memory, shouldStop: shouldStop,
      tell: warn)
    if try warehouse.isEmpty, try !archive.isEmpty() { throw try emptyWarehouse() }
    // A run in progress is about to bring both in line.
    if warns, Lock.holder(dataFolder: dataFolder) == nil, let problem = try doubts(about: warehouse) { warn(problem) }
    return warehouse
  }

  /// - Throws: ``Problem`` if there is no warehouse although there was one.
  func requireNothingLost() throws {
    if try Files.exists(warehousePath) || !archive.isEmpty() { throw try emptyWarehouse() }
    try ExportedEditions(self).requireArchived()
  }

  /// - Throws: ``Problem`` if the warehouse may show other rows than it should: nothing that a person vouches for may rest on it.
  func requireSoundWarehouse() throws {
    if let problem = try doubts(about: openWarehouse(warns: false)) { throw problem }
  }

  /// Why a warehouse that can be read may show other rows than it should; nil if nothing speaks against it.
  private func doubts(about warehouse: Warehouse) throws -> Problem? {
    do {
      try requireOwnArchive()
      if let unloaded = try unloadedEdition(warehouse) { return unloaded }
      try warehouse.read { try ExportedEditions(self).requireKnown(to: $0, of: library.tables) }
      return nil
    } catch let problem as Problem {
      return problem
    }
  }

  /// An empty warehouse is an error, not "no rows": exports from it would replace good files with headers.
  private func emptyWarehouse() throws -> Problem {
    try ExportedEditions(self).requireArchived()
    return Problem(
      .failed, at: warehousePath, "is empty: nothing was loaded into it, or its content was lost",
      remedy: try archive.isEmpty()
        ? "fetch some data: soundings run (or load a file that you have: soundings add DATASET FILE --published DATE)"
        : "load again what the archive holds: soundings rebuild")
  }

  /// - Throws: ``Problem`` if the archive is not the one that the warehouse was made from; where no warehouse says which one
  ///   that was, if the archive lacks what the exports rest on.
  ///
  /// - Parameter isRebuild: where the two identifiers differ in one character, one of them is damaged; a rebuild, which takes everything from
  ///   the archive, goes by what is in it then.
  func requireOwnArchive(isRebuild: Bool = false) throws {
    let known = Warehouse.archiveIdentity(at: warehousePath)
    let own = try archive.identity {
      (try? OldWarehouse(warehousePath).isMade(from: archive)) == true ? known : nil
    }
    guard let known else {
      return try ExportedEditions(self).requireArchived()
    }
    guard own != known else { return }
    if isRebuild, let own, Self.isDamaged(own, known), try OldWarehouse(warehousePath).isMade(from: archive) { return }
    let restart = "to start over with what is there, move \(warehousePath) away, then: soundings rebuild"
    guard own != nil else {
      throw Problem(
        .failed, at: archive.folder,
        Files.isFolder(archive.folder)
          ? "is not the archive that the warehouse was made from: it has no file ID" : "the archive is not there",
        remedy: "mount or restore it (its file ID says \(known)); \(restart)")
    }
    throw Problem(
      .failed, at: archive.folder, "is another archive than the one that the warehouse was made from",
      remedy: "put that one back (its file ID says \(known)); \(restart)")
  }

  /// Whether two identifiers are one of which a character was damaged: those of two archives differ in nearly all of theirs.
  private static func isDamaged(_ one: String, _ other: String) -> Bool {
    one.utf8.count == other.utf8.count && zip(one.utf8, other.utf8).count { $0 != $1 } == 1
  }

  /// Creates the folders that a writing command needs.
  ///
  /// - Throws: ``Problem`` if the archive is not the one that the warehouse was made from: then nothing is created.
  func prepareFolders(isRebuild: Bool) throws {
    try requireOwnArchive(isRebuild: isRebuild)
    try archive.prepare()
    _ = try archive.identify()
    for folder in [temporaryFolder, exportsFolder] { try Files.makeFolder(folder, mode: 0o755) }
    Warehouse.remove(newWarehousePath)
    // A killed run leaves its half-fetched files here; this process holds the lock, so no other needs them.
    for name in try Files.names(in: temporaryFolder, hidden: true) { unlink("\(temporaryFolder)/\(name)") }
  }
}
