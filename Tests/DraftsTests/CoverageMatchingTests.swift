import Foundation
import Manifest
import Model
import Testing

@testable import Drafts

/// Which figure a number in a sentence belongs to, and which it does not.
@Suite struct CoverageMatchingTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The article bundled with the project.
  static let article = Result {
    try Library.load(folder: root + "/Pipelines").article(named: "ms-now-2025-11-19")
  }

  private func states(_ text: String, allow: [AllowedText] = []) throws -> [String] {
    var article = try Self.article.get()
    article.allowed = allow
    return CoverageReport(DraftText(text), article: article).entries.map {
      "\($0.mention.text) \($0.state.rawValue)" + ($0.figure.map { " \($0)" } ?? "")
    }
  }

  /// The clauses themselves, and how an editor may reword them.
  static let covered: [(String, [String])] = [
    ("It was its 21st known strike.", ["21st strikes"]),
    ("By then there had been 21 strikes.", ["21 strikes"]),
    ("The twenty-first such strike killed people.", ["twenty-first strikes"]),
    ("This was the 21st U.S. strike on a boat.", ["21st strikes"]),
    ("On Saturday, in the eastern Pacific, it struck again.", ["Saturday last-strike"]),
    ("It struck in the Eastern Pacific on Nov. 15.", ["Nov. 15 last-strike"]),
    ("It struck in the Eastern Pacific in November 2025.", ["November 2025 last-strike"]),
    (
      "On Sunday it designated Cartel de los Soles as a foreign terrorist organization.",
      ["Sunday terrorist-designation"]
    ),
    ("The Ford arrived in the Caribbean on 16 November.", ["16 November carrier-arrival"]),
    ("The designation would allow him to strike Maduro’s assets, he said on Sunday.", ["Sunday asset-strikes"]),
    ("It doubled its reward to $50 million.", ["doubled reward-doubled", "$50 million reward"]),
    ("The reward has since doubled.", ["doubled reward-doubled"]),
    ("The reward is twice what it was.", ["twice reward-doubled"]),
    ("A reward of fifty million dollars is offered.", ["fifty million dollars reward"]),
    ("The reward was raised. It now stands at $50m.", ["$50m reward"]),
    ("There are about 15,000 troops in the region.", ["15,000 troops"]),
    ("Some 15 thousand soldiers are in the region.", ["15 thousand troops"]),
    ("15,000 troops wait.", ["15,000 troops"]),
    ("15,000+ troops wait.", ["15,000+ troops"]),
    ("It lies just 7 miles from Venezuela.", ["7 miles-from-venezuela"]),
    ("Seven miles off the Venezuelan coast they train.", ["Seven miles-from-venezuela"]),
    ("The seven-mile strait before Venezuela", ["seven miles-from-venezuela"]),
    ("In 2019, he encouraged Trump to back Guaidó.", ["2019 guaido"]),
    ("It was in 2019 that Trump was encouraged by Rubio to back Guaido.", ["2019 guaido"]),
    ("Only about 8% of U.S.-bound cocaine comes so.", ["8% cocaine-caribbean"]),
    ("Some eight percent of the cocaine bound for the United States", ["eight percent cocaine-caribbean"]),
    ("The Caribbean carries 8 per cent of cocaine.", ["8 per cent cocaine-caribbean"]),
    ("He told me in an interview in October.", ["October interview"]),
    ("They have been clear, privately, since October that the end goal stands.", ["October end-goal"]),
  ]

  @Test(arguments: covered.indices) func isCovered(index: Int) throws {
    let (text, expected) = Self.covered[index]
    #expect(
      try states(text) == expected.map { $0.replacing(/^(.*) ([a-z-]+)$/) { "\($0.1) covered \($0.2)" } }, "\(text)")
  }

  /// The same numbers about something else, and other numbers.
  static let open: [(String, [String])] = [
    ("There, 7 people were arrested in Venezuela.", ["7 uncovered"]),
    ("The march was 7 miles long.", ["7 uncovered"]),
    ("It lies 7 kilometers from Venezuela.", ["7 uncovered"]),
    ("On the 21st day of the strikes, it rained.", ["21st uncovered"]),
    ("The strikes hit 21 boats.", ["21 uncovered"]),
    ("The strikes killed 21 people.", ["21 uncovered"]),
    ("Voters in 21 states oppose the strikes.", ["21 uncovered"]),
    ("In 21 percent of the strikes, somebody survived.", ["21 percent uncovered"]),
    ("The Pacific is wide, he said on Saturday.", ["Saturday uncovered"]),
    ("The aid of $50 million is gone.", ["$50 million uncovered"]),
    ("The reward is €50 million.", ["€50 million uncovered"]),
    ("He fined 50 million people.", ["50 million uncovered"]),
    ("About 8 percent of voters care.", ["8 percent uncovered"]),
    ("U.S.-bound cocaine fills 8 boats.", ["8 uncovered"]),
    ("A senator since 2019, he lost.", ["2019 uncovered"]),
    ("Two rewards were paid.", ["Two uncovered"]),
    ("It was fun in October.", ["October uncovered"]),
    ("In 2019 Trump met Kim.", ["2019 uncovered"]),
    ("October was the end of the goal-setting.", ["October uncovered"]),
    ("In fiscal year 2024 the flow of Venezuelan migrants into the U.S. fell.", ["fiscal year 2024 uncovered"]),
    ("At least 1 source calls it the largest aircraft carrier in the world.", ["1 uncovered"]),
    ("The 12th strike came early.", ["12th uncovered"]),
    ("About 15,000 dollars were found in the region.", ["15,000 dollars uncovered"]),
  ]

  @Test(arguments: open.indices) func isNotCovered(index: Int) throws {
    #expect(try states(Self.open[index].0) == Self.open[index].1, "\(Self.open[index].0)")
  }

  /// A verbatim clause with another number.
  static let different: [(String, [String])] = [
    ("It was its 22nd known strike.", ["22nd differs strikes"]),
    ("There are about 10,000 troops in the region.", ["10,000 differs troops"]),
    ("There are about 15,200 troops in the region.", ["15,200 differs troops"]),
    ("It lies just 17 miles from Venezuela.", ["17 differs miles-from-venezuela"]),
    ("It lies just 7.2 miles from Venezuela.", ["7.2 differs miles-from-venezuela"]),
    ("On Friday, in the eastern Pacific, it struck.", ["Friday differs last-strike"]),
    ("In 2018, he encouraged Trump to back Guaidó.", ["2018 differs guaido"]),
    ("Only about 18% of U.S.-bound cocaine comes so.", ["18% differs cocaine-caribbean"]),
    ("It tripled its reward.", ["tripled differs reward-doubled"]),
    ("Its reward rose to $60 million.", ["$60 million differs reward"]),
    ("It was Sunday, Nov. 15.", ["Sunday, Nov. 15 differs"]),
    // The figure's own number takes the sentence's words; the other one is just another number.
    ("There are 15,000 troops in the region, and three are ill.", ["15,000 covered troops", "three uncovered"]),
    ("It rose from $25 million to $50 million, the reward.", ["$25 million uncovered", "$50 million covered reward"]),
    (
      "Only about 18% of U.S.-bound cocaine comes so, while 8% of voters care.",
      ["18% differs cocaine-caribbean", "8% uncovered"]
    ),
  ]

  @Test(arguments: different.indices) func differs(index: Int) throws {
    #expect(try states(Self.different[index].0) == Self.different[index].1, "\(Self.different[index].0)")
  }

  @Test func hintsNameTheFigure() throws {
    func hint(_ text: String) throws -> String? {
      CoverageReport(DraftText(text), article: try Self.article.get()).entries.first?.hint
    }
    #expect(
      try hint("There are about 10,000 troops in the region.")
        == "figure 'troops' prints 15,000 for \"about 15,000 troops in the region\", the draft says 10,000")
    #expect(
      try hint("On Friday, in the eastern Pacific, it struck.")?.hasSuffix("the draft says Friday (2025-11-14)") == true
    )
    #expect(
      try hint("The march was 7 miles long.")
        == "figure 'miles-from-venezuela' prints the same, but for \"just 7 miles from Venezuela\", which is not the subject here"
    )
    #expect(try hint("The 12th strike came early.") == "figure 'strikes' prints 21 for \"its 21st known strike\"")
    #expect(try hint("It costs 4 dollars.") == nil)
  }

  private func allow(_ text: String, near: String? = nil) -> AllowedText {
    AllowedText(text: text, near: near, reason: "because", place: "a.yaml:1")
  }

  @Test func allowing() throws {
    let text = "He won 3 of 4 seats in 2019. In 2019 she lost 3 seats."
    #expect(
      try states(text, allow: [allow("2019")])
        == ["3 uncovered", "4 uncovered", "2019 allowed", "2019 allowed", "3 uncovered"])
    #expect(
      try states(text, allow: [allow("2019", near: "she")])
        == ["3 uncovered", "4 uncovered", "2019 uncovered", "2019 allowed", "3 uncovered"])
    #expect(
      try states(text, allow: [allow("3 OF 4")])
        == ["3 allowed", "4 allowed", "2019 uncovered", "2019 uncovered", "3 uncovered"])
    #expect(try states("It cost 2,019 in 2019.", allow: [allow("2019")]) == ["2,019 uncovered", "2019 allowed"])
    // The editor's entry overrides what the words of a clause suggest, and a figure overrides both.
    #expect(
      try states("It was its 22nd known strike.", allow: [allow("22nd known")]) == ["22nd allowed"])
    #expect(
      try states("It was its 21st known strike.", allow: [allow("21st")]) == ["21st covered strikes"])
    var article = try Self.article.get()
    article.allowed = [allow("1999"), allow("21st"), allow("", near: nil), allow("no number")]
    let report = CoverageReport(DraftText("It was its 21st known strike. No number."), article: article)
    #expect(report.unused.map(\.text) == ["1999", "", "no number"])
    #expect(report.isComplete)
  }
}
