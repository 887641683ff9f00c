import GRDB

/// One file of the exports as a run left it.
package struct MadeFile: Equatable, Sendable {
  /// What it was made with, and is made again with: a chart's files belong together.
  package var part: String
  package var file: String
  /// All that it was made of, as one hash.
  package var basis: String
  /// What the file system said of it then.
  package var state: String

  package init(part: String, file: String, basis: String, state: String) {
    self.part = part
    self.file = file
    self.basis = basis
    self.state = state
  }
}

extension Session {
  /// The files that the last run left, by part and name; none in a warehouse that was just made.
  package func madeFiles() throws -> [MadeFile] {
    guard
      try Bool.fetchOne(db, sql: "select exists (select 1 from main.sqlite_schema where name = '_made_files')") ?? false
    else { return [] }
    return try Row.fetchAll(db, sql: "select part, file, basis, state from _made_files order by part, file")
      .map { MadeFile(part: $0[0], file: $0[1], basis: $0[2], state: $0[3]) }
  }

  package func setMadeFiles(_ files: [MadeFile]) throws {
    try db.execute(sql: Schema.derivedStatements)
    try db.execute(sql: "delete from _made_files")
    let insert = try db.makeStatement(sql: "insert into _made_files (part, file, basis, state) values (?, ?, ?, ?)")
    for file in files { try insert.execute(arguments: [file.part, file.file, file.basis, file.state]) }
  }
}
