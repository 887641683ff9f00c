import Manifest
import Model
import Testing

@testable import Warehouse

/// New keys that outweigh what was known, or that bring a period a second time.
@Suite struct NewRowTests {
  /// Years that end in September, with a row for each month and kind.
  private static func dataset(_ values: ValueGuards = ValueGuards(), partition: [String] = ["fiscal_year"])
    -> DatasetManifest
  {
    var dataset = Fixture.dataset(
      guards: Guards(values: values), partition: partition,
      sql: """
        select fiscal_year("FY") as fiscal_year, "Place" as month, "Kind" as kind, "Count" as events from raw
        """)
    dataset.columns[0] = Column(
      name: "fiscal_year", kind: .year, minimum: 2000, maximum: 2100, yearEnd: YearEnd("09-30"))
    dataset.columns[1] = Column(name: "month", kind: .month)
    dataset.columns[2] = Column(name: "kind", kind: .text)
    dataset.key = ["month", "kind"]
    return dataset
  }

  /// The first seven months of a year, each with the kinds K0 to K3: 28 rows with 3,500 events, 200 at most.
  private static let months = ["2023-10", "2023-11", "2023-12", "2024-01", "2024-02", "2024-03", "2024-04"]
  private static func lines(_ kinds: String = "K", adding others: [String] = []) -> String {
    let rows = months.flatMap { month in [80, 100, 120, 200].enumerated().map { "2024,\(month),\(kinds)\($0),\($1)" } }
    return (rows + others).joined(separator: "\n")
  }

