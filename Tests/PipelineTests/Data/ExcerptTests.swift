import Foundation
import Glibc
import Manifest
import Model
import PipelineTools
import Runs
import TestTools
import Testing
import Warehouse

/// The bundled editions are excerpts: rows that the tables need, in whole partitions. Beside the publishers' whole files they change
/// nothing, neither now nor as of any day.
///
/// Each case loads a pipeline with whole files, and all of them take half an hour. CI tries some of them by chance, with a seed that is
/// printed; SOUNDINGS_ALL_EXCERPTS=1 in the environment tries all.
@Suite(
  .tags(.slow), .enabled(if: Repository.shared != nil, "needs ../shared/data (or SOUNDINGS_SHARED)"))
struct ExcerptTests {
  struct Original: Sendable, CustomTestStringConvertible {
    var dataset: String
    /// As the excerpt is named: its published date, without the last month of its data.
    var published: String
    var files: [String]
    var testDescription: String { "\(dataset) \(published)" }

    var day: Day { PublishedDate(published)!.day }
    /// Before the month, where only that is known: an excerpt precedes the whole files of its own month in any case.
    var dayBefore: Day { PublishedDate(published)!.firstDay + -1 }
  }

  /// All that bundle.yaml names and that is here, by the lines of its fixed form.
  static let originals: [Original] = {
    guard let shared = Repository.shared else { return [] }
    return Repository.library.datasets.flatMap { dataset -> [Original] in
      guard let text = try? String(contentsOfFile: dataset.folder + "/bundle.yaml", encoding: .utf8) else { return [] }
      var found: [Original] = []
      for line in text.split(separator: "\n") {
        let words = line.split { $0 == " " || $0 == ":" }.map(String.init)
        if line.hasPrefix("  2"), line.hasSuffix(":"), let date = words.first {
          found.append(Original(dataset: dataset.name, published: date, files: []))
        } else if line.hasPrefix("      - file: "), !found.isEmpty {
          found[found.count - 1].files.append(shared + "/data/" + words[2])
        }
      }
      return found.filter { !$0.files.isEmpty && $0.files.allSatisfy(FileManager.default.fileExists) }
    }
  }()

  /// Some of what could be tried, or all where that is asked for.
  private static func sample<Case>(_ all: [Case], _ count: Int, _ name: String) -> [Case] {
    guard getenv("SOUNDINGS_ALL_EXCERPTS") == nil else { return all }
    var random = SeededRandom.ofTest(name)
    return Array(all.shuffled(using: &random).prefix(count))
  }

  static let cases = sample(
    originals.flatMap { [($0, true), ($0, false)] }, 3, "anExcerptTakesNothingFromItsWholeFile()")
  static let datasets = sample(
    Set(originals.map(\.dataset)).sorted(), 1, "besideAllWholeFilesTheExcerptsDoNotShow()")

  /// So that a change of the form does not leave nothing to be tested.
  @Test func theOriginalsAreFound() {
    #expect(Set(Self.originals.map(\.dataset)).count >= 5, "\(Self.originals)")
    #expect(Self.originals.count >= 14)
  }

  private func ledger(_ work: TestProject, _ dataset: String) throws -> (editions: [EditionFacts], rows: Int) {
    try work.project.openWarehouse().read { (try $0.editions(of: dataset), try $0.rowCount(of: dataset)) }
  }

  private func offline(_ work: TestProject, _ dataset: String) throws {
    var verb = RunVerb()
    verb.isOffline = true
    verb.targets = [dataset]
    let report = try verb.run(work.project)
    #expect(report.pipelineProblems.isEmpty, "\(report.pipelineProblems)")
    for line in report.lines { #expect(line.outcome.problem == nil && line.heldBecause == nil, "\(line)") }
  }

  /// The whole file just before its excerpt, and on its day: the excerpt removes nothing, revises nothing and adds nothing.
  @Test(arguments: cases)
  func anExcerptTakesNothingFromItsWholeFile(_ original: Original, _ isEarlier: Bool) throws {
    let work = try TestProject()
    try work.add(original.dataset, original.files, (isEarlier ? original.dayBefore : original.day).description)
    let whole = try ledger(work, original.dataset).rows
    try offline(work, original.dataset)
    let after = try ledger(work, original.dataset)
    let place = try #require(after.editions.firstIndex { $0.origin != .bundled })
    let excerpt = try #require(after.editions.first { $0.origin == .bundled && $0.published == original.day })
    // What follows the excerpt are later editions, which may revise.
    if isEarlier {
      #expect(excerpt.ordinal == place + 2)
      let counts: [Int] = [excerpt.removed, excerpt.revised, excerpt.added, excerpt.firstSeen]
      #expect(counts.allSatisfy { $0 == 0 }, "\(excerpt)")
      #expect(excerpt.state == .loaded || excerpt.state == .repeated)
    } else {
      #expect(excerpt.ordinal == place)
      let own = after.editions[place]
      #expect(own.state == .loaded)
      let counts: [Int] = [own.removed, own.revised, own.added]
      #expect(counts.allSatisfy { $0 == 0 }, "\(own)")
    }
    #expect(after.rows >= whole)
    #expect(after.editions.allSatisfy { $0.state != .held })
  }

  /// With all whole files at hand the excerpts do not show, whatever the day.
  @Test(arguments: datasets)
  func besideAllWholeFilesTheExcerptsDoNotShow(_ dataset: String) throws {
    let own = Self.originals.filter { $0.dataset == dataset }
    let pipeline = try #require(Repository.library.datasets.first { $0.name == dataset }?.pipeline)
    let days = [nil] + own.flatMap { [($0.day + -1).description, $0.day.description] }
    var rows: [Int] = []
    var removed: [[Day: Int]] = []
    var tables: [[[String: String]]] = []
    // Without its own excerpts, and with them: the others of the pipeline are there in both.
    for isShipped in [false, true] {
      let pipelines = NSTemporaryDirectory() + "soundings-excerpts-\(UUID().uuidString)"
      defer { try? FileManager.default.removeItem(atPath: pipelines) }
      try FileManager.default.copyItem(atPath: Repository.pipelines, toPath: pipelines)
      if !isShipped { try FileManager.default.removeItem(atPath: "\(pipelines)/\(pipeline)/\(dataset)/bundled") }
      let work = try TestProject(pipelines: pipelines)
      for original in own { try work.add(dataset, original.files, original.published) }
      try offline(work, dataset)
      let (editions, count) = try ledger(work, dataset)
      #expect(editions.count { $0.origin == .bundled } >= (isShipped ? own.count : 0))
      // What an excerpt removes, its whole file would have removed.
      removed.append(editions.reduce(into: [:]) { $0[$1.published, default: 0] += $1.removed }.filter { $0.value > 0 })
      rows.append(count)
      tables.append(
        try Repository.library.tables.filter { $0.pipeline == pipeline }.flatMap { table in
          try days.flatMap { try work.table(table.name, asOf: $0) }
        })
    }
    #expect(rows[0] == rows[1])
    #expect(removed[0] == removed[1])
    #expect(tables[0] == tables[1])
  }
}
