import Foundation
import TestTools
import Testing

/// `soundings check --verbose`: what is read as what.
@Suite(.tags(.slow)) struct ReadingReportTests {
  @Test func eachColumnIsNamedWithItsSource() throws {
    let work = try Workdir()
    try work.makeProject()
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n", "Pipelines/boats/boats_seen/sample.csv")
    #expect(work.run("record").status == 0)
    let plain = work.run("check")
    #expect(plain.status == 0 && !plain.out.contains("->"), "\(plain.err)")
    let checked = work.run("check", "--verbose")
    #expect(
      checked.out.contains(
        """
        boats_seen: csv, utf-8, header of 3 columns
          key: date, port
          Day   -> date   date, key
          Port  -> port   text, key
          Boats -> boats  integer, boats
        """), "\(checked.out)\(checked.err)")
    #expect(checked.out.split(separator: "\n").allSatisfy { $0.count <= 80 })
    // Where the SELECT is not one over the records alone, it is not guessed.
    try work.write(
      """
      with days as (select plain_date("Day") as date, "Port" as port, "Boats" as boats from raw)
      select date, port, boats from days

      """, "Pipelines/boats/boats_seen/normalize.sql")
    let json = work.run("check", "--json")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    let dataset = try #require((document["datasets"] as? [[String: Any]])?.first)
    let columns = try #require(dataset["columns"] as? [[String: Any]])
    #expect(columns.map { $0["column"] as? String } == ["date", "port", "boats"])
    #expect(columns.allSatisfy { $0["from"] == nil || $0["from"] is NSNull })
    #expect(work.run("check", "--verbose").out.contains("(normalize.sql) -> date   date, key"))
  }
}
