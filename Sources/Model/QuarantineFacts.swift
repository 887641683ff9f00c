/// A record in quarantine and the archived file that contains it.
package struct QuarantineFacts: Encodable, Sendable {
  package var edition: String
  /// The snapshot's path in the archive.
  package var file: String
  package var url: String
  package var record: Int
  /// The contract's column; nil when the record as a whole is broken.
  package var column: String?
  package var value: String?
  package var reason: String

  package init(
    edition: String, file: String, url: String, record: Int, column: String?, value: String?, reason: String
  ) {
    self.edition = edition
    self.file = file
    self.url = url
    self.record = record
    self.column = column
    self.value = value
    self.reason = reason
  }
}
