import Foundation
import TestTools
import Testing

/// Notes that are shown only while the data says so.
@Suite(.tags(.slow)) struct NotesTests {
  private static let note =
    "-- note when: select port, boats, date as day, fiscal_year from (select *, 2025 as fiscal_year from boats_seen)\n"
    + "--   where boats > 1000 and port <> 'a' || ' | ' order by boats desc, port limit 1 | The most is {boats} at {port}\n"
    + "--   on {day}, fiscal year {fiscal_year}.\n"

  private func project(
    _ note: String = note, when: String = "select count(*) as days from boats_seen having count(*) > 2"
  )
    throws -> Workdir
  {
    let work = try Workdir()
    try work.makeProject()
    let table = try work.read("Pipelines/boats/tables/boats_by_port.sql")
    try work.write(
      table.replacingOccurrences(of: "\nselect", with: "\n-- note: Always.\n" + note + "select"),
      "Pipelines/boats/tables/boats_by_port.sql")
    let dataset = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(
      dataset
        + "\nnotes: Once and for all.\nnotes_when:\n  - when: |\n      \(when)\n    text: >-\n      Days here:\n      {days}.\n",
      "Pipelines/boats/boats_seen/dataset.yaml")
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,There,3\n", "one.csv")
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,There,3000\n3 May 2025,There,1\n", "two.csv")
    return work
  }

  private func add(_ work: Workdir, _ file: String, _ day: String) {
    let added = work.run("add", "boats_seen", file, "--published", day)
    #expect(added.status == 0, "\(added.err)")
  }

  @Test func aNoteIsShownWhileTheDataSaysSo() throws {
    let work = try project()
    try work.write(
      "title: An article\npublished: 2025-05-10\nfigures:\n  - id: here\n    clause: boats\n    printed: 2\n"
        + "    rule: equals\n    cell: {table: boats_by_port, column: boats, where: {port: Here}}\n",
      "Pipelines/articles/one.yaml")
    add(work, "one.csv", "2025-05-04")
    let most = "The most is 3,000 at There on May 2, 2025, fiscal year 2025."
    let days = "Days here: 3."
    func shown(_ text: String) throws -> [String] {
      let exported = work.run("export", "--format", "csv,json,md,xlsx,html,datasette")
      #expect(exported.status == 0, "\(exported.err)")
      #expect(work.run("proof", "one", "--out", "Data/exports/proof.html").status == 0)
      let unzip = Process()
      unzip.executableURL = URL(fileURLWithPath: "/usr/bin/unzip")
      unzip.arguments = ["-p", "-q", work.path("Data/exports/soundings.xlsx")]
      let pipe = Pipe()
      unzip.standardOutput = pipe
      try unzip.run()
      let workbook = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      unzip.waitUntilExit()
      let files = [
        "boats_by_port.meta.json", "boats_by_port.json", "boats_by_port.md", "datapackage.json",
        "site/tables/boats_by_port.html", "site/datasets/boats_seen.html", "datasette-metadata.json", "proof.html",
      ]
      return try files.filter { try work.read("Data/exports/" + $0).contains(text) }
        + (workbook.contains(text) ? ["soundings.xlsx"] : [])
        + (work.run("table", "boats_by_port").out.contains(text) ? ["table"] : [])
    }
    #expect(try shown("The most is").isEmpty)
    #expect(try shown("Days here").isEmpty)
    add(work, "two.csv", "2025-05-05")
    #expect(
      try shown(most) == [
        "boats_by_port.meta.json", "boats_by_port.json", "boats_by_port.md", "datapackage.json",
        "site/tables/boats_by_port.html", "datasette-metadata.json", "proof.html", "soundings.xlsx", "table",
      ])
    #expect(try shown(days) == ["site/datasets/boats_seen.html", "datasette-metadata.json", "proof.html"])
    // As of any day it is what that day's data says.
    #expect(!work.run("table", "boats_by_port", "--as-of", "2025-05-04").out.contains("The most is"))
    #expect(work.run("table", "boats_by_port", "--as-of", "2025-05-05").out.contains(most))
    #expect(work.run("export", "--format", "html,md", "--as-of", "2025-05-04", "--out", "past").status == 0)
    #expect(try !work.read("past/boats_by_port.md").contains("The most is"))
    #expect(try !work.read("past/site/datasets/boats_seen.html").contains("Days here"))
    #expect(work.run("verify", "--rebuild").status == 0)
  }

  @Test(arguments: [
    ("-- note when: select boat from boats_seen | Text.\n", "boats_by_port.sql:6: SQL error: no such column: boat"),
    (
      "-- note when: select boats from boats_seen | {boat} boats.\n",
      "boats_by_port.sql:6: the note's text has {boat}, which its SELECT does not give\n-> did you mean 'boats'?"
    ),
    ("-- note when: select 1\n", "boats_by_port.sql:6: the note has no condition or no text"),
    ("-- note when: delete from boats_seen | Gone.\n", "boats_by_port.sql:6: begins with 'delete'"),
    ("-- note if: select 1 | Text.\n", "boats_by_port.sql:6: unknown header line"),
  ])
  func aBadConditionIsFoundWithoutData(note: String, says: String) throws {
    let result = try project(note).run("check")
    #expect(result.status == 65)
    #expect(result.err.contains(says), "\(result.err)")
  }

  @Test(arguments: [
    ("select 1 as days from boats_seen", "dataset.yaml:17: the note's SELECT returns more than one row"),
    (
      "select date as days from boats_seen limit 1",
      "dataset.yaml:17: the note reads otherwise when the datasets are read backwards"
    ),
  ])
  func whatCouldReadOtherwiseStopsThePipeline(when: String, says: String) throws {
    let work = try project(when: when)
    let result = work.run("add", "boats_seen", "one.csv", "--published", "2025-05-04")
    #expect(result.status != 0)
    #expect(result.err.contains(says), "\(result.err)")
    #expect(!work.exists("Data/exports/boats_by_port.csv"))
  }
}
