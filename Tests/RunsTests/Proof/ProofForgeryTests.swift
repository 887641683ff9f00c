import Foundation
import Model
import PipelineTools
import Publishing
import TestTools
import Testing

@testable import Runs

/// A forger who has Soundings: any word of a proof changed, and a page made of it that is in itself without fault.
@Suite(.tags(.slow)) struct ProofForgeryTests {
  struct Forgery: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// Words of the finding.
    var says: String
    var change: @Sendable (inout Proof) -> Void

    init(_ name: String, _ says: String, _ change: @escaping @Sendable (inout Proof) -> Void) {
      testDescription = name
      self.says = says
      self.change = change
    }
  }

  /// A figure that is a cell.
  static let cell = "fentanyl-at-the-southwest-border"

  /// The article with few of its figures, for many checks in a short time.
  static func pipelines() throws -> String {
    let folder = NSTemporaryDirectory() + "soundings-pipelines-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: Repository.pipelines, toPath: folder)
    let path = "\(folder)/articles/\(Repository.article).yaml"
    let figures = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n  - id: ")
    let kept = figures.dropFirst().filter { text in
      ["strikes", "troops", "reward-doubled", "through-venezuela", cell].contains { text.hasPrefix($0 + "\n") }
    }
    #expect(kept.count == 5)
    try ([figures[0]] + kept).joined(separator: "\n  - id: ").write(toFile: path, atomically: true, encoding: .utf8)
    return folder
  }

  /// The place of a figure in the article.
  private static func figure(_ id: String, _ change: @escaping @Sendable (inout Proof.Figure) -> Void)
    -> @Sendable (inout Proof) -> Void
  {
    { proof in change(&proof.figures[proof.figures.firstIndex { $0.id == id }!]) }
  }

  static let forgeries: [Forgery] = [
    Forgery(
      "value then", "strikes: its value as of publication is 21 here, the proof says 22",
      figure("strikes") { $0.then.value = "22" }),
    Forgery("value now", "strikes: its value as of", figure("strikes") { $0.now.value = nil }),
    Forgery("shown", "strikes: how its value now reads", figure("strikes") { $0.now.shown = "22" }),
    Forgery(
      "verdict", "through-venezuela: its verdict is unsupported here",
      figure("through-venezuela") { $0.verdict = .holds }),
    Forgery("why", "troops: why it has its verdict", figure("troops") { $0.why = "the data says so" }),
    Forgery("clause", "troops: its clause", figure("troops") { $0.claim.clause = "about 20,000 troops" }),
    Forgery("printed", "troops: what is printed", figure("troops") { $0.claim.printed = "20,000" }),
    Forgery("unit", "troops: its unit", figure("troops") { $0.claim.unit = nil }),
    Forgery("rule", "troops: what its rule wants", figure("troops") { $0.claim.wanted = "within 5,000 of 15,000" }),
    Forgery("caveat", "troops: its caveat", figure("troops") { $0.claim.caveat = nil }),
    Forgery("caveat's SQL", "troops: the SQL of its caveat", figure("troops") { $0.claim.caveatSQL = "select 0" }),
    Forgery("note", "strikes: its note", figure("strikes") { $0.claim.note = "all boats" }),
    Forgery("closed", "troops: why its period is closed", figure("troops") { $0.claim.closed = "it is over" }),
    Forgery("checked by", "troops: who checked it", figure("troops") { $0.claim.checkedBy = "a lawyer" }),
    Forgery("SQL", "troops: its source or SQL", figure("troops") { $0.claim.source.sql = "select 15000" }),
    Forgery("base", "reward-doubled: its base", figure("reward-doubled") { $0.claim.base = "select 25000000" }),
    Forgery("records", "troops: its list of records", figure("troops") { $0.claim.records = [] }),
    Forgery("file", "troops: its file", figure("troops") { $0.claim.place = "elsewhere.yaml" }),
    Forgery("datasets", "troops: its list of datasets", figure("troops") { $0.datasets = [] }),
    Forgery("row", "\(cell): the table's row now", figure(cell) { $0.now.row[0].value = "2025" }),
    Forgery(
      "cell", "\(cell): the records behind it now", figure(cell) { $0.now.evidence[0].value = "1" }),
    Forgery(
      "count", "\(cell): the records behind it as of", figure(cell) { $0.then.evidence[1].count += 1 }),
    Forgery("no evidence", "troops: the records behind it as of", figure("troops") { $0.then.evidence = [] }),
    Forgery(
      "text", "does not read as the proof shows it", figure("troops") { $0.now.evidence[0].shown[0].text += "0" }),
    Forgery(
      "number", "does not read as the proof shows it", figure("troops") { $0.now.evidence[0].shown[0].record += 1 }),
    Forgery(
      "a number that is none", "does not read as the proof shows it",
      figure("troops") { $0.now.evidence[0].shown[0].record = .max }),
    Forgery(
      "a number below all", "does not read as the proof shows it",
      figure("troops") { $0.now.evidence[0].shown[0].record = .min }),
    Forgery(
      "edition", "troops: the records behind it now",
      figure("troops") { $0.now.evidence[0].shown[0].published = "2025-01-01" }),
    Forgery(
      "numbers", "are not those of the archive", figure("troops") { $0.now.evidence[0].numbers[0].records = "1" }),
    Forgery(
      "numbers that are none", "are not those of the archive",
      figure("troops") { $0.now.evidence[0].numbers[0].records = "9-1" }),
    Forgery("digest", "are not those of the archive", figure("troops") { $0.now.evidence[0].sha256 = "00" }),
    Forgery(
      "another's file", "is not among the proof's files",
      figure("troops") { $0.now.evidence[0].numbers[0].file = "x/y.csv" }),
    Forgery("a figure left out", "and the proof does not have it") { $0.figures.removeFirst() },
    Forgery("a figure put in", "is no longer a figure of") { $0.figures[0].id = "more-strikes" },
    Forgery("title", "what its file says of the article") { $0.article.title = "Another" },
    Forgery("article", "there is no article named 'another'") { $0.article.name = "another" },
    Forgery("address", "what is known of the file") { $0.files[0].addresses = ["https://example.org/"] },
    Forgery("license", "what is known of the file") { $0.files[0].license = "all rights" },
    Forgery("bytes", "what is known of the file") { $0.files[0].bytes += 1 },
    Forgery("hash", "is not the name of a file in an archive") {
      $0.files[0].sha256 = String(repeating: "0", count: 64)
    },
    Forgery("a file left out", "is not among the proof's files") { proof in
      proof.files.removeAll { $0.dataset == "context_facts" }
    },
    Forgery("a file nobody names left out", "what is known of the file") { proof in
      let named = proof.figures.flatMap { $0.then.evidence + $0.now.evidence }.flatMap {
        $0.numbers.map(\.file) + $0.shown.map(\.file)
      }
      proof.files.remove(at: proof.files.firstIndex { !named.contains($0.path) }!)
    },
    Forgery("the table's SQL", "the table's description or SQL") { $0.tables[0].sql = "select 1" },
    Forgery("the dataset's SQL", "the dataset's description or SQL") { $0.datasets[0].sql = "select 1" },
    Forgery("the day", "is not a day") { $0.referenceDay = "soon" },
    Forgery("an earlier day", "its value as of") { $0.asOf = "2025-01-01" },
    Forgery("the version", "its visible text cannot be compared") { $0.soundings = "9.9.9" },
    Forgery("the renderer", "was made by another version") { $0.renderer = "swift-mustache 9" },
    Forgery("no renderer", "with a renderer that it does not name") { $0.renderer = nil },
  ]

  /// All in one test: the project is loaded once.
  @Test func everyWordIsHeldAgainstTheArchive() throws {
    let pipelines = try Self.pipelines()
    defer { try? FileManager.default.removeItem(atPath: pipelines) }
    let work = try TestProject.loaded(pipelines: pipelines)
    try work.runOffline()
    let out = work.folder + "/proof.html"
    let proof = try ProofVerb(article: Repository.article, asOf: nil, out: out).run(work.project).proof
    func check(_ proof: Proof) throws -> ProofCheckReport {
      try Data(try ProofVerb.page(of: proof)).write(to: URL(fileURLWithPath: out))
      var report = try ProofCheckVerb(file: out).checkFile()
      try ProofCheckVerb(file: out).check(against: work.project, &report)
      return report
    }
    #expect(try check(proof).findings == [])
    for forgery in Self.forgeries {
      var forged = proof
      forgery.change(&forged)
      #expect(forged != proof, "\(forgery.testDescription)")
      let report = try check(forged)
      #expect(report.exitCode == 1, "\(forgery.testDescription)")
      let findings = report.findings.map(\.description)
      #expect(findings.contains { $0.contains(forgery.says) }, "\(forgery.testDescription): \(findings)")
    }
  }
}
