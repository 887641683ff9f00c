import Foundation
import Testing

/// A project whose one dataset is keyed by hand.
enum EvidenceProject {
  static let header =
    "item,source,value,value_text,address,locator,quote,quote_sha256,quote_length,kind,reported_on"

  /// A project whose one dataset is keyed by hand.
  static func make(_ rows: String...) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    try work.write(
      """
      title: Facts
      publisher: The desk
      license: {name: facts}
      attribution: As cited
      curated: true
      evidence: {address: address, source: source, locator: locator, quote: quote, quote_sha256: quote_sha256, quote_length: quote_length, kind: kind, values: [[value, value_text]]}
      edition: {published: reported_on}
      read: {format: csv, header: [\(Self.header.replacingOccurrences(of: ",", with: ", "))]}
      columns:
        item: {type: text}
        source: {type: text}
        value: {type: integer, null: true}
        reported_on: {type: date}
      key: [item, source]
      guards: {rows: {min: 1}}
      """, "Pipelines/boats/facts/dataset.yaml")
    try work.write(
      "select item, source, nullif(value, '') as value, reported_on from raw\n", "Pipelines/boats/facts/normalize.sql")
    try work.write(([Self.header] + rows).joined(separator: "\n") + "\n", "Pipelines/boats/facts/curated.csv")
    try work.write(
      """
      title: Troops
      published: 2025-11-19
      figures:
        - id: troops
          clause: about 15,000 troops
          printed: 15,000
          unit: people
          rule: {about: 500}
          sql: select max(value) from facts where item = 'troops'
          records: [facts where item = 'troops']
      """, "Pipelines/articles/story.yaml")
    return work
  }

  static let words = "about 15,000 troops in the region"

  static func write(_ work: Workdir, _ text: String, name: String = "page.txt") throws {
    try work.write(text, name)
  }

  /// The state of each keyed row.
  static func states(_ work: Workdir) throws -> [String] {
    let result = work.run("evidence", "--json")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
    return try #require(object["rows"] as? [[String: Any]]).compactMap { $0["evidence"] as? String }
  }

  static func sha256(_ text: String) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try? process.run()
    input.fileHandleForWriting.write(Data(text.utf8))
    input.fileHandleForWriting.closeFile()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes.prefix(64), as: UTF8.self)
  }
}

extension String {
  /// As a field of CSV.
  var quoted: String { "\"\(self)\"" }
}
