import Foundation
import TestTools
import Testing

/// `runs`: the ledger for people.
@Suite(.tags(.slow)) struct RunsCommandTests {
  @Test func theNewestComesFirst() throws {
    let work = try Workdir()
    try work.makeProject()
    #expect(work.run("runs").status == 1)
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n", "may.csv")
    try work.write("Day,Port,Boats\n1 May 2025,Here,3\n", "june.csv")
    work.now = "2025-06-04T06:00:00Z"
    #expect(work.run("add", "boats_seen", "may.csv", "--published", "2025-06-03").status == 0)
    work.now = "2025-07-04T06:00:00Z"
    work.run("add", "boats_seen", "june.csv", "--published", "2025-07-03")
    let runs = work.run("runs").out
    let (july, june) = (try #require(runs.range(of: "July 4, 2025")), try #require(runs.range(of: "June 4, 2025")))
    #expect(july.lowerBound < june.lowerBound && runs.contains("soundings add boats_seen"), "\(runs)")
    #expect(runs.contains("boats: done, 1 dataset changed"), "\(runs)")
    let one = work.run("runs", "1")
    #expect(one.out.contains("July 4") && !one.out.contains("June 4") && one.out.contains("1 older"), "\(one.out)")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(work.run("runs", "--json").out.utf8)) as? [String: Any])
    #expect((json["runs"] as? [[String: Any]])?.count == 2 && json["total"] as? Int == 2)
    #expect(work.run("runs", "0").status == 64)
  }
}
