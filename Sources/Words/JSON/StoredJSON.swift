import FoundationEssentials

/// JSON as Soundings stores it: keys in order, so that the same value has the same bytes.
package enum StoredJSON {
  /// On one line, without a line end.
  package static func line(_ value: some Encodable) throws -> [UInt8] {
    try bytes(value, [.sortedKeys, .withoutEscapingSlashes])
  }

  /// A file that people read: indented, with a line end.
  package static func file(_ value: some Encodable) throws -> [UInt8] {
    try bytes(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]) + [10]
  }

  private static func bytes(_ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    return Array(try encoder.encode(value))
  }
}
