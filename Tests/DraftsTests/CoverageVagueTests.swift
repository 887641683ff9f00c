import Manifest
import Model
import Testing

@testable import Drafts

/// Numbers of other scripts and countries, imprecise quantities, bounds, and chance matches.
@Suite struct CoverageVagueTests {
  static let mentions: [(String, [String])] = [
    ("on 15.11.2025 and", ["15.11.2025 = 2025-11-15 date"]),
    ("on 1.2.2026 and", ["1.2.2026 = 2026-02-01 date"]),
    ("on 11.15.2025 and", ["11.15.2025 = 2025-11-15 date"]),
    ("on 2025.11.15 and", ["2025.11.15 = 2025-11-15 date"]),
    ("on 31.2.2026 and", ["31.2.2026 = – unread"]),
    ("1.000.000 dollars", ["1.000.000 dollars = 1000000 money"]),
    ("12.345.678 people", ["12.345.678 = 12345678 number"]),
    ("1.0000.000 people", ["1.0000.000 = – unread"]),
    ("２１ strikes", ["２１ = 21 number"]),
    ("٢١ strikes", ["٢١ = 21 number"]),
    ("８％ of it", ["８％ = 8 percent"]),
    ("1,2 million people", ["1,2 million = 1200000 number"]),
    ("20,5 percent", ["20,5 percent = 20.5 percent"]),
    ("0,125%", ["0,125% = 0.125 percent"]),
    ("€12,50 each", ["€12,50 = 12.5 money"]),
    ("It holds 1,2 and 3.", ["1 = 1 number", "2 = 2 number", "3 = 3 number"]),
    ("1 000 troops wait", ["1 000 = 1000 number"]),
    ("some 15 000 000 people", ["15 000 000 = 15000000 number"]),
    ("On May 5 200 people died.", ["May 5 = 2025-05-05 date", "200 = 200 number"]),
    ("21 300 of them", ["21 = 21 number", "300 = 300 number"]),
    ("Flight 21 200 people", ["200 = 200 number"]),
    ("A couple of hundred marines", ["A couple of hundred = 200 number"]),
    ("a couple thousand people", ["a couple thousand = 2000 number"]),
    ("a couple dozen people", ["a couple dozen = 24 number"]),
    ("a couple of boats", []),
    ("a quarter-million people", ["a quarter-million = 250000 number"]),
    ("a quarter of a million people", ["a quarter of a million = 250000 number"]),
    ("a half-million people", ["half-million = 500000 number"]),
    ("Several dozen strikes", ["Several dozen = – imprecise"]),
    ("a few hundred strikes", ["a few hundred = – imprecise"]),
    ("dozens of strikes", ["dozens = – imprecise"]),
    ("tens of thousands of troops", ["tens of thousands = – imprecise"]),
    ("hundreds died", ["hundreds = – imprecise"]),
    ("version 3.4.5 and v2.0.1", []),
    ("Section 3.4.5", []),
    ("at 192.168.1.10", []),
    ("It rose 3.4.5 times", ["3.4.5 = – unread"]),
  ]

  @Test(arguments: mentions.indices) func isRead(index: Int) {
    let (text, expected) = Self.mentions[index]
    #expect(CoverageMentionTests.found(text) == expected, "\(text)")
  }

