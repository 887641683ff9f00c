import Manifest
import Model
import Testing

@testable import Warehouse

/// A run never publishes less than it had, and says what it kept and why.
@Suite struct KeepingTests {
  let good = Fixture.rows("2023,Texas,A,3\n2023,Maine,B,1")

  @Test func aManifestChangedForTheWorseKeepsWhatWasLoaded() throws {
    let test = try TestWarehouse(Fixture.dataset(), ["a": good])
    try test.load([Fixture.edition("2023-10", "a")])
    let before = try test.history()
    var worse = Fixture.dataset(guards: Guards())
    worse.columns[2].oneOf = ["A", "Bee"]
    let loaded = try TestWarehouse(worse, ["a": good], test.warehouse).load(
      [Fixture.edition("2023-10", "a")], fingerprint: "2")
    #expect(loaded.map(\.state) == [.held])
    #expect(loaded[0].heldBecause?.what.contains("\"B\" is not one of the known values") == true)
    #expect(try test.history() == before)
    // Mended, it loads.
    #expect(try test.load([Fixture.edition("2023-10", "a")], fingerprint: "3").map(\.state) == [.loaded])
  }

  @Test func aCuratedFileWithAMistakeKeepsTheOldOne() throws {
    let dataset = Fixture.dataset(guards: Guards(quarantine: nil), isCurated: true)
    let row = ["2025", "Texas", "A", "1", "2025-11-16"]
    let test = try TestWarehouse(
      dataset,
      [
        "old": [row], "typo": [row, ["2025", "Maine", "A", "lots", "2025-11-16"]], "twice": [row, row],
        "future": [row, ["2025", "Maine", "A", "2", "2062-10-28"]],
        "good": [row, ["2025", "Maine", "A", "2", "2025-11-20"]],
      ])
    try test.load([Fixture.edition("2026-02-01", "old")])
    let before = try test.history()
    for (file, says) in [
      ("typo", "\"lots\""), ("twice", "repeats the key"), ("future", "2062-10-28 lies in the future"),
    ] {
      let loaded = try test.load([Fixture.edition("2026-02-02", file)])
      #expect(loaded.map(\.state) == [.held], "\(file)")
      #expect(loaded[0].heldBecause?.what.contains(says) == true, "\(loaded[0].heldBecause?.what ?? "")")
      #expect(try test.history() == before, "\(file)")
    }
    try test.load([Fixture.edition("2026-02-03", "good")])
    #expect(try test.state() == ["2025,Maine,A,2", "2025,Texas,A,1"])
  }

  /// A drug of which a whole file has no row any more is gone; a restricted edition says nothing of it.
  @Test(arguments: [EditionOrigin.added, .bundled])
  func anEmptiedPartitionIsARemovalInAWholeEdition(origin: EditionOrigin) throws {
    var dataset = Fixture.dataset(partition: ["fiscal_year", "kind"])
    dataset.completeBy = ["fiscal_year"]
    let test = try TestWarehouse(dataset, ["a": good, "b": Fixture.rows("2023,Texas,A,3")])
    var second = Fixture.edition("2024-10", "b")
    second.origin = origin
    let loaded = try test.load([Fixture.edition("2023-10", "a"), second])
    #expect(loaded[1].removed == (origin == .added ? 1 : 0))
    #expect(try test.state() == (origin == .added ? ["2023,Texas,A,3"] : ["2023,Maine,B,1", "2023,Texas,A,3"]))
  }

  @Test func nothingIsPublishedInTheFuture() throws {
    let test = try TestWarehouse(Fixture.dataset(), ["a": good])
    let loaded = try test.load([Fixture.edition("2027-01-02", "a", fetched: "2027-01-02T00:00:00Z")])
    #expect(loaded.map(\.state) == [.held])
    #expect(loaded[0].heldBecause?.what == "its published date lies in the future")
  }

