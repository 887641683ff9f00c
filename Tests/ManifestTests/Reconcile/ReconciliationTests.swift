import Model
import Testing

@testable import Manifest

/// `reconcile/NAME.yaml`: what it becomes, and its mistakes as the user reads them.
@Suite struct ReconciliationTests {
  let workspace = Workspace()

  static let good = """
    title: Seizures in two files
    sources: same records
    by: {fiscal_year: year, drug: text}
    unit: mg
    left:
      column: monthly
      source: The monthly file
      dataset: drug_seizures
      sum: quantity_mg
      where: drug = 'Cocaine'
    right:
      column: rounded
      source: The same, rounded
      dataset: drug_seizures
      sum: quantity_mg
    agree: {rounded_to: 10}
    known:
      - {where: {fiscal_year: 2020, drug: it's}, why: "one file lacks a month: it's known"}
    notes: Both count at the border.

    """

  private func write(_ text: String) {
    Good.write(into: workspace)
    workspace.write("Pipelines/drug-flows/reconcile/two_files.yaml", text)
  }

  @Test func itIsATable() throws {
    write(Self.good)
    #expect(workspace.problems() == [])
    let table = try Library.load(folder: workspace.pipelines).table(named: "two_files")
    #expect(table.title == "Seizures in two files")
    #expect(
      table.columns.map(\.name) == ["fiscal_year", "drug", "monthly", "rounded", "difference", "agreement", "reason"])
    #expect(table.columns[2].unit == "mg" && table.columns[5].kind == .text)
    #expect(table.traces(of: "difference").map(\.lineage) == [.derived(["monthly", "rounded"])])
    #expect(table.notes.contains { $0.contains("publications of the same records") })
    #expect(table.notes.contains("Both count at the border."))
    #expect(table.conditionalNotes.count == 1)
    #expect(table.sql.contains("2 * abs(l.n - r.n) <= 10"))
    #expect(table.sql.contains("k.fiscal_year = 2020 and k.drug = 'it''s' then 'one file lacks a month: it''s known'"))
    #expect(table.parts.map(\.line) == [10, 11])
  }

  static let mistakes = [
    Spoiled(
      "same records", "the same", says: ":2: sources: 'the same' is not one of independent, same records",
      remedy: "Write one of: independent, same records"),
    Spoiled(
      "sum: quantity_mg\n  where", "where", says: ":5: left: the key 'sum' is missing", remedy: "add 'sum: ...' to left"
    ),
    Spoiled(
      "column: rounded", "column: monthly", says: ":12: right: its column has the name of the other's",
      remedy: "give each a name of its own"),
    Spoiled(
      "{rounded_to: 10}", "{}", says: ":16: agree: says 0 things",
      remedy: "write exactly, {within: 5} or {rounded_to: 10}"),
    Spoiled(
      "{rounded_to: 10}", "{within: 0}", says: ":16: agree.within: 0 is less than 1",
      remedy: "write a number from 1 to 1000000000000"),
    Spoiled(
      "column: rounded", "column: reason", says: ":12: right.column: 'reason' is a column of every reconciliation",
      remedy: "take another name"),
    Spoiled(
      "fiscal_year: 2020", "fiscal_year: late", says: ":18: known.where.fiscal_year: 'late' is not a whole number",
      remedy: "write the value as the table shows it"),
    Spoiled("agree:", "agrees:", says: ":16: unknown key 'agrees'", remedy: "did you mean 'agree'?"),
  ]

  @Test(arguments: mistakes) func mistakesHaveTheirLines(_ mistake: Spoiled) {
    write(mistake.spoil(Self.good))
    let problems = workspace.problems()
    #expect(problems.contains { $0.contains(mistake.says) && $0.contains(mistake.remedy) }, "\(problems)")
  }
}
