import Manifest
import Model
import Testing

@testable import Warehouse

/// Guards on values and keys: what publishers really do to files, and what must stop.
@Suite struct ValueGuardTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var values = ValueGuards()
    var first: String
    var second: String
    /// When the second edition was published; the first was published on 2024-10-15, so that year 2023 was closed.
    var says: [String]
  }

  /// Five places in the closed year 2023 and five in the open year 2024.
  static let counts = [100, 200, 300, 400, 500]
  static func lines(closed: [Int?] = counts, open: [Int?] = counts, place: String = "P") -> String {
    [(2023, closed), (2024, open)].flatMap { year, numbers in
      numbers.enumerated().compactMap { i, n in n.map { "\(year),\(place)\(i),A,\($0)" } }
    }.joined(separator: "\n")
  }

  static let cases = [
    Case(
      testDescription: "a closed year moves", first: lines(), second: lines(closed: [100, 200, 300, 400, 550]),
      says: ["events of fiscal_year=2023 moved by 3.33%, more than 2.00% for a closed period: 1,500 -> 1,550 in all"]),
    Case(
      testDescription: "two values of a closed year are exchanged, and no sum moves", first: lines(),
      second: lines(closed: [200, 100, 300, 400, 500]),
      says: ["events of fiscal_year=2023 moved by 13.3%", "1,500 -> 1,500"]),
    Case(
      testDescription: "a key of a closed year is left out",
      values: ValueGuards(moved: .off, vanishedValues: nil), first: lines(),
      second: lines(closed: [nil, 200, 300, 400, 500]),
      says: ["the keys of fiscal_year=2023 lost 20.0%, more than 2.00% for a closed period: 5 -> 4"]),
    Case(
      testDescription: "an open year moves by more than half", first: lines(),
      second: lines(open: [100, 200, 300, 400, 1500]),
      says: ["events of fiscal_year=2024 moved by 66.7%, more than 50.0% for an open period"]),
    Case(
      testDescription: "another unit", first: lines(),
      second: lines(closed: counts.map { $0 * 1000 }, open: counts.map { $0 * 1000 }),
      says: [
        "moved by", "most revised values of events (10 of 10) are 1,000.0 times what they were: another unit?",
      ]),
    Case(
      testDescription: "another unit, where the sums are not watched", first: lines(),
      second: lines(open: counts.map { $0 * 45 / 100 }),
      says: ["most revised values of events (5 of 5) are 0.4500 times what they were"]),
    Case(
      testDescription: "all keys are renamed", first: lines(), second: lines(place: "Q"),
      says: ["removed", "1 more partition moved too far"]),
    Case(
      testDescription: "the newest period is gone", first: lines(), second: lines(open: []),
      says: ["it has no rows for fiscal_year=2024, the newest period of the edition before it (5 rows)"]),
    Case(
      testDescription: "a value of a key column is gone",
      values: ValueGuards(moved: .off, removedKeys: .off, vanishedValues: 20), first: lines(),
      second: lines(closed: [nil, nil, 300, 400, 500], open: [nil, nil, 300, 400, 500]),
      says: ["2 of 5 values of place are gone, more than 20.0%; the first is \"P0\""]),
    Case(
      testDescription: "keys come to a closed year", first: lines(), second: lines(closed: counts + [1]),
      says: ["the keys of fiscal_year=2023 gained 20.0%, more than 10.0% for a closed period: 5 -> 6"]),
  ]

  static func dataset(_ values: ValueGuards) -> DatasetManifest {
    var dataset = Fixture.dataset(guards: Guards(quarantine: .upTo(50), values: values))
    dataset.columns[0] = Column(
      name: "fiscal_year", kind: .year, minimum: 2000, maximum: 2100, yearEnd: YearEnd("09-30"))
    return dataset
  }

  @Test(arguments: cases)
  func theEditionIsHeldAndTheOldOneStays(_ item: Case) throws {
    let desk = try TestWarehouse(
      Self.dataset(item.values), ["a": Fixture.rows(item.first), "b": Fixture.rows(item.second)])
    try desk.load([Fixture.edition("2024-05-15", "a")])
    let before = try desk.state()
    let loaded = try desk.load([Fixture.edition("2024-05-15", "a"), Fixture.edition("2024-06-15", "b")])
    #expect(loaded.map(\.state) == [.held])
    let problem = try #require(loaded[0].heldBecause)
    for part in item.says { #expect(problem.what.contains(part), "\(problem.what)") }
    #expect(problem.remedy.contains("set guards."), "\(problem.remedy)")
    #expect(try desk.state() == before)
  }

  static let allowed: [(String, ValueGuards, String)] = [
    ("the same again", ValueGuards(), lines()),
    ("an open year grows by a third", ValueGuards(), lines(open: [100, 200, 300, 400, 1000])),
    ("a closed year moves by a rounding", ValueGuards(), lines(closed: [100, 200, 300, 400, 501])),
    ("the oldest year rolls off", ValueGuards(), lines(closed: [])),
    ("a new year comes", ValueGuards(), lines() + "\n2025,P0,A,7"),
    ("keys come to an open year", ValueGuards(), lines(open: counts + [9, 9, 9])),
    (
      "a provisional year moves", ValueGuards(provisionalMonths: 12), lines(closed: [100, 200, 300, 400, 900])
    ),
    ("nothing is watched", .off, lines(closed: [9, 9, 9], open: [], place: "Q")),
    ("a bound is widened", ValueGuards(moved: .init(closed: 10, open: 50)), lines(closed: [100, 200, 300, 400, 600])),
    (
      "a column is not watched", ValueGuards(movedByColumn: ["events": .off]), lines(closed: [100, 200, 300, 400, 600])
    ),
  ]

  @Test(arguments: allowed)
  func whatPublishersDoEveryMonthLoads(_ name: String, _ values: ValueGuards, _ second: String) throws {
    let desk = try TestWarehouse(Self.dataset(values), ["a": Fixture.rows(Self.lines()), "b": Fixture.rows(second)])
    let loaded = try desk.load([Fixture.edition("2024-05-15", "a"), Fixture.edition("2024-06-15", "b")])
    let state = loaded.last?.state
    #expect(state == .loaded || state == .repeated, "\(name): \(loaded.last?.heldBecause?.what ?? "")")
  }

  @Test func anAllZeroColumnMayBeginToCountInAnOpenPeriodOnly() throws {
    for (closed, open, isHeld) in [(counts0, [0, 0, 0, 0, 5], false), ([0, 0, 0, 0, 5], counts0, true)] {
      let desk = try TestWarehouse(
        Self.dataset(ValueGuards()),
        [
          "a": Fixture.rows(Self.lines(closed: counts0, open: counts0)),
          "b": Fixture.rows(Self.lines(closed: closed, open: open)),
        ])
      let loaded = try desk.load([Fixture.edition("2024-05-15", "a"), Fixture.edition("2024-06-15", "b")])
      #expect((loaded.last?.state == .held) == isHeld)
    }
  }
  private let counts0 = [0, 0, 0, 0, 0]

  /// Which editions are held does not depend on the order of arrival.
  @Test func aLateArrivalGivesWhatARebuildGives() throws {
    let contents = [
      "a": Fixture.rows(Self.lines()), "b": Fixture.rows(Self.lines(closed: [100, 200, 300, 400, 900])),
      "c": Fixture.rows(Self.lines(open: [100, 200, 300, 400, 700])),
    ]
    let editions = [
      Fixture.edition("2024-05-15", "a"), Fixture.edition("2024-06-15", "b"), Fixture.edition("2024-07-15", "c"),
    ]
    let inOrder = try TestWarehouse(Self.dataset(ValueGuards()), contents)
    try inOrder.load(editions)
    let late = try TestWarehouse(Self.dataset(ValueGuards()), contents)
    try late.load([editions[2]])
    try late.load([editions[1], editions[2]])
    try late.load(editions)
    #expect(try late.history() == inOrder.history())
  }
}
