import Testing

@testable import Manifest

/// Tables that read other tables: what runs, in which order, and what is refused.
@Suite struct TableLinksTests {
  let workspace = Workspace()
  private static let folder = "Pipelines/drug-flows/tables"

  private static func table(_ select: String, _ lines: String = "") -> String {
    """
    -- One row per fiscal year.
    -- title: Years
    -- column fiscal_year (year): U.S. fiscal year.
    -- column n (integer, mg): What was seized.
    \(lines.isEmpty ? "-- note: None." : lines)
    \(select)

    """
  }

  private func write(_ tables: [String: String]) {
    Good.write(into: workspace)
    for (name, text) in tables.sorted(by: { $0.key < $1.key }) { workspace.write("\(Self.folder)/\(name).sql", text) }
  }

  private func load(_ name: String) throws -> TableManifest {
    #expect(workspace.problems() == [])
    return try Library.load(folder: workspace.pipelines).table(named: name)
  }

  private static let base = table(
    """
    select fiscal_year, -- the federal one
      sum(quantity_mg) as n from drug_seizures where drug <> 'a -- b' group by fiscal_year
    order by fiscal_year
    """, "-- trace n: quantity_mg from drug_seizures where fiscal_year = :fiscal_year")

  @Test func theSelectsThatAreReadStandInFrontOnTheFirstLine() throws {
    write([
      "c_base": Self.base,
      "b_middle": Self.table("select fiscal_year, n from c_base order by fiscal_year limit 3"),
      "a_top": Self.table(
        "with own as (\n  select * from \"b_middle\" join c_base using (fiscal_year)\n)\nselect * from own, b_middle as m order by 1"
      ),
    ])
    let top = try load("a_top")
    #expect(top.reads == ["c_base", "b_middle"])
    #expect(
      top.statement
        == "with c_base as (select fiscal_year,     sum(quantity_mg) as n from drug_seizures where drug <> 'a -- b' group by fiscal_year ), "
        + "b_middle as (select fiscal_year, n from c_base order by fiscal_year limit 3), own as (\n"
        + "  select * from \"b_middle\" join c_base using (fiscal_year)\n)\nselect * from own, b_middle as m order by 1"
    )
    let lines = { (text: String) in text.split(separator: "\n", omittingEmptySubsequences: false).count }
    #expect(lines(top.sql) == lines(top.written))
    // For readers each has its own.
    #expect(top.shown.hasPrefix("with own as (\n") && top.shown.contains("\n-- c_base is:\nselect fiscal_year, -- the"))
  }

  @Test func aRecursiveSelectStaysOne() throws {
    write([
      "c_base": Self.base,
      "a_top": Self.table(
        "with recursive years (y) as (select 1 union all select y + 1 from years where y < 3)\n"
          + "select y as fiscal_year, n from years join c_base on fiscal_year = y order by 1"),
    ])
    let top = try load("a_top")
    #expect(top.reads == ["c_base"])
    #expect(top.statement.hasPrefix("with recursive c_base as (select fiscal_year"))
    #expect(top.statement.contains("), years (y) as (select 1"))
  }

  /// A column, a part of the SELECT or a text with the name of a table reads none.
  @Test func onlyWhatIsReadIsPutInFront() throws {
    write([
      "c_base": Self.base,
      "a_top": Self.table(
        "with c_base as (select fiscal_year, 1 as n from drug_seizures)\n"
          + "select fiscal_year, max(n, 'from c_base') as n from c_base group by fiscal_year, c_base.n order by 1 -- from c_base"
      ),
    ])
    #expect(try load("a_top").reads == [])
    #expect(try load("a_top").sql == load("a_top").written)
  }

  @Test func aTraceLeadsThroughToTheRecords() throws {
    write([
      "c_base": Self.base,
      "a_top": Self.table(
        "select fiscal_year, n from c_base order by fiscal_year",
        "-- trace n: n from c_base where fiscal_year = :fiscal_year"
      ),
    ])
    let trace = try #require(try load("a_top").traces.first)
    guard case .records(let records) = trace.lineage else {
      Issue.record("no records: \(trace)")
      return
    }
    #expect(records.dataset == "drug_seizures" && records.measure == .sum("quantity_mg"))
    let condition = try #require(records.condition)
    #expect(condition.contains("where (fiscal_year = :fiscal_year)"))
    #expect(condition.hasSuffix("select 1 from \"_via\" where (fiscal_year = \"_via_c_base_fiscal_year\"))"))
  }

  @Test(arguments: [
    (
      ["a": "b", "b": "c", "c": "a"],
      "tables/a.sql: the tables read each other in a circle: a reads b reads c reads a"
    ),
    (["a": "a", "b": "drug_seizures", "c": "a"], "tables/a.sql: the table 'a' reads itself"),
  ])
  func circlesAreRefusedOnce(_ reads: [String: String], says: String) throws {
    write(
      reads.mapValues { Self.table("select fiscal_year, 1 as n from \($0) order by fiscal_year") })
    let problems = workspace.problems()
    #expect(problems.count == 1)
    #expect(problems.first?.contains(says) == true, "\(problems)")
    #expect(problems.first?.contains("-> write the SELECT of ") == true, "\(problems)")
  }

  @Test func namesThatMeanTwoThingsAreRefused() {
    write([
      "c_base": Self.base,
      "a_top": Self.table(
        "with drug_seizures as (select 1 as x)\nselect fiscal_year, n from c_base order by fiscal_year"),
    ])
    #expect(
      workspace.problems() == [
        "\(Self.folder)/a_top.sql: calls a part of its SELECT 'drug_seizures', as a dataset is called\n-> rename the part: a table "
          + "that reads another one needs names of its own after WITH"
      ])
  }

  @Test func aTraceNamesAColumnThatIsTraced() {
    write([
      "c_base": Self.base,
      "a_top": Self.table("select fiscal_year, n from c_base order by fiscal_year", "-- trace n: 1 from c_base"),
    ])
    #expect(
      workspace.problems() == [
        "\(Self.folder)/a_top.sql:5: the trace of 'n' asks c_base for '1'\n-> name one column of c_base that its own header traces to "
          + "records: n"
      ])
  }

  @Test func aPipelineThatIsLoadedLaterIsNotRead() {
    write(["a_top": Self.table("select fiscal_year, n from z_base order by fiscal_year")])
    workspace.write("Pipelines/z-late/pipeline.yaml", Good.pipeline)
    workspace.write("Pipelines/z-late/tables/z_base.sql", Self.base)
    #expect(
      workspace.problems().first?.contains("reads the table 'z_base' of z-late, which is loaded after drug-flows")
        == true)
  }
}
