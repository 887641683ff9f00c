import Testing

@testable import Manifest

/// `-- trace` lines: their meaning, and their mistakes as the user reads them.
@Suite struct TraceLineTests {
  let workspace = Workspace()

  static let good = Good.table.replacing(
    "-- note: Seizures are not flows.",
    with: """
      -- trace quantity_mg: case when drug = 'a from b' then quantity_mg else (select max(q) from x) end from drug_seizures
      --   where fiscal_year = :fiscal_year
      -- trace quantity_mg: -1 from drug_seizures
      -- trace share_pct: derived from quantity_mg, fiscal_year
      -- trace fiscal_year: distinct substr(month, 1, 4) from drug_seizures where fiscal_year = :fiscal_year
      -- note: Seizures are not flows.
      """)

  @Test func lines() throws {
    Good.write(into: workspace, table: Self.good)
    #expect(workspace.problems() == [])
    let table = try Library.load(folder: workspace.pipelines).table(named: "seizures_by_year")
    #expect(
      table.traces(of: "quantity_mg") == [
        TableTrace(
          column: "quantity_mg",
          lineage: .records(
            .init(
              measure: .sum("case when drug = 'a from b' then quantity_mg else (select max(q) from x) end"),
              dataset: "drug_seizures", condition: "fiscal_year = :fiscal_year")), line: 9),
        TableTrace(
          column: "quantity_mg",
          lineage: .records(.init(measure: .sum("-1"), dataset: "drug_seizures", condition: nil)), line: 11),
      ])
    #expect(table.traces(of: "share_pct").map(\.lineage) == [.derived(["quantity_mg", "fiscal_year"])])
    #expect(
      table.traces(of: "fiscal_year").map(\.lineage) == [
        .records(
          .init(
            measure: .distinct("substr(month, 1, 4)"), dataset: "drug_seizures",
            condition: "fiscal_year = :fiscal_year"))
      ])
    #expect(table.notes == ["Seizures are not flows.", "Nor are they use."])
  }

  private static let forms =
    "write it as: -- trace column: measure from dataset where year = :year, or as: "
    + "-- trace share_pct: derived from part, whole"
  private static let columns = "The columns are: fiscal_year, quantity_mg, share_pct"

  static let cases: [Spoiled] = [
    Spoiled(
      "trace share_pct: derived from quantity_mg, fiscal_year", "trace share_pct",
      says: ":12: the trace line '-- trace share_pct' cannot be read", remedy: forms),
    Spoiled(
      "trace share_pct: derived from quantity_mg, fiscal_year", "trace share_pct: derived from",
      says: ":12: the trace line '-- trace share_pct: derived from' cannot be read", remedy: forms),
    Spoiled(
      "trace quantity_mg: -1 from drug_seizures", "trace quantity_mg: -1",
      says: ":11: the trace line '-- trace quantity_mg: -1' cannot be read", remedy: forms),
    Spoiled(
      "trace quantity_mg: -1 from drug_seizures", "trace quantity_mg: -1 from drug_seizures where",
      says: ":11: the trace line '-- trace quantity_mg: -1 from drug_seizures where' cannot be read", remedy: forms),
    Spoiled(
      "trace quantity_mg: -1 from drug_seizures", "trace quantity_mg: distinct from drug_seizures",
      says: ":11: the trace line '-- trace quantity_mg: distinct from drug_seizures' cannot be read", remedy: forms),
    Spoiled(
      "trace quantity_mg: -1 from", "trase quantity_mg: -1 from",
      says: ":11: unknown header line '-- trase'",
      remedy: "did you mean 'trace'? Header lines are: '-- title: What the table shows', "
        + "'-- column name (integer, people): What the number says.', "
        + "'-- hidden whole (integer, people): What the number says.', "
        + "'-- note: What must be known to read the numbers.', "
        + "'-- trace column: measure from dataset where year = :year', '-- chart: bar of column over year', "
        + "'-- annotation: 2023-05-11 'Title 42 ends'', '-- label: column 'VALUE' as 'name in charts'', "
        + "'-- adds: column, column over time and places', "
        + "'-- note when: select ... | What the note says where it returns a row; {column} is its value.'"
    ),
    Spoiled(
      "trace quantity_mg: -1 from", "trace quantity_mg: quantity_mg / 100 from",
      says: ":11: divides with '/', which SQL engines do in different ways with whole numbers",
      remedy: "trace the number itself, and let the engine divide in the column's line: "
        + "-- column share_pct (decimal 4, percent) = 100 * part / whole: part as a share of whole."),
    Spoiled(
      "trace quantity_mg: -1 from", "trace quantity_m: -1 from",
      says: ":11: the trace of 'quantity_m' names 'quantity_m', which is not a column of the table",
      remedy: "did you mean 'quantity_mg'? \(columns)"),
    Spoiled(
      "derived from quantity_mg, fiscal_year", "derived from quantity_mg, places",
      says: ":12: the trace of 'share_pct' names 'places', which is not a column of the table", remedy: columns),
    Spoiled(
      "derived from quantity_mg, fiscal_year", "derived from share_pct",
      says: ":12: 'share_pct' is derived from itself", remedy: "name the columns that it is computed from"),
    Spoiled(
      "trace fiscal_year: distinct", "trace share_pct: distinct",
      says: ":12: 'share_pct' is derived, and has another trace line too",
      remedy: "keep the line that says derived, or those that name records"),
  ]

  @Test(arguments: cases)
  func mistakes(_ spoiled: Spoiled) {
    Good.write(into: workspace, table: spoiled.spoil(Self.good))
    #expect(workspace.problems() == [spoiled.expected(in: "Pipelines/drug-flows/tables/seizures_by_year.sql")])
  }
}
