import Foundation
import Manifest
import Model
import PipelineTools
import Publishing
import Runs
import TestTools
import Testing

/// The exports of the real tables, as the public's own programs read them.
@Suite(.tags(.slow)) final class PublicReaderTests {
  let work: TestProject
  let tables: [(manifest: TableManifest, result: TableResult)]

  /// All that the library ships, loaded offline.
  init() throws {
    work = try TestProject.loaded()
    try work.addSamplesOfWhatIsNotBundled()
    let work = work.project
    tables = try Repository.library.tables.map { table in
      let (manifest, result, _) = try TableVerb(name: table.name, asOf: nil).run(work)
      return (manifest, result)
    }
  }

  private func csv(_ table: (manifest: TableManifest, result: TableResult)) -> [UInt8] {
    CSVWriter.bytes(of: table.result, manifest: table.manifest)
  }

  @Test(.enabled(if: PublicTool.python("frictionless") != nil, "frictionless is not installed: scripts/setup test"))
  func frictionlessFindsThePackageValid() throws {
    let exports = work.project.exportsFolder
    let frictionless = try #require(PublicTool.python("frictionless"))
    let answer = try PublicTool.run(frictionless, ["validate", DataPackage.fileName, "--json"], in: exports)
    #expect(answer.status == 0, "\(answer.out)\(answer.err)")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(answer.out.utf8)) as? [String: Any])
    let rows = (report["tasks"] as? [[String: Any]])?.compactMap { ($0["stats"] as? [String: Any])?["rows"] as? Int }
    #expect(rows == tables.map(\.result.rows.count))
  }

  /// Every cell of the workbook is the CSV's.
  @Test(.enabled(if: PublicTool.python("python") != nil, "openpyxl is not installed: scripts/setup test"))
  func theWorkbookHoldsWhatTheCSVHolds() throws {
    let exports = work.project.exportsFolder
    let python = try #require(PublicTool.python("python"))
    let script = Repository.root + "/Tests/PipelineTests/same_cells.py"
    let answer = try PublicTool.run(python, [script, "soundings.xlsx"], in: exports)
    #expect(answer.status == 0, "\(answer.err)")
    let cells = tables.reduce(0) { $0 + $1.result.rows.count * $1.result.columns.count }
    #expect(answer.out == "\(tables.count) tables, \(cells) cells\n", "\(answer.err)")
  }
}

/// The warehouse's file in the real Datasette, without a server: `--get` prints the answer to one request.
extension PublicReaderTests {
  private func metadata() throws -> String {
    var export = Export()
    export.formats = [.datasette]
    export.out = work.folder
    return try #require(try export.run(work.project).files.first)
  }

  /// The answers to some requests, asked of one program.
  private func get(_ paths: [String], isImmutable: Bool = false) throws -> [String: (status: Int, text: String)] {
    let python = try #require(PublicTool.python("python"))
    let script = Repository.root + "/Tests/PipelineTests/datasette_get.py"
    let arguments = [
      script, try metadata(), work.project.dataFolder + "/soundings.sqlite", isImmutable ? "immutable" : "open",
    ]
    let answer = try PublicTool.run(python, arguments + paths, in: work.folder)
    try #require(answer.status == 0, "\(answer.err)")
    let list = try #require(try JSONSerialization.jsonObject(with: Data(answer.out.utf8)) as? [String: [String: Any]])
    return list.mapValues { ($0["status"] as? Int ?? 0, $0["text"] as? String ?? "") }
  }

  private static let isMissing = PublicTool.python("datasette") == nil

  @Test(.disabled(if: isMissing, "Datasette is not installed: scripts/setup test"), arguments: [false, true])
  func everyTableIsAQueryWithTheSameRows(isImmutable: Bool) throws {
    let paths = tables.map { "/soundings/\($0.manifest.name).csv" }
    let answers = try get(paths, isImmutable: isImmutable)
    for (table, path) in zip(tables, paths) {
      let answer = try #require(answers[path])
      #expect(answer.status == 200, "\(path): \(answer.text.prefix(300))")
      let expected = CSVText.rows(String(decoding: csv(table), as: UTF8.self))
      let found = CSVText.rows(answer.text)
      #expect(found.count == expected.count, "\(path)")
      for (row, line) in zip(expected, found) {
        let isSame = zip(row, line).allSatisfy { $0 == $1 || Double($0) != nil && Double($0) == Double($1) }
        #expect(isSame && row.count == line.count, "\(path): \(row) is not \(line)")
      }
    }
  }

  @Test(.disabled(if: isMissing, "Datasette is not installed: scripts/setup test"))
  func everyDatasetShowsItsTitleItsSourceAndItsUnits() throws {
    let datasets = Repository.library.datasets
    let answers = try get(
      ["/soundings"] + datasets.map { "/soundings/\($0.name)" } + tables.map { "/soundings/\($0.manifest.name)" })
    func html(_ text: String) -> String {
      text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
        .replacingOccurrences(of: "\"", with: "&#34;").replacingOccurrences(of: "'", with: "&#39;")
    }
    var units = 0
    for dataset in datasets {
      let page = try #require(answers["/soundings/\(dataset.name)"])
      #expect(page.status == 200, "\(dataset.name): \(page.text.prefix(300))")
      #expect(page.text.contains(html(dataset.title)), "\(dataset.name)")
      #expect(page.text.contains(html(dataset.license.name)), "\(dataset.name)")
      #expect(page.text.contains(html(dataset.attribution)), "\(dataset.name)")
      for column in dataset.columns where column.kind == .integer {
        guard let unit = column.unit else { continue }
        #expect(page.text.contains("Unit: \(unit)."), "\(dataset.name).\(column.name)")
        let cells = page.text.split(separator: "\n").filter {
          $0.contains("<td class=\"col-\(column.name) type-Quantity\">")
        }
        let shown = "&nbsp;" + unit.replacingOccurrences(of: " ", with: "&nbsp;") + "</td>"
        #expect(cells.allSatisfy { $0.contains(shown) }, "\(dataset.name).\(column.name): \(cells.first ?? "")")
        units += cells.count
      }
    }
    for table in tables {
      let page = try #require(answers["/soundings/\(table.manifest.name)"])
      #expect(page.status == 200)
      #expect(page.text.contains(html(table.manifest.title)))
    }
    #expect(units > 100)
    let front = try #require(answers["/soundings"]?.text)
    #expect(!front.contains("<a href=\"/soundings/_runs\">") && front.contains("hidden table"))
  }
}
