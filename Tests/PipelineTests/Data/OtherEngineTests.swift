import Foundation
import Manifest
import Model
import PipelineTools
import Publishing
import Runs
import TestTools
import Testing
import Warehouse

/// The same SELECT gives the same bytes on another SQL engine: each table of the library, unmodified, on DuckDB.
@Suite(.tags(.slow)) struct OtherEngineTests {
  private static let python: String? = {
    guard let python = PublicTool.python("python"),
      (try? PublicTool.run(python, ["-c", "import duckdb"], in: "/"))?.status == 0
    else { return nil }
    return python
  }()

  /// A JSON value of a row; nil for what no table may hold.
  private static func value(_ any: Any) -> Value? {
    if any is NSNull { return .null }
    if let text = any as? String { return .text(text) }
    guard let number = any as? NSNumber else { return nil }
    return Int64("\(number)").map(Value.integer) ?? .real(number.doubleValue)
  }

  @Test(.enabled(if: python != nil, "DuckDB is not installed: scripts/setup test"))
  func everyTableIsTheSameOnDuckDB() throws {
    let work = try TestProject.loaded()
    // Without rows, DuckDB would not know the types of an untyped column.
    try work.addSamplesOfWhatIsNotBundled()
    let library = Repository.library
    let asked: [String: Any] = [
      "relations": library.datasets.map(\.name) + Session.relations.map(\.name),
      "selects": Dictionary(uniqueKeysWithValues: library.tables.map { ($0.name, $0.statement) }),
    ]
    let file = work.folder + "/asked.json"
    try JSONSerialization.data(withJSONObject: asked).write(to: URL(fileURLWithPath: file))
    let answer = try PublicTool.run(
      try #require(Self.python),
      [
        Repository.root + "/Tests/PipelineTests/duckdb_rows.py", work.project.dataFolder + "/soundings.sqlite", file,
        work.folder + "/rows.json",
      ], in: work.folder)
    try #require(answer.status == 0, "\(answer.err)")
    let found = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.out.utf8)) as? [String: [[Any]]])
    for table in library.tables {
      let (manifest, result, _) = try TableVerb(name: table.name, asOf: nil).run(work.project)
      let selected = try #require(found[table.name]).map { try $0.map { try #require(Self.value($0)) } }
      var other = result
      other.rows = table.published(try table.complete(selected))
      let (ours, theirs) = (
        String(decoding: CSVWriter.bytes(of: result, manifest: manifest), as: UTF8.self).split(separator: "\n"),
        String(decoding: CSVWriter.bytes(of: other, manifest: manifest), as: UTF8.self).split(separator: "\n")
      )
      #expect(ours.count == theirs.count, "\(table.name)")
      let different = zip(ours, theirs).first { $0 != $1 }
      #expect(different == nil, "\(table.name): \(different.map { "\($0), not \($1)" } ?? "")")
    }
  }
}
