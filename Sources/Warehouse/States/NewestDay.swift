import GRDB
import Model

extension Session {
  /// The day on which the newest loaded edition was published. Nil where nothing was ever loaded.
  ///
  /// What is written for others takes it for today, so that the same editions make the same pages: on any day, on any machine,
  /// in whatever order and whenever they came.
  package func newestDay() throws -> Day? {
    try String.fetchOne(db, sql: "select max(published) from _editions where state = 'loaded'").flatMap { Day($0) }
  }
}
