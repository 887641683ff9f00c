import Manifest
import Model
import System
import Testing

@testable import Charts

/// What draws is exchangeable: a drawer of the tests' own takes gnuplot's place.
@Suite struct ChartDrawerTests {
  /// Writes what it is given, and refuses names that begin with a word.
  struct Pen: ChartDrawer {
    var refuses: String?
    var isAlone = false

    var forOnePicture: Pen { Pen(refuses: refuses, isAlone: true) }
    var remedy: String { "sharpen it" }

    func draw(_ drawings: [ChartDrawing]) throws -> [DrawnChart] {
      if isAlone { #expect(drawings.count == 1) }
      return try drawings.map { drawing in
        if let refuses, drawing.name.hasPrefix(refuses) {
          throw Problem(at: "pen", "broke at \(drawing.name)", remedy: "draw less")
        }
        let said = "\(drawing.name): \(drawing.title), \(drawing.picture.bars.count) bars"
        return DrawnChart(svg: Array(said.utf8), png: Array(drawing.description.utf8))
      }
    }
  }

  private func tables() -> [(manifest: TableManifest, result: TableResult)] {
    ["a", "b"].map { name in
      var table = ChartSample.yearly(.bar)
      table.manifest.name = name
      table.result.table = name
      return table
    }
  }

  @Test func itsFilesAreTheExports() throws {
    let (files, missing, problems) = Charts.files(of: tables(), drawer: Pen())
    #expect(missing == nil && problems.isEmpty)
    #expect(
      files.map(\.name) == ["a", "b"].flatMap { ["charts/\($0).svg", "charts/\($0).png", "charts/\($0).vl.json"] })
    let table = tables()[0]
    let bars = try ChartSample.picture(table).bars.count
    #expect(bars > 0)
    #expect(String(decoding: files[0].bytes, as: UTF8.self) == "a: \(table.manifest.title), \(bars) bars")
    #expect(
      String(decoding: files[1].bytes, as: UTF8.self)
        == Charts.description(of: table.result, manifest: table.manifest))
  }

  @Test func whatItRefusesCostsOnlyItself() {
    let (files, _, problems) = Charts.files(of: tables(), drawer: Pen(refuses: "b"))
    #expect(files.map(\.name) == ["charts/a.svg", "charts/a.png", "charts/a.vl.json", "charts/b.vl.json"])
    #expect(problems.map(\.description) == ["chart of b: broke at b\n-> draw less"])
  }

  @Test func oneThatDrawsNothingIsReportedOnceWithItsRemedy() {
    let (files, _, problems) = Charts.files(of: tables(), drawer: Pen(refuses: ""))
    #expect(files.map(\.name) == ["charts/a.vl.json", "charts/b.vl.json"])
    #expect(problems.map(\.description) == ["charts: broke at \n-> sharpen it"])
  }
}
