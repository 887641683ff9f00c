import GRDB
import Model

extension Warehouse {
  /// The identifier of the archive that a warehouse was made from, read without changing the file; nil if there is no
  /// readable warehouse of this version or an older one, or if it was never connected with an archive.
  package static func archiveIdentity(at path: String) -> String? {
    guard let version = version(at: path), (1...Schema.version).contains(version),
      let warehouse = try? Warehouse(path: path, readOnly: true, isOld: true)
    else { return nil }
    defer { try? warehouse.close() }
    return try? warehouse.read { try $0.archiveIdentity() }
  }

  /// True if nothing was ever loaded: the file is empty, or the first run ended before its first edition.
  package var isEmpty: Bool {
    get throws { try read { try $0.isEmpty() } }
  }
}

extension Session {
  /// The identifier of the archive that the warehouse was made from; nil before the first run.
  package func archiveIdentity() throws -> String? {
    try String.fetchOne(db, sql: "select value from _settings where name = 'archive'")
  }

  /// Stores the identifier of the archive that the warehouse is made from.
  package func setArchiveIdentity(_ identity: String) throws {
    try db.execute(sql: "insert or replace into _settings (name, value) values ('archive', ?)", arguments: [identity])
  }

  /// True if no edition of any dataset is known.
  package func isEmpty() throws -> Bool {
    try Bool.fetchOne(db, sql: "select not exists (select 1 from _editions)") ?? true
  }
}
