import Foundation
import Manifest
import Model
import System
import TestTools
import Testing

@testable import Charts

/// The program that makes PNG pictures, and what is said where it does not.
@Suite(.tags(.slow)) struct PNGProgramTests {
  private static func tables(_ count: Int) -> [(manifest: TableManifest, result: TableResult)] {
    (0..<count).map { i in
      var table = ChartSample.yearly(.bar)
      table.manifest.name = "sample_\(i)"
      table.result.table = "sample_\(i)"
      return table
    }
  }

  @Test(.enabled(if: PNGProgram.installed() != nil, "needs rsvg-convert"))
  func picturesOfTheRightSize() throws {
    let files = Charts.files(of: Self.tables(3)).files.filter { $0.name.hasSuffix(".png") }
    #expect(files.count == 3)
    for file in files {
      #expect(file.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      // IHDR: the width and height, and no chunk that contains a time.
      #expect(Array(file.bytes[16..<24]) == [0, 0, 0x04, 0xB0, 0, 0, 0x02, 0xA3])
      #expect(!String(decoding: file.bytes, as: UTF8.self).contains("tIME"))
    }
    #expect(Charts.files(of: Self.tables(3)).files.filter { $0.name.hasSuffix(".png") } == files)
  }

  @Test func withoutItAllButThePNGRemains() throws {
    #expect(PNGProgram.installed(searchPath: "/nonexistent:/:relative:") == nil)
    #expect(PNGProgram.installed(searchPath: nil) == nil)
    let (files, missing, _) = Charts.files(of: [ChartSample.yearly(.line)], program: nil)
    #expect(files.map(\.name) == ["charts/sample.svg", "charts/sample-narrow.svg", "charts/sample.vl.json"])
    #expect(missing?.contains("apt-get install librsvg2-bin") == true && missing?.contains("\n") == false)
    var table = ChartSample.yearly(.line)
    table.manifest.chart = nil
    let none = Charts.files(of: [table], program: nil)
    #expect(none.files.isEmpty && none.missing == nil)
    #expect(Charts.description(of: table.result, manifest: table.manifest) == nil)
  }

  /// A substitute program for rsvg-convert.
  private func standIn(_ script: String) throws -> (program: PNGProgram, folder: String) {
    let folder = NSTemporaryDirectory() + "soundings-rsvg-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/rsvg-convert"
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
    chmod(path, 0o755)
    return (try #require(PNGProgram.installed(searchPath: folder)), folder)
  }

  /// A program that would run for minutes, and says so by the number of its process.
  private static let stuck = "touch \"${0%/*}/stuck-$$\"; exec sleep 600"

  /// Stops the processes that say that they are stuck, as if their time were over.
  private func stopsStuck(in folder: String) -> @Sendable (pid_t) -> Bool {
    { process in FileManager.default.fileExists(atPath: "\(folder)/stuck-\(process)") }
  }

  private func problem(_ script: String, of count: Int = 2) throws -> String {
    var (program, folder) = try standIn(script)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    program.isStopped = stopsStuck(in: folder)
    let (files, _, problems) = Charts.files(of: Self.tables(count), program: program)
    #expect(files.count == 3 * count && !files.contains { $0.name.hasSuffix(".png") } && problems.count == 1)
    return problems.first?.description ?? ""
  }

  @Test func aProgramThatFails() throws {
    #expect(
      try problem("echo 'cannot open display' >&2; exit 1").hasPrefix(
        "charts: rsvg-convert failed with 1: cannot open display\n-> see whether it runs: rsvg-convert --version"))
    #expect(try problem("exit 0").hasPrefix("charts: rsvg-convert wrote no picture: no message\n-> "))
    #expect(try problem("kill -9 $$").hasPrefix("charts: rsvg-convert was ended by signal 9"))
    #expect(try problem(Self.stuck).contains("and was stopped"))
    #expect(try problem("echo 'No space left on device' >&2; exit 1").contains("the disk is full"))
  }

  /// A chart that its rows do not allow, and one that the program fails on, do not affect the others.
  @Test(arguments: ["exit 3", "kill -9 $$", "exit 0", stuck])
  func oneChartFails(how: String) throws {
    var (program, folder) = try standIn(
      "for last; do :; done; if grep -q Odd \"$last\"; then \(how); fi; echo x > \"${last%svg}png\"")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    program.isStopped = stopsStuck(in: folder)
    var tables = Self.tables(4)
    tables[1].manifest.title = "Odd"
    tables[2].manifest.chart?.series = nil
    let (files, missing, problems) = Charts.files(of: tables, program: program)
    #expect(
      files.map(\.name).filter { !$0.contains("-narrow") } == [
        "charts/sample_0.svg", "charts/sample_0.png", "charts/sample_0.vl.json", "charts/sample_1.svg",
        "charts/sample_1.vl.json", "charts/sample_3.svg", "charts/sample_3.png", "charts/sample_3.vl.json",
      ])
    #expect(missing == nil)
    #expect(problems.map(\.place) == ["chart of sample_2", "chart of sample_1"])
    #expect(problems.allSatisfy { $0.kind == .failed }, "\(problems)")
    #expect(Charts.description(of: tables[2].result, manifest: tables[2].manifest) == nil)
  }

  @Test func theTemporaryFolderGoes() throws {
    let said = try problem("mkdir -p $HOME/.cache/fonts; touch $HOME/.cache/fonts/x; echo \"$HOME\" >&2; exit 1", of: 1)
    let folder = try #require(said.split(separator: "\n").first?.split(separator: " ").last)
    #expect(folder.contains("soundings-charts-"))
    #expect(!FileManager.default.fileExists(atPath: String(folder)))
  }

  @Test func itSeesNothingOfItsUser() throws {
    let (program, folder) = try standIn("env | sort > \"$HOME/chart.png\"")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let picture = try #require(program.pictures(of: [("sample", Array("<svg/>".utf8))]).pictures[0])
    let names = String(decoding: picture, as: UTF8.self).split(separator: "\n").map { $0.prefix { $0 != "=" } }
    #expect(
      names.filter { !["PWD", "OLDPWD", "_", "SHLVL"].contains($0) } == [
        "HOME", "LC_ALL", "PATH", "TMPDIR", "TZ", "XDG_CACHE_HOME",
      ])
  }
}
