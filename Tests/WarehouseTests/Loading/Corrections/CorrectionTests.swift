import Manifest
import Model
import Testing

@testable import Warehouse

/// Known errors of the publisher, corrected while an edition is loaded.
@Suite struct CorrectionTests {
  static func correction(
    _ year: Int64 = 2023, _ place: String = "Texas", column: String = "events", _ wrong: Value = .integer(11),
    right: Value = .integer(12)
  ) -> Correction {
    Correction(
      line: 2, key: [.integer(year), .text(place), .text("A")], column: column, wrong: wrong, right: right,
      reason: "a slip", link: "https://example.org/")
  }

  static func dataset(_ corrections: [Correction], partition: [String] = ["fiscal_year"]) -> DatasetManifest {
    var dataset = Fixture.dataset(guards: Guards(values: .off), partition: partition)
    dataset.corrections = corrections
    return dataset
  }

  @Test func aWrongValueBecomesTheRightOneAndIsMarked() throws {
    let test = try TestWarehouse(
      Self.dataset([Self.correction()]), ["a": Fixture.rows("2023,Maine,A,11\n2023,Texas,A,11\n2023,Texas,B,11")])
    let loaded = try test.load([Fixture.edition("2023-10", "a")])
    #expect(try test.state() == ["2023,Maine,A,11", "2023,Texas,A,12", "2023,Texas,B,11"])
    #expect(
      loaded[0].marks == [
        EditionMark(
          .corrected, records: 1,
          "1 cell is corrected: events of fiscal_year=2023, place=Texas, kind=A was 11, is 12 (a slip; https://example.org/)"
        )
      ])
    #expect(!loaded[0].marks[0].kind.isReported)
    let cells = try test.warehouse.read { try $0.correctedCells(of: "things") }
    #expect(
      cells == [
        RecordAddress(ordinal: 1, page: 1, record: 2): [
          CorrectedCell(
            page: 1, record: 2, column: "events", wrong: .integer(11), right: .integer(12), reason: "a slip",
            link: "https://example.org/")
        ]
      ])
    #expect(try test.warehouse.read { try $0.editions(of: "things") }[0].marks == loaded[0].marks)
  }

  @Test func anEditionThatIsMendedStopsIt() throws {
    let test = try TestWarehouse(
      Self.dataset([Self.correction()]),
      [
        "a": Fixture.rows("2023,Texas,A,11"), "same": Fixture.rows("2023,Texas,A,11\n2023,Utah,A,1"),
        "mended": Fixture.rows("2023,Texas,A,12"), "other": Fixture.rows("2023,Texas,A,15"),
        "gone": Fixture.rows("2023,Utah,A,1"), "elsewhere": Fixture.rows("2024,Utah,A,1"),
        "unstated": Fixture.rows("2023,Texas,A,"),
      ])
    let contents = ["a", "same", "mended", "other", "unstated", "gone", "elsewhere"]
    let editions = contents.enumerated().map { Fixture.edition("2024-0\($0 + 1)", $1) }
    let loaded = try test.load(editions)
    let idle =
      "1 correction does not apply: events of fiscal_year=2023, place=Texas, kind=A was to be 12 instead of 11, "
    #expect(
      loaded.map { $0.marks.filter { $0.kind != .becameBound }.map(\.kind) } == [
        [.corrected], [.corrected], [.correctionIdle], [.correctionIdle], [.correctionIdle], [.correctionIdle], [],
      ])
    #expect(
      loaded[2...5].compactMap { $0.marks.last?.text } == [
        idle + "and the edition says 12 itself", idle + "and the edition says 15",
        idle + "and the edition does not state it", idle + "and the edition has no such row",
      ])
    #expect(!EditionMark.Kind.correctionIdle.isReported)
    // The mended value is no revision: it is what the row had.
    #expect(loaded[2].revised == 0)
    #expect(try test.state(asOf: "2024-03-31") == ["2023,Texas,A,12"])

    // In another order of arrival the history is the same.
    let late = try TestWarehouse(test.dataset, test.contents)
    try late.load([editions[3], editions[1]])
    try late.load(editions)
    #expect(try late.history() == test.history())
    #expect(try late.warehouse.read { try $0.digests() } == test.warehouse.read { try $0.digests() })
  }

  @Test func notStatedAndTextAreValues() throws {
    let corrections = [
      Self.correction(2023, "Texas", .null, right: .integer(0)),
      Self.correction(2023, "Maine", .integer(7), right: .null),
      Self.correction(2023, "Utah", column: "note", .text("colour"), right: .text("color, as everywhere")),
      Self.correction(2023, "Iowa", column: "note", .text("e\u{301}"), right: .text("e")),
    ]
    var dataset = Self.dataset(corrections)
    dataset.columns.append(Column(name: "note", kind: .text))
    dataset.normalizeSQL = """
      select fiscal_year("FY") as fiscal_year, "Place" as place, "Kind" as kind,
        case when "Place" in ('Texas', 'Maine') then nullif("Count", '') end as events,
        case when "Place" in ('Texas', 'Maine') then '' else "Count" end as note
      from raw
      """
    let test = try TestWarehouse(
      dataset,
      ["a": Fixture.rows("2023,Texas,A,\n2023,Maine,A,7\n2023,Utah,A,colour\n2023,Iowa,A,\u{E9}")])
    let loaded = try test.load([Fixture.edition("2023-10", "a")])
    let rows = try test.warehouse.read { try $0.lines("select place, events, note from things order by place") }
    #expect(rows == ["Iowa,-,\u{E9}", "Maine,-,", "Texas,0,", "Utah,-,color, as everywhere"])
    #expect(loaded[0].marks.map(\.kind) == [.corrected, .correctionIdle])
    let text = loaded[0].marks[0].text
    #expect(
      text.hasPrefix("3 cells are corrected: events of fiscal_year=2023, place=Texas, kind=A was not stated, is 0 ("))
    #expect(text.contains("; events of fiscal_year=2023, place=Maine, kind=A was 7, is not stated ("), "\(text)")
    // One letter in two of Unicode's forms is two texts here, as in SQL.
    #expect(loaded[0].marks[1].text.contains("place=Iowa"))
  }

  @Test func theFirstOfManyAreNamed() throws {
    let corrections = (1...7).map { Self.correction(2023, "p\($0)") }
    let rows = (1...7).map { "2023,p\($0),A,11" }.joined(separator: "\n")
    let test = try TestWarehouse(Self.dataset(corrections), ["a": Fixture.rows(rows)])
    let mark = try #require(try test.load([Fixture.edition("2023-10", "a")])[0].marks.first)
    #expect(mark.records == 7)
    #expect(mark.text.hasPrefix("7 cells are corrected: ") && mark.text.hasSuffix("; and 2 more"), "\(mark.text)")
    #expect(mark.text.contains("p5") && !mark.text.contains("p6"))
  }

  @Test func aPartitionOutsideOfTheKeyIsKnownByTheRow() throws {
    var dataset = Self.dataset(
      [
        Correction(
          line: 2, key: [.text("Texas"), .text("A")], column: "events", wrong: .integer(11), right: .integer(12),
          reason: "a slip", link: "https://example.org/"),
        Correction(
          line: 3, key: [.text("Txeas"), .text("A")], column: "events", wrong: .integer(11), right: .integer(12),
          reason: "a slip", link: "https://example.org/"),
      ])
    dataset.key = ["place", "kind"]
    let test = try TestWarehouse(
      dataset,
      [
        "a": Fixture.rows("2023,Texas,A,11"), "next": Fixture.rows("2024,Utah,A,1"),
        "gone": Fixture.rows("2023,Iowa,A,1"),
      ])
    let loaded = try test.load([
      Fixture.edition("2023-10", "a"), Fixture.edition("2024-10", "next"), Fixture.edition("2024-11", "gone"),
    ])
    // A row that no edition ever had is a slip in our own file.
    let never = "events of place=Txeas, kind=A was to be 12 instead of 11, and the edition has no such row"
    #expect(
      loaded.map { $0.marks.map(\.kind) } == [[.corrected, .correctionIdle], [.correctionIdle], [.correctionIdle]])
    #expect(loaded[1].marks[0].text == "1 correction does not apply: " + never)
    #expect(loaded[2].marks[0].text.hasPrefix("2 corrections do not apply: events of place=Texas"))
  }

  @Test func aRightValueAfterTheEditionHoldsIt() throws {
    var dataset = Self.dataset([
      Self.correction(column: "year", .integer(2023), right: .integer(2024))
    ])
    var year = Column(name: "year", kind: .year)
    year.isNotAfterPublished = true
    dataset.columns.append(year)
    dataset.normalizeSQL = """
      select fiscal_year("FY") as fiscal_year, "Place" as place, "Kind" as kind, "Count" as events, '2023' as year from raw
      """
    let test = try TestWarehouse(dataset, ["a": Fixture.rows("2023,Texas,A,11"), "b": Fixture.rows("2023,Texas,A,12")])
    let loaded = try test.load([Fixture.edition("2023-10", "a"), Fixture.edition("2024-10", "b")])
    #expect(loaded.map(\.state) == [.held, .loaded])
    #expect(
      loaded[0].heldBecause?.description
        == "Pipelines/tests/things/corrections.csv:2: right: '2024' lies after 2023-10-31, when the edition was published\n"
        + "-> correct the line, then: soundings run --offline things")
  }
}
