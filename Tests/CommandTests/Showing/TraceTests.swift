import Foundation
import TestTools
import Testing

/// `soundings trace`: from a cell to the lines of the archived files.
@Suite(.tags(.slow)) struct TraceTests {
  /// Three editions: the second revises Here of May and covers the same, the third brings another port.
  func project(
    trace: String = "-- trace boats: boats from boats_seen where port = :port", now: String? = nil
  ) throws -> Workdir {
    let work = try Workdir()
    work.now = now
    try work.makeProject()
    try work.write(
      """
      -- One row per port.
      -- title: Boats by port
      -- column port (text): The port.
      -- column boats (integer, boats): Boats seen there in all.
      -- column days (integer, days): Days on which boats were seen.
      -- column mean (decimal 1, boats) = boats / days: Boats a day.
      \(trace)
      -- trace days: distinct date from boats_seen where port = :port
      select port, sum(boats) as boats, count(distinct date) as days
      from boats_seen group by port order by port
      """, "Pipelines/boats/tables/boats_by_port.sql")
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,Here,9\n2 May 2025,\"There, too\",3\n", "one.csv")
    try work.write("Day,Port,Boats\n2 May 2025,\"There, too\",3\n2 May 2025,Here,9\n1 May 2025,Here,5\n", "two.csv")
    for (name, day) in [("one", "2025-05-03"), ("two", "2025-06-03")] {
      let added = work.run("add", "boats_seen", "\(name).csv", "--published", day)
      #expect(added.status == 0, "\(added.err)")
    }
    return work
  }

  func document(_ result: Workdir.Result) throws -> [String: Any] {
    #expect(result.status == 0, "\(result.err)")
    return try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
  }

  func cells(_ document: [String: Any]) throws -> [[String: Any]] {
    try #require(document["cells"] as? [[String: Any]])
  }

  @Test func aCellLeadsToTheLinesOfTheFiles() throws {
    let work = try project()
    let document = try document(
      work.run("trace", "boats_by_port", "--where", "port=Here", "--column", "boats", "--json"))
    #expect(document["table"] as? String == "boats_by_port")
    #expect(document["as_of"] is NSNull)
    #expect((document["row"] as? [String: Any])?["mean"] as? Double == 7.0)
    let cell = try #require(try cells(document).first)
    #expect(cell["column"] as? String == "boats")
    #expect(cell["value"] as? Int == 14)
    #expect(cell["sum"] as? Int == 14)
    #expect(cell["records"] as? Int == 2)
    #expect(cell["is_complete"] as? Bool == true)
    let items = try #require(cell["contributions"] as? [[String: Any]])
    #expect(items.map { $0["text"] as? String } == ["2 May 2025,Here,9", "1 May 2025,Here,5"])
    #expect(items.map { $0["value"] as? Int } == [9, 5])
    #expect(items.map { $0["record"] as? Int } == [2, 3])
    // The 9 came with the first edition and the second left it; the 5 is a revision.
    #expect(items.map { $0["published"] as? String } == ["2025-05-03", "2025-06-03"])
    #expect((items[0]["confirmed_by"] as? [String: Any])?["edition"] as? String == "2025-06-03")
    #expect(items[1]["confirmed_by"] is NSNull)
    #expect(items.map { $0["url"] as? String } == ["one.csv", "two.csv"])
    #expect((items[0]["fetched_at"] as? String)?.count == 20)
    #expect(items[0]["origin"] as? String == "added")
    for (item, file) in zip(items, ["one.csv", "two.csv"]) {
      let archived = "Data/archive/" + (try #require(item["file"] as? String))
      #expect(try work.read(archived) == work.read(file))
      #expect(archived.contains(try #require(item["sha256"] as? String)))
    }
  }

  @Test func textForPeople() throws {
    let work = try project()
    let result = work.run("trace", "boats_by_port", "--where", "port=There, too")
    #expect(result.status == 0, "\(result.err)")
    #expect(result.err == "")
    #expect(result.out.hasPrefix("Boats by port\nport There, too, boats 3, days 1, mean 3.0\n"))
    #expect(result.out.contains("\nboats = 3 boats: the sum of 1 record\n"))
    #expect(
      result.out.contains("  boats_seen, since the edition of 2025-05-03, confirmed by the edition of 2025-06-03\n"))
    #expect(result.out.contains("    Harbor Office: published 2025-05-03, added 20"))
    #expect(result.out.contains("    record 3: 3 | 2 May 2025,\"There, too\",3\n"))
    #expect(result.out.contains("\ndays = 1 days: distinct values in 1 record\n"))
    #expect(result.out.contains("\nmean = 3.0 boats: computed from boats, days\n"))
  }

  @Test func aDerivedColumnBringsThoseItComesFrom() throws {
    let work = try project()
    let document = try document(
      work.run("trace", "boats_by_port", "--where", "port=Here", "--column", "mean", "--json"))
    #expect(try cells(document).map { $0["column"] as? String } == ["mean", "boats", "days"])
    #expect(try cells(document)[0]["derived_from"] as? [String] == ["boats", "days"])
    #expect(try cells(document)[0]["sum"] is NSNull)
    #expect(try cells(document)[2]["counts"] as? String == "distinct values")
  }

  @Test func asOfADay() throws {
    let work = try project()
    let document = try document(
      work.run(
        "trace", "boats_by_port", "--where", "port=Here", "--column", "boats", "--as-of", "2025-06-02", "--json"))
    #expect(document["as_of"] as? String == "2025-06-02")
    let items = try #require(try cells(document)[0]["contributions"] as? [[String: Any]])
    #expect(items.map { $0["text"] as? String } == ["1 May 2025,Here,2", "2 May 2025,Here,9"])
    #expect(items.allSatisfy { $0["confirmed_by"] is NSNull })
    let early = work.run("trace", "boats_by_port", "--where", "port=Here", "--as-of", "2025-05-02")
    #expect(early.status == 64)
    #expect(early.err.contains("its first edition is of May 3, 2025"), "\(early.err)")
  }

  @Test func allNamesEveryRecord() throws {
    let work = try project()
    let lines = (1...28).map { "\($0) May 2025,Here,\($0 * 7 % 29)" }.joined(separator: "\n")
    try work.write("Day,Port,Boats\n\(lines)\n", "many.csv")
    work.run("add", "boats_seen", "many.csv", "--published", "2025-07-01")
    let arguments = ["trace", "boats_by_port", "--column", "boats", "--json"]
    let some = try cells(try document(work.run(arguments)))[0]
    let numbers: [Int] = (1...28).map { $0 * 7 % 29 }
    let sum = numbers.reduce(0, +)
    #expect(some["sum"] as? Int == sum)
    #expect(some["records"] as? Int == 28)
    #expect(some["is_complete"] as? Bool == false)
    let values = try #require(some["contributions"] as? [[String: Any]]).map { $0["value"] as? Int ?? 0 }
    for large in 24...28 { #expect(values.contains(large)) }
    #expect(values.count <= 8)
    let all = try cells(try document(work.run(arguments + ["--all"])))[0]
    let everyValue = try #require(all["contributions"] as? [[String: Any]]).map { $0["value"] as? Int ?? 0 }
    #expect(everyValue.count == 28)
    #expect(everyValue.reduce(0, +) == sum)
    #expect(work.run("trace", "boats_by_port", "--column", "boats").out.contains("all of them with --all"))
  }

  /// Arguments, and what the two lines say.
  static let mistakes: [([String], says: String, remedy: String)] = [
    (["--where", "prot=Here"], "boats_by_port has no column 'prot'", "did you mean 'port'?"),
    (["--where", "port"], "\"port\" is not a condition", "--where port=..."),
    (["--where", "boats=many"], "\"many\" cannot be a value of boats, which is of kind integer", "soundings table"),
    (["--where", "port=Hree"], "no row has port = Hree", "did you mean port='Here'? Its values: 'Here', 'There, too'"),
    (["--where", "boats=15"], "no row has boats = 15", "The nearest values of boats: 3, 14"),
    (
      ["--where", "port=Here", "--where", "boats=3"], "no row has port = Here and boats = 3",
      "The nearest values of boats: 14"
    ),
    ([], "2 rows; a trace needs one row", "add --where port='...': 'Here', 'There, too'"),
    (["--where", "port=Here", "--column", "baots"], "has no column 'baots'", "did you mean 'boats'?"),
    (["--where", "port=Here", "--column", "port"], "'port' of boats_by_port has no trace line", "boats, days, mean"),
  ]

  @Test func mistakesOnTheCommandLine() throws {
    let work = try project()
    for (arguments, says, remedy) in Self.mistakes {
      let result = work.run(["trace", "boats_by_port"] + arguments)
      #expect(result.status == 64, "\(arguments): \(result.err)")
      #expect(result.out == "")
      #expect(result.errors.count == 2, "\(result.err)")
      #expect(result.errors.first?.contains(says) == true, "\(result.err)")
      #expect(result.errors.last?.contains(remedy) == true, "\(result.err)")
    }
    let table = work.run("trace", "boats_by_prot", "--where", "port=Here")
    #expect(table.status == 64)
    #expect(table.err.contains("did you mean 'boats_by_port'?"), "\(table.err)")
    let empty = try Workdir()
    try empty.makeProject()
    #expect(empty.run("trace", "boats_by_port").err.contains("no column of the table can be traced"))
  }

  @Test func aDamagedSnapshotIsNotBelieved() throws {
    let work = try project()
    let archived = try FileManager.default.contentsOfDirectory(atPath: work.path("Data/archive/boats_seen"))
      .filter { $0.hasSuffix(".csv") }.first { try work.read("Data/archive/boats_seen/\($0)") == work.read("two.csv") }
    let name = "Data/archive/boats_seen/" + (try #require(archived))
    // The same length, another number.
    chmod(work.path(name), 0o644)
    try work.write(try work.read(name).replacingOccurrences(of: "Here,5", with: "Here,6"), name)
    let damaged = work.run("trace", "boats_by_port", "--where", "port=Here", "--column", "boats")
    #expect(damaged.status == 65)
    #expect(damaged.out == "")
    #expect(damaged.errors.count == 2, "\(damaged.err)")
    #expect(damaged.err.contains(name) && damaged.err.contains("damaged"), "\(damaged.err)")
    #expect(damaged.errors.last?.contains("soundings verify") == true)
    // What does not need the file is still traced.
    #expect(work.run("trace", "boats_by_port", "--where", "port=There, too").status == 0)
    try FileManager.default.removeItem(atPath: work.path(name))
    let missing = work.run("trace", "boats_by_port", "--where", "port=Here", "--column", "boats")
    #expect(missing.status == 65)
    #expect(missing.err.contains("\(name): the snapshot is missing (boats_seen, edition of "), "\(missing.err)")
  }

  @Test func aTraceThatDoesNotMakeTheCellIsAnError() throws {
    let work = try project(trace: "-- trace boats: boats from boats_seen where port = :port and boats > 8")
    let result = work.run("trace", "boats_by_port", "--where", "port=Here")
    #expect(result.status == 65)
    #expect(result.out == "")
    #expect(
      result.errors.first
        == "Pipelines/boats/tables/boats_by_port.sql:7: 1 traced records give 9, but boats is 14 where port = Here",
      "\(result.err)")
  }

  @Test func checkReadsTraceLines() throws {
    let work = try project()
    let path = "Pipelines/boats/tables/boats_by_port.sql"
    let good = try work.read(path)
    for (old, new, says) in [
      ("boats from boats_seen", "boats from boats_sene", "did you mean 'boats_seen'?"),
      ("boats from boats_seen", "baots from boats_seen", "did you mean 'boats'?"),
      ("port = :port", "port = :prot", "did you mean ':port'?"),
      ("boats from boats_seen", "sum(boats) from boats_seen", "sums by itself"),
    ] {
      try work.write(good.replacing(old, with: new, maxReplacements: 1), path)
      let result = work.run("check")
      #expect(result.status == 65)
      #expect(result.err.contains("\(path):7: the trace of 'boats'"), "\(result.err)")
      #expect(result.err.contains(says), "\(result.err)")
    }
  }
}
