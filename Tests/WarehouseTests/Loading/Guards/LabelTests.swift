import Manifest
import Model
import Testing

@testable import Warehouse

/// A name that moves from one code to another changes no sum, and is held all the same.
@Suite struct LabelTests {
  /// Rows as `2023,PE,A,5,Peru`.
  static func dataset(_ names: Column.LabelRule? = nil) -> DatasetManifest {
    var dataset = Fixture.dataset(
      sql: """
        select "FY" as fiscal_year, "Place" as place, "Kind" as kind, "Count" as events, nullif("Name", '') as place_name from raw
        """)
    dataset.readings = [Reading(format: .csv, header: Fixture.header + ["Name"])]
    var name = Column(name: "place_name", kind: .text, isNullable: true)
    name.names = names
    dataset.columns.append(name)
    return dataset
  }

  private func add(_ first: String, _ second: String, _ names: Column.LabelRule? = nil) throws -> LoadedEdition {
    let desk = try TestWarehouse(Self.dataset(names), ["a": Fixture.rows(first), "b": Fixture.rows(second)])
    try desk.load([Fixture.edition("2024-05-15", "a")])
    return try #require(
      try desk.load([Fixture.edition("2024-05-15", "a"), Fixture.edition("2024-06-15", "b")]).first)
  }

  static let first = "2023,CO,A,5,Colombia\n2023,PE,A,7,Peru\n2024,CO,A,5,Colombia\n2024,PE,A,7,Peru"

  static let exchanged = [
    "2023,CO,A,5,Peru\n2023,PE,A,7,Colombia\n2024,CO,A,5,Peru\n2024,PE,A,7,Colombia",
    // In the new year only, and in one row only.
    first + "\n2025,CO,A,5,Peru\n2025,PE,A,7,Colombia", first + "\n2025,EC,A,5,Peru",
    "2023,CO,A,5,Colombia\n2023,PE,A,7,Peru\n2024,CO,A,5,Colombia\n2024,PE,A,7,Colombia",
  ]

  @Test(arguments: exchanged)
  func aNameOfAnotherCodeIsHeld(second: String) throws {
    for names in [nil, Column.LabelRule.column("place")] {
      let loaded = try add(Self.first, second, names)
      #expect(loaded.state == .held)
      let problem = try #require(loaded.heldBecause)
      #expect(problem.what.contains("column place_name: \"") && problem.what.contains("is the name of place "))
      #expect(problem.remedy.contains("soundings accept things"))
      #expect(loaded.hold?.reason == .values)
    }
    #expect(try add(Self.first, second, Column.LabelRule.none).state == .loaded)
  }

  @Test(arguments: [
    first, first + "\n2025,EC,A,5,Ecuador", first + "\n2025,CO,A,5,\n2025,PE,A,5,", first + "\n2025,EC,A,5,",
    first.replacing("Peru", with: "Perú"), first.replacing("Peru", with: "Peru (Republic of)"),
  ])
  func aNewNameIsNot(second: String) throws { #expect(try add(Self.first, second).state != .held) }

  /// A consistent new name is shown beside the numbers; a slip in some records, which splits a row of a table, is reported.
  @Test func aNewNameIsMarked() throws {
    let renamed = try add(Self.first, Self.first.replacing("Peru", with: "Perú")).marks
    #expect(renamed.map(\.kind) == [.renamed])
    #expect(renamed[0].text == "record 2 calls place PE \"Perú\", the edition before called it \"Peru\"")
    for second in [
      "2023,CO,A,5,Colombia\n2023,PE,A,7,Peru\n2024,CO,A,5,Colombia\n2024,PE,A,7,Preu",
      "2023,CO,A,5,Colombia\n2023,PE,A,8,Peru\n2024,CO,A,5,Colombia\n2024,PE,A,8,Preu",
      "2025,CO,A,5,Colombia\n2024,CO,A,5,Colombia\n2025,EC,A,5,Ecuador\n2025,PE,A,7,Preu",
    ] {
      let marks = try add(Self.first, second).marks
      #expect(marks.map(\.kind) == [.twoNames])
      #expect(marks.first?.text == "record 4 calls place PE \"Preu\", others call it \"Peru\"")
      #expect(marks.first?.records == 1)
    }
  }

  /// A row without a name would be published as a number of nobody. A code that never had a name loses nothing.
  @Test func aNameThatIsGoneIsReported() throws {
    for (second, says) in [
      (
        Self.first.replacing("2024,PE,A,7,Peru", with: "2024,PE,A,7,"),
        "record 4 has no place_name for place PE, which the edition before called \"Peru\""
      ),
      (
        Self.first + "\n2025,CO,A,5,\n2025,PE,A,5,",
        "record 5 has no place_name for place CO, which the edition before called \"Colombia\" (2 records of 2 codes in all)"
      ),
      (
        Self.first.replacing("Peru", with: " "),
        "record 2 has no place_name for place PE, which the edition before called \"Peru\" (2 records of 1 code in all)"
      ),
    ] {
      let marks = try add(Self.first, second).marks
      #expect(marks.map(\.kind) == [.nameGone])
      #expect(marks.first?.text == says)
      #expect(marks.first?.kind.isReported == true)
    }
    #expect(try add(Self.first, Self.first + "\n2025,EC,A,5,").marks == [])
    let neverNamed = Self.first + "\n2024,EC,A,5,"
    #expect(try add(neverNamed, neverNamed.replacing(",7,", with: ",8,")).marks == [])
    #expect(try add(Self.first, Self.first + "\n2025,CO,A,5,", Column.LabelRule.none).marks == [])
  }

  @Test func theRecordThatTookTheNameIsNamed() throws {
    let problem = try #require(
      try add(Self.first, "2023,CO,A,5,Colombia\n2023,PE,A,8,Peru\n2023,EC,A,8,Peru").heldBecause)
    #expect(problem.what == "record 3, column place_name: \"Peru\" is the name of place PE, and here of EC")
  }

  /// A publisher's two codes of one name, known from the first edition on, are no news in the second.
  @Test func aNameThatWasSharedBeforeIsNotNews() throws {
    let shared = Self.first + "\n2024,XX,A,1,Peru"
    let desk = try TestWarehouse(
      Self.dataset(), ["a": Fixture.rows(shared), "b": Fixture.rows(shared.replacing(",7,", with: ",8,"))])
    var accepted = Fixture.edition("2024-05-15", "a")
    #expect(try desk.load([accepted]).map(\.state) == [.held])
    accepted.acceptance = Decision(.accept, on: accepted, reason: "both are", decidedAt: "2024-05-16T00:00:00Z")
    #expect(
      try desk.load([accepted, Fixture.edition("2024-06-15", "b")]).map(\.state) == [.loaded, .loaded])
  }
}
