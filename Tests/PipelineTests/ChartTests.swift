import Foundation
import Manifest
import Model
import Publishing
import Runs
import Testing

/// Every table of the project has a chart, and it can be drawn.
@Suite struct ChartTests {
  /// The tables of the editions that come with the repository; of them SOUNDINGS_CHARTS keeps the files to be looked at.
  @Test func everyTableIsDrawn() throws {
    let desk = try PrivateDesk()
    var run = RunVerb()
    run.isOffline = true
    _ = try run.run(desk.desk)
    let tables = try Project.library.tables.map { table -> (manifest: TableManifest, result: TableResult) in
      let (manifest, result, _) = try TableVerb(name: table.name, asOf: nil).run(desk.desk)
      return (manifest, result)
    }
    #expect(tables.count > 0)
    for (manifest, result) in tables {
      #expect(manifest.chart != nil, "\(manifest.path) has no line -- chart")
      let words = try Charts.description(of: result, manifest: manifest) ?? ""
      #expect(!words.contains("No data"), "\(manifest.name) shows nothing")
    }
    let (files, missing) = try Charts.files(of: tables)
    #expect(files.count == tables.count * (missing == nil ? 3 : 1))
    for file in files where file.name.hasSuffix(".svg") {
      #expect(file.bytes.count < 60_000, "\(file.name) is too large for a page: \(file.bytes.count) bytes")
    }
    if let folder = ProcessInfo.processInfo.environment["SOUNDINGS_CHARTS"] {
      for file in files {
        try AtomicFile.makeFolder(folder + "/charts")
        try AtomicFile.write(file.bytes, to: folder + "/" + file.name)
      }
      let words = try tables.map {
        try $0.manifest.name + ": " + (Charts.description(of: $0.result, manifest: $0.manifest) ?? "")
      }
      try AtomicFile.write(Array(words.joined(separator: "\n").utf8), to: folder + "/words.txt")
    }
  }
}
