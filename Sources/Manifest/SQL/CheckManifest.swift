/// A check: a SELECT that must return no row, `Pipelines/<pipeline>/checks/<name>.sql`.
package struct CheckManifest: Sendable {
  package var name: String
  package var pipeline: String
  package var path: String
  /// What is wrong when a row is returned; the first comment line.
  package var meaning: String
  package var sql: String

  package init(name: String, pipeline: String, path: String, meaning: String, sql: String) {
    self.name = name
    self.pipeline = pipeline
    self.path = path
    self.meaning = meaning
    self.sql = sql
  }
}
