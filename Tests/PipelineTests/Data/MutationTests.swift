import Foundation
import Glibc
import Manifest
import Model
import PipelineTools
import Runs
import System
import TestTools
import Testing

/// Every bundled edition, spoiled the way publishers and broken pipes spoil files, and added after the good one. What comes of it is
/// what was there before, or held, or said beside the numbers; never another number without a word.
///
/// CI tries eight of the ways for each dataset, six of them drawn with a seed that is printed; SOUNDINGS_ALL_MUTATIONS=1 in the environment tries all.
@Suite(.tags(.slow)) struct MutationTests {
  /// One way to spoil a file; nil where this file has nothing to spoil so.
  private struct Mutation: Sendable {
    var name: String
    /// Whether all that it does is to add a row with a new key.
    var bringsOneKey = false
    var spoil: @Sendable (MutableFile, inout SeededRandom) -> MutableFile?
  }

  private static let mutations = [
    Mutation(name: "drop a third of a category") { file, random in
      guard let column = file.categories.randomElement(using: &random) else { return nil }
      // One that a reader would miss: a tenth of the rows at least.
      let counts = Dictionary(grouping: file.rows.indices) { file.rows[$0][column] }
        .filter { $0.value.count * 10 >= file.rows.count }
      guard let rows = counts.sorted(by: { $0.key < $1.key }).randomElement(using: &random)?.value else { return nil }
      var file = file
      let gone = Set(rows.enumerated().filter { $0.offset % 3 == 0 }.map(\.element))
      file.rows = file.rows.indices.filter { !gone.contains($0) }.map { file.rows[$0] }
      return file
    },
    Mutation(name: "repeat a row") { file, random in
      var file = file
      file.rows.append(file.rows.randomElement(using: &random)!)
      return file
    },
    Mutation(name: "ten times a number") { file, random in scaled(file, by: 10, &random) },
    Mutation(name: "a thousandth of a number") { file, random in scaled(file, by: 0.001, &random) },
    Mutation(name: "pounds as kilograms") { file, random in scaled(file, by: 0.45359237, &random) },
    Mutation(name: "glue two digits") { file, random in
      guard let column = file.measures.randomElement(using: &random), let row = file.heaviest(column).first else {
        return nil
      }
      var file = file
      let cell = file.rows[row][column]
      file.rows[row][column] = cell.prefix(1) + "38" + cell.dropFirst()
      return file
    },
    Mutation(name: "rename a category") { file, random in
      guard let column = file.categories.randomElement(using: &random),
        let old = file.rows.map({ $0[column] }).randomElement(using: &random), !old.isEmpty
      else { return nil }
      var file = file
      for i in file.rows.indices where file.rows[i][column] == old { file.rows[i][column] = old + " (new)" }
      return file
    },
    Mutation(name: "blank the heaviest cells") { file, random in
      guard let column = file.measures.randomElement(using: &random) else { return nil }
      var file = file
      for row in file.heaviest(column).prefix(8) { file.rows[row][column] = "" }
      return file
    },
    Mutation(name: "swap two columns of numbers") { file, random in
      let measures = file.measures
      guard measures.count > 1, let a = measures.randomElement(using: &random),
        let b = measures.filter({ $0 != a }).randomElement(using: &random)
      else { return nil }
      var file = file
      for i in file.rows.indices { file.rows[i].swapAt(a, b) }
      return file
    },
    Mutation(name: "one more everywhere") { file, random in
      guard let column = file.measures.randomElement(using: &random) else { return nil }
      var file = file
      for i in file.rows.indices {
        guard let number = MutableFile.number(file.rows[i][column]) else { continue }
        file.rows[i][column] =
          file.rows[i][column].contains(".") ? String(format: "%.2f", number + 1) : String(Int(number) + 1)
      }
      return file
    },
    Mutation(name: "a new key with ten times the heaviest number", bringsOneKey: true) { file, random in
      guard let measure = file.measures.randomElement(using: &random), let heaviest = file.heaviest(measure).first,
        let number = MutableFile.number(file.rows[heaviest][measure]),
        let row = file.renamed([heaviest], &random)?.first
      else { return nil }
      var file = file
      file.rows.append(row)
      file.rows[file.rows.count - 1][measure] =
        file.rows[heaviest][measure].contains(".") ? String(format: "%.2f", 10 * number) : String(Int(10 * number))
      return file
    },
    Mutation(name: "a category twice under another name") { file, random in
      guard let column = file.categories.randomElement(using: &random) else { return nil }
      let counts = Dictionary(grouping: file.rows.indices) { file.rows[$0][column] }
      // The largest: what else would nobody miss?
      guard let most = counts.max(by: { ($0.value.count, $0.key) < ($1.value.count, $1.key) })?.value,
        let rows = file.renamed(most, &random)
      else { return nil }
      var file = file
      file.rows += rows
      return file
    },
    Mutation(name: "cut the file") { file, random in
      var file = file
      file.rows.removeLast(Int.random(in: file.rows.count / 3...file.rows.count / 2, using: &random))
      return file
    },
    Mutation(name: "rename a column") { file, random in
      guard let column = file.measures.randomElement(using: &random) else { return nil }
      var file = file
      file.header[column] += " "
      return file
    },
  ]

  @Sendable private static func scaled(_ file: MutableFile, by factor: Double, _ random: inout SeededRandom)
    -> MutableFile?
  {
    guard let column = file.measures.randomElement(using: &random) else { return nil }
    var file = file
    for i in file.rows.indices {
      guard let number = MutableFile.number(file.rows[i][column]) else { continue }
      let isWhole = !file.rows[i][column].contains(".")
      file.rows[i][column] =
        isWhole ? String(Int((number * factor).rounded())) : String(format: "%.2f", number * factor)
    }
    return file
  }

  /// The datasets with a bundled edition.
  static let datasets: [String] = {
    let library = try? Library.load(folder: Repository.pipelines)
    return (library?.datasets ?? []).filter { newest($0) != nil }.map(\.name)
  }()

  private static func newest(_ dataset: DatasetManifest) -> (file: String, published: String)? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: dataset.folder + "/bundled")) ?? []
    guard let name = names.filter({ $0.hasSuffix(".csv") || $0.hasSuffix(".json") }).max() else { return nil }
    return (dataset.folder + "/bundled/" + name, String(name.prefix { $0 != "." && $0 != "_" }))
  }

  @Test(arguments: datasets)
  func spoiledEditions(_ name: String) throws {
    var random = SeededRandom.ofTest("MutationTests \(name)")
    var work = try TestProject()
    let dataset = try work.project.library.dataset(named: name)
    let newest = try #require(Self.newest(dataset))
    let reading = dataset.readings[0]
    let file = try MutableFile(
      newest.file, records: reading.format == .wikitext ? reading.text : reading.records,
      isWikitext: reading.format == .wikitext)
    try work.add(name, [newest.file], newest.published)
    let good = try tables(work)
    let goodMarks = try marks(work)
    let first = try #require(PublishedDate(newest.published)).day
    var counts: [String: Int] = [:]
    // The last two spoil any file, and are never left out.
    let always = Self.mutations.suffix(2)
    let others = Self.mutations.dropLast(2)
    let drawn =
      (getenv("SOUNDINGS_ALL_MUTATIONS") == nil ? Array(others.shuffled(using: &random).prefix(6)) : Array(others))
      + always
    for (n, mutation) in drawn.enumerated() {
      // A dataset that expects new keys expects what they state; NewRowTests weigh what it must not: a number that is summed.
      if mutation.bringsOneKey, dataset.guards.values.addedKeys == .off {
        counts["new keys expected", default: 0] += 1
        continue
      }
      guard let spoiled = mutation.spoil(file, &random) else {
        counts["nothing to spoil", default: 0] += 1
        continue
      }
      let path = "\(work.folder)/spoiled-\(n)" + (newest.file.hasSuffix(".json") ? ".json" : ".csv")
      try spoiled.data().write(to: URL(fileURLWithPath: path))
      let outcome = try outcome(work, name, path, published: first + 1 + n)
      let now = try tables(work)
      switch outcome {
      case .held(let problem):
        counts["held", default: 0] += 1
        #expect(now == good, "\(name), \(mutation.name): held, and the tables changed")
        #expect(problem.description.split(separator: "\n").count == 2)
      case .reported: counts["reported", default: 0] += 1
      case .loaded:
        let nowMarks = try marks(work)
        let silent = now.keys.sorted().filter { now[$0] != good[$0] && nowMarks[$0] == goodMarks[$0] }
        #expect(silent.isEmpty, "\(name), \(mutation.name): other cells without a word in \(silent)")
        counts[now == good ? "the same cells" : "marked", default: 0] += 1
      }
      if case .held = outcome { continue }
      work = try TestProject()
      try work.add(name, [newest.file], newest.published)
    }
    print("\(name): " + counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
    #expect(counts["held", default: 0] > 0)
  }

  /// The unit stands beside each value, and is blank while a value is a count of people.
  @Test func aValueWithAUnitIsHeld() throws {
    let work = try TestProject()
    let dataset = try work.project.library.dataset(named: "world_bank_net_migration")
    let newest = try #require(Self.newest(dataset))
    try work.add(dataset.name, [newest.file], newest.published)
    let good = try tables(work)
    let path = work.folder + "/spoiled.json"
    let text = try String(contentsOfFile: newest.file, encoding: .utf8)
    try text.replacing("\"unit\":\"\"", with: "\"unit\":\"thousands\"").write(
      toFile: path, atomically: true, encoding: .utf8)
    let day = try #require(PublishedDate(newest.published)).day
    guard case .held(let problem) = try outcome(work, dataset.name, path, published: day + 1) else {
      Issue.record("a value in thousands was loaded")
      return
    }
    #expect(problem.what.contains("-112899 thousands"), "\(problem)")
    #expect(try tables(work) == good)
  }

  private enum Outcome {
    case held(Problem)
    case reported
    case loaded
  }

  private func outcome(_ work: TestProject, _ dataset: String, _ path: String, published: Day) throws -> Outcome {
    do {
      let report = try AddVerb(dataset: dataset, files: [path], published: published.description).run(work.project)
      let line = try #require(report.lines.first { $0.dataset == dataset })
      if let problem = line.outcome.problem ?? report.pipelineProblems.first?.problem { return .held(problem) }
      return line.reported.isEmpty ? .loaded : .reported
    } catch let problem as Problem {
      return .held(problem)
    }
  }

  /// What each table says beside its numbers.
  private func marks(_ work: TestProject) throws -> [String: Set<String>] {
    try tables(work).keys.reduce(into: [:]) { marks, csv in
      let meta = work.folder + "/Data/exports/" + csv.replacing(".csv", with: ".meta.json")
      let document = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: meta)))
      let list = (document as? [String: Any])?["marks"] as? [[String: Any]] ?? []
      marks[csv] = Set(list.map { "\($0.sorted { $0.key < $1.key })" })
    }
  }

  /// The cells of all tables, without the tables about the editions.
  private func tables(_ work: TestProject) throws -> [String: String] {
    let folder = work.folder + "/Data/exports/"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".csv") }
    var texts: [String: String] = [:]
    for name in names where !name.hasPrefix("revision") {
      texts[name] = try String(contentsOfFile: folder + name, encoding: .utf8)
    }
    return texts
  }
}
