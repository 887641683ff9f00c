import TestTools
import Testing

/// Two counts held against each other, with the program itself: one table, in which what differs is named.
@Suite(.tags(.slow)) struct ReconcileTests {
  let work: Workdir

  private static let file = "Pipelines/boats/reconcile/two_ports.yaml"
  private static let text = """
    title: The same boats in two ports
    sources: independent
    by: {date: date}
    unit: boats
    left: {column: here, source: Here, dataset: boats_seen, sum: boats, where: port = 'Here'}
    right:
      column: there
      source: There, in tens
      dataset: boats_seen
      sum: boats
      where: port = 'There'
    agree: {rounded_to: 10}
    known:
      - {where: {date: 2025-05-05}, why: the second port was closed at noon}

    """

  init() throws {
    work = try Workdir()
    try work.makeProject()
    try work.write(Self.text, Self.file)
  }

  @Test func whatDiffersIsNamed() throws {
    try work.write(
      """
      Day,Port,Boats
      1 May 2025,Here,2257
      1 May 2025,There,2260
      2 May 2025,Here,2266
      2 May 2025,There,2260
      3 May 2025,Here,2259
      3 May 2025,There,2260
      4 May 2025,Here,2260
      4 May 2025,There,2260
      5 May 2025,Here,2257
      5 May 2025,There,1130
      6 May 2025,Here,7
      7 May 2025,There,10
      8 May 2025,Here,2255
      8 May 2025,There,2260
      9 May 2025,Here,2255
      9 May 2025,There,2258

      """, "boats.csv")
    let added = work.run("add", "boats_seen", "boats.csv", "--published", "2025-05-10")
    #expect(added.status == 0, "\(added.err)")
    let table = work.run("table", "two_ports", "--format", "csv")
    #expect(
      table.out.split(whereSeparator: \.isNewline) == [
        "date,here,there,difference,agreement,reason", "2025-05-01,2257,2260,3,within tolerance,",
        "2025-05-02,2266,2260,-6,differs,", "2025-05-03,2259,2260,1,within tolerance,", "2025-05-04,2260,2260,0,same,",
        "2025-05-05,2257,1130,-1127,known difference,the second port was closed at noon",
        "2025-05-06,7,,,only the first has it,", "2025-05-07,,10,,only the second has it,",
        "2025-05-08,2255,2260,5,within tolerance,", "2025-05-09,2255,2258,3,differs,",
      ], "\(table.out)\(table.err)")
    #expect(work.run("table", "two_ports").out.contains("4 of the rows do not agree, and no reason is known."))
    let traced = work.run("trace", "two_ports", "--where", "date=2025-05-02")
    #expect(traced.out.contains("here = 2,266 boats") && traced.out.contains("2 May 2025,There,2260"), "\(traced.out)")
    #expect(work.run("verify").status == 0)
  }

  @Test(arguments: [
    ("where: port = 'There'", "where: harbor = 'There'", "\(file):11: SQL error: no such column: harbor"),
    ("dataset: boats_seen, sum", "dataset: boats_sen, sum", "\(file):5: SQL error: no such table: boats_sen"),
    ("sum: boats\n  where", "sum: ships\n  where", "\(file):11: SQL error: no such column: ships"),
  ])
  func aMistakeHasItsLine(_ old: String, _ new: String, says: String) throws {
    try work.write(Self.text.replacing(old, with: new), Self.file)
    let checked = work.run("check")
    #expect(checked.status == 65 && checked.err.contains(says), "\(checked.err)")
  }
}
