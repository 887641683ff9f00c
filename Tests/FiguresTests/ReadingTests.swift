import Manifest
import Model
import Testing

@testable import Figures

/// What several sources say of one figure, and what that does to its verdict.
@Suite struct ReadingTests {
  private func reading(_ source: String, _ number: Int64?, _ said: String = "", agrees: Bool?) -> FigureReading {
    FigureReading(
      source: source, day: Day("2025-11-16"), said: said,
      value: number.map { .number(ExactNumber($0)) } ?? .nothing("says no number"),
      agrees: agrees)
  }

  private func judged(_ readings: [FigureReading]) -> Judgement {
    let printed = PrintedValue("15,000", isDate: false)
    let figure = FigureManifest(
      id: "troops", place: "a.yaml:1", clause: "about 15,000 troops", printed: printed, unit: "people",
      rule: .about(ExactNumber(500)), source: .none(reason: ""))
    var facts = FigureCase(
      figure: figure, then: .number(ExactNumber(15_000)), now: .number(ExactNumber(15_000)),
      publicationDay: Day("2025-11-19")!)
    facts.readings = readings
    return Judgement(facts)
  }

  @Test func allAgree() {
    let judgement = judged([reading("A", 15_000, agrees: true), reading("B", 15_100, agrees: true)])
    #expect(judgement.verdict == .holds)
    #expect(judgement.why.contains("what is printed holds by 2 of 2 readings, from 15,000 to 15,100 people"))
  }

  @Test func oneSaysOtherwise() {
    let judgement = judged([reading("A", 15_000, agrees: true), reading("B", 6_500, "6,500", agrees: false)])
    #expect(judgement.verdict == .holdsWithCaveat)
    #expect(judgement.why.hasSuffix("what is printed holds by 1 of 2 readings, from 6,500 to 15,000 people"))
  }

  /// A day that stands for a month is not shown as a day.
  @Test func theDateIsAsPreciseAsItIsKnown() {
    func words(_ dated: String?) -> String {
      FigureReading(source: "A", day: Day("2025-06-30"), dated: dated, said: "7", value: .nothing("")).words
    }
    #expect(words(nil) == "A, June 30, 2025: 7")
    #expect(words("2025-06") == "A, June 2025: 7")
    #expect(words("not dated; read in May 2026") == "A, not dated; read in May 2026: 7")
    #expect(words("2025-06-13 or 2025-06-14") == "A, June 13, 2025 or June 14, 2025: 7")
  }

  /// A source without a number is no vote, and one alone is no list.
  @Test func notEveryRowIsAReading() {
    #expect(judged([reading("A", 15_000, agrees: true), reading("B", nil, agrees: nil)]).verdict == .holds)
    #expect(judged([]).why == judged([reading("A", 15_000, agrees: true)]).why)
  }
}
