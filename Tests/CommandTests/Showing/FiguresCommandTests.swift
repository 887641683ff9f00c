import Foundation
import Glibc
import TestTools
import Testing

@Suite(.tags(.slow)) struct FiguresCommandTests {
  static let sum = "select sum(boats) from boats_seen"

  func article(_ figures: String) -> String {
    "title: An article\npublished: 2025-05-10\nfigures:\n" + figures
  }

  func figure(_ id: String, printed: String = "5", rule: String = "equals", sql: String = sum) -> String {
    "  - id: \(id)\n    clause: five boats\n    printed: \(printed)\n    rule: \(rule)\n    sql: |\n      \(sql)\n"
  }

  /// Five boats as of publication.
  func project(_ figures: String) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    try work.write(article(figures), "Pipelines/articles/one.yaml")
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,There,3\n", "one.csv")
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,There,7\n", "two.csv")
    work.run("add", "boats_seen", "one.csv", "--published", "2025-05-03")
    return work
  }

  func document(_ result: Workdir.Result) throws -> [[String: Any]] {
    let json = try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
    return try #require(json["figures"] as? [[String: Any]])
  }

  @Test func saysWhatHoldsAndWhy() throws {
    let work = try project(
      figure("boats") + "  - {id: talk, clause: a talk, data: none, reason: nobody else was there}\n")
    let text = work.run("figures", "one")
    #expect(text.status == 0)
    #expect(text.err == "")
    #expect(
      text.out == """
        An article, 2025-05-10

        HOLDS  boats: "five boats"
          printed 5; as of publication 5; now 5
          the data says the same
          rests on publisher's file of boats_seen

        UNSUPPORTED  talk: "a talk"
          no data: nobody else was there

        2 figures: 1 holds, 1 unsupported

        """)
    let json = work.run("figures", "one", "--json", "--as-of", "2025-05-09")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    #expect(document["article"] as? String == "one")
    #expect(document["as_of"] as? String == "2025-05-09")
    let figures = try #require(document["figures"] as? [[String: Any]])
    #expect(figures.map { $0["verdict"] as? String } == ["holds", "unsupported"])
    for key in ["id", "clause", "verdict", "printed", "why"] { #expect(figures[0][key] is String, "\(key)") }
    #expect(figures[0]["value"] as? Int == 5)
    #expect(figures[0]["value_now"] as? Int == 5)
    #expect(figures[1]["value"] is NSNull)
    // Before the first edition there is nothing, and that is a verdict too.
    let early = work.run("figures", "--json", "--as-of", "2025-05-01")
    #expect(early.status == 0)
    #expect(try self.document(early)[0]["verdict"] as? String == "unsupported")
  }

  @Test func aWorseVerdictTurnsTheExitCodeOnce() throws {
    let work = try project(figure("boats"))
    // The run that brings the data says it first.
    let added = work.run("add", "boats_seen", "two.csv", "--published", "2025-06-01")
    #expect(added.status == 3)
    #expect(added.err == "one: boats is worse than at the last check: drifted (was holds)\n")
    #expect(work.run("figures").status == 0)
    // A figure that is mended gets better, one that is spoiled gets worse; each is said once.
    try work.write(article(figure("boats", printed: "5", rule: "at least")), "Pipelines/articles/one.yaml")
    let better = work.run("figures")
    #expect(better.status == 0)
    #expect(better.out.contains("HOLDS (WAS DRIFTED)  boats"))
    try work.write(article(figure("boats", printed: "6")), "Pipelines/articles/one.yaml")
    // A look at another day records nothing and has no exit code of its own.
    #expect(work.run("figures", "--as-of", "2025-05-10").status == 0)
    let worse = work.run("figures", "--quiet")
    #expect(worse.status == 3)
    #expect(worse.out == "")
    #expect(worse.err == "boats: contradicted (was holds)\n")
    #expect(work.run("figures", "--quiet").status == 0)
  }

  @Test func aRebuildKeepsTheHistory() throws {
    let work = try project(figure("boats"))
    #expect(work.run("add", "boats_seen", "two.csv", "--published", "2025-06-01").status == 3)
    #expect(work.run("rebuild").status == 0)
    // Drifted was known before: nothing is new.
    let after = work.run("figures", "--json")
    #expect(after.status == 0)
    #expect(try document(after)[0]["previous"] as? String == "drifted")
    let verified = work.run("verify")
    #expect(verified.status == 0, "\(verified.out)\(verified.err)")
  }

  @Test func withoutTheLockItAnswersAndRecordsNothing() throws {
    let work = try project(figure("boats"))
    try work.write(article(figure("boats", printed: "6")), "Pipelines/articles/one.yaml")
    let lock = open(work.path("Data/.lock"), O_RDWR | O_CREAT, 0o644)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    for _ in 0..<2 {
      let result = work.run("figures", "--verbose")
      #expect(result.status == 3)
      #expect(result.err.contains("this check is not recorded"))
    }
    flock(lock, LOCK_UN)
    #expect(work.run("figures").status == 3)
    #expect(work.run("figures").status == 0)
  }

  @Test func staleFragileAndQuarantined() throws {
    let work = try Workdir()
    try work.makeProject(
      guards:
        "cadence: {every: month, grace_days: 5}\nguards: {quarantine: {pct: 60, weight_pct: 100, because: a test}}")
    try work.write(
      """
      -- One row per dataset.
      -- title: Moves
      -- column dataset (text): The dataset.
      -- column median_move_pct (decimal 4, percent): The move.
      select distinct 'boats_seen' as dataset, 30.5 as median_move_pct from boats_seen order by dataset
      """, "Pipelines/boats/tables/moves.sql")
    func check(_ figures: String, asOf: String? = nil, revisions: Bool = false) throws -> [[String: Any]] {
      let revised = article(figures).replacingOccurrences(
        of: "figures:", with: revisions ? "revisions: moves\nfigures:" : "figures:")
      try work.write(revised, "Pipelines/articles/one.yaml")
      let day = asOf.map { ["--as-of", $0] } ?? []
      return try document(work.run(["figures", "--json"] + day))
    }
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,There,3\n", "one.csv")
    work.run("add", "boats_seen", "one.csv", "--published", "2025-05-03")
    #expect(try check(figure("boats"))[0]["verdict"] as? String == "stale")
    #expect(try check(figure("boats") + "    closed: it is May\n")[0]["verdict"] as? String == "holds")
    #expect(try check(figure("boats"), asOf: "2025-05-20")[0]["verdict"] as? String == "holds")
    #expect(try check(figure("boats"), asOf: "2025-07-20")[0]["verdict"] as? String == "stale")
    let about = figure("boats", rule: "{about: 1}")
    let fragile = try check(about, asOf: "2025-05-20", revisions: true)[0]
    #expect(fragile["verdict"] as? String == "fragile")
    #expect((fragile["why"] as? String)?.contains("an ordinary revision of boats_seen (30.5%) would flip it") == true)
    #expect(try check(about, asOf: "2025-05-20")[0]["verdict"] as? String == "holds")
    let wide = figure("boats", rule: "{about: 2}")
    #expect(try check(wide, asOf: "2025-05-20", revisions: true)[0]["verdict"] as? String == "holds")

    // A record that waits in quarantine leaves the sum short: that is no contradiction.
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,There,three\n", "bad.csv")
    work.run("add", "boats_seen", "bad.csv", "--published", "2025-05-08")
    let short = try check(figure("boats"))[0]
    #expect(short["verdict"] as? String == "unsupported")
    #expect((short["why"] as? String)?.hasSuffix("in quarantine: 1 record of boats_seen") == true)
    // A record that is not in a figure's rows has nothing to do with it.
    let here = try check(figure("boats", sql: "select sum(boats) from boats_seen where port = 'Here'"))[0]
    #expect(here["verdict"] as? String == "contradicted")
    let there = try check(
      figure("boats", printed: "2", sql: "select count(*) + 1 from boats_seen where port = 'Here'"), asOf: "2025-05-20")[
        0]
    #expect(there["verdict"] as? String == "holds")
    let all = try check(figure("boats", printed: "1", sql: "select count(*) from boats_seen"), asOf: "2025-05-20")[0]
    #expect(all["verdict"] as? String == "holds with caveat")
    #expect(try check(figure("boats"), asOf: "2025-05-07")[0]["verdict"] as? String == "holds")
  }

  @Test func anUnknownArticle() throws {
    let work = try project(figure("boats"))
    let result = work.run("figures", "ona")
    #expect(result.status == 64)
    #expect(result.errors.count == 2)
    #expect(result.err.contains("there is no article named 'ona'\n-> did you mean 'one'?"))
    try FileManager.default.removeItem(atPath: work.path("Pipelines/articles"))
    let none = work.run("figures")
    #expect(none.status == 64)
    #expect(none.errors.count == 2)
  }

  /// A bad figure is told with file and line; the others are judged all the same.
  @Test(arguments: [
    ("select sum(boots) from boats_seen", "articles/one.yaml:15: SQL error: no such column: boots"),
    ("select sum(boats)\n      frm boats_seen", "articles/one.yaml:16: SQL error: near \"boats_seen\": syntax error"),
    ("select boats from boats_seen", "articles/one.yaml:15: gives more than one row: 2, 3"),
    ("select max(port) from boats_seen", "articles/one.yaml:15: gives the text 'There' where a number is needed"),
    ("select port, boats from boats_seen", "articles/one.yaml:15: gives 2 columns: port, boats"),
    (
      "select abs(-9223372036854775807 - 1) + sum(boats) from boats_seen",
      "articles/one.yaml:15: SQL error at run time"
    ),
  ])
  func badSQL(sql: String, says: String) throws {
    let work = try project(figure("good"))
    try work.write(article(figure("good") + figure("bad", sql: sql)), "Pipelines/articles/one.yaml")
    let result = work.run("figures", "--json")
    #expect(result.status == 65)
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(result.err.contains(says), "\(result.err)")
    #expect(try document(result).map { $0["id"] as? String } == ["good"])
  }

  @Test func aFigureThatFindsNothing() throws {
    let work = try project(figure("gone", sql: "select boats from boats_seen where port = 'Nowhere'"))
    let result = work.run("figures", "--json")
    #expect(result.status == 0)
    #expect(try document(result)[0]["verdict"] as? String == "unsupported")
    #expect(result.errors.count == 2)
    #expect(
      result.err.contains("articles/one.yaml:4: the figure 'gone' finds no such row as of publication\n-> look at"))
  }

  @Test func checkFindsBadFiguresWithoutData() throws {
    let work = try project(figure("bad", sql: "select sum(boots) from boats_seen"))
    let result = work.run("check")
    #expect(result.status == 65)
    #expect(result.err.contains("Pipelines/articles/one.yaml:9: SQL error: no such column: boots"))
  }

  @Test func newArticleIsAFileToBeginWith() throws {
    let work = try project(figure("boats"))
    let made = work.run("new-article", "two-2026", "--published", "2025-06-01")
    #expect(made.status == 0)
    #expect(made.out.hasPrefix("Pipelines/articles/two-2026.yaml\n"))
    let text = work.run("figures", "two-2026")
    #expect(text.status == 0)
    #expect(text.out.contains("UNSUPPORTED  first-figure"))
    // The examples in it are what they say: with their marks taken off they are read.
    let body = try work.read("Pipelines/articles/two-2026.yaml")
    let lines = body.split(separator: "\n").map { line -> String in
      line.hasPrefix("  # - ") || line.hasPrefix("  #   ") ? "  " + line.dropFirst(4) : String(line)
    }
    let opened = lines.joined(separator: "\n")
      .replacingOccurrences(of: "DATASET where as_of_date", with: "boats_seen where date")
      .replacingOccurrences(of: "max(strikes)", with: "max(boats)")
      .replacingOccurrences(
        of: "table: TABLE, column: COLUMN, where: {fiscal_year: 2024}",
        with: "table: boats_by_port, column: boats, where: {port: Here}")
    try work.write(opened + "\n", "Pipelines/articles/two-2026.yaml")
    let read = try document(work.run("figures", "two-2026", "--json"))
    #expect(read.map { $0["id"] as? String } == ["first-figure", "strikes", "from-a-table"])
    #expect(read.map { $0["verdict"] as? String } == ["unsupported", "contradicted", "contradicted"])
    #expect(work.run("trace", "strikes").status == 0)

    for (name, status) in [("two-2026", 64), ("Two Words", 64), ("../x", 64)] {
      let result = work.run("new-article", name)
      #expect(result.status == Int32(status))
      #expect(result.errors.count == 2)
    }
  }
}
