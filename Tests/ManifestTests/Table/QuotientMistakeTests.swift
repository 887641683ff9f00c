import Model
import Testing

@testable import Manifest

/// Divisions that are declared, and the mistakes in them as the user reads them.
@Suite struct QuotientMistakeTests {
  let workspace = Workspace()

  static let good = Good.table.replacing(
    "-- column share_pct (decimal 4, percent): Share of all years.",
    with: """
      -- column share_pct (decimal 4, percent) = 100 * quantity_mg / all_mg: Share of all years: all of them.
      -- hidden all_mg (integer, milligrams): What was seized in all years.
      """
  ).replacing("-- note: Nor are they use.", with: "-- trace all_mg: quantity_mg from drug_seizures")

  @Test func aDeclaredShare() throws {
    Good.write(into: workspace, table: Self.good)
    #expect(workspace.problems() == [])
    let table = try Library.load(folder: workspace.pipelines).table(named: "seizures_by_year")
    #expect(table.columns.map(\.name) == ["fiscal_year", "quantity_mg", "share_pct"])
    #expect(table.columns[2].description == "Share of all years: all of them.")
    #expect(table.selected.map(\.name) == ["fiscal_year", "quantity_mg", "all_mg"])
    #expect(table.traces(of: "share_pct").map(\.lineage) == [.derived(["quantity_mg", "all_mg"])])
    #expect(table.shown.hasSuffix("\n-- share_pct is 100 * quantity_mg / all_mg, rounded to 4 decimals."))
    let rows = try table.complete([[.integer(2025), .integer(1), .integer(3)]])
    #expect(rows == [[.integer(2025), .integer(1), .real(33.3333), .integer(3)]])
    #expect(table.published(rows) == [[.integer(2025), .integer(1), .real(33.3333)]])
    let problem = #expect(throws: Problem.self) { try table.complete([[.integer(2025), .real(0.5), .integer(3)]]) }
    #expect(problem?.place.hasSuffix("seizures_by_year.sql:8") == true)
    #expect(problem?.what == "'100 * quantity_mg / all_mg' needs whole numbers, but quantity_mg is 0.5")
  }

  private static let hidden = "-- hidden whole (integer, people): What the number says."
  private static let share =
    "-- column share_pct (decimal 4, percent) = 100 * part / whole: part as a share of whole."
  private static let division =
    "select both numbers, and let the engine divide and round: \(share) (a number that is not published: \(hidden)). "
    + "To compare, multiply both sides: 10 * part > whole"
  private static let divides = "divides with '/', which SQL engines do in different ways with whole numbers"

  static let cases: [Spoiled] = [
    Spoiled("select * from years", "select *,\n  q / 2 from years", says: ":14: \(divides)", remedy: division),
    Spoiled("select * from years", "select q //* / */ 2 from years", says: ":13: \(divides)", remedy: division),
    Spoiled(
      "= 100 * quantity_mg / all_mg:", "= quantity_mg:",
      says: ":8: the quotient 'quantity_mg' of column 'share_pct' cannot be read",
      remedy: "write one division of columns, with a whole factor if needed, or by a whole number "
        + "(quantity_mg / 1000000): \(share)"),
    Spoiled(
      "share_pct (decimal 4, percent) =", "share_pct (text) =",
      says: ":8: the column 'share_pct' is a quotient, but of the kind text",
      remedy: "write 'decimal 4' for four decimals, or integer: \(share)"),
    Spoiled(
      "/ all_mg:", "/ al_mg:",
      says: ":8: the quotient 'share_pct' names 'al_mg', which the SELECT does not give",
      remedy: "did you mean 'all_mg'? select it, and declare it with its own unit: "
        + "-- hidden al_mg (integer, mg): What the number says."),
    Spoiled(
      "/ all_mg:", "/ fiscal_year:",
      says: ":8: the quotient 'share_pct' needs whole numbers, but 'fiscal_year' is of the kind year",
      remedy: "select a whole number in a unit small enough, and declare it so: \(hidden)"),
    Spoiled(
      "/ all_mg:", "/ 1000:",
      says: ":9: 'all_mg' is hidden, and no column is computed from it",
      remedy: "publish it (-- column), or remove the line and the number from the SELECT"),
    Spoiled(
      "-- hidden all_mg (integer,", "-- hidden all_mg (decimal 2,",
      says: ":9: the hidden column 'all_mg' is no whole number", remedy: "write it once, as: \(hidden)"),
    Spoiled(
      "-- trace all_mg: quantity_mg from drug_seizures", "-- trace share_pct: derived from quantity_mg",
      says: ":11: 'share_pct' is a quotient, and has a trace line",
      remedy: "remove the line: it is traced by those of quantity_mg, all_mg"),
    Spoiled(
      "-- note: Seizures", "-- note when: select 1 / 2 as x | {x}\n-- note: Seizures", says: ":10: \(divides)",
      remedy: "select both numbers, and divide in the text, where the result is rounded: {100 * part / whole}. "
        + "To compare, multiply both sides: 10 * part > whole"),
  ]

  @Test(arguments: cases)
  func mistake(spoiled: Spoiled) {
    Good.write(into: workspace, table: spoiled.spoil(Self.good))
    let expected = spoiled.expected(in: "Pipelines/drug-flows/tables/seizures_by_year.sql")
    #expect(workspace.problems().contains(expected), "\(workspace.problems())")
  }

  /// What only looks like a division.
  @Test(arguments: ["'a/b' as x", "\"a/b\"", "[a/b]", "q -- a / b", "q /* a / b */", "`a/b`"])
  func noDivision(_ text: String) {
    Good.write(
      into: workspace, table: Self.good.replacing("select * from years", with: "select *, \(text)\nfrom years"))
    #expect(workspace.problems() == [])
  }

  @Test func aCheckDoesNotDivide() {
    Good.write(into: workspace)
    workspace.write("Pipelines/drug-flows/checks/months.sql", "-- Bad.\nselect 1\nwhere 1 / 2 > 3")
    #expect(
      workspace.problems() == [
        "Pipelines/drug-flows/checks/months.sql:3: \(Self.divides)\n"
          + "-> multiply both sides instead: 10 * part > whole, not part / whole > 0.1"
      ])
  }
}
