import Foundation
import TestTools
import Testing

/// What a run remembers saves the next one work, and never shows in what it writes.
@Suite(.tags(.slow)) struct RememberedTests {
  static let ports = ["Here", "There", "Elsewhere"]

  private static func rows(_ random: inout SeededRandom) -> String {
    var text = "Day,Port,Boats\n"
    for day in 1...6 {
      for port in ports where Int.random(in: 0..<4, using: &random) > 0 {
        text += "\(day) May 2025,\(port),\(Int.random(in: 0...9, using: &random))\n"
      }
    }
    return text + "7 May 2025,Here,1\n"
  }

  /// Two datasets, tables over one, over both and over the editions, a check, a note that depends on the data, and an article.
  private func project(_ random: inout SeededRandom) throws -> Workdir {
    let work = try Workdir()
    work.now = "2025-06-01T06:00:00Z"
    try work.makeProject()
    let seen = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(
      seen.replacing("Boats seen", with: "Boats stopped").replacing(
        "moved_pct: off", with: "moved_pct: {closed: 60, open: 60}"),
      "Pipelines/stops/boats_stopped/dataset.yaml")
    try work.write(
      try work.read("Pipelines/boats/boats_seen/normalize.sql"), "Pipelines/stops/boats_stopped/normalize.sql")
    try work.write("title: Stops\ndescription: Stops.\n", "Pipelines/stops/pipeline.yaml")
    try work.write(
      """
      -- One row per day.
      -- title: Boats stopped by day
      -- column date (date): The day.
      -- column boats (integer, boats): Boats stopped on it.
      -- note when: select max(boats) as most from boats_stopped having max(boats) > 7 | Up to {most} boats were stopped at once.
      -- chart: bar of boats over date
      select date, sum(boats) as boats from boats_stopped group by date order by date
      """, "Pipelines/stops/tables/stops_by_day.sql")
    try work.write(
      """
      -- One row per port.
      -- title: Boats seen and stopped
      -- column port (text): The port.
      -- column seen (integer, boats): Boats seen there in all.
      -- column stopped (integer, boats): Boats stopped there in all.
      with stopped as (select port, sum(boats) as boats from boats_stopped group by port)
      select s.port, sum(s.boats) as seen, t.boats as stopped
      from boats_seen s left join stopped t on t.port = s.port
      group by s.port, t.boats order by s.port
      """, "Pipelines/stops/tables/seen_and_stopped.sql")
    try work.write(
      """
      -- Boats without a port.
      select date from boats_stopped where port = '' order by date
      """, "Pipelines/stops/checks/port.sql")
    for file in ["pipeline.yaml", "tables/revision_profile.sql", "tables/revisions_by_dataset.sql"] {
      try work.write(
        try String(contentsOfFile: "\(Workdir.root)/Pipelines/edition-history/\(file)", encoding: .utf8),
        "Pipelines/edition-history/\(file)")
    }
    try work.write(
      """
      title: Boats
      published: 2025-05-20
      revisions: revision_profile
      figures:
        - id: seen
          clause: ten boats
          printed: 10
          unit: boats
          rule: {about: 5}
          sql: select sum(boats) from boats_seen where port = 'Here'
        - id: stopped
          clause: ten boats were stopped
          printed: 10
          unit: boats
          rule: at least
          cell: {table: seen_and_stopped, column: stopped, where: {port: Here}}
      """, "Pipelines/articles/boats.yaml")
    for dataset in ["boats_seen", "boats_stopped"] {
      try work.write(Self.rows(&random), "new.csv")
      #expect(work.run("add", dataset, "new.csv", "--published", "2025-05-08").status == 0)
    }
    let first = work.run("run", "--offline")
    #expect(first.status == 0 || first.status == 3, "\(first.err)")
    return work
  }

  private func files(_ work: Workdir, _ folder: String) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: work.path(folder))
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        FileManager.default.contents(atPath: work.path("\(folder)/\(name)")).map { (name, $0) }
      })
  }

  /// The exports of a run that begins with nothing but the archive.
  private func fromNothing(_ work: Workdir) throws -> [String: Data] {
    try? FileManager.default.removeItem(atPath: work.path("copy"))
    try FileManager.default.createDirectory(atPath: work.path("copy"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: work.path("Data/archive"), toPath: work.path("copy/archive"))
    let run = work.run("run", "--offline", "--data", "copy")
    #expect([0, 1, 3].contains(run.status), "\(run.err)")
    return try files(work, "copy/exports")
  }

  private func difference(_ one: [String: Data], _ other: [String: Data]) -> [String] {
    Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }.sorted()
  }

  /// Random sequences of what people do and programs spoil, each step with the bytes of a run that begins with nothing.
  @Test func whateverHappensTheExportsAreThoseOfARunFromNothing() throws {
    var random = SeededRandom.ofTest("RememberedTests")
    let work = try project(&random)
    var editions = ["boats_seen": ["2025-05-08"], "boats_stopped": ["2025-05-08"]]
    var notes = 0
    func edit(_ file: String, _ old: String, _ new: String) throws {
      let text = try work.read("Pipelines/" + file)
      #expect(text.contains(old), "\(file) has no '\(old)'")
      try work.write(text.replacing(old, with: new), "Pipelines/" + file)
    }
    for step in 0..<12 {
      let dataset = Bool.random(using: &random) ? "boats_seen" : "boats_stopped"
      let pipeline = dataset == "boats_seen" ? "boats" : "stops"
      var done = ""
      notes += 1
      switch Int.random(in: 0..<8, using: &random) {
      case 0...2:
        // Also one that is older than what is there.
        let day = "2025-05-\(Int.random(in: 10...28, using: &random))"
        try work.write(Self.rows(&random), "new.csv")
        done = "add \(dataset) \(day): \(work.run("add", dataset, "new.csv", "--published", day).status)"
        editions[dataset]!.append(day)
      case 3:
        let day = try #require(editions[dataset]!.randomElement(using: &random))
        let verb = Bool.random(using: &random) ? "withdraw" : "accept"
        done = "\(verb) \(dataset) \(day): \(work.run(verb, dataset, day, "--reason", "step \(step)").status)"
      case 4:
        try edit("stops/tables/stops_by_day.sql", "-- title:", "-- note: Note \(notes).\n-- title:")
        done = "note"
      case 5:
        try edit("\(pipeline)/\(dataset)/dataset.yaml", "title: ", "title: New ")
        done = "title of \(dataset)"
      case 6:
        switch Int.random(in: 0..<3, using: &random) {
        case 0: try edit("articles/boats.yaml", "clause: ", "clause: so ")
        case 1: try edit("boats/tables/boats_by_port.sql", "sum(boats)", "1 + sum(boats)")
        default: try edit("\(pipeline)/\(dataset)/normalize.sql", "\"Boats\"", "\"Boats\" + 1")
        }
        done = "edit"
      default:
        let file = try #require(
          try files(work, "Data/exports").keys.filter { !$0.hasPrefix(".") }.sorted().randomElement(using: &random))
        if Bool.random(using: &random) {
          try FileManager.default.removeItem(atPath: work.path("Data/exports/\(file)"))
        } else {
          try work.write("spoiled", "Data/exports/\(file)")
        }
        done = "spoil \(file)"
      }
      if Bool.random(using: &random), done.hasPrefix("add") {
        // The command itself has written the exports.
      } else {
        let run = work.run("run", "--offline")
        #expect([0, 1, 3].contains(run.status), "step \(step), \(done): \(run.err)")
      }
      #expect(try difference(files(work, "Data/exports"), fromNothing(work)) == [], "step \(step), \(done)")
    }
    for table in ["boats_by_port", "seen_and_stopped", "stops_by_day", "revision_profile"] {
      #expect(
        work.run("table", table, "--format", "csv").out == (try work.read("Data/exports/\(table).csv")), "\(table)")
    }
    let verified = work.run("verify", "--rebuild")
    #expect(verified.status == 0, "\(verified.err)\(verified.out)")
  }

  /// What a run says of its work: how many SELECTs it ran, and what it made anew.
  private func work(of run: Workdir.Result) throws -> (selects: Int, made: [String]) {
    let line = try #require(run.errors.first { $0.contains(" known; made: ") }, "\(run.err)")
    let words = line.split(separator: " ").map(String.init)
    let place = try #require(words.firstIndex { $0.hasPrefix("SELECT") })
    let made = line.components(separatedBy: "made: ")[1]
    return (try #require(Int(words[place - 1])), made.isEmpty ? [] : made.components(separatedBy: ", "))
  }

  @Test func whatIsUnchangedIsNotMadeAgain() throws {
    var random = SeededRandom.ofTest()
    let work = try project(&random)
    // Without its stamp a run looks at everything.
    try FileManager.default.removeItem(atPath: work.path("Data/last-run.json"))
    let again = try self.work(of: work.run("run", "--offline", "--verbose"))
    #expect(again == (0, []))

    // News of one dataset: what only the other one is read for stands. The news is not the newest, a day that all pages name.
    try work.write(Self.rows(&random), "new.csv")
    let add = work.run("add", "boats_seen", "new.csv", "--published", "2025-05-07", "--verbose")
    let news = try self.work(of: add)
    #expect(news.made.contains("page site/tables/boats_by_port.html"))
    #expect(news.made.contains("page site/tables/seen_and_stopped.html"))
    #expect(news.made.filter { $0.contains("stops_by_day") } == [])
    // By table: before (known), now, now backwards, and the states that the article and the pages compare with.
    #expect(news.selects > 0 && news.selects <= 40, "\(news.selects)")

    // A file that somebody touched is made again, and nothing else.
    try work.write("spoiled", "Data/exports/site/data/stops_by_day.xlsx")
    let mended = try self.work(of: work.run("run", "--offline", "boats", "--verbose"))
    #expect(mended.made == ["workbook of stops_by_day"])
    #expect(mended.selects == 0)
  }

  /// Within a run every SELECT runs once, and once more backwards.
  @Test func everySelectRunsOnce() throws {
    var random = SeededRandom.ofTest()
    let work = try project(&random)
    try? FileManager.default.removeItem(atPath: work.path("copy"))
    try FileManager.default.createDirectory(atPath: work.path("copy"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: work.path("Data/archive"), toPath: work.path("copy/archive"))
    let first = work.run("run", "--offline", "--data", "copy", "--verbose")
    let selects = try self.work(of: first).selects
    // Five tables, a check and a note; all but the check backwards; the figures; then what pages compare with.
    #expect(selects <= 40, "\(selects)")
  }
}
