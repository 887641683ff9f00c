import Foundation
import TestTools
import Testing

/// The rows that made the difference between a figure as of publication and now, and what is said of closed periods.
@Suite(.tags(.slow)) struct FigureChangesTests {
  private static let figures = """
    title: An article
    published: 2025-05-10
    figures:
      - id: here
        clause: boats at one port
        printed: 5
        rule: equals
        sql: |
          select sum(boats) from boats_seen where port = 'Here'
        records:
          - boats_seen where port = 'Here'
        closed:
          text: May has been the same in all editions
          when: |
            select case when count(*) = 0 then 1 else 0 end from soundings_editions
            where dataset = 'boats_seen' and revised > 0
      - id: there
        clause: a cell
        printed: 4
        rule: equals
        cell: {table: boats_by_port, column: boats, where: {port: There}}
        closed: May is over
      - id: days
        clause: a count without records
        printed: 3
        rule: equals
        sql: |
          select count(*) from boats_seen
      - id: calm
        clause: nothing moved
        printed: 1
        rule: equals
        sql: |
          select boats from boats_seen where port = 'Calm'

    """

  private func project() throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    let table = try work.read("Pipelines/boats/tables/boats_by_port.sql")
    try work.write(
      table.replacingOccurrences(
        of: "\nselect", with: "\n-- trace boats: boats from boats_seen where port = :port\nselect"),
      "Pipelines/boats/tables/boats_by_port.sql")
    try work.write(Self.figures, "Pipelines/articles/one.yaml")
    for (day, rows) in [
      ("2025-05-04", "1 May 2025,Here,2\n2 May 2025,Here,3\n1 May 2025,There,4\n1 May 2025,Calm,1\n"),
      ("2025-05-12", "1 May 2025,Here,8\n2 May 2025,Here,3\n1 May 2025,There,4\n1 May 2025,Calm,1\n"),
      ("2025-05-14", "1 May 2025,Here,9\n3 May 2025,Here,1\n1 May 2025,There,6\n1 May 2025,Calm,1\n"),
      ("2025-05-15", "1 May 2025,Here,9\n3 May 2025,Here,1\n1 May 2025,There,7\n1 May 2025,Calm,1\n"),
    ] {
      try work.write("Day,Port,Boats\n" + rows, "one.csv")
      let added = work.run("add", "boats_seen", "one.csv", "--published", day)
      #expect(added.status == 0 || added.status == 3, "\(added.err)")
    }
    return work
  }

  private func figures(_ work: Workdir, _ arguments: String...) throws -> [String: [String: Any]] {
    let figures = try FiguresCommandTests().document(work.run(["figures", "one", "--json"] + arguments))
    return Dictionary(uniqueKeysWithValues: figures.map { ($0["id"] as? String ?? "", $0) })
  }

  private func lines(_ figure: [String: Any]?) throws -> [String] {
    try #require(figure?["changes"] as? [[String: Any]]).map { line in
      let key = line["key"] as? [String: Any] ?? [:]
      func text(_ name: String) -> String { line[name].map { $0 is NSNull ? "-" : "\($0)" } ?? "missing" }
      return [
        text("dataset"), text("change"), "\(key["date"] ?? "")", "\(key["port"] ?? "")", text("column"), text("old"),
        text("new"), text("difference"), text("edition"), text("published"),
      ].joined(separator: " ")
    }
  }

  @Test func aMovedFigureNamesTheRowsAndTheirEditions() throws {
    let work = try project()
    let now = try figures(work)
    // The revision of May 12 was revised again; the edition that brought the value of now is named.
    #expect(
      try lines(now["here"]) == [
        "boats_seen revised 2025-05-01 Here boats 2 9 7 2025-05-14 2025-05-14",
        "boats_seen removed 2025-05-02 Here boats 3 - -3 2025-05-14 2025-05-14",
        "boats_seen added 2025-05-03 Here boats - 1 1 2025-05-14 2025-05-14",
      ])
    #expect(now["here"]?["more_changes"] as? Int == 0)
    #expect(try lines(now["there"]) == ["boats_seen revised 2025-05-01 There boats 4 7 3 2025-05-15 2025-05-15"])
    #expect(try lines(now["days"]).isEmpty)
    #expect(try lines(now["calm"]).isEmpty)
    #expect(
      try lines(figures(work, "--as-of", "2025-05-13")["here"]) == [
        "boats_seen revised 2025-05-01 Here boats 2 8 6 2025-05-12 2025-05-12"
      ])
    #expect(try lines(figures(work, "--as-of", "2025-05-09")["here"]).isEmpty)
    let text = work.run("figures", "one").out
    #expect(text.contains("  boats_seen, May 1, 2025, Here: boats 2 boats → 9 boats (+7); edition of 2025-05-14\n"))
    #expect(text.contains("  boats_seen, May 2, 2025, Here: gone; boats was 3 boats; edition of 2025-05-14\n"))
  }

  /// A figure that counts another period now says so in whole periods, which come to its two values.
  @Test func aFigureOfAnotherPeriodSaysWhatItCountsOfEach() throws {
    let work = try Workdir()
    try work.makeProject(guards: "partition: port")
    let dataset = "Pipelines/boats/boats_seen/dataset.yaml"
    try work.write(
      try work.read(dataset).replacingOccurrences(of: "unit: boats", with: "unit: boats, adds: over time and places"),
      dataset)
    let last = "select max(port) from boats_seen"
    try work.write(
      """
      title: An article
      published: 2025-05-10
      figures:
        - id: last
          clause: boats at the last port of the list
          rule: {at least: 1}
          sql: |
            select sum(boats) from boats_seen where port = (\(last))
          records:
            - boats_seen where port = (\(last))
        - id: average
          clause: a value that is no sum
          rule: {at least: 1}
          sql: |
            select max(boats) from boats_seen where port = (\(last))
          records:
            - boats_seen where port = (\(last))

      """, "Pipelines/articles/one.yaml")
    for (day, rows) in [
      ("2025-05-04", "1 May 2025,Here,2\n2 May 2025,Here,3\n"),
      ("2025-05-12", "1 May 2025,Here,2\n2 May 2025,Here,3\n1 May 2025,There,4\n2 May 2025,There,7\n"),
    ] {
      try work.write("Day,Port,Boats\n" + rows, "one.csv")
      let added = work.run("add", "boats_seen", "one.csv", "--published", day)
      #expect(added.status == 0 || added.status == 3, "\(added.err)")
    }
    let now = try figures(work)
    let parts = try #require(now["last"]?["parts"] as? [[String: Any]])
    let sums = parts.map { part in
      ["partition", "sum_then", "sum_now"].map { part[$0].map { $0 is NSNull ? "none" : "\($0)" } ?? "none" }
    }
    #expect(sums == [["port=Here", "5", "none"], ["port=There", "none", "11"]])
    #expect(parts.map { $0["records_now"] as? Int } == [0, 2])
    #expect((now["average"]?["parts"] as? [Any])?.isEmpty == true)
    let page = try work.read("Data/exports/site/index.html")
    #expect(page.contains("<li>Port Here: counted as of publication, 5 boats in 2 records; not counted now.</li>"))
    #expect(page.contains("<li>Port There: counted now, 11 boats in 2 records; not counted as of publication.</li>"))
    let words = work.run("figures", "one").out
    #expect(words.contains("  port There: counted now, 11 boats in 2 records; not counted as of publication\n"))
  }

  @Test func onlyTheFirstOfManyAreListed() throws {
    let work = try project()
    let rows = (1...20).map { "\($0) May 2025,Here,\(30 + $0)\n" }.joined()
    try work.write("Day,Port,Boats\n" + rows + "1 May 2025,There,4\n1 May 2025,Calm,1\n", "one.csv")
    let added = work.run("add", "boats_seen", "one.csv", "--published", "2025-05-21")
    #expect(added.status == 0 || added.status == 3, "\(added.err)")
    let now = try figures(work)
    // A count reads no column, so the rows themselves are named.
    #expect(try lines(now["days"]).first == "boats_seen added 2025-05-20 Here port - Here - 2025-05-21 2025-05-21")
    let here = try lines(now["here"])
    #expect(here.count == 6)
    // A new row that adds more leads before a revised one.
    #expect(here.first == "boats_seen added 2025-05-20 Here boats - 50 50 2025-05-21 2025-05-21")
    #expect(now["here"]?["more_changes"] as? Int == 14)
    #expect(try work.read("Data/exports/site/index.html").contains("And 14 more changed values."))
  }

  @Test func aCardDoesNotGoOnSayingThatNothingChanged() throws {
    let work = try project()
    let page = try work.read("Data/exports/site/index.html")
    for text in [
      "<h4>What made the difference</h4>", "May 1, 2025, Here: boats 2 boats → 9 boats (+7)", "version of May 14, 2025",
      "Declared closed (May has been the same in all editions), which the data does not confirm: its age counts.",
      "Declared closed (May is over), but the value has changed since publication.",
    ] { #expect(page.contains(text), "\(text)") }
    // As of a day on which it was so, it is said.
    let past = work.run("export", "--format", "html", "--as-of", "2025-05-09", "--out", "past")
    #expect(past.status == 0, "\(past.err)")
    let before = try work.read("past/site/index.html")
    #expect(before.contains("<dd>May has been the same in all editions.</dd>"))
    #expect(!before.contains("What made the difference"))
    #expect(
      try figures(work)["here"]?["closed"] as? String == "declared closed (May has been the same in all editions), "
        + "which the data does not confirm: its age counts")

    #expect(work.run("proof", "one", "--out", "proof.html").status == 0)
    let proof = try work.read("proof.html")
    for text in [
      "boats_seen, May 1, 2025, Here: boats 2 boats → 9 boats (+7); edition of 2025-05-14",
      "declared closed (May is over), but the value has changed since publication",
      "The period counts as closed where this gives a number other than 0:",
    ] { #expect(proof.contains(text), "\(text)") }
    #expect(work.run("proof", "--check", "proof.html").status == 0)
  }

  @Test func aBadConditionIsFoundWithoutData() throws {
    let work = try project()
    try work.write(
      Self.figures.replacingOccurrences(of: "from soundings_editions", with: "from soundings_edition"),
      "Pipelines/articles/one.yaml")
    let result = work.run("check")
    #expect(result.status == 65)
    #expect(result.err.contains("one.yaml:15: SQL error: no such table: soundings_edition"), "\(result.err)")
  }
}
