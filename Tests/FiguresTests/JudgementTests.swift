import Figures
import Manifest
import Model
import TestTools
import Testing

@Suite struct JudgementTests {
  static let sql = FigureSource.sql(PlacedSQL(text: "select 1", path: "a.yaml", line: 1))
  static let day = Day("2025-11-19")!

  static func figure(_ text: String = "21", _ rule: FigureRule = .equals, closed: String? = nil) -> FigureManifest {
    FigureManifest(
      id: "f", place: "a.yaml:1", clause: "c", printed: printed(text), unit: "strikes", rule: rule, source: sql,
      caveat: ConditionalText(text: "but mind this"), closed: closed.map { ConditionalText(text: $0) })
  }

  static let late = [FigureCase.Remark(dataset: "boats", text: "its newest edition is of 2025-01-01")]
  static let waiting = [FigureCase.Remark(dataset: "boats", text: "2 records")]
  static let none = FigureValue.nothing("no such row")

  static func judge(
    _ then: FigureValue, _ now: FigureValue, figure: FigureManifest = figure(), caveat: Bool = false,
    isClosed: Bool? = nil,
    move: String? = nil,
    stale: [FigureCase.Remark] = [], quarantined: [FigureCase.Remark] = []
  ) -> Judgement {
    Judgement(
      FigureCase(
        figure: figure, then: then, now: now, publicationDay: day, caveatApplies: caveat,
        isClosed: isClosed ?? (figure.closed != nil),
        ordinaryMove: move.map { ("boats", number($0)) }, stale: stale, quarantined: quarantined))
  }

  @Test func eachVerdictHasItsReason() {
    let yes = found("21")
    let no = found("22")
    let cases: [(Judgement, Verdict, String)] = [
      (Self.judge(yes, yes), .holds, "the data says the same"),
      (Self.judge(yes, yes, caveat: true), .holdsWithCaveat, "the data says the same; but mind this"),
      (
        Self.judge(yes, yes, move: "3.1"), .fragile,
        "the data says the same; an ordinary revision of boats (3.1%) would flip it"
      ),
      (
        Self.judge(yes, yes, stale: Self.late), .stale,
        "the data says the same; boats is past its freshness (its newest edition is of 2025-01-01)"
      ),
      (
        Self.judge(yes, no), .drifted,
        "the data as of Nov. 19, 2025, said 21 strikes, which is 21; today's says 22 strikes"
      ),
      (Self.judge(no, no), .contradicted, "the data as of Nov. 19, 2025, says 22 strikes, not 21"),
      (
        Self.judge(no, yes), .contradicted,
        "the data as of Nov. 19, 2025, says 22 strikes, not 21; today's says 21 strikes, which is"
      ),
      (Self.judge(Self.none, yes), .unsupported, "the data as of Nov. 19, 2025, has no such row"),
      (
        Self.judge(yes, Self.none), .unsupported,
        "the data as of Nov. 19, 2025, said 21 strikes, today's has no such row"
      ),
      (
        Self.judge(no, no, quarantined: Self.waiting), .unsupported,
        "the data says 22 strikes, not 21; some of what it rests on is in quarantine: 2 records of boats"
      ),
      (
        Self.judge(yes, yes, quarantined: Self.waiting), .holdsWithCaveat,
        "the data says the same; in quarantine: 2 records of boats"
      ),
    ]
    for (judgement, verdict, why) in cases {
      #expect(judgement.verdict == verdict)
      #expect(judgement.why == why)
    }
  }

  /// Everything that can be wrong at once, removed one by one: the first that remains decides.
  @Test func precedence() {
    let yes = found("21")
    let no = found("22")
    func judge(_ then: FigureValue, _ now: FigureValue, stale: Bool, move: Bool, caveat: Bool) -> Verdict {
      Self.judge(
        then, now, caveat: caveat, move: move ? "5" : nil, stale: stale ? Self.late : []
      ).verdict
    }
    #expect(judge(Self.none, no, stale: true, move: true, caveat: true) == .unsupported)
    #expect(judge(no, Self.none, stale: true, move: true, caveat: true) == .unsupported)
    #expect(judge(no, no, stale: true, move: true, caveat: true) == .contradicted)
    #expect(judge(yes, no, stale: true, move: true, caveat: true) == .drifted)
    #expect(judge(yes, yes, stale: true, move: true, caveat: true) == .stale)
    #expect(judge(yes, yes, stale: false, move: true, caveat: true) == .fragile)
    #expect(judge(yes, yes, stale: false, move: false, caveat: true) == .holdsWithCaveat)
    #expect(judge(yes, yes, stale: false, move: false, caveat: false) == .holds)
  }

