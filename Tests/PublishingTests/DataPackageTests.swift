import Crypto
import Foundation
import Manifest
import Model
import Publishing
import TestTools
import Testing

/// Data packages, checked by the public `frictionless validate`.
@Suite(
  .tags(.slow),
  .enabled(if: PublicTool.python("frictionless") != nil, "frictionless is not installed: scripts/setup test"))
final class DataPackageTests {
  let folder = NSTemporaryDirectory() + "soundings-package-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  static func sha256(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func write(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
  }

  /// Writes the CSV files and their package.
  @discardableResult
  private func write(_ tables: [(TableResult, TableManifest)]) throws -> [String: Any] {
    let resources = tables.map { result, manifest in
      DataPackage.Resource(
        manifest: manifest, result: result, csv: CSVWriter.bytes(of: result, manifest: manifest))
    }
    for resource in resources { try write(resource.csv, resource.result.table + ".csv") }
    let bytes = DataPackage.bytes(
      name: "soundings-tables", title: "Tables", description: "Tables of the tests.", of: resources, sha256: Self.sha256
    )
    try write(bytes, DataPackage.fileName)
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  /// The verdict and output of frictionless. An attempt to reach a network would end at a closed port.
  private func validate() throws -> (isValid: Bool, said: String) {
    let program = try #require(PublicTool.python("frictionless"))
    let closed = ["http", "https", "HTTP", "HTTPS", "ALL"].map {
      "\($0)_\($0.first!.isUppercase ? "PROXY" : "proxy")=http://127.0.0.1:9"
    }
    let answer = try PublicTool.run(
      "/usr/bin/env", closed + [program, "validate", DataPackage.fileName, "--json"], in: folder)
    let report = try JSONSerialization.jsonObject(with: Data(answer.out.utf8)) as? [String: Any]
    #expect(report?["valid"] as? Bool == (answer.status == 0))
    #expect((report?["warnings"] as? [Any])?.isEmpty ?? true)
    return (answer.status == 0, answer.out + answer.err)
  }

  /// A table with every kind of column and with difficult values in each.
  private static let everything: (TableResult, TableManifest) = {
    let kinds: [(String, TableColumn.Kind)] = [
      ("text", .text), ("integer", .integer), ("decimal", .decimal), ("date", .date), ("month", .month),
      ("year", .year),
      ("is_so", .boolean),
    ]
    let columns = kinds.map {
      TableColumn(
        name: $0, kind: $1, decimals: $1 == .decimal ? 4 : 0, unit: $1 == .integer ? "people" : nil, description: $0)
    }
    let texts = ["=1+1", "@x", "a,b", "\"", "a\nb", "", "é🚤", " a ", "-", "NA", "null", "true", "a\r\nb", "'"]
    let rows: [[Value]] =
      texts.map {
        [.text($0), .integer(-5), .real(-0.5), .text("2025-11-19"), .text("2025-11"), .integer(2025), .integer(1)]
      } + [
        [.text("nulls"), .null, .null, .null, .null, .null, .null],
        [.null, .integer(.max), .integer(100), .text("0001-01-01"), .text("1900-01"), .integer(1999), .integer(0)],
        [.text("nan"), .integer(0), .real(.nan), .null, .null, .null, .integer(0)],
      ]
    let result = TableResult(
      table: "everything", columns: columns.map(\.name), rows: rows, asOf: Day("2025-11-19"), sources: [Sample.source],
      remarks: ["A remark."])
    return (result, Sample.table(columns))
  }()

  @Test func everyKindIsValid() throws {
    let package = try write([Self.everything, (Sample.result, Sample.manifest)])
    let (isValid, said) = try validate()
    #expect(isValid, "\(said)")
    #expect(said.contains("\"tasks\""), "it looked at the files")
    let resource = try #require((package["resources"] as? [[String: Any]])?.first)
    let schema = try #require(resource["schema"] as? [String: Any])
    let fields = try #require(schema["fields"] as? [[String: Any]])
    #expect(
      fields.map { $0["type"] as? String } == ["string", "integer", "number", "date", "yearmonth", "year", "boolean"])
    #expect(fields[1]["unit"] as? String == "people")
    #expect(resource["as_of"] as? String == "2025-11-19")
    #expect(
      resource["description"] as? String == "One row per fiscal year.\n\n- Encounters are not people.\n- A remark.")
    let license = try #require((resource["licenses"] as? [[String: String]])?.first)
    #expect(license["name"] == "U.S.-Government-work" && license["title"] == "U.S. Government work")
    let source = try #require((resource["sources"] as? [[String: Any]])?.first)
    #expect(source["path"] as? String == "https://www.cbp.gov/a/b.csv")
    #expect(source["sha256"] as? [String] == ["ab12"])
  }

  @Test(arguments: ["a cell", "one byte", "a line", "the header", "everything"])
  func aDamagedFileIsFound(damage: String) throws {
    try write([(Sample.result, Sample.manifest)])
    #expect(try validate().isValid)
    var csv = CSVWriter.bytes(of: Sample.result, manifest: Sample.manifest)
    switch damage {
    case "a cell":
      csv = Array(String(decoding: csv, as: UTF8.self).replacingOccurrences(of: "334914", with: "many").utf8)
    case "one byte": csv[csv.count - 30] ^= 1
    case "a line": csv.removeLast(30)
    case "the header": csv[0] = UInt8(ascii: "F")
    default: csv = []
    }
    try write(csv, "encounters.csv")
    #expect(try !validate().isValid)
  }

  /// The package describes its files correctly, even for a table whose values do not match its columns.
  @Test func whatAColumnDoesNotKeepIsNotPromised() throws {
    let kinds: [(TableColumn.Kind, [Value], String)] = [
      (.integer, [.real(2.5), .integer(1)], "number"), (.integer, [.text("<1")], "string"),
      (.boolean, [.integer(2)], "integer"), (.date, [.text("2025-02-30")], "string"),
      (.month, [.text("2025-13")], "string"), (.year, [.text("2025-26")], "string"),
      (.year, [.integer(99999)], "integer"),
      (.decimal, [.text("99.5+")], "string"), (.integer, [], "integer"), (.integer, [.null, .integer(1)], "integer"),
      (.integer, [.real(3), .real(.infinity)], "integer"), (.text, [.integer(7)], "string"),
    ]
    let tables = kinds.enumerated().map { i, kind in
      var (result, manifest) = Sample.column(kind.0, decimals: kind.0 == .decimal ? 1 : 0, kind.1)
      result.table = "t\(i)"
      return (result, manifest)
    }
    let package = try write(tables)
    let (isValid, said) = try validate()
    #expect(isValid, "\(said)")
    let resources = try #require(package["resources"] as? [[String: Any]])
    for (resource, kind) in zip(resources, kinds) {
      let fields = (resource["schema"] as? [String: Any])?["fields"] as? [[String: Any]]
      #expect(fields?.first?["type"] as? String == kind.2, "\(kind)")
    }
  }
}