  /// What becomes of an edition after one that has ``lines`` and was published in mid-May.
  private func loaded(
    _ second: String, after first: String = lines(), _ values: ValueGuards = ValueGuards(),
    partition: [String] = ["fiscal_year"]
  ) throws -> LoadedEdition {
    let desk = try TestWarehouse(
      Self.dataset(values, partition: partition), ["a": Fixture.rows(first), "b": Fixture.rows(second)])
    return try #require(
      try desk.load([Fixture.edition("2024-05-15", "a"), Fixture.edition("2024-06-15", "b")]).last)
  }

  @Test func aPeriodThatComesTwiceUnderAnotherNameIsHeld() throws {
    let second = try loaded(Self.lines() + "\n" + Self.lines("L"))
    #expect(second.state == .held)
    #expect(
      second.heldBecause?.what
        == "new rows add 100.0%, more than 50.0% for an open period to events of fiscal_year=2024: 3,500 -> 7,000 in all "
        + "(0 keys revised, 0 removed, 28 added)")
    // The same for all that a dataset without partitions has.
    #expect(try loaded(Self.lines() + "\n" + Self.lines("L"), partition: []).state == .held)
    // Its author may know that months are completed.
    #expect(
      try loaded(Self.lines() + "\n" + Self.lines("L"), ValueGuards(moved: .init(closed: 2, open: 100))).marks == [])
    #expect(try loaded(Self.lines() + "\n" + Self.lines("L"), ValueGuards(addedKeys: .off)).marks == [])
  }

  @Test func newMonthsAreFree() throws {
    let may = (0..<20).map { "2024,2024-05,K\($0),150" }
    for second in [Self.lines(adding: may), Self.lines(adding: may.map { $0.replacing("2024-05", with: "2024-06") })] {
      let second = try loaded(second)
      #expect(second.state == .loaded)
      #expect(second.marks == [])
    }
    // A month that was not over when the edition before came is completed by the next one.
    let half = Self.lines(adding: ["2024,2024-05,K0,1"])
    #expect(try loaded(Self.lines(adding: may), after: half).state == .loaded)
  }

  @Test func keysOfKnownMonthsAreCountedWhereTheManifestAsks() throws {
    let values = ValueGuards(addedKeys: .init(closed: 10, open: 10))
    let few = ["2024,2024-03,L0,1", "2024,2024-03,L1,1"]
    #expect(try loaded(Self.lines(adding: few + (0..<20).map { "2024,2024-06,K\($0),9" }), values).state == .loaded)
    let second = try loaded(Self.lines(adding: few + ["2024,2024-04,L0,1"]), values)
    #expect(second.heldBecause?.what.hasPrefix("the keys of fiscal_year=2024 gained 10.7%") == true)
  }

  @Test func aHeavyRowOfAKnownMonthIsReported() throws {
    let marks = try loaded(Self.lines(adding: ["2024,2024-03,L0,360"])).marks
    #expect(marks.map(\.kind) == [.heavyRow])
    #expect(marks.first?.kind.isReported == true)
    #expect(
      marks.first?.text
        == "events of the new month=2024-03, kind=L0 is 360 (record 29), 10.3% of all events of fiscal_year=2024 in the edition "
        + "before")
    #expect(try loaded(Self.lines(adding: ["2024,2024-03,L0,340"])).marks == [])
    // In a new month it is expected.
    #expect(try loaded(Self.lines(adding: ["2024,2024-05,L0,360"])).marks == [])
    // Its author may expect new keys, or not look at the number at all.
    for values in [ValueGuards(addedKeys: .off), ValueGuards(moved: .off)] {
      #expect(try loaded(Self.lines(adding: ["2024,2024-03,L0,360"]), values).marks == [])
    }
  }

  @Test func aRowTwiceAsHeavyAsAnyIsReportedInAnyMonth() throws {
    #expect(try loaded(Self.lines(adding: ["2024,2024-05,L0,400"])).marks == [])
    #expect(try loaded(Self.lines(adding: ["2024,2024-05,L0,401"])).marks.map(\.kind) == [.heavyRow])
    // What is usual in a new year nobody knows; in an old one that comes late everybody does.
    #expect(try loaded(Self.lines(adding: ["2025,2024-10,K0,401"])).marks == [])
    let marks = try loaded(Self.lines(adding: ["2023,2022-10,K0,401", "2023,2022-10,K1,500"])).marks
    #expect(marks.map(\.kind) == [.heavyRow])
    #expect(
      marks.first?.text
        == "events of the new month=2022-10, kind=K1 is 500 (record 30), more than twice the heaviest that was known; 1 more "
        + "number of new rows outweighs what was known")
  }

  /// A light kind is compared with itself, not with a heavy one.
  @Test func aRowFarBeyondItsKindIsReported() throws {
    var dataset = Self.dataset(partition: ["fiscal_year", "land"])
    dataset.columns.insert(Column(name: "land", kind: .text), at: 3)
    dataset.normalizeSQL = """
      select fiscal_year("FY") as fiscal_year, "Place" as month, "Kind" as kind, substr("Kind", 1, 5) as land, "Count" as events
      from raw
      """
    for (number, isReported) in [(50, false), (60, true)] {
      let first = Self.months.flatMap { month in
        ["2024,\(month),heavy,900", "2024,\(month),light0,10", "2024,\(month),light1,10"]
      }.joined(separator: "\n")
      let desk = try TestWarehouse(
        dataset, ["a": Fixture.rows(first), "b": Fixture.rows(first + "\n2024,2024-05,light2,\(number)")])
      let marks = try #require(
        try desk.load([Fixture.edition("2024-05-15", "a"), Fixture.edition("2024-06-15", "b")]).last
      ).marks
      #expect(marks.map(\.kind) == (isReported ? [.heavyRow] : []))
    }
  }

  /// Without anything finer than the partition, what is new may be of any day, and only its weight can be judged.
  @Test func withoutMonthsTheWeightIsJudged() throws {
    let dataset = ValueGuardTests.dataset(ValueGuards())
    for (row, kinds) in [
      ("2024,P900,A,500", [EditionMark.Kind.heavyRow]), ("2024,P900,A,200", []),
    ] {
      let desk = try TestWarehouse(
        dataset, ["a": Fixture.rows(RowMarkTests.lines()), "b": Fixture.rows(RowMarkTests.lines() + "\n" + row)])
      let loaded = try desk.load([Fixture.edition("2024-05-15", "a"), Fixture.edition("2024-06-15", "b")])
      #expect(loaded.last?.state == .loaded)
      #expect(loaded.last?.marks.map(\.kind) == kinds)
    }
  }
}