  @Test func fragileIsOnlyWhatAnOrdinaryRevisionFlips() {
    let figure = Self.figure("15,000", .about(number("500")))
    func verdict(_ value: String, _ move: String) -> Verdict {
      Self.judge(found(value), found(value), figure: figure, move: move).verdict
    }
    #expect(verdict("15000", "3") == .holds)
    #expect(verdict("15000", "4") == .fragile)
    #expect(verdict("15450", "1") == .fragile)
    #expect(verdict("15000", "0") == .holds)
    // Percentages do not move a day.
    let dated = FigureManifest(
      id: "f", place: "a.yaml:1", clause: "c", printed: printed("2025-11-15"), rule: .equals, source: Self.sql)
    let date = found("2025-11-15")
    #expect(Self.judge(date, date, figure: dated, move: "50").verdict == .holds)
    // A revision moves the dividend of a ratio.
    let doubled = Self.figure("2", .ratio(base: RuleTests.base, tolerance: number("0.01")))
    let ratio = FigureValue.ratio(number("50"), base: number("25"))
    #expect(Self.judge(ratio, ratio, figure: doubled, move: "1").verdict == .fragile)
    #expect(Self.judge(ratio, ratio, figure: doubled, move: "0.4").verdict == .holds)
  }

  @Test func aClosedPeriodIsNeverStale() {
    let figure = Self.figure(closed: "the year is over")
    #expect(Self.judge(found("21"), found("21"), figure: figure, stale: Self.late).verdict == .holds)
    #expect(Self.judge(found("21"), found("22"), figure: figure, stale: Self.late).verdict == .drifted)
    // Where the data does not confirm that it is closed, its age counts.
    let open = Self.judge(found("21"), found("21"), figure: figure, isClosed: false, stale: Self.late)
    #expect(open.verdict == .stale)
  }

  @Test func noPublicData() {
    let figure = FigureManifest(
      id: "f", place: "a.yaml:1", clause: "c", printed: nil, rule: nil, source: .none(reason: "an argument"))
    let judgement = Self.judge(.nothing("an argument"), .nothing("an argument"), figure: figure, caveat: true)
    #expect(
      judgement
        == Judgement(
          FigureCase(
            figure: figure, then: Self.none, now: Self.none, publicationDay: Self.day)))
    #expect(judgement.verdict == .unsupported)
    #expect(judgement.why == "no data: an argument")
  }

  @Test func whatChangedIsSaidWhereBothAgree() {
    let figure = Self.figure("20", .atLeast(nil))
    #expect(
      Self.judge(found("1200"), found("1300.5"), figure: figure).why
        == "the data says 1,300.5 strikes (1,200 strikes as of Nov. 19, 2025), which is at least 20")
  }

  @Test func theLineOfWhyCountsOne() {
    func why(_ value: String, _ unit: String) -> String {
      let figure = FigureManifest(
        id: "f", place: "a.yaml:1", clause: "c", printed: nil, unit: unit, rule: .atLeast(number("1")),
        source: Self.sql)
      return Self.judge(found(value), found(value), figure: figure).why
    }
    #expect(why("1", "sources that say so") == "the data says 1 source, which is at least 1")
    #expect(why("2", "sources that say so") == "the data says 2 sources that say so, which is at least 1")
    #expect(why("1", "people") == "the data says 1 person, which is at least 1")
    #expect(why("1,200", "people") == "the data says 1,200 people, which is at least 1")
  }

  @Test func verdictsGoFromGoodToBad() {
    var random = SeededRandom.ofTest()
    #expect(
      Verdict.allCases.shuffled(using: &random).sorted().map(\.rawValue) == [
        "holds", "holds with caveat", "fragile", "stale", "unsupported", "drifted", "contradicted",
      ])
  }
}
