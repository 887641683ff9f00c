import GRDB

extension Schema {
  /// What this version's own tables and views are, by name, in SQLite's words: it keeps each definition as it was written, from the name
  /// on. To ask SQLite itself, by making them in memory, takes longer than many a command.
  static let expected: [String: String] = {
    var texts: [String: String] = [:]
    func add(_ statement: String) {
      let words = statement.split(separator: " ", maxSplits: 2)
      guard words.count == 3, let name = words[2].split(whereSeparator: { " (".contains($0) }).first else { return }
      texts[String(name)] = "CREATE \(words[1].uppercased()) \(words[2])"
    }
    var statement = ""
    for line in (statements + "\n" + ledgerStatements).split(separator: "\n") {
      // What stands before a statement is not a part of it.
      if statement.isEmpty, line.hasPrefix("--") { continue }
      statement += statement.isEmpty ? line : "\n" + line
      guard line.hasSuffix(";") else { continue }
      add(String(statement.dropLast()))
      statement = ""
    }
    for name in relations { add("create view \(name) as \(relation(name, asOf: nil))") }
    return texts
  }()

  static func definitions(in db: GRDB.Database) throws -> [String: String] {
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
