import Model
import Testing

@testable import Manifest

/// `-- adds` lines: their meaning, and their mistakes as the user reads them.
@Suite struct AddsLineTests {
  let workspace = Workspace()

  private func write(_ lines: String) {
    let good = ChartLineTests.good.replacing(
      "stacked bar of quantity_mg as 'all o''clock', quantity_mg by region over fiscal_year",
      with: "bar of events over fiscal_year marking is_partial as 'partial'")
    Good.write(
      into: workspace, table: good.replacing("-- note: Seizures are not flows.", with: lines + "\n-- note: Not flows."))
  }

  @Test func whatNoLineNamesIsNotDeclared() throws {
    write("-- adds: events over time and places")
    #expect(workspace.problems() == [])
    let columns = try Library.load(folder: workspace.pipelines).table(named: "seizures_by_year").columns
    #expect(columns.first { $0.name == "events" }?.adds == .overTimeAndPlaces)
    #expect(columns.first { $0.name == "quantity_mg" }?.adds == nil)
  }

  static let cases: [(String, String, String)] = [
    ("adds: events over tme", "nothing adds up 'over tme'", "did you mean 'over time'?"),
    ("adds: events", "what adds up cannot be read: 'events'", "write it as: \(TableReader.addsForm)"),
    ("adds: evnets never", "'evnets' is not a column of the table", "did you mean 'events'?"),
    ("adds: region never", "'region' is of the kind text, which never adds up", "remove it here"),
    ("adds: events, events never", "'events' is declared twice", "keep one of the two"),
  ]

  @Test(arguments: cases) func mistakes(_ line: String, _ what: String, _ remedy: String) {
    write("-- " + line)
    let problems = workspace.problems()
    #expect(problems.contains { $0.contains(what) && $0.contains(remedy) }, "\(problems)")
  }

  @Test func aSumMustBeAllowedInAllThatItRunsOver() {
    #expect(Adding.allCases.filter { $0.covers(time: true, places: false) } == [.overTime, .overTimeAndPlaces])
    #expect(Adding.allCases.filter { $0.covers(time: false, places: true) } == [.overPlaces, .overTimeAndPlaces])
    #expect(Adding.allCases.filter { $0.covers(time: true, places: true) } == [.overTimeAndPlaces])
  }
}
