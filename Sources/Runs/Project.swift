import Archive
import Glibc
import Manifest
import Model
import System
import Warehouse

/// What every command is given: the library and the configuration, the folders of the data, a log, and whether to stop.
/// One value, passed along; no globals.
package struct Project: Sendable {
  package static let version = "0.1.0"

  package let configuration: Configuration
  package let library: Library
  /// The folder of everything made at run time.
  package let dataFolder: String
  package let pipelinesFolder: String
  package let archive: Archive
  /// When each publisher was last asked.
  package let askBook: AskBook
  package let clock: WallClock
  /// Progress and news for people; never data.
  package let log: @Sendable (String) -> Void
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
    archive = Archive(folder: dataFolder + "/archive")
    askBook = AskBook(folder: dataFolder + "/asked", log: log)
  }

  package var warehousePath: String { dataFolder + "/soundings.sqlite" }
  /// Where a rebuild makes the warehouse before it takes the old one's place.
  var newWarehousePath: String { warehousePath + ".new" }
  package var exportsFolder: String { dataFolder + "/exports" }
  var temporaryFolder: String { dataFolder + "/tmp" }

  /// False before the first run, and if something emptied the file.
  var hasWarehouse: Bool { (Files.size(warehousePath) ?? 0) > 0 }

  /// Opens the warehouse for reading.
  ///
  /// - Throws: ``Problem`` if there is none yet.
  package func openWarehouse() throws -> Warehouse {
    guard hasWarehouse else {
      if try Files.exists(warehousePath) || !archive.isEmpty() { throw try emptyWarehouse() }
      throw Problem(
        .failed, at: dataFolder, "holds no data yet",
        remedy: "fetch some: soundings run (or load a file that you have: soundings add DATASET FILE --published DATE)")
    }
    let warehouse = try Warehouse(
      path: warehousePath, readOnly: access(warehousePath, W_OK) != 0, shouldStop: shouldStop)
    if try warehouse.isEmpty, try !archive.isEmpty() { throw try emptyWarehouse() }
    return warehouse
  }

  /// An empty warehouse is an error, not "no rows": exports from it would replace good files with headers.
  private func emptyWarehouse() throws -> Problem {
    Problem(
      .failed, at: warehousePath, "is empty: nothing was loaded into it, or its content was lost",
      remedy: try archive.isEmpty()
        ? "fetch some data: soundings run (or load a file that you have: soundings add DATASET FILE --published DATE)"
        : "load again what the archive holds: soundings rebuild")
  }

  private func requireOwnArchive() throws {
    guard let known = Warehouse.archiveIdentity(at: warehousePath) else { return }
    let own = try archive.identity()
    guard own != known else { return }
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

  /// Creates the folders that a writing command needs.
  ///
  /// - Throws: ``Problem`` if the archive is not the one that the warehouse was made from: then nothing is created.
  func prepareFolders() throws {
    try requireOwnArchive()
    try archive.prepare()
    _ = try archive.identify()
    for folder in [temporaryFolder, exportsFolder] { try Files.makeFolder(folder, mode: 0o755) }
    Warehouse.remove(newWarehousePath)
    // A killed run leaves its half-fetched files here; this process holds the lock, so no other needs them.
    for name in try Files.names(in: temporaryFolder, hidden: true) { unlink("\(temporaryFolder)/\(name)") }
  }
}
