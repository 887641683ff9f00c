import Foundation
import Glibc
import TestTools
import Testing

/// `soundings diff --since-last-run` over small projects.
@Suite(.tags(.slow)) struct DigestTests {
  static let figure = "figure: {measure: boats, by: date}"

  func project(guards: String = figure, fetch: String = "") throws -> Workdir {
    let work = try Workdir()
    try work.makeProject(fetch: fetch, guards: guards)
    return work
  }

  @discardableResult
  func add(_ work: Workdir, _ rows: String, _ published: String) throws -> Workdir.Result {
    try work.write("Day,Port,Boats\n" + rows, "\(published).csv")
    return work.run("add", "boats_seen", "\(published).csv", "--published", published)
  }

  func digest(_ work: Workdir, _ more: String...) -> Workdir.Result {
    let result = work.run(["diff", "--since-last-run"] + more)
    #expect(result.status == 0)
    #expect(result.err == "")
    return result
  }

  func document(_ work: Workdir, _ more: String...) throws -> [String: Any] {
    let result = work.run(["diff", "--since-last-run", "--json"] + more)
    #expect(result.status == 0)
    return try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
  }

  /// The paragraphs, with the time of the run taken out.
  func paragraphs(_ result: Workdir.Result) -> [String] {
    let told = result.out.split(separator: "\n\n").map { text in
      text.replacing(/[A-Z][a-z]+\.? \d{1,2}, \d{4}, \d\d:\d\d UTC/, with: "TIME").trimmingCharacters(in: .newlines)
    }
    // So that a test that looks for a third paragraph fails by itself.
    return told + Array(repeating: "", count: max(0, 3 - told.count))
  }

  @Test func firstThenARevisionThenNothing() throws {
    let work = try project()
    try add(work, "1 May 2025,Here,200\n2 May 2025,There,3\n", "2025-05-03")
    #expect(
      paragraphs(digest(work)) == [
        "The edition of May 3, 2025, was added (boats_seen): 2 rows.",
        "Boats seen (boats_seen). The edition of May 3, 2025, by Harbor Office was added. All of it is new: 2 rows.",
        "",
      ])
    try add(work, "1 May 2025,Here,212\n2 May 2025,There,3\n3 May 2025,There,1\n", "2025-06-01")
    #expect(
      paragraphs(digest(work)) == [
        "The edition of June 1, 2025, was added (boats_seen): May 3, 2025, is new, May 1, 2025, is revised, "
          + "boats (Here) +12.",
        "Boats seen (boats_seen). The edition of June 1, 2025, by Harbor Office was added. "
          + "May 3, 2025, is new (boats: 1). May 1, 2025, was revised (1 row); "
          + "boats of May 1, 2025, went from 200 to 212 (+12, +6%). "
          + "In \"Boats by port\", boats (Here) went from 200 to 212 (+12, +6%). "
          + "1 more number in this table changed.", "",
      ])
    #expect(work.run("run", "--offline").status == 0)
    let nothing = digest(work)
    #expect(paragraphs(nothing)[0] == "Nothing new in the run of TIME.")
    #expect(
      nothing.out.contains("The last change came with the run of ")
        && nothing.out.contains(" UTC. The edition of June 1, 2025, was"))
    #expect(digest(work, "--quiet").out == "")
    #expect(digest(work, "--quiet", "--json").out == "")
  }

  @Test func aRebuildIsLookedThrough() throws {
    let work = try project()
    try add(work, "1 May 2025,Here,200\n", "2025-05-03")
    try add(work, "1 May 2025,Here,212\n", "2025-06-01")
    let before = digest(work).out
    #expect(work.run("rebuild").status == 0)
    #expect(digest(work).out == before)
    #expect(work.run("verify", "--rebuild").status == 0)
    // The ledger goes on behind it.
    try add(work, "1 May 2025,Here,213\n", "2025-07-01")
    #expect(digest(work).out.contains("boats (Here) +1."))
  }

  @Test func aLateArrivalThatChangesNothingToday() throws {
    let work = try project(guards: "partition: date\n" + Self.figure)
    try add(work, "1 May 2025,Here,200\n", "2025-06-01")
    try add(work, "1 May 2025,Here,150\n", "2025-05-03")
    let told = paragraphs(digest(work))
    #expect(told[0] == "The edition of May 3, 2025, was added (boats_seen): no row changed.")
    #expect(told[1].hasSuffix("It is older than editions already loaded. Today's figures are unchanged."))
    // One day that nobody had spoken of is new all the same.
    try add(work, "30 April 2025,Here,7\n1 May 2025,Here,150\n", "2025-05-02")
    #expect(paragraphs(digest(work))[1].contains("April 30, 2025, is new (boats: 7)."))
    #expect(try document(work)["is_new"] as? Bool == true)
  }

  @Test func verdictsAndValues() throws {
    let work = try project()
    try work.write(
      """
      title: An article
      published: 2025-05-10
      figures:
        - {id: boats, clause: five boats, printed: 5, rule: equals, sql: select sum(boats) from boats_seen}
        - {id: ports, clause: two ports, printed: 2, rule: at least, sql: select count(*) from boats_seen}
        - {id: few, clause: few, printed: 1, rule: at least, sql: select sum(boats) from boats_seen}

      """, "Pipelines/articles/one.yaml")
    try add(work, "1 May 2025,Here,2\n2 May 2025,There,3\n", "2025-05-03")
    #expect(digest(work).out.contains("3 figures were judged for the first time: holds 3."))
    try add(work, "2 May 2025,There,3\n1 May 2025,Here,2\n", "2025-05-20")
    #expect(digest(work).out.contains("No figure of an article changed its verdict."))
    try add(work, "1 May 2025,Here,2\n2 May 2025,There,7\n", "2025-06-01")
    let told = paragraphs(digest(work))
    #expect(told[0].hasSuffix("; 'boats' has drifted (was holds)."))
    #expect(
      told[2]
        == "An article (one). 'boats' has drifted (was holds); its value today went from 5 to 9. "
        + "'few' keeps its verdict (holds); its value today went from 5 to 9.")
    let figures = try #require(try document(work)["figures"] as? [[String: Any]])
    #expect(figures.map { $0["id"] as? String } == ["boats", "few"])
    #expect(figures[0]["previous"] as? String == "holds")
    #expect(figures[0]["verdict"] as? String == "drifted")
    // Asked for a dataset, it tells of the figures that rest on it.
    #expect(digest(work, "boats_seen").out.contains("'boats' has drifted"))
    // A check by hand after the run belongs to what came since the run before.
    try work.write(
      try work.read("Pipelines/articles/one.yaml").replacingOccurrences(of: "printed: 1,", with: "printed: 100,"),
      "Pipelines/articles/one.yaml")
    #expect(work.run("figures").status == 3)
    #expect(paragraphs(digest(work))[0].hasSuffix("; 2 figures changed their verdicts, 2 for the worse."))
  }

  @Test func heldQuarantinedAndStale() throws {
    let work = try project(
      guards:
        "cadence: {every: month, grace_days: 5}\nguards: {quarantine: {pct: 60, weight_pct: 100, because: a test}}")
    try add(work, "1 May 2025,Here,2\n2 May 2025,There,3\n", "2025-05-03")
    #expect(digest(work).out.contains("Older than promised now: boats_seen (newest edition: May 3, 2025)."))
    try add(work, "1 May 2025,Here,2\n2 May 2025,There,three\n", "2025-06-01")
    let quarantine = digest(work).out
    #expect(quarantine.contains("1 record went into quarantine; soundings status boats_seen shows why."))
    #expect(quarantine.contains("As before: boats_seen is older than promised."))
    #expect(try add(work, "1 May 2025,Here,two\n2 May 2025,There,three\n", "2025-07-01").status == 1)
    let held = paragraphs(digest(work))
    #expect(held[0].hasPrefix("The edition of July 1, 2025, arrived and is held back (boats_seen)"))
    #expect(held[1].contains("The edition of July 1, 2025, arrived and is held back: "))
    #expect(held[1].contains("; it is not in use."))
    // It stays so, and is no news.
    #expect(work.run("run", "--offline").status == 1)
    let after = digest(work)
    #expect(after.out.contains("As before: boats_seen has an edition that is held back; boats_seen is older"))
    #expect(digest(work, "--quiet").out == "")
  }

  @Test func anUnreachablePublisherIsNewsOnce() throws {
    let fetch = "fetch: {url: 'https://127.0.0.1:9/boats.csv', expect: {type: text/csv}}\nedition: {published: fetched}"
    let work = try project(fetch: fetch)
    try add(work, "1 May 2025,Here,2\n", "2025-05-03")
    #expect(work.run("run", "--quiet").status == 1)
    let first = digest(work, "--quiet").out
    #expect(first.contains(", but boats_seen could not be reached.\n"))
    #expect(first.contains("boats_seen: its publisher could not be reached: "))
    #expect(work.run("run", "--quiet").status == 1)
    #expect(digest(work, "--quiet").out == "")
    #expect(digest(work).out.contains("As before: boats_seen could not be reached."))
  }

  @Test func aPipelineThatFails() throws {
    let work = try project()
    try add(work, "1 May 2025,Here,2\n", "2025-05-03")
    // A check over two datasets says nothing of one of them; one that reads a single dataset holds its edition.
    for name in ["dataset.yaml", "normalize.sql"] {
      try work.write(work.read("Pipelines/boats/boats_seen/\(name)"), "Pipelines/boats/boats_left/\(name)")
    }
    try work.write(
      "-- No port may be named There.\nselect * from boats_seen where port = 'There' and port not in (select port from boats_left)\n",
      "Pipelines/boats/checks/c.sql")
    #expect(try add(work, "1 May 2025,There,2\n", "2025-06-03").status == 1)
    let told = paragraphs(digest(work))
    #expect(told[0] == "Nothing new in the run of TIME, but the pipeline boats failed.")
    #expect(told[1].hasPrefix("The pipeline boats failed: "))
    #expect(told[1].hasSuffix("Its tables are unchanged."))
  }

  @Test func whatTheNewsroomChanged() throws {
    let work = try project()
    try add(work, "1 May 2025,Here,2\n", "2025-05-03")
    // The same bytes, read otherwise.
    try work.write(
      "select plain_date(\"Day\") as date, \"Port\" as port, plain_integer(\"Boats\") * 2 as boats from raw\n",
      "Pipelines/boats/boats_seen/normalize.sql")
    #expect(work.run("run", "--offline").status == 0)
    let told = paragraphs(digest(work))
    #expect(told[0].hasPrefix("The files of boats_seen were read again: May 1, 2025, is revised, boats (Here) +2"))
    #expect(told[1].contains("The newsroom changed how its files are read, so all of them were read again."))
    // A table that is new or changed is no change of the data.
    try work.write(
      "-- One row.\n-- title: All\n-- column boats (integer): All.\nselect sum(boats) as boats from boats_seen order by boats\n",
      "Pipelines/boats/tables/all_boats.sql")
    #expect(work.run("run", "--offline").status == 0)
    #expect(paragraphs(digest(work))[0] == "Nothing new in the run of TIME.")
  }

  @Test func oneDocumentHasItAll() throws {
    let work = try project()
    try add(work, "1 May 2025,Here,200\n", "2025-05-03")
    try add(work, "1 May 2025,Here,212\n", "2025-06-01")
    let document = try document(work)
    let run = try #require(document["run"] as? [String: Any])
    #expect(run["command"] as? String == "add boats_seen")
    #expect((document["previous"] as? [String: Any])?["command"] as? String == "add boats_seen")
    #expect(document["summary"] as? String == (document["text"] as? [String])?.first)
    let datasets = try #require(document["datasets"] as? [[String: Any]])
    #expect(datasets.map { $0["revised"] as? Int } == [1])
    #expect((datasets[0]["editions"] as? [[String: Any]])?.map { $0["edition"] as? String } == ["2025-06-01"])
    #expect((datasets[0]["periods"] as? [[String: Any]])?.map { $0["new"] as? Int } == [212])
    let tables = try #require(datasets[0]["tables"] as? [[String: Any]])
    let changes = try #require(tables[0]["changes"] as? [[String: Any]])
    #expect(changes[0]["old"] as? Int == 200)
    #expect((changes[0]["key"] as? [String: Any])?["port"] as? String == "Here")
    #expect(
      work.run("diff", "--since-last-run", "--format", "json").out
        == work.run("diff", "--since-last-run", "--json").out)
  }
}
