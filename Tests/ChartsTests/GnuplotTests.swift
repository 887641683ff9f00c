import Foundation
import FoundationXML
import Manifest
import Model
import System
import TestTools
import Testing

@testable import Charts

/// Scripts, and what the program makes of them.
@Suite(.tags(.slow)) struct GnuplotTests {
  @Test(arguments: [
    (TableChart.Kind.line, ["with lines linewidth 2.5 dashtype 1", "dashtype (5,4)", "pointtype 6", "pointtype 4"]),
    (.steppedLine, ["2025 1500\n2025 700"]), (.bar, ["2020.6 2021 0 1200", "fillstyle solid 1 border"]),
    (.stackedBar, ["2024 1525 2023.6 2024.4 1500 1550", "fillcolor rgb '\(ChartStyle.lighter(0))'"]),
    (.dot, ["with points pointtype 7", "2021 1200"]),
  ])
  func scripts(kind: TableChart.Kind, parts: [String]) throws {
    let script = try ChartSample.script(ChartSample.yearly(kind))
    for part in parts + ["set label 'What it shows'", "set label 'people'", "set label 'fiscal year'"] {
      #expect(script.contains(part), "no '\(part)' in:\n\(script)")
    }
    #expect(script.contains("set label 'Source: U.S. Customs and Border Protection, edition of November 2025'"))
    #expect(script == (try ChartSample.script(ChartSample.yearly(kind))))
  }

  @Test func wordsAreQuoted() {
    #expect(GnuplotScript.quoted("It's \"a\" \\n") == "'It’s \"a\" \\n'")
    #expect(GnuplotScript.quoted("a\nb\r\nc\u{0}") == "'a b c\\u{0}'")
    #expect(GnuplotScript.quoted("'; system('x'); '") == "'’; system(’x’); ’'")
  }

  private static func hostileTables() -> [(manifest: TableManifest, result: TableResult)] {
    let names = [
      ChartSample.hostile, "'", "''", "\\", "`", "@x", "EOD", "\u{202E}abc", "日本語 é ñ",
      String(repeating: "x", count: 999),
    ]
    return [TableChart.Kind.bar, .dot, .stackedBar].map { kind in
      var table = ChartSample.named(kind, names.enumerated().map { ($1, .integer(Int64($0))) })
      table.manifest.title = ChartSample.hostile
      table.manifest.columns[1].unit = ChartSample.hostile
      table.result.sources[0].publisher = ChartSample.hostile
      return table
    }
  }

  private static func drawn(
    _ tables: [(manifest: TableManifest, result: TableResult)]
  ) throws -> [ExportFile] {
    // Separate names, so that each has its own files.
    var tables = tables
    for i in tables.indices {
      tables[i].manifest.name = "sample_\(i)"
      tables[i].result.table = "sample_\(i)"
    }
    return Charts.files(of: tables).files
  }

  private static func everything() -> [(manifest: TableManifest, result: TableResult)] {
    let kinds: [TableChart.Kind] = [.line, .steppedLine, .bar, .stackedBar, .dot]
    var tables = kinds.map(ChartSample.yearly) + hostileTables()
    tables += kinds.map { kind in
      var empty = ChartSample.yearly(kind)
      empty.result.rows = []
      return empty
    }
    tables += kinds.map { kind in
      var one = ChartSample.yearly(kind)
      one.result.rows = [one.result.rows[0]]
      return one
    }
    tables += kinds.map { kind in
      var below = ChartSample.yearly(kind)
      below.result.rows = below.result.rows.map { [$0[0], $0[1], $0[2], .integer($0[2] == .text("south") ? 5 : -900)] }
      return below
    }
    return tables
  }

  @Test(.enabled(if: Gnuplot.installed() != nil, "needs gnuplot"))
  func sameBytesTwice() throws {
    let first = try Self.drawn(Self.everything())
    #expect(first.count == 3 * Self.everything().count)
    #expect(try Self.drawn(Self.everything()) == first)
    for file in first where file.name.hasSuffix(".png") {
      #expect(file.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      // IHDR, and no chunk that contains a time.
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(!text.contains("tIME") && !text.contains("tEXt"))
    }
  }

  @Test(.enabled(if: Gnuplot.installed() != nil, "needs gnuplot"))
  func pageReadySVG() throws {
    for file in try Self.drawn(Self.everything()) where file.name.hasSuffix(".svg") {
      let svg = String(decoding: file.bytes, as: UTF8.self)
      #expect(svg.contains("role=\"img\" aria-labelledby=\"sample_"))
      #expect(svg.contains("<title id=") && svg.contains("<desc id="))
      #expect(!svg.contains("GNUPLOT") && !svg.contains("gnuplot_") && !svg.contains("<script") && !svg.contains("<b>"))
      #expect(file.bytes.count < 60_000)
      #expect(XMLParser(data: Data(file.bytes)).parse(), "\(file.name) is no XML")
    }
  }

  @Test(.enabled(if: Gnuplot.installed() != nil, "needs gnuplot"))
  func nothingIsEverRun() throws {
    let folder = NSTemporaryDirectory() + "soundings-hostile-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/PWNED"
    var tables = Self.hostileTables()
    for i in tables.indices { tables[i].manifest.title = ChartSample.hostile.replacing("PWNED", with: path) }
    let svg = try #require(try Self.drawn(tables).first { $0.name.hasSuffix(".svg") })
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(!FileManager.default.fileExists(atPath: "PWNED"))
    let drawn = String(decoding: svg.bytes, as: UTF8.self)
    #expect(drawn.contains("<text>It’s \"x\"; system(\"touch"), "\(drawn.prefix(3000))")
  }

  @Test func withoutGnuplotTheSpecificationsRemain() throws {
    #expect(Gnuplot.installed(searchPath: "/nonexistent:/:relative:") == nil)
    #expect(Gnuplot.installed(searchPath: nil) == nil)
    let (files, missing, _) = Charts.files(of: [ChartSample.yearly(.line)], drawer: nil)
    #expect(files.map(\.name) == ["charts/sample.vl.json"])
    #expect(missing?.contains("apt-get install gnuplot-nox") == true && missing?.contains("\n") == false)
    var table = ChartSample.yearly(.line)
    table.manifest.chart = nil
    let none = Charts.files(of: [table], drawer: nil)
    #expect(none.files.isEmpty && none.missing == nil)
    #expect(Charts.description(of: table.result, manifest: table.manifest) == nil)
  }

  /// A substitute program for gnuplot.
  private func standIn(_ script: String) throws -> (gnuplot: Gnuplot, folder: String) {
    let folder = NSTemporaryDirectory() + "soundings-gnuplot-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/gnuplot"
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
    chmod(path, 0o755)
    return (try #require(Gnuplot.installed(searchPath: folder)), folder)
  }

  /// A program that would run for minutes, and says so by the number of its process.
  private static let stuck = "echo $$ > \"${0%/*}/stuck\"; exec sleep 600"

  /// Stops the process that says that it is stuck, as if its time were over.
  private func stopsStuck(in folder: String) -> @Sendable (pid_t) -> Bool {
    { process in (try? String(contentsOfFile: folder + "/stuck", encoding: .utf8)) == "\(process)\n" }
  }

  private func problem(_ script: String) throws -> String {
    var (gnuplot, folder) = try standIn(script)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    gnuplot.isStopped = stopsStuck(in: folder)
    let (files, _, problems) = Charts.files(of: [ChartSample.yearly(.line)], drawer: gnuplot)
    #expect(files.map(\.name) == ["charts/sample.vl.json"] && problems.count == 1)
    return problems.first?.description ?? ""
  }

  @Test func aProgramThatFails() throws {
    #expect(
      try problem("echo '\"charts.gp\" line 9: undefined variable: x' >&2; exit 1").hasPrefix(
        "charts: gnuplot failed with 1: \"charts.gp\" line 9: undefined variable: x\n-> "))
    #expect(try problem("exit 0").hasPrefix("charts: gnuplot wrote no picture: no message\n-> "))
    #expect(try problem("kill -9 $$").hasPrefix("charts: gnuplot was ended by signal 9"))
  }

  /// A chart that its rows do not allow, and one that the program fails on, do not affect the others.
  @Test(arguments: ["exit 3", "kill -9 $$", "rm -f *.png; exit 0", stuck])
  func oneChartFails(how: String) throws {
    let draws = "for i in 0 1 2 3; do echo '<rect' > $i.svg; echo x > $i.png; done"
    var (gnuplot, folder) = try standIn("if grep -q Odd charts.gp; then \(how); fi; \(draws)")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    gnuplot.isStopped = stopsStuck(in: folder)
    var tables = (0..<4).map { _ in ChartSample.yearly(.bar) }
    for i in tables.indices {
      tables[i].manifest.name = "sample_\(i)"
      tables[i].result.table = "sample_\(i)"
    }
    tables[1].manifest.title = "Odd"
    tables[2].manifest.chart?.series = nil
    let (files, missing, problems) = Charts.files(of: tables, drawer: gnuplot)
    #expect(
      files.map(\.name) == [
        "charts/sample_0.svg", "charts/sample_0.png", "charts/sample_0.vl.json", "charts/sample_1.vl.json",
        "charts/sample_3.svg", "charts/sample_3.png", "charts/sample_3.vl.json",
      ])
    #expect(missing == nil)
    #expect(problems.map(\.place) == ["chart of sample_2", "chart of sample_1"])
    #expect(problems.allSatisfy { $0.kind == .failed }, "\(problems)")
    #expect(Charts.description(of: tables[2].result, manifest: tables[2].manifest) == nil)
  }

  @Test(.enabled(if: Gnuplot.installed() != nil, "needs gnuplot"))
  func aloneOrTogetherTheSameBytes() throws {
    let tables = [ChartSample.yearly(.line), ChartSample.named(.bar, [("b", .integer(3))])]
    let charts = try tables.map { try #require(try Charts.chart($0.manifest, $0.result)) }
    let gnuplot = try #require(Gnuplot.installed())
    let together = ChartPictures(charts: charts, drawer: gnuplot).drawn().pictures
    for (i, chart) in charts.enumerated() {
      let alone = ChartPictures(charts: [chart], drawer: gnuplot).drawn().pictures[0]
      #expect(alone?.png == together[i]?.png)
      #expect(
        alone.map { String(decoding: $0.svg, as: UTF8.self) }
          == together[i].map { String(decoding: $0.svg, as: UTF8.self) })
    }
  }

  @Test func aProgramThatNeverEnds() throws {
    #expect(try problem(Self.stuck).contains("and was stopped"))
  }

  @Test func theTemporaryFolderGoes() throws {
    let said = try problem(
      "mkdir -p $HOME/.cache/fonts; touch $HOME/.cache/fonts/x; echo \"line 1: $HOME\" >&2; exit 1")
    let folder = try #require(said.split(separator: "\n").first?.split(separator: " ").last)
    #expect(folder.contains("soundings-charts-"))
    #expect(!FileManager.default.fileExists(atPath: String(folder)))
  }

  @Test func itSeesNothingOfItsUser() throws {
    let (gnuplot, folder) = try standIn("cd \"$HOME\"; env | sort > 0.svg; echo \"$1\" > 0.png")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var script = GnuplotScript()
    script.add(try ChartSample.picture(ChartSample.yearly(.bar)), name: "sample", svg: "0.svg", png: "0.png")
    let files = try gnuplot.run(script)[0]
    let names = String(decoding: files.svg, as: UTF8.self).split(separator: "\n").map { $0.prefix { $0 != "=" } }
    #expect(
      names.filter { !["PWD", "OLDPWD", "_", "SHLVL"].contains($0) } == [
        "HOME", "LC_ALL", "PATH", "TMPDIR", "TZ", "XDG_CACHE_HOME",
      ])
    #expect(String(decoding: files.png, as: UTF8.self) == "-d\n")
  }
}
