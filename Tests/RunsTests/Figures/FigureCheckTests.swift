import Figures
import Manifest
import Model
import Testing

@testable import Runs

@Suite struct FigureCheckTests {
  static let figure = FigureManifest(
    id: "f", place: "a.yaml:1", clause: "c", printed: PrintedValue("21", isDate: false), rule: .equals,
    source: .sql(PlacedSQL(text: "select 1", path: "a.yaml", line: 1)))

  static func check(now: Int64, previous: Verdict? = nil, on day: String) -> FigureCheck {
    let aging = FigureCheck.Aging(
      remark: FigureCase.Remark(dataset: "boats", text: "its newest edition is of 2025-01-01"), from: Day("2025-03-01")!
    )
    return FigureCheck(
      FigureCase(
        figure: figure, then: .number(ExactNumber(21)), now: .number(ExactNumber(now)),
        publicationDay: Day("2025-01-15")!), [aging], on: Day(day)!, datasets: ["boats"], previous: previous)
  }

  @Test func theSameDataAgesWithTheDay() {
    let fresh = Self.check(now: 21, previous: .holds, on: "2025-02-28")
    #expect(fresh.verdict == .holds)
    #expect(!fresh.isWorse)
    let old = fresh.on(Day("2025-03-01")!)
    #expect(old.verdict == .stale)
    #expect(old.why.contains("boats is past its freshness (its newest edition is of 2025-01-01)"))
    #expect(old.isWorse)
    #expect(old.on(Day("2025-02-28")!).why == fresh.why)
  }

  @Test func whatDriftedDriftedOnAnyDay() {
    let drifted = Self.check(now: 22, on: "2025-02-28")
    #expect(drifted.verdict == .drifted)
    #expect(drifted.on(Day("2026-01-01")!).verdict == .drifted)
  }

  @Test func theLastJudgementCounts() {
    var judged = JudgedFigures()
    let article = ArticleManifest(
      name: "a", path: "a.yaml", title: "A", publisher: nil, published: Day("2025-01-15")!, address: nil,
      revisions: nil,
      figures: [Self.figure])
    var check = ArticleCheck(article: article)
    check.figures = [Self.check(now: 22, on: "2025-02-28")]
    judged.add(check)
    check.figures = [Self.check(now: 21, on: "2025-02-28")]
    judged.add(check)
    #expect(judged["a"].mapValues(\.verdict) == ["f": .holds])
    #expect(judged["b"].isEmpty)
  }
}