  @Test(arguments: ["date()", "random()", "strftime('%Y', 'now')", "current_timestamp"])
  func aTableThatAsksTheClockIsRefused(call: String) throws {
    let test = try TestWarehouse(Fixture.dataset(), ["a": good])
    let problem = try #require(throws: Problem.self) {
      try test.warehouse.read { try SelectStatement("select \(call)", path: "t.sql", connection: $0.connection) }
    }
    #expect(problem.what.contains("whose result is not the same on every run"))
  }

  @Test(arguments: ["ifnull(1, 2)", "iif(1, 2, 3)", "IFNULL(1, 2)", "typeof(1)", "printf('%d', 1)"])
  func aFunctionOfSQLiteAloneIsRefused(call: String) throws {
    let test = try TestWarehouse(Fixture.dataset(), ["a": good])
    try test.warehouse.read { session in
      let problem = try #require(throws: Problem.self) {
        try SelectStatement("select \(call)", path: "t.sql", connection: session.connection)
      }
      #expect(problem.what.contains("which other SQL engines do not run as SQLite does"))
      // What reads records is never run elsewhere.
      _ = try SelectStatement("select \(call)", path: "t.sql", connection: session.connection, isPortable: false)
    }
  }

  @Test func aFiguresQuotientIsOfItsColumns() throws {
    let test = try TestWarehouse(Fixture.dataset(), ["a": good])
    func values(_ text: String) throws -> [Value] {
      var sql = PlacedSQL(text: text, path: "a.yaml", line: 7)
      sql.quotient = Quotient("100 * part / whole", decimals: 2)
      return try test.warehouse.read { try $0.values(of: sql) }
    }
    #expect(try values("select 3 as whole, 2 as part") == [.real(66.67)])
    #expect(try values("select 0 as whole, 2 as part") == [.null])
    #expect(try values("select 3 as whole, 2 as part where 1 > 2") == [])
    for text in ["select 2 as part", "select 2 as part, 3 as hole", "select 1 as a, 2 as part, 3 as whole"] {
      let problem = try #require(throws: Problem.self) { try values(text) }
      #expect(problem.place == "a.yaml:7")
      #expect(problem.what.contains("but the quotient is of part, whole"), "\(problem)")
    }
    let problem = try #require(throws: Problem.self) { try values("select 2.0 as part, 3 as whole") }
    #expect(problem.what == "'100 * part / whole' needs whole numbers, but part is 2.0")
  }

  @Test func aNotesQuotientIsAWholeNumber() throws {
    let test = try TestWarehouse(Fixture.dataset(), ["a": good])
    func text(_ words: String, _ sql: String) throws -> String? {
      let note = ConditionalNote(text: words, when: PlacedSQL(text: sql, path: "t.sql", line: 3))
      return try test.warehouse.read { try $0.text(of: note) }
    }
    #expect(try text("It is {100 * a / b}%.", "select 1 as a, 8 as b") == "It is 13%.")
    #expect(try text("{a / 2} lb of {a}", "select 2469134 as a") == "1,234,567 lb of 2,469,134")
    #expect(try text("It is {a / b}.", "select 1 as a, 0 as b") == nil)
    let problem = try #require(throws: Problem.self) { try text("{a / b}", "select 1 as a") }
    #expect(problem.what.contains("the note's text has {b}"), "\(problem)")
  }

  @Test func aTablesValuesAreOfTheKindsThatItDeclares() throws {
    let test = try TestWarehouse(Fixture.dataset(), ["a": good])
    let table = TableManifest(
      name: "t", pipeline: "p", path: "t.sql", grain: "", title: "",
      columns: [TableColumn(name: "x", kind: .integer, description: "")], notes: [], sql: "select 1.5 as x")
    let problem = try #require(throws: Problem.self) { try test.warehouse.read { try $0.rows(of: table) } }
    #expect(problem.what.contains("declared integer, but row 1 holds"))
  }
}
