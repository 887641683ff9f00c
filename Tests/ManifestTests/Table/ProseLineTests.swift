import Model
import Testing

@testable import Manifest

/// How prose speaks of rows: the lines of a table's header and `prose` of dataset.yaml, and their mistakes as the user reads them.
@Suite struct ProseLineTests {
  let workspace = Workspace()

  private func write(_ lines: String, dataset: String = "") {
    let good = ChartLineTests.good.replacing(
      "stacked bar of quantity_mg as 'all o''clock', quantity_mg by region over fiscal_year",
      with: "bar of events over fiscal_year marking is_partial as 'partial'")
    Good.write(
      into: workspace, dataset: Good.dataset + dataset,
      table: good.replacing("-- note: Seizures are not flows.", with: lines + "\n-- note: Not flows."))
  }

  @Test func whatIsDeclaredIsRead() throws {
    write(
      """
      -- about: seizures, drugs seized
      -- needs: seized
      -- words: events as 'seizures', 'busts'
      -- words: region 'Other' as 'the coast'
      -- unsaid: quantity_mg
      -- whole: region 'All'
      -- running: fiscal_year
      -- ends: fiscal_year 09-30
      """)
    #expect(workspace.problems() == [])
    let prose = try Library.load(folder: workspace.pipelines).table(named: "seizures_by_year").prose
    #expect(prose.about == ["seizures", "drugs seized"])
    #expect(prose.needed == ["seized"])
    #expect(prose.columns == ["events": ["seizures", "busts"]])
    #expect(prose.values == ["region": ["Other": ["the coast"]]])
    #expect(prose.unsaid == ["quantity_mg"])
    #expect(prose.wholes == ["region": "All"])
    #expect(prose.running == "fiscal_year")
    #expect(prose.yearEnds == ["fiscal_year": YearEnd("09-30")])
  }

  static let cases: [(String, String, String)] = [
    ("words: evnets as 'busts'", "'evnets' is no column of numbers", "did you mean 'events'?"),
    ("words: events 'busts'", "'-- words: events 'busts'' cannot be read", "write it as: -- words: column as"),
    ("words: events 'X' as 'busts'", "'events' is no column of texts", "Those are:"),
    ("unsaid: region", "'region' is no column of numbers", "Those are:"),
    ("whole: region All", "'-- whole: region All' cannot be read", "write it as: -- whole: column 'VALUE'"),
    ("running: region", "'region' is no column of days, months or years", "Those are:"),
    (
      "ends: fiscal_year 13-40", "'-- ends: fiscal_year 13-40' cannot be read",
      "write it as: -- ends: fiscal_year 09-30"
    ),
    ("ends: region 09-30", "'region' is no column of years", "Those are: fiscal_year"),
    ("running: fiscal_year\n-- running: fiscal_year", "'fiscal_year' is declared twice", "keep one of the two"),
  ]

  @Test(arguments: cases) func mistakes(_ line: String, _ what: String, _ remedy: String) {
    write("-- " + line)
    let problems = workspace.problems()
    #expect(problems.contains { $0.contains(what) && $0.contains(remedy) }, "\(problems)")
  }

  @Test func aDatasetDeclaresItToo() throws {
    write(
      "-- about: seizures",
      dataset:
        "prose: {about: [seizures], needs: drugs, words: {quantity_mg: [weight], drug: {Cocaine: [coke]}}, whole: {drug: Cocaine}}\n"
    )
    #expect(workspace.problems() == [])
    let prose = try #require(try Library.load(folder: workspace.pipelines).datasets.first).prose
    #expect(prose.columns == ["quantity_mg": ["weight"]])
    #expect(prose.values == ["drug": ["Cocaine": ["coke"]]])
    #expect(prose.wholes == ["drug": "Cocaine"])
    #expect(prose.needed == ["drugs"])
  }

  @Test(arguments: [
    ("prose: {word: [x]}", "unknown", "did you mean 'words'?"),
    ("prose: {words: {quantity: [x]}}", "'quantity' is no column of numbers or texts", "did you mean"),
    ("prose: {unsaid: [drug]}", "'drug' is no column of numbers", "Those are:"),
  ]) func mistakesOfADataset(_ lines: String, _ what: String, _ remedy: String) {
    write("-- about: seizures", dataset: lines + "\n")
    let problems = workspace.problems()
    #expect(problems.contains { $0.contains(what) && $0.contains(remedy) }, "\(problems)")
  }
}
