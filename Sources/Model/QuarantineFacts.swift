/// A record in quarantine, with the file that holds it.
public struct QuarantineFacts: Sendable {
  public var edition: String
  /// The snapshot's path in the archive.
  public var file: String
  public var url: String
  public var record: Int
  /// The contract's column; nil where the record as a whole is broken.
  public var column: String?
  public var value: String?
  public var reason: String

  public init(
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
