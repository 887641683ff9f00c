import Foundation
import Glibc
import TestTools
import Testing

/// A table that one format cannot hold costs its own file or sheet only.
@Suite(.tags(.slow)) struct LongTextTests {
  @Test func aTextThatNoCellHoldsCostsItsOwnSheet() throws {
    let work = try Workdir()
    try work.makeProject()
    try work.write(
      "-- One row per port.\n-- title: Ports\n-- column port (text): The port.\nselect port from boats_seen order by port\n",
      "Pipelines/boats/tables/ports.sql")
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n", "one.csv")
    #expect(work.run("add", "boats_seen", "one.csv", "--published", "2025-05-03").status == 0)
    let before = try Data(contentsOf: URL(fileURLWithPath: work.path("Data/exports/soundings.xlsx")))
    let long = String(repeating: "x", count: 40_000)
    try work.write("Day,Port,Boats\n1 May 2025,\(long),7\n", "two.csv")
    // The table that shows boats only, without the port's name, still fits.
    try work.write(
      "-- One row in all.\n-- title: Boats\n-- column boats (integer, boats): All boats.\nselect sum(boats) as boats from boats_seen order by boats\n",
      "Pipelines/boats/tables/all_boats.sql")
    let added = work.run("add", "boats_seen", "two.csv", "--published", "2025-05-04")
    #expect(added.status == 1, "\(added.err)")
    #expect(added.err.contains("has a text of 40000 characters"), "\(added.err)")
    let after = try Data(contentsOf: URL(fileURLWithPath: work.path("Data/exports/soundings.xlsx")))
    #expect(after != before)
    #expect(try work.read("Data/exports/all_boats.csv") == "boats\n7\n")
    let listing = Child(
      program: "/usr/bin/env",
      arguments: [
        "python3", "-c", "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read('xl/workbook.xml').decode())",
        work.path("Data/exports/soundings.xlsx"),
      ],
      folder: work.folder, out: work.path("list"), err: work.path("list-err")
    ).wait()
    #expect(listing.out.contains("all_boats") && !listing.out.contains("boats_by_port"), "\(listing.out)\(listing.err)")
  }
}
