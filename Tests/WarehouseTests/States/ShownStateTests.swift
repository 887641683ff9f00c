import Foundation
import GRDB
import Manifest
import Model
import Testing

@testable import Warehouse

/// The state of the datasets as a scope: what a SELECT sees within it, and that nothing of it is left behind.
@Suite struct ShownStateTests {
  let test: TestWarehouse
  let first = ShownState.asOf(Day("2024-09-30")!)
  static let nothing = ShownState.asOf(Day("2001-01-01")!)

  init() throws {
    test = try TestWarehouse(Fixture.dataset(), TracingTests.contents)
    try test.load(TracingTests.editions)
  }

  private func rows(_ session: Session) throws -> [String] {
    try session.lines("select fiscal_year, place, kind, events from things order by 1, 2, 3")
  }

  /// The names of the temporary views and tables.
  private func temporary(_ session: Session) throws -> [String] {
    try String.fetchAll(session.db, sql: "select name from sqlite_temp_schema order by name")
  }

  @Test func scopesNestAndEachShowsWhatWasShownAroundIt() throws {
    try test.warehouse.read { session in
      let newest = try rows(session)
      try session.showing(first, of: [test.dataset]) { () throws -> Void in
        let then = try rows(session)
        #expect(then != newest && !then.isEmpty)
        try session.showing(.newest, of: [test.dataset]) { () throws -> Void in
          #expect(try rows(session) == newest)
          try session.showing(ShownStateTests.nothing, of: [test.dataset]) { () throws -> Void in
            #expect(try rows(session).isEmpty)
          }
          #expect(try rows(session) == newest)
        }
        #expect(try rows(session) == then)
        try session.showing(.backwards, of: [test.dataset]) { () throws -> Void in
          #expect(try rows(session) == newest)
          let unordered = try session.lines("select place, events from things")
          try session.showing(.newest, of: [test.dataset]) { () throws -> Void in
            #expect(try session.lines("select place, events from things") == unordered.reversed())
          }
          #expect(try session.lines("select place, events from things") == unordered)
        }
        #expect(try rows(session) == then)
      }
      #expect(try rows(session) == newest)
      #expect(try temporary(session) == [])
    }
  }

  @Test func chosenRecordsOfNestedScopesStayApart() throws {
    try test.warehouse.read { session in
      let line = FigureRecords(dataset: "things", condition: "place = 'Texas'", place: "a.yaml:9")
      let texas = try session.records(line, over: test.dataset, asOf: nil)
      try session.showing(.only(texas, asOf: nil), of: [test.dataset]) { () throws -> Void in
        let before = try rows(session)
        #expect(before.count == 2)
        try session.showing(.only(Array(texas.prefix(1)), asOf: nil), of: [test.dataset]) { () throws -> Void in
          #expect(try rows(session).count == 1)
        }
        #expect(try rows(session) == before)
      }
      #expect(try temporary(session) == [])
    }
  }

  @Test(arguments: [ShownState.newest, ShownStateTests.nothing, .backwards, .only([], asOf: nil)])
  func whateverIsThrownTheStateAroundShowsAgain(_ state: ShownState) throws {
    struct Thrown: Error {}
    try test.warehouse.read { session in
      try session.showing(first, of: [test.dataset]) { () throws -> Void in
        let then = try rows(session)
        let views = try temporary(session)
        #expect(throws: Thrown.self) {
          try session.showing(state, of: [test.dataset]) { () throws -> Void in throw Thrown() }
        }
        #expect(try rows(session) == then)
        #expect(try temporary(session) == views)
      }
      #expect(try temporary(session) == [])
    }
  }

  @Test func whatCannotBeShownAgainIsAnErrorThatNoCallerTakesForItsOwn() throws {
    let swallowed = #expect(throws: Problem.self) {
      try test.warehouse.write { session in
        try session.showing(first, of: [test.dataset]) { () throws -> Void in
          do {
            try session.showing(.newest, of: [test.dataset]) { () throws -> Void in
              // A table of that name is in the way of the view that was there.
              try session.db.execute(sql: "create temp table things (n)")
              throw Problem(.badInput, at: "a table", "its SQL fails", remedy: "mend it")
            }
          } catch is Problem {
            Issue.record("the mistake of one table hides that the state is lost")
          }
        }
      }
    }
    #expect(swallowed?.what.contains("things") == true, "\(String(describing: swallowed))")
    // The transaction was taken back with all that lay over the datasets.
    #expect(try test.warehouse.read(temporary) == [])
    #expect(try test.state().count == 4)
  }

  @Test func aDatasetOfWhichNothingWasLoadedIsEmptyInEveryState() throws {
    let empty = try Warehouse(path: ":memory:")
    try empty.read { session in
      for state in [ShownState.newest, first, .backwards, .only([], asOf: nil), .only([], asOf: Day("2024-09-30"))] {
        try session.showing(state, of: [test.dataset]) { () throws -> Void in #expect(try rows(session) == []) }
      }
      let problem = #expect(throws: Problem.self) { try rows(session) }
      #expect(problem?.what.contains("no such table: things") == true)
    }
  }

  @Test func theRelationsShowTheSameDay() throws {
    try test.warehouse.read { session in
      let sql = "select edition from soundings_editions order by ordinal"
      let all = try session.lines(sql)
      #expect(all.count == 2)
      try session.showing(first, of: []) { () throws -> Void in
        #expect(try session.lines(sql) == [all[0]])
        try session.showing(.only([], asOf: nil), of: []) { () throws -> Void in #expect(try session.lines(sql) == all)
        }
      }
      #expect(try session.lines(sql) == all)
    }
  }

  @Test func theDatasetsThatATableReadsComeFromSQLiteAndNotFromItsText() throws {
    let other = DatasetManifest.named("others", like: test.dataset)
    let sql = "-- things are not read here\nselect count(*) as n from others"
    try test.warehouse.read { session in
      try session.showing(.newest, of: [test.dataset, other]) { () throws -> Void in
        let both = [test.dataset, other]
        #expect(try session.datasets(readBySQL: sql, path: "t.sql", among: both) == ["others"])
        #expect(
          try session.datasets(readBySQL: "select 'others' as a from things", path: "t.sql", among: both) == ["things"])
        #expect(
          try session.datasets(readBySQL: "select * from things, others", path: "t.sql", among: both)
            == ["others", "things"])
      }
    }
  }
}

extension DatasetManifest {
  /// The same under another name; nothing was ever loaded of it.
  static func named(_ name: String, like dataset: DatasetManifest) -> DatasetManifest {
    var other = dataset
    other.name = name
    return other
  }
}
