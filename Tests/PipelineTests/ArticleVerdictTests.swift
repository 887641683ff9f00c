import Figures
import Foundation
import Manifest
import Model
import PipelineTools
import Runs
import TestTools
import Testing

/// The article's figures over what comes with the repository: the bundled editions and the curated rows.
@Suite(.tags(.slow)) struct ArticleVerdictTests {

  /// The table of article.md, claim by claim; nothing else in the repository says these words.
  static let expected: [(claim: Int, figures: [String], Verdict)] = [
    (1, ["strikes"], .holds),
    (2, ["last-strike"], .holds),
    (3, ["terrorist-designation"], .holdsWithCaveat),
    (4, ["head-of-the-cartel"], .holds),
    (5, ["asset-strikes"], .holds),
    (6, ["carrier-arrival"], .holdsWithCaveat),
    (7, ["largest-carrier"], .holds),
    (8, ["reward", "reward-doubled"], .holds),
    (9, ["covert-action"], .holds),
    (10, ["end-goal"], .holds),
    (11, ["troops"], .holdsWithCaveat),
    (12, ["marines-training"], .holds),
    (13, ["miles-from-venezuela"], .holdsWithCaveat),
    (14, ["guaido"], .holds),
    (15, ["fentanyl", "fentanyl-at-the-southwest-border"], .holdsWithCaveat),
    (16, ["cocaine-caribbean"], .holdsWithCaveat),
    (17, ["through-venezuela"], .unsupported),
    (18, ["militarized-response"], .unsupported),
    (19, ["supply-reduction"], .unsupported),
    (20, ["civil-war"], .holdsWithCaveat),
    (21, ["internal-debate"], .holds),
    (22, ["migrant-flow", "migrant-flow-through-the-darien"], .holdsWithCaveat),
    (23, ["interview"], .unsupported),
  ]

  /// Claims that no data here tests, which are not in that table; each names the series that would.
  static let untested = [
    "once-affluent", "lively-democracy", "special-operations", "airpower-alone", "openly-discussed",
    "presidents-remarks",
    "affiliations",
  ]

  @Test func verdictsAgreeWithTheArticlesTable() throws {
    let copy = try PipelinesCopy()
    for day in ["2025-11-19", nil] {
      let checks = try copy.check(asOf: day)
      for (claim, figures, verdict) in Self.expected {
        for id in figures { #expect(checks[id]?.verdict == verdict, "claim \(claim), \(id), \(day ?? "now")") }
      }
      for id in Self.untested { #expect(checks[id]?.verdict == .unsupported, "\(id), \(day ?? "now")") }
      #expect(checks.count == Self.expected.flatMap(\.figures).count + Self.untested.count)
      for check in checks.values { #expect(!check.why.isEmpty) }
    }
    // Both answers: the reports of the day, and the table that came later.
    let now = try copy.check()
    #expect(now["strikes"]?.then.text == "21")
    #expect(now["strikes"]?.now.text == "21")
    #expect(now["strikes"]?.datasets == ["strike_totals", "wikipedia_strikes"])
    #expect(now["miles-from-venezuela"]?.why.contains("the data says 6.5 miles") == true)
    #expect(now["miles-from-venezuela"]?.exactly?.now.text == "6.5418")
    // A year that was published since is shown, and the peak and the newest month beside it.
    let flow = try #require(now["migrant-flow"])
    #expect(flow.then.text == "313496" && flow.now.text == "66944" && flow.isClosed)
    let said = flow.readings.map(\.words)
    for words in [
      "September 2023: 72,325 encounters", "September 2025: 361 encounters",
      "4,520 encounters in that year (fiscal year 2020, before the flow grew)",
    ] {
      #expect(said.contains { $0.contains(words) }, "\(words) in \(said)")
    }
    // What stands beside a figure without data has its rows and datasets.
    #expect(now["through-venezuela"]?.beside.rows.isEmpty == false && now["through-venezuela"]?.support.isEmpty == true)
    #expect(now["supply-reduction"]?.beside.datasets.map(\.name) == ["cbp_drug_seizures"])
    for check in now.values where check.figure.rule == nil {
      guard case .none(let reason) = check.figure.source else { continue }
      #expect(reason.contains("would"), "\(check.figure.id) names no series that would test it: \(reason)")
    }
    // The run has recorded what the check then finds again.
    for check in now.values { #expect(check.previous == check.verdict, "\(check.figure.id)") }
  }

  @Test func changedRowsChangeVerdicts() throws {
    let copy = try PipelinesCopy()
    let totals = "maritime-strikes/strike_totals/curated.csv"
    try copy.change(totals, "CNN,2025-11-16,news,21,", "CNN,2025-11-16,news,23,")
    // A later row of the same source and key is a revision, known from its day on.
    let estimate = "us_troops_in_region,estimate,ABC News,\"15,000\",15000,people,,press estimate,"
    let facts = "maritime-strikes/context_facts/curated.csv"
    try copy.change(
      facts, estimate,
      "us_troops_in_region,estimate,ABC News,\"11,000\",11000,people,,press estimate,corrected,made up,secondary,,,,,2025-11-25,\n"
        + estimate)
    let shares = "drug-flows/cocaine_route_reports/curated.csv"
    try copy.change(
      shares, "(DEA-DCT-DIR-008-21),share,2019,Caribbean corridor", "(DEA-DCT-DIR-008-21),share,2019,Another corridor")
    // The caveats rest on data too: without the lower estimates and the other distances there is nothing to say.
    try copy.change(facts, "uss_gerald_r_ford,entered the command's area", "uss_gerald_r_ford,entered another area")
    // Confirmed long before publication, it was not recent.
    try copy.change(
      facts, "cia_covert_action,confirmed,Newser,the president confirmed that he authorized covert action,,,2025-10-15",
      "cia_covert_action,confirmed,Newser,the president confirmed that he authorized covert action,,,2025-06-15")
    let report = try copy.run()

    let worse = Dictionary(uniqueKeysWithValues: report.worseFigures.map { ($0.check.figure.id, $0.check.verdict) })
    #expect(
      worse == [
        "strikes": .contradicted, "troops": .drifted, "cocaine-caribbean": .unsupported, "covert-action": .contradicted,
      ])
    let checks = try copy.check()
    #expect(checks["strikes"]?.verdict == .contradicted)
    #expect(
      checks["strikes"]?.why
        == "the data as of Nov. 19, 2025, says 23 strikes, not 21; today's says 21 strikes, which is")
    #expect(checks["troops"]?.verdict == .drifted)
    #expect(checks["troops"]?.then.text == "15000")
    #expect(checks["troops"]?.now.text == "11000")
    #expect(try copy.check(asOf: "2025-11-24")["troops"]?.verdict == .holdsWithCaveat)
    #expect(checks["cocaine-caribbean"]?.verdict == .unsupported)
    #expect(checks["carrier-arrival"]?.verdict == .holds)
    // Put right again, they hold again.
    try copy.change(totals, "CNN,2025-11-16,news,23,", "CNN,2025-11-16,news,21,")
    #expect(try copy.run().worseFigures.isEmpty)
    #expect(try copy.check()["strikes"]?.verdict == .holds)
  }

  /// A flow that is no larger than before it grew speaks against the figure.
  @Test func theMigrantFlowCanFail() throws {
    let copy = try PipelinesCopy()
    let article = "articles/ms-now-2025-11-19.yaml"
    try copy.change(article, "rule: {at least: 4521}", "rule: {at least: 66945}")
    try copy.change(article, "rule: {at least: 2820}", "rule: {at least: 209898}")
    let work = try TestProject.loaded(pipelines: copy.work.project.pipelinesFolder)
    let figures = try FiguresVerb(article: Repository.article, asOf: nil).run(work.project).articles[0].figures
    func verdict(_ id: String) -> Verdict? { figures.first { $0.figure.id == id }?.verdict }
    #expect(verdict("migrant-flow") == .drifted)
    #expect(verdict("migrant-flow-through-the-darien") == .contradicted)
  }

  @Test func aRevisedEditionMakesAFigureDrift() throws {
    let copy = try PipelinesCopy()
    let name = "Pipelines/maritime-strikes/wikipedia_strikes/bundled/2026-08-29.json"
    let text = try String(contentsOfFile: Repository.root + "/" + name, encoding: .utf8)
    let revised = text.replacingOccurrences(of: "4 December 2025", with: "18 November 2025")
    #expect(revised != text)
    let file = copy.work.folder + "/revised.json"
    try revised.write(toFile: file, atomically: true, encoding: .utf8)
    try copy.work.add("wikipedia_strikes", [file], "2026-10-01")
    let check = try copy.check()["strikes"]
    #expect(check?.verdict == .drifted)
    #expect(check?.now.text == "22")
    #expect(check?.previous == .drifted)
    // Nothing of it was known before.
    #expect(try copy.check(asOf: "2026-09-30")["strikes"]?.verdict == .holds)
  }
}
