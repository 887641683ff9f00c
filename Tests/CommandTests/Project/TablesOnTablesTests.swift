import Foundation
import TestTools
import Testing

/// Tables that read other tables, with the program itself.
@Suite(.tags(.slow)) struct TablesOnTablesTests {
  let work: Workdir

  private static let byPort = """
    -- One row per port and day.
    -- title: Boats by port and day
    -- column port (text): The port.
    -- column date (date): The day.
    -- column boats (integer, boats): Boats seen.
    -- column half (decimal 1, boats) = boats / 2: Half of them.
    -- trace boats: boats from boats_seen where port = :port and date = :date
    select port, date, sum(boats) as boats from boats_seen group by port, date order by port, date

    """
  private static let top = """
    -- One row per day.
    -- title: Boats of both ports by day
    -- column date (date): The day.
    -- column boats (integer, boats): Boats seen.
    -- note when: select max(boats) as most from boats_by_day_and_port having max(boats) > 8 | Up to {most} in a port.
    -- trace boats: boats from boats_by_day_and_port where date = :date
    with days as (select date, sum(boats) as boats from boats_by_day_and_port group by date)
    select date, boats
    from days
    order by date

    """

  init() throws {
    work = try Workdir()
    work.now = "2025-07-01T06:00:00Z"
    try work.makeProject()
    try work.write(Self.byPort, "Pipelines/boats/tables/boats_by_day_and_port.sql")
    // Its name comes first: the engine finds the order.
    try work.write(Self.top, "Pipelines/boats/tables/all_by_day.sql")
    let other = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(other.replacing("Boats seen", with: "Boats stopped"), "Pipelines/boats/boats_stopped/dataset.yaml")
    try work.write(
      try work.read("Pipelines/boats/boats_seen/normalize.sql"), "Pipelines/boats/boats_stopped/normalize.sql")
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,Here,9\n2 May 2025,There,3\n", "one.csv")
    try work.write("Day,Port,Boats\n1 May 2025,Here,5\n2 May 2025,Here,9\n2 May 2025,There,3\n", "two.csv")
    for dataset in ["boats_seen", "boats_stopped"] {
      try work.write("Day,Port,Boats\n1 May 2025,Here,2\n", "Pipelines/boats/\(dataset)/sample.csv")
    }
    #expect(work.run("record").status == 0)
    for (name, day) in [("one", "2025-05-03"), ("two", "2025-06-03")] {
      let added = work.run("add", "boats_seen", "\(name).csv", "--published", day)
      #expect(added.status == 0, "\(added.err)")
    }
  }

  private func lines(_ arguments: String...) -> [Substring] {
    let result = work.run(arguments)
    #expect(result.status == 0, "\(result.err)")
    return result.out.split(whereSeparator: \.isNewline)
  }

  @Test func rowsSourcesDaysAndTracesGoThrough() throws {
    let checked = work.run("check")
    #expect(checked.status == 0, "\(checked.err)")
    #expect(lines("table", "all_by_day", "--format", "csv") == ["date,boats", "2025-05-01,5", "2025-05-02,12"])
    #expect(
      lines("table", "all_by_day", "--format", "csv", "--as-of", "2025-05-10") == [
        "date,boats", "2025-05-01,2", "2025-05-02,12",
      ])
    #expect(work.run("table", "all_by_day").out.contains("Harbor Office"))
    #expect(work.run("table", "all_by_day").out.contains("Up to 9 in a port."))
    let traced = work.run("trace", "all_by_day", "--where", "date=2025-05-02")
    #expect(traced.status == 0, "\(traced.err)")
    for text in ["boats = 12 boats", "2 May 2025,Here,9", "2 May 2025,There,3", "record 2", "record 3"] {
      #expect(traced.out.contains(text), "\(traced.out)")
    }
    let old = work.run("trace", "all_by_day", "--where", "date=2025-05-01", "--as-of", "2025-05-10")
    #expect(old.out.contains("1 May 2025,Here,2") && !old.out.contains("1 May 2025,Here,5"), "\(old.out)\(old.err)")
    #expect(lines("query", "select sum(boats) as n from all_by_day", "--format", "csv") == ["n", "17"])
    #expect(work.run("verify", "--rebuild").status == 0)
    let page = try work.read("Data/exports/site/tables/all_by_day.html")
    #expect(page.contains("boats_by_day_and_port is:") && page.contains("Harbor Office"))
  }

  /// What rests on a table rests on its datasets, and on its SELECT.
  @Test func whatChangesBeneathIsMadeAgain() throws {
    func file() throws -> String { try work.read("Data/exports/all_by_day.csv") }
    let before = try file()
    // Another dataset makes nothing of it new.
    #expect(work.run("add", "boats_stopped", "one.csv", "--published", "2025-06-05").status == 0)
    #expect(try file() == before)
    try work.write("Day,Port,Boats\n1 May 2025,Here,6\n2 May 2025,Here,9\n2 May 2025,There,3\n", "three.csv")
    #expect(work.run("add", "boats_seen", "three.csv", "--published", "2025-06-10").status == 0)
    #expect(try file() == before.replacing("2025-05-01,5", with: "2025-05-01,6"))
    try work.write(
      Self.byPort.replacing("sum(boats) as", with: "sum(boats) + 1 as").replacing(
        "-- trace boats: boats from boats_seen where port = :port and date = :date\n", with: ""),
      "Pipelines/boats/tables/boats_by_day_and_port.sql")
    try work.write(
      Self.top.replacing("-- trace boats: boats from boats_by_day_and_port where date = :date\n", with: ""),
      "Pipelines/boats/tables/all_by_day.sql")
    let run = work.run("run", "--offline")
    #expect(run.status == 0, "\(run.err)")
    #expect(try file().split(whereSeparator: \.isNewline).suffix(2) == ["2025-05-01,7", "2025-05-02,14"])
  }

  @Test(arguments: [
    (
      "from boats_by_day_and_port group", "from boats_by_day_and_prt group",
      "all_by_day.sql:7: SQL error: no such table: boats_by_day_and_prt",
      "did you mean 'boats_by_day_and_port'? A table reads datasets"
    ),
    (
      "sum(boats) as boats from boats_by", "sum(half) as boats from boats_by",
      "all_by_day.sql:7: SQL error: no such column: half",
      "half of boats_by_day_and_port is computed after its SELECT (boats / 2"
    ),
    (
      "port where date = :date", "port where day = :date", "all_by_day.sql:6: SQL error: no such column: day",
      "fix the statement"
    ),
  ])
  func aMistakeHasItsLineAndRemedy(_ old: String, _ new: String, says: String, remedy: String) throws {
    try work.write(Self.top.replacing(old, with: new), "Pipelines/boats/tables/all_by_day.sql")
    let checked = work.run("check")
    #expect(checked.status == 65)
    #expect(checked.err.contains(says) && checked.err.contains(remedy), "\(checked.err)")
  }
}