  static let states: [(String, [String])] = [
    ("In its 21st known strike, the military killed 21.", ["21st covered strikes", "21 uncovered"]),
    ("The strike killed 21.", ["21 uncovered"]),
    ("The strike killed at least 21.", ["21 uncovered"]),
    ("In the strikes, 21 were arrested.", ["21 uncovered"]),
    ("There were 21 strikes; the 21st strike came late.", ["21 covered strikes", "21st covered strikes"]),
    ("Of 21 ports, the 21st known strike hit one.", ["21 uncovered", "21st covered strikes"]),
    ("It lies just 7 nautical miles from Venezuela.", ["7 uncovered"]),
    ("It lies just 7 nmi from Venezuela.", ["7 uncovered"]),
    ("It lies just 7NM from Venezuela.", ["7NM uncovered"]),
    ("It rose by 8 percentage points of U.S.-bound cocaine.", ["8 percentage uncovered"]),
    ("Only about 8% of U.S.-bound fentanyl comes so.", ["8% uncovered"]),
    ("Only about 8% of all the cocaine for the U.S. comes so.", ["8% covered cocaine-caribbean"]),
    ("Not 8% of U.S.-bound cocaine comes so.", ["8% differs cocaine-caribbean"]),
    ("Less than 8% of U.S.-bound cocaine comes so.", ["8% differs cocaine-caribbean"]),
    ("More than 8% of U.S.-bound cocaine comes so.", ["8% differs cocaine-caribbean"]),
    ("At least 8% of U.S.-bound cocaine comes so.", ["8% differs cocaine-caribbean"]),
    ("Up to 8% of U.S.-bound cocaine comes so.", ["8% differs cocaine-caribbean"]),
    ("Well over 8% of U.S.-bound cocaine comes so.", ["8% differs cocaine-caribbean"]),
    ("No more than about 8% of U.S.-bound cocaine comes so.", ["8% differs cocaine-caribbean"]),
    ("Nearly 8% of U.S.-bound cocaine comes so.", ["8% covered cocaine-caribbean"]),
    ("Roughly 8% of U.S.-bound cocaine comes so.", ["8% covered cocaine-caribbean"]),
    ("It was not its 21st known strike.", ["21st differs strikes"]),
    ("It more than doubled its reward.", ["doubled differs reward-doubled"]),
    ("There are over 15,000 troops in the region.", ["15,000 differs troops"]),
    ("There are over $50 million in the reward.", ["$50 million differs reward"]),
    ("Thousands of troops are in the region.", ["Thousands uncovered"]),
    ("There are a couple of hundred troops in the region.", ["a couple of hundred differs troops"]),
  ]

  private func report(_ text: String) throws -> CoverageReport {
    CoverageReport(DraftText(text), article: try CoverageMatchingTests.article.get())
  }

  @Test(arguments: states.indices) func isTold(index: Int) throws {
    let (text, expected) = Self.states[index]
    let found = try report(text).entries.map {
      "\($0.mention.text) \($0.state.rawValue)" + ($0.figure.map { " \($0)" } ?? "")
    }
    #expect(found == expected, "\(text)")
  }

  @Test func hintsSayWhy() throws {
    #expect(
      try report("Less than 8% of U.S.-bound cocaine comes so.").entries.first?.hint?.hasSuffix(
        "the draft says \"less than\", which the clause does not") == true)
    #expect(try report("It rose 3.4.5 times").entries.first?.hint == "not understood")
    #expect(
      try report("Dozens of boats").entries.first?.hint == "it is imprecise: give the number, or allow it")
  }

  /// A figure whose clause has the same words covers an imprecise quantity, and a bound that is the clause's own.
  @Test func aClauseMayBeImpreciseOrBounded() throws {
    func state(_ text: String, _ clause: String, _ printed: String?) -> String? {
      let figure = FigureManifest(
        id: "x", place: "a.yaml:1", clause: clause, printed: printed.map { PrintedValue($0, isDate: false)! },
        rule: .atLeast(ExactNumber(5)), source: .none(reason: "none"))
      let article = ArticleManifest(
        name: "a", path: "a.yaml", title: "A", publisher: nil, published: Day("2025-11-19")!, address: nil,
        revisions: nil, figures: [figure])
      return CoverageReport(DraftText(text), article: article).entries.first?.state.rawValue
    }
    #expect(state("Dozens of fishing boats sank.", "dozens of fishing boats", nil) == "covered")
    #expect(state("Hundreds of fishing boats sank.", "dozens of fishing boats", nil) == "uncovered")
    #expect(state("Dozens of men sang.", "dozens of fishing boats", nil) == "uncovered")
    #expect(state("Over 30 fishing boats sank.", "more than 30 fishing boats", "30") == "covered")
    #expect(state("Under 30 fishing boats sank.", "more than 30 fishing boats", "30") == "differs")
  }
}
