import Foundation
import TestTools
import Testing

/// `query`, and the rows and columns that `table` shows.
@Suite(.tags(.slow)) struct QueryTests {
  private static func loaded() throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n1 May 2025,There,3\n", "may.csv")
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n1 May 2025,There,10\n", "june.csv")
    #expect(work.run("add", "boats_seen", "may.csv", "--published", "2025-06-03").status == 0)
    work.run("add", "boats_seen", "june.csv", "--published", "2025-07-03")
    return work
  }

  @Test func aQuestionToDatasetsAndTables() throws {
    let work = try Self.loaded()
    let now = work.run("query", "select port, boats from boats_seen order by port", "--format", "csv")
    #expect(now.status == 0 && now.out == "port,boats\nHere,2\nThere,10\n", "\(now.out)\(now.err)")
    let then = work.run(
      "query", "select sum(boats) as boats from boats_seen", "--as-of", "2025-06-30", "--format", "csv")
    #expect(then.out == "boats\n5\n", "\(then.out)")
    let table = work.run(
      "query",
      "select t.port, t.boats - s.boats as more, t.boats / 4.0 as part from boats_by_port t join boats_seen s using (port)",
      "--json")
    #expect(
      table.status == 0 && table.out.contains("\"part\"") && table.out.contains("2.5"), "\(table.out)\(table.err)")
    let cut = work.run("query", "select port from boats_seen order by port", "--limit", "1")
    #expect(cut.out.contains("Here") && !cut.out.contains("There") && cut.err.contains("there are more rows"))
    #expect(work.run("verify").status == 0)
  }

  @Test(arguments: [
    ("select * from boats_sen", "did you mean 'boats_seen'?"), ("select prot from boats_seen", "write one SELECT"),
    ("delete from boats_seen", "one SELECT"), ("select 1; select 2", "one SELECT"), ("", "one SELECT"),
    ("select port, port from boats_seen", "as one"), ("attach 'x' as y", "one SELECT"),
    ("select random()", "one SELECT"),
  ])
  func aWrongQuestionIsExplained(sql: String, says: String) throws {
    let work = try Self.loaded()
    let result = work.run("query", sql)
    #expect(result.status == 64 && result.errors.count == 2 && result.err.contains(says), "\(result.err)")
  }

  @Test func rowsAndColumnsOfATable() throws {
    let work = try Self.loaded()
    func csv(_ arguments: String...) -> String {
      let result = work.run(["table", "boats_by_port", "--format", "csv"] + arguments)
      return result.status == 0 ? result.out : result.err
    }
    #expect(csv("--where", "port=There") == "port,boats\nThere,10\n")
    #expect(csv("--sort=-boats") == "port,boats\nThere,10\nHere,2\n")
    #expect(csv("--sort", "boats", "--limit", "1", "--columns", "boats") == "boats\n2\n")
    #expect(csv("--columns", "boats,port") == "boats,port\n2,Here\n10,There\n")
    #expect(csv("--sort", "boat").contains("did you mean 'boats'?"))
    #expect(csv("--columns", "ports").contains("did you mean 'port'?"))
    #expect(csv("--where", "boats=many").contains("cannot be a value of boats"))
    #expect(csv("--limit", "0").contains("is no number of rows"))
    let json = work.run("table", "boats_by_port", "--json", "--columns", "port").out
    #expect(json.contains("\"port\"") && !json.contains("\"boats\""), "\(json)")
  }
}
