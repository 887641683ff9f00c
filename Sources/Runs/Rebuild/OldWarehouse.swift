import Archive
import Glibc
import Model
import System
import Warehouse

/// What a rebuild takes over from the warehouse that it replaces, of this version or an older one, damaged or not.
struct OldWarehouse {
  var ledger: RunLedger?
  var editions: [String: [LedgerEdition]] = [:]
  var decisions: [String: [AppliedDecision]] = [:]
  /// Of the folders that the datasets were loaded with.
  var fingerprints: [String: String] = [:]
  /// The identifier of the archive that it was made from.
  var archive: String?
  var isUnreadable = false
  var remarks: [String] = []
  /// What it is called from then on, if a rebuild keeps it.
  var keptAs: String? { isUnreadable ? "damaged" : version.map { "version-\($0)" } }
  /// Nil for this version.
  private var version: Int?

  /// - Throws: ``Problem`` if the file is from a newer Soundings or is another program's database: neither may be
  ///   replaced.
  init(_ path: String) throws {
    guard let size = Files.size(path), size > 0 else { return }
    guard access(path, R_OK | W_OK) == 0 else {
      throw Problem(
        at: path, "cannot be replaced: \(String(cString: strerror(errno)))",
        remedy: "check the file's owner and permissions")
    }
    do {
      let found = Warehouse.version(at: path)
      if let found, found > 0, found < Warehouse.newestVersion { version = found }
      let warehouse = try Warehouse(path: path, isOld: true)
      archive = try? warehouse.read { try $0.archiveIdentity() }
      // Reading goes on from what can be read to what cannot.
      ledger = try warehouse.read { try $0.ledger() }
      if let fault = try warehouse.definitionFault(), version == nil {
        isUnreadable = true
        remarks.append("the old warehouse is damaged: \(fault)")
      }
      try readEditions(warehouse)
      try warehouse.close()
    } catch let problem as Problem where problem.kind != .locked {
      if let version = Warehouse.version(at: path), version == 0 || version > Warehouse.newestVersion { throw problem }
      isUnreadable = true
      if ledger == nil { remarks.append("the run ledger starts over: \(problem.what)") }
    }
  }

  /// Whether an archive has all that is in use from outside, which is something.
  func isMade(from archive: Archive) throws -> Bool {
    var isAny = false
    for (dataset, known) in editions {
      let used = known.filter { $0.state == .loaded && $0.origin.isFromOutside }
      guard !used.isEmpty else { continue }
      isAny = true
      let archived = Set(try archive.editions(of: dataset).map(\.dateAndBytes))
      guard used.allSatisfy({ archived.contains($0.dateAndBytes) }) else { return false }
    }
    return isAny
  }

  /// What one dataset lacks is no reason to give up the others.
  private mutating func readEditions(_ warehouse: Warehouse) throws {
    func read<T>(_ body: (Session) throws -> T) throws -> Result<T, Problem> {
      do {
        return .success(try warehouse.read(body))
      } catch let problem as Problem where problem.kind != .locked {
        return .failure(problem)
      }
    }
    var faults: [String] = []
    switch try read({ try $0.datasetNames() }) {
    case .failure(let problem): faults.append("which editions were in use before is not known: \(problem.what)")
    case .success(let names):
      for dataset in names {
        switch try read({ (try $0.ledgerEditions(of: dataset), try $0.fingerprint(of: dataset)) }) {
        case .success(let found): (editions[dataset], fingerprints[dataset]) = found
        case .failure(let problem):
          faults.append("\(dataset): which editions were in use before is not known: \(problem.what)")
        }
        switch try read({ try $0.appliedDecisions(of: dataset) }) {
        case .success(let found): decisions[dataset] = found
        case .failure(let problem): faults.append("\(dataset): \(problem.what)")
        }
      }
    }
    if !faults.isEmpty { isUnreadable = true }
    remarks += faults
  }
}
