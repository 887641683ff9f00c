import GRDB
import Model

extension Session {
  /// The newest day that the loaded editions know of: the latest day on which one was published, or came to us (fetched or
  /// added). Nil where nothing was ever loaded.
  ///
  /// What is written for others takes it for today: the same archive gives the same pages on any day.
  public func newestDay() throws -> Day? {
    try String.fetchOne(
      db,
      sql: """
        select max(max(published, case when origin in ('fetched', 'added') then substr(fetched_at, 1, 10) else '' end))
        from _editions where state = 'loaded'
        """
    ).flatMap { Day($0) }
  }
}
