import GRDB

extension Schema {
  /// What this version's own tables and views are, by name.
  private static let expected: [String: String] = {
    let made = try? DatabaseQueue()
    let texts = try? made?.write { db in
      try db.execute(sql: statements + ledgerStatements)
      for name in relations { try db.execute(sql: "create view \(name) as \(relation(name, asOf: nil))") }
      return try definitions(in: db)
    }
    return texts ?? [:]
  }()

  private static func definitions(in db: GRDB.Database) throws -> [String: String] {
    var texts: [String: String] = [:]
    for row in try Row.fetchAll(db, sql: "select name, sql from sqlite_schema where sql is not null") {
      guard let name = row[0] as String?, let sql = row[1] as String? else { continue }
      texts[name] = sql
    }
    return texts
  }

  /// How a warehouse's own tables differ from what this version makes; nil if they do not. One bit is enough to rename a column, and
  /// whoever reads it by its old name would be ended by a library.
  static func fault(_ db: GRDB.Database) throws -> String? {
    let found = try definitions(in: db)
    for (name, sql) in expected.sorted(by: { $0.key < $1.key }) where found[name] != sql {
      return found[name] == nil ? "its table \(name) is missing" : "the definition of its table \(name) is another"
    }
    return nil
  }
}

extension Warehouse {
  /// How its own tables differ from what this version makes; nil if they do not.
  package func definitionFault() throws -> String? { try read { try Schema.fault($0.db) } }
}
