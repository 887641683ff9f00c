import Testing

@testable import Manifest

/// The `records:` of a figure: their meaning, and their mistakes as the user reads them.
@Suite struct FigureRecordsTests {
  let workspace = Workspace()

  static let good = """
    title: Strikes and flows
    published: 2025-11-19

    figures:
      - id: strikes
        clause: its 21st known strike
        printed: 21
        rule: equals
        sql: select max(quantity_mg) from drug_seizures
        records:
          - drug_seizures where drug = 'a where b' and (select 1 from x where 1) = 1
          - drug_seizures
              where fiscal_year = 2024
                and drug like '010'
          - drug_seizures
      - id: opinion
        clause: no lasting impact
        data: none
        reason: an argument, not a figure

    """

  private func write(_ text: String) {
    Good.write(into: workspace)
    workspace.write("Pipelines/articles/one-article.yaml", text)
  }

  @Test func lines() throws {
    write(Self.good)
    #expect(workspace.problems() == [])
    let records = try Library.load(folder: workspace.pipelines).articles[0].figures[0].records
    #expect(records.map(\.dataset) == ["drug_seizures", "drug_seizures", "drug_seizures"])
    #expect(
      records.map(\.condition) == [
        "drug = 'a where b' and (select 1 from x where 1) = 1", "fiscal_year = 2024 and drug like '010'", nil,
      ])
    for (record, line) in zip(records, [11, 12, 15]) {
      #expect(record.place.hasSuffix("/Pipelines/articles/one-article.yaml:\(line)"))
    }
    #expect(records[1].text == "drug_seizures where fiscal_year = 2024 and drug like '010'")
  }

  /// A figure without data has the records of what stands beside it.
  @Test func recordsBesideNoData() throws {
    write(
      Self.good.replacing(
        "    data: none\n",
        with: "    data: none\n    paraphrased: true\n    records: [drug_seizures]\n"
          + "    readings: select 'A' as source\n"))
    #expect(workspace.problems() == [])
    let figures = try Library.load(folder: workspace.pipelines).articles[0].figures
    #expect(figures[1].records.map(\.text) == ["drug_seizures"] && figures[1].rule == nil)
    #expect(figures[1].quoted == "no lasting impact" && figures[0].quoted == "“its 21st known strike”")
  }

  private static let form =
    "write DATASET, or DATASET where CONDITION, for example: - some_dataset where year = 2024"

  static let cases: [Spoiled] = [
    Spoiled(
      "      - drug_seizures\n  - id", "      - Drug Seizures\n  - id",
      says: ":15: strikes.records: 'Drug Seizures' does not name records", remedy: form),
    Spoiled(
      "      - drug_seizures\n  - id", "      - drug_seizures where\n  - id",
      says: ":15: strikes.records: 'drug_seizures where' does not name records", remedy: form),
    Spoiled(
      "      - drug_seizures\n  - id", "      - where x = 1\n  - id",
      says: ":15: strikes.records: 'where x = 1' does not name records", remedy: form),
    Spoiled(
      "      - drug_seizures\n  - id", "      - {drug_seizures: all}\n  - id",
      says: ":15: strikes.records: expected a text, found a mapping with the keys drug_seizures",
      remedy: "write strikes.records as a text"),
    Spoiled(
      "      - drug_seizures\n  - id", "      - drug_seizures\n      - drug_seizures\n  - id",
      says: ":16: strikes.records: 'drug_seizures' is given twice", remedy: "keep one of the two"),
    Spoiled(
      "    data: none\n", "    data: none\n    records: [drug_seizures]\n",
      says: ":19: opinion.records: there is no data to have records",
      remedy: "remove it, or say with 'readings' what the records are of"),
  ]

  @Test(arguments: cases) func mistakes(_ mistake: Spoiled) {
    write(mistake.spoil(Self.good))
    #expect(workspace.problems().first == mistake.expected(in: "Pipelines/articles/one-article.yaml"))
  }

  @Test func anEmptyListIsAMistake() {
    write(
      "title: T\npublished: 2025-11-19\nfigures:\n  - {id: a, clause: b, printed: 1, rule: equals, sql: select 1, records: []}\n"
    )
    #expect(
      workspace.problems() == [
        "Pipelines/articles/one-article.yaml:4: a.records: is an empty list\n-> name what the SQL reads, or remove the key"
      ])
  }
}
