import Foundation
import TestTools
import Testing

/// `figures --correction`, and what stands beside a figure.
@Suite(.tags(.slow)) struct FigureCorrectionTests {
  private func project(_ figures: String) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    try work.write(
      "title: An article\npublisher: A paper\npublished: 2025-05-10\nfigures:\n" + figures,
      "Pipelines/articles/one.yaml")
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,There,3\n", "one.csv")
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,There,7\n", "two.csv")
    work.run("add", "boats_seen", "one.csv", "--published", "2025-05-03")
    return work
  }

  private static let boats = """
      - id: boats
        clause: five boats
        printed: 5
        unit: boats
        rule: equals
        sql: select sum(boats) from boats_seen
        records: [boats_seen]

    """

  @Test func theNoteSaysWhatChangedAndHowToSeeIt() throws {
    let work = try project(Self.boats)
    let nothing = work.run("figures", "--correction", "boats")
    #expect(nothing.status == 64)
    #expect(
      nothing.err
        == "boats: has nothing to correct: its verdict is 'holds'\n"
        + "-> those that are 'drifted' or 'contradicted' have: soundings figures one\n")
    #expect(work.run("add", "boats_seen", "two.csv", "--published", "2025-06-01").status == 3)
    let note = work.run("figures", "--correction", "boats")
    #expect(note.status == 0)
    #expect(
      note.out == """
        UPDATE (DRAFT)

        A paper wrote on May 10, 2025, in "An article": "five boats". Printed: 5 boats.
        The data that had been published by that day agreed: 5 boats. What has been published since does not: 9 boats.

        What changed:
        - May 2, 2025, There: boats 3 boats → 7 boats (+4) (boats_seen, edition of June 1, 2025)

        See the records: soundings trace boats --article one

        """)
    // What is printed works when typed.
    #expect(work.run("trace", "boats", "--article", "one").status == 0)
    let json = work.run("figures", "--correction", "boats", "--json").out
    #expect(json.contains("\"note\": \"UPDATE (DRAFT)\\n\\nA paper wrote"))
    #expect(work.run("figures", "--correction", "boats", "--quiet").out == note.out)
    // At the day of publication it still held.
    #expect(work.run("figures", "--correction", "boats", "--as-of", "2025-05-10").status == 64)
  }

  @Test func oneThatNeverHeldIsACorrection() throws {
    let work = try project(Self.boats.replacing("printed: 5", with: "printed: 6"))
    let note = work.run("figures", "--correction", "boats").out
    #expect(note.hasPrefix("CORRECTION (DRAFT)\n"))
    #expect(note.contains("The data that had been published by that day says otherwise: 5 boats.\n"))
  }

  @Test func badArgumentsAreNamed() throws {
    let work = try project(Self.boats)
    let unknown = work.run("figures", "--correction", "boots")
    #expect(unknown.status == 64 && unknown.err.contains("'boots'") && unknown.err.contains("boats"))
    let table = work.run("figures", "--correction", "boats_by_port")
    #expect(table.status == 64 && table.err.contains("is a table, not a figure of an article"))
    try work.write("five boats", "draft.txt")
    #expect(work.run("figures", "one", "--correction", "boats", "--coverage", "draft.txt").status == 64)
  }

  /// Of a figure without data they decide nothing; their values may be quotients.
  @Test func whatStandsBesideAFigure() throws {
    let work = try project(
      """
        - id: why
          clause: because of the weather
          data: none
          reason: a claim about causes
          readings:
            sql: select 'Port ' || port as source, null as day, null as said, boats, 4 as all_boats, 'percent' as unit from boats_seen
            quotient: 100 * boats / all_boats
            decimals: 1
        - id: boats
          clause: five boats
          printed: 5
          rule: equals
          sql: select sum(boats) from boats_seen
          fails_if: another number of boats

      """)
    let figures = work.run("figures").out
    #expect(figures.contains("UNSUPPORTED  why"))
    #expect(figures.contains("  beside: Port Here: 50%\n  beside: Port There: 75%\n"), "\(figures)")
    #expect(work.run("trace", "why").out.contains("none of which decides it:\n  Port Here: 50%\n"))
    #expect(work.run("run", "--offline").status == 0)
    let page = try work.read("Data/exports/site/index.html")
    #expect(
      page.contains("<h4>What there is, none of which decides it</h4>")
        && page.contains("<strong>Port Here</strong>: 50%\n"))
    #expect(page.contains("<dt>What would contradict it</dt><dd>Another number of boats.</dd>"))
  }

  @Test func readingsThatCannotBeComputedAreNamed() throws {
    let work = try project(
      Self.boats
        + """
            readings: {sql: "select port as source, null as day, null as said, boats as value from boats_seen", quotient: 100 * boats / total, decimals: 1}

        """)
    let check = work.run("check")
    #expect(check.status == 65)
    #expect(
      check.err.contains("readings are: select ... as source, ... as day, ... as said, boats, total; also"),
      "\(check.err)")
    try work.write(
      try work.read("Pipelines/articles/one.yaml").replacing(", decimals: 1", with: ""), "Pipelines/articles/one.yaml")
    #expect(work.run("check").err.contains("decimals"))
  }
}
