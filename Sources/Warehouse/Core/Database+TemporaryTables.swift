import GRDB

extension GRDB.Database {
  /// Runs `body` and drops temporary tables that it may have made.
  ///
  /// A drop writes, too, and a disk that fails there ends the whole transaction: that error is thrown, so that nothing goes on as if the
  /// transaction still stood.
  ///
  /// - Throws: what `body` throws, else `DatabaseError` if a table cannot be dropped.
  func dropping<Result>(_ tables: String..., after body: () throws -> Result) throws -> Result {
    let drop = tables.map { "drop table if exists temp.\(quoted($0))" }.joined(separator: "; ")
    let result: Result
    do { result = try body() } catch {
      try? execute(sql: drop)
      throw error
    }
    try execute(sql: drop)
    return result
  }
}
