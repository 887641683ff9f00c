import Manifest
import Model
import Testing

@testable import Warehouse

/// The records that a figure declares, and what is computed over them alone.
@Suite struct FigureRecordsReadingTests {
  let test: TestWarehouse

  init() throws {
    test = try TestWarehouse(Fixture.dataset(), TracingTests.contents)
    try test.load(TracingTests.editions)
  }

  func line(_ condition: String?) -> FigureRecords {
    FigureRecords(dataset: "things", condition: condition, place: "a.yaml:9")
  }

  func addresses(_ condition: String?, asOf day: String? = nil) throws -> [String] {
    try test.warehouse.read { session in
      try session.records(line(condition), over: test.dataset, asOf: day.flatMap { Day($0) }).map {
        "\($0.ordinal).\($0.page).\($0.record)\($0.confirmedBy.map { " by \($0)" } ?? "")"
      }
    }
  }

  @Test func recordsOfAState() throws {
    #expect(try addresses(nil) == ["1.1.1", "1.1.3 by 2", "1.1.4 by 2", "2.1.1"])
    #expect(try addresses("place = 'Texas'") == ["1.1.1", "2.1.1"])
    #expect(try addresses("place = 'Texas'", asOf: "2024-09-30") == ["1.1.1", "1.1.2"])
    #expect(try addresses("place = 'Texas'", asOf: "2023-09-30") == [])
    // A condition may ask the dataset itself.
    #expect(try addresses("events = (select max(events) from things)") == ["1.1.3 by 2"])
    // Alternatives stay inside of the condition.
    #expect(
      try addresses("place = 'Texas' and fiscal_year = 2022 or kind = 'B'", asOf: "2024-09-30") == ["1.1.1", "1.1.4"])
  }

  @Test func onlyTheRecordsShow() throws {
    let lines = try test.warehouse.read { session in
      let chosen = try session.records(line("place = 'Texas'"), over: test.dataset, asOf: nil)
      func rows() throws -> [String] {
        try session.lines("select fiscal_year, place, events from things order by 1, 2")
      }
      let now = try session.showing(.only(chosen, asOf: nil), of: [test.dataset], rows)
      // A second time, with fewer, and in another state: nothing of the first is left.
      let day = Day("2024-09-30")!
      let few = try session.records(line("events = 3"), over: test.dataset, asOf: day)
      let then = try session.showing(.only(few, asOf: day), of: [test.dataset], rows)
      let none = try session.showing(.only([], asOf: nil), of: [test.dataset], rows)
      return [now, then, none, [String(try rows().count)]]
    }
    #expect(lines == [["2022,Texas,1", "2023,Texas,4"], ["2023,Texas,3"], [], ["4"]])
  }

  @Test(arguments: [
    ("plaec = 'x'", "no such column: plaec", "did you mean 'place'?"),
    ("place = :place", "ask for :place", "write the value itself"),
    ("place = ", "the records of things", "fix the line of the figure's records"),
    ("random() > 0", "whose result is not the same on every run", "fix the line"),
    ("place = 'x'; drop table _editions", "", ""),
  ])
  func mistakesNameTheLine(_ condition: String, _ says: String, _ remedy: String) throws {
    let problem = try #require(throws: Problem.self) {
      try test.warehouse.read { try $0.check(line(condition), over: test.dataset) }
    }
    #expect(problem.place == "a.yaml:9")
    #expect(problem.what.contains(says), "\(problem)")
    #expect(problem.remedy.contains(remedy), "\(problem)")
  }

  @Test func aDatasetOfWhichNothingWasLoadedHasNoRecord() throws {
    let empty = try TestWarehouse(Fixture.dataset(), [:])
    try empty.warehouse.read { session in
      try session.showing(.newest, of: [empty.dataset]) { () throws -> Void in
        #expect(try session.records(line("events > 1"), over: empty.dataset, asOf: nil).isEmpty)
        try session.showing(.only([], asOf: nil), of: [empty.dataset]) { () throws -> Void in
          #expect(try session.lines("select count(*) from things") == ["0"])
        }
      }
    }
  }
}
