import Foundation
import TestTools
import Testing

/// `soundings trace FIGURE`: from a figure to the lines of the archived files.
@Suite(.tags(.slow)) struct FigureTraceTests {
  static let figures = """
      - id: boats-here
        clause: five boats
        printed: 14
        unit: boats
        rule: equals
        sql: select sum(boats) from boats_seen where port = 'Here'
        records:
          - boats_seen where port = 'Here'
      - id: boats-of-the-table
        clause: fourteen boats
        printed: 14
        rule: equals
        cell: {table: boats_by_port, column: boats, where: {port: Here}}
      - id: undeclared
        clause: some boats
        rule: {at least: 1}
        sql: select count(*) from boats_seen
      - {id: talk, clause: a talk, data: none, reason: nobody else was there}

    """

  func project(_ figures: String = figures, now: String? = nil) throws -> Workdir {
    let work = try TraceTests().project(now: now)
    try work.write("title: An article\npublished: 2025-05-10\nfigures:\n" + figures, "Pipelines/articles/one.yaml")
    return work
  }

  func document(_ result: Workdir.Result) throws -> [String: Any] {
    #expect(result.status == 0, "\(result.err)")
    return try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
  }

  @Test func aFigureLeadsToItsRecords() throws {
    let work = try project()
    let text = work.run("trace", "boats-here")
    #expect(text.status == 0, "\(text.err)")
    #expect(
      text.out.hasPrefix(
        "boats-here of one: \"five boats\"\nvalue 14 boats, as Pipelines/articles/one.yaml:4 derives it\n"))
    #expect(text.out.contains("\nboats_seen where port = 'Here': 2 records\n"), "\(text.out)")
    #expect(text.out.contains("    record 2 | 2 May 2025,Here,9\n"))
    let json = try document(work.run("trace", "boats-here", "--json", "--as-of", "2025-05-10"))
    #expect(json["value"] as? Int == 11)
    #expect(json["as_of"] as? String == "2025-05-10")
    #expect(json["is_declared"] as? Bool == true)
    let records = try #require(json["records"] as? [[String: Any]])
    #expect(records[0]["condition"] as? String == "port = 'Here'")
    #expect(records[0]["records"] as? Int == 2)
    let items = try #require(records[0]["contributions"] as? [[String: Any]])
    #expect(items.map { $0["text"] as? String } == ["1 May 2025,Here,2", "2 May 2025,Here,9"])
    #expect(try work.read("Data/archive/" + (try #require(items[0]["file"] as? String))) == work.read("one.csv"))
  }

  @Test func aCellLeadsToItsTablesRecords() throws {
    let work = try project()
    let json = try document(work.run("trace", "boats-of-the-table", "--article", "one", "--json"))
    let cell = try #require(json["cell"] as? [String: Any])
    #expect(cell["table"] as? String == "boats_by_port")
    #expect((cell["cells"] as? [[String: Any]])?.map { $0["column"] as? String } == ["boats"])
    #expect(work.run("trace", "boats-of-the-table").out.contains("\nboats = 14 boats: the sum of 2 records\n"))
  }

  @Test func whatIsNotDeclaredIsSaid() throws {
    let work = try project()
    let text = work.run("trace", "undeclared")
    #expect(text.status == 0)
    #expect(text.out.contains("No records are declared for it. It reads boats_seen;"), "\(text.out)")
    #expect(try document(work.run("trace", "undeclared", "--json"))["is_declared"] as? Bool == false)
    #expect(work.run("trace", "talk").out.contains("No public data: nobody else was there"))
  }

  @Test func recordsThatDoNotMakeTheValueAreAnError() throws {
    let work = try project(
      Self.figures.replacing("- boats_seen where port = 'Here'", with: "- boats_seen where boats = 9"))
    let result = work.run("trace", "boats-here")
    #expect(result.status == 65)
    #expect(result.out == "")
    #expect(
      result.errors.first
        == "Pipelines/articles/one.yaml:11: the declared records of 'boats-here' are incomplete: alone they give 9, "
        + "all records give 14 in the newest state", "\(result.err)")
    #expect(result.errors.count == 2)
  }

  @Test func names() throws {
    let work = try project()
    // A table's name comes first; the figure of that name is asked for by its article.
    try work.write(
      "title: Two\npublished: 2025-05-11\nfigures:\n" + Self.figures.replacing("undeclared", with: "boats_by_port"),
      "Pipelines/articles/two.yaml")
    #expect(work.run("trace", "boats_by_port", "--where", "port=Here").out.hasPrefix("Boats by port\n"))
    #expect(work.run("trace", "boats_by_port", "--article", "two").out.contains("No records are declared"))
    let both = work.run("trace", "boats-here")
    #expect(both.status == 64)
    #expect(both.err == "boats-here: is a figure of 2 articles: one, two\n-> choose one: --article one\n")
    #expect(work.run("trace", "boats-here", "--article", "two").status == 0)
    for (name, says) in [
      ("boats-hree", "did you mean 'boats-here'?"), ("boats_by_prot", "did you mean 'boats_by_port'?"),
      ("boats_seen", "'boats_seen' is a dataset, not a table or a figure"),
    ] {
      let result = work.run("trace", name)
      #expect(result.status == 64)
      #expect(result.err.contains(says), "\(result.err)")
    }
    #expect(work.run("trace", "talk", "--article", "three").err.contains("there is no article named 'three'"))
    let option = work.run("trace", "undeclared", "--where", "port=Here")
    #expect(option.status == 64)
    #expect(option.err.contains("'undeclared' is a figure"), "\(option.err)")
  }

  @Test func checkReadsTheirSQL() throws {
    let work = try project()
    let good = try work.read("Pipelines/articles/one.yaml")
    for (new, says) in [
      ("boats_sene where port = 'Here'", "did you mean 'boats_seen'?"),
      ("boats_seen where prot = 'Here'", "did you mean 'port'?"),
      ("boats_seen where port = :port", "ask for :port"),
      ("boats_seen where (port = 'Here'", "the records of boats_seen"),
    ] {
      try work.write(
        good.replacing("boats_seen where port = 'Here'\n  - id", with: new + "\n  - id"), "Pipelines/articles/one.yaml")
      let result = work.run("check")
      #expect(result.status == 65)
      #expect(result.err.contains("Pipelines/articles/one.yaml:11: "), "\(result.err)")
      #expect(result.err.contains(says), "\(result.err)")
    }
  }
}
