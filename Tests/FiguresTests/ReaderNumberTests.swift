import Figures
import Manifest
import Model
import TestTools
import Testing

@Suite struct ReaderNumberTests {
  private static func figure(_ text: String?, _ rule: FigureRule) -> FigureManifest {
    FigureManifest(
      id: "f", place: "a.yaml:1", clause: "c", printed: text.flatMap { PrintedValue($0, isDate: false) }, unit: "miles",
      rule: rule, source: JudgementTests.sql)
  }

  private static func shown(_ values: [String], _ figure: FigureManifest) -> [String] {
    let found = values.map { FigureValue.number(ExactNumber($0)!) }
    return found.map { figure.reader(found).value($0).shown("miles") }
  }

  @Test func aReaderIsShownFewDecimals() {
    let seven = Self.figure("7", .roundsTo)
    #expect(Self.shown(["6.5418"], seven) == ["6.5 miles"])
    #expect(Self.shown(["7"], seven) == ["7 miles"])
    #expect(Self.shown(["1234.56789"], Self.figure(nil, .atLeast(ExactNumber(1)))) == ["1,234.6 miles"])
    // Nothing is rounded to 0 that is not 0.
    #expect(Self.shown(["0.0004"], Self.figure(nil, .between(ExactNumber(0), ExactNumber("0.5")!))) == ["0.0004 miles"])
    #expect(Self.shown(["0.04"], Self.figure(nil, .between(ExactNumber(0), ExactNumber("0.5")!))) == ["0.04 miles"])
  }

  /// 7.4996 rounds to 7, and 7.5 to 8: what is shown must not speak against the verdict.
  @Test func whatIsShownHasTheSameVerdict() {
    #expect(Self.shown(["7.4996"], Self.figure("7", .roundsTo)) == ["7.4996 miles"])
    #expect(Self.shown(["89.96"], Self.figure(nil, .atLeast(ExactNumber(90)))) == ["89.96 miles"])
    #expect(Self.shown(["0.52"], Self.figure(nil, .between(ExactNumber(0), ExactNumber("0.5")!))) == ["0.52 miles"])
  }

  @Test func valuesThatDifferAreShownToDiffer() {
    #expect(Self.shown(["6.5418", "6.5432"], Self.figure("7", .roundsTo)) == ["6.542 miles", "6.543 miles"])
    #expect(Self.shown(["6.5418", "6.6"], Self.figure("7", .roundsTo)) == ["6.5 miles", "6.6 miles"])
  }

  @Test func theExactValueIsKnownToBeCut() {
    let figure = Self.figure("7", .roundsTo)
    let value = FigureValue.number(ExactNumber("6.5418")!)
    #expect(figure.reader([value]).cuts(value) && !figure.reader([found("7")]).cuts(found("7")))
    let day = FigureValue.date(Day("2025-11-19")!)
    #expect(figure.reader([day]).value(day) == day)
  }

  @Test func moneyIsInMillionsWhereThatIsAllOfIt() {
    #expect(ExactNumber(50_000_000).text(unit: "U.S. dollars") == "$50 million")
    #expect(ExactNumber(1_500_000).text(unit: "U.S. dollars") == "$1.5 million")
    #expect(ExactNumber(1_234_567).text(unit: "U.S. dollars") == "$1,234,567")
    #expect(ExactNumber(900_000).text(unit: "U.S. dollars") == "$900,000")
  }
}
