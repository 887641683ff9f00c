import Foundation
import Glibc
import TestTools
import Testing
import Words

/// `soundings proof`: the page, and its check against every kind of attack.
@Suite(.tags(.slow)) struct ProofTests {
  /// A project with figures, and its proof.
  func project(_ figures: String = FigureTraceTests.figures) throws -> Workdir {
    let work = try FigureTraceTests().project(figures)
    let written = work.run("proof", "one", "--out", "proof.html")
    #expect(written.status == 0, "\(written.err)")
    #expect(written.err == "")
    return work
  }

  func check(_ work: Workdir, _ file: String = "proof.html") -> Workdir.Result { work.run("proof", "--check", file) }

  /// The two lines of a finding on stderr, and the exit code.
  func expect(
    _ result: Workdir.Result, _ status: Int32, _ says: String, _ remedy: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(result.status == status, "\(result.out)\(result.err)", sourceLocation: sourceLocation)
    #expect(result.err.contains(says), "\(result.err)", sourceLocation: sourceLocation)
    #expect(result.errors.count % 2 == 0, "\(result.err)", sourceLocation: sourceLocation)
    for (i, line) in result.errors.enumerated() {
      #expect(line.hasPrefix("-> ") == (i % 2 == 1), "\(result.err)", sourceLocation: sourceLocation)
    }
    #expect(result.err.contains("-> \(remedy)"), "\(result.err)", sourceLocation: sourceLocation)
  }

  /// The JSON in a page, its hash in the page, and all three places of the hash put right after a change.
  func forge(_ work: Workdir, _ change: (String) -> String) throws {
    let page = try work.read("proof.html")
    let start = try #require(page.range(of: "data-sha256=\""))
    let hash = String(page[start.upperBound...].prefix(64))
    let open = try #require(page.range(of: "\">", range: start.upperBound..<page.endIndex))
    let close = try #require(page.range(of: "</script>", range: open.upperBound..<page.endIndex))
    let data = String(page[open.upperBound..<close.lowerBound])
    let changed = change(data)
    #expect(changed != data)
    try work.write(changed, "data.json")
    let sum = Process()
    sum.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
    sum.arguments = [work.path("data.json")]
    let pipe = Pipe()
    sum.standardOutput = pipe
    try sum.run()
    sum.waitUntilExit()
    let new = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile().prefix(64), as: UTF8.self)
    try work.write(page.replacing(data, with: changed).replacing(hash, with: new), "forged.html")
  }

  @Test func writesOnePageWithItsData() throws {
    let work = try project()
    let page = try work.read("proof.html")
    for text in [
      "<!doctype html>", "“five boats”", "14 boats", "select sum(boats) from boats_seen where port = 'Here'",
      "2 May 2025,Here,9", "No records are declared for this figure.", "nobody else was there", "one.csv",
    ] { #expect(page.contains(text), "\(text)") }
    let json = work.run("proof", "one", "--out", "again.html", "--json")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    #expect((document["figures"] as? [[String: Any]])?.count == 4)
    // The same bytes again, after a rebuild, and from elsewhere.
    #expect(try work.read("again.html") == page)
    #expect(work.run("rebuild").status == 0)
    #expect(work.run("proof", "one", "--out", "again.html", "--quiet").out == "")
    #expect(try work.read("again.html") == page)
    let other = try Workdir()
    let there = other.run(
      "proof", "one", "--out", "there.html", "--config", work.path("Config/soundings.yaml"), "--data", work.path("Data")
    )
    #expect(there.status == 0, "\(there.err)")
    #expect(try other.read("there.html") == page)
  }

  @Test func allIsWell() throws {
    let work = try project()
    let result = check(work)
    #expect(result.status == 0, "\(result.err)")
    #expect(result.err == "")
    #expect(result.out.contains("  matches: 2 archived files: present, with the SHA-256 that the proof names\n"))
    #expect(result.out.contains("  matches: 4 figures: computed again"), "\(result.out)")
    #expect(result.out.hasSuffix("All of it matches.\n"))
    let json = work.run("proof", "--check", "proof.html", "--json")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    #expect(document["matches"] as? Bool == true)
    #expect((document["checked"] as? [String])?.count == 4)
    #expect(work.run("proof", "--check", "proof.html", "--quiet").out == "")
  }

  @Test func whatIsNoProof() throws {
    let work = try project()
    let page = try work.read("proof.html")
    try work.write("", "empty.html")
    try work.write("<!doctype html><title>Hello</title>", "other.html")
    try work.write(String(page.prefix(page.count * 6 / 10)), "cut.html")
    try work.write(page.replacing("\"form\":4,", with: "\"form\":4 "), "byte.html")
    for (file, says) in [
      ("empty.html", "empty.html: is empty"), ("other.html", "other.html: is not a proof of Soundings"),
      ("cut.html", "cut.html: is cut off"), ("Data", "Data: is a folder, not a proof"),
      ("missing.html", "missing.html: there is no such file"), ("/dev/null", "/dev/null: is not a regular file"),
      ("byte.html", "byte.html: is damaged or was changed: its data has the SHA-256 "),
    ] {
      let result = check(work, file)
      expect(result, 65, says)
      #expect(result.out == "")
      #expect(result.errors.count == 2, "\(result.err)")
    }
  }

  @Test func aChangedTextIsSeen() throws {
    let work = try project()
    let page = try work.read("proof.html")
    try work.write(page.replacing("<dd>14 boats</dd>", with: "<dd>15 boats</dd>", maxReplacements: 1), "text.html")
    let text = check(work, "text.html")
    expect(text, 65, "the page was changed: it reads \"", "trust the data, not this page")
    #expect(text.err.contains("<dd>15 boats</dd>") && text.err.contains("<dd>14 boats</dd>"), "\(text.err)")
    // The rest is checked all the same.
    #expect(text.out.contains("computed again"))
    try work.write(page + " ", "longer.html")
    expect(check(work, "longer.html"), 65, "the page was changed")
  }

  /// Data and hash changed together: the page is made of its data, and yet it does not match.
  @Test func aForgeryIsSeen() throws {
    let work = try project()
    // Which records stand behind a figure is in the data only.
    try forge(work) {
      $0.replacing("\"steps\":\"2-1\"", with: "\"steps\":\"1-1\"").replacing(
        "\"steps\":\"2\"", with: "\"steps\":\"1\"")
    }
    expect(check(work, "forged.html"), 1, " are not those of the archive: their SHA-256 is ")
    // A file that leads out of the archive is not looked at.
    try forge(work) { $0.replacing("\"boats_seen/", with: "\"boats_seen/../") }
    let path = check(work, "forged.html")
    expect(path, 65, "is not the name of a file in an archive")
  }

  /// The text of another version's page is not compared: that is no match, and no change either. The rest is checked.
  @Test(arguments: [
    (#""templates":""#, #""templates":"0"#, " with other templates), so"),
    (#""soundings":""#, #""soundings":"9."#, "(Soundings 9.0.1.0, this is 0.1.0), so"),
    (#""renderer":"swift-mustache "#, #""renderer":"swift-mustache 9."#, " with swift-mustache 9."),
    // As it was made before the renderer was recorded.
    (#""renderer":"#, #""other":"#, " with a renderer that it does not name, this one has swift-mustache "),
  ])
  func aPageOfAnotherVersionIsNotCalledChanged(old: String, new: String, version: String) throws {
    let work = try project()
    try forge(work) { $0.replacing(old, with: new) }
    let result = check(work, "forged.html")
    expect(result, 1, "forged.html: was made by another version (", "check it once with the version that made it; ")
    #expect(result.errors.count == 2 && result.err.contains(version), "\(result.err)")
    #expect(!result.err.contains("changed"))
    #expect(result.out.contains("  matches: 2 archived files: ") && result.out.contains("  matches: 4 figures: "))
    #expect(result.out.hasSuffix("The page's text was not compared with its data: see below\n"), "\(result.out)")
    let json = work.run("proof", "--check", "forged.html", "--json")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    #expect(document["is_other_version"] as? Bool == true && document["is_damaged"] as? Bool == false)
    // A page of this version with other words is changed.
    try work.write(try work.read("proof.html").replacing("14 boats</dd>", with: "15 boats</dd>"), "changed.html")
    let changed = check(work, "changed.html")
    expect(changed, 65, "the page was changed: it reads")
    #expect(!changed.err.contains("another version"))
  }

  @Test func aDamagedArchiveIsSeen() throws {
    let work = try project()
    let names = work.names("Data/archive/boats_seen").filter { $0.hasSuffix(".csv") }
    let two = try #require(
      names.first { (try? work.read("Data/archive/boats_seen/\($0)")) == (try? work.read("two.csv")) })
    let path = "Data/archive/boats_seen/" + two
    chmod(work.path(path), 0o644)
    try work.write(try work.read("two.csv").replacing("Here,5", with: "Here,6"), path)
    let damaged = check(work)
    expect(
      damaged, 1, "\(path): is not what the proof rests on: its SHA-256 is ",
      "restore it from a backup; for how else, and what else is damaged: soundings verify"
    )
    #expect(damaged.errors.count == 2, "\(damaged.err)")
    unlink(work.path(path))
    expect(check(work), 1, "\(path): is missing; the proof rests on it")
    for name in names { unlink(work.path("Data/archive/boats_seen/" + name)) }
    expect(
      check(work), 1, "holds none of the 2 files of the proof: it is another archive",
      "put that one back, or point --data")
    #expect(check(work).errors.count == 2)
    let nowhere = work.run("proof", "--check", "proof.html", "--data", "Nowhere")
    expect(nowhere, 1, "Nowhere/archive: there is no archive")
    #expect(nowhere.out.contains("matches: the page"))
    // A reader without any project can still check the file by itself.
    let other = try Workdir()
    let alone = other.run("proof", "--check", work.path("proof.html"))
    #expect(alone.status == 1)
    #expect(alone.out.contains("matches: the page"))
  }

  @Test func aWarehouseOfOtherDataIsSeen() throws {
    let work = try project()
    unlink(work.path("Data/soundings.sqlite"))
    expect(check(work), 1, "there is no warehouse", "make it from the archive: soundings rebuild")
    #expect(work.run("rebuild").status == 0)
    #expect(check(work).status == 0)
    // A definition that has changed is no match, whatever the value.
    let good = try work.read("Pipelines/articles/one.yaml")
    try work.write(good.replacing("sum(boats) from", with: "sum(boats + 0) from"), "Pipelines/articles/one.yaml")
    expect(check(work), 1, "boats-here: its source or SQL is not what the proof says")
    try work.write(
      good.replacing("where port = 'Here'\n    r", with: "where port <> 'Here'\n    r"), "Pipelines/articles/one.yaml")
    expect(check(work), 1, "boats-here: its value as of publication is 3 here, the proof says 11")
    try work.write(good.replacing("id: talk", with: "id: chat"), "Pipelines/articles/one.yaml")
    let renamed = check(work)
    expect(renamed, 1, "talk: is no longer a figure of Pipelines/articles/one.yaml")
    #expect(renamed.err.contains("chat: is a figure of Pipelines/articles/one.yaml, and the proof does not have it"))
    unlink(work.path("Pipelines/articles/one.yaml"))
    expect(check(work), 1, "there is no article named 'one'")
  }

  @Test func newerDataIsNews() throws {
    let work = try project()
    func add(_ here: Int, _ day: String) throws {
      let lines = "1 May 2025,Here,\(here)\n2 May 2025,Here,9\n2 May 2025,\"There, too\",3\n"
      try work.write("Day,Port,Boats\n" + lines, "edition.csv")
      let add = work.run("add", "boats_seen", "edition.csv", "--published", day)
      #expect(add.status == 0 || add.status == 3, "\(add.err)")
    }
    // Published after all that the proof knew of: the proof stands, and the difference is news.
    try add(6, "2025-07-01")
    let news = check(work)
    #expect(news.status == 0, "\(news.err)")
    let line = "boats-here: value now 15, the proof says 14, by data of up to 2025-07-01; the proof is of 2025-06-03"
    #expect(news.out.contains("  news: \(line)"), "\(news.out)")
    // Published before: what the proof said of its day is not what the archive says of it now.
    try add(7, "2025-05-05")
    expect(check(work), 1, "boats-here: its value as of publication is 16 here, the proof says 11")
  }

  @Test func whatCannotBeWritten() throws {
    let work = try project()
    let before = try work.read("proof.html")
    for (arguments, status, says) in [
      (["proof"], 64, "no article is named"), (["proof", "one"], 64, "--out: names no file"),
      (["proof", "oen", "--out", "x.html"], 64, "did you mean 'one'?"),
      (["proof", "one", "--check", "proof.html"], 64, "the proof itself contains its article and day"),
      (["proof", "one", "--out", "missing/x.html"], 1, "the folder missing is not there"),
      (["proof", "one", "--out", "Data"], 1, "Data: cannot be written: "),
      (["proof", "one", "--out", "one.csv/x.html"], 1, "a part of one.csv is a file"),
      (["proof", "one", "--out", "/dev/full"], 1, "/dev/full: is not a regular file"),
      (["proof", "one", "--out", "x.html", "--as-of", "2025-13-01"], 64, "is not a date"),
      (["proof", "one", "--out", "x.html", "--data", "Nowhere"], 1, "holds no data yet"),
    ] {
      let result = work.run(arguments)
      expect(result, Int32(status), says)
      #expect(result.out == "")
    }
    #expect(!work.exists("x.html"))
    #expect(try work.read("proof.html") == before)
    #expect(try work.read("one.csv").hasPrefix("Day,Port"))
  }

  /// A proof says all or nothing: what cannot be judged, or has too few records, leaves no file.
  @Test(arguments: [
    (
      "select sum(boats) from boats_seen where port = 'Here'", "select sum(boast) from boats_seen",
      "no such column: boast"
    ),
    (
      "select sum(boats) from boats_seen where port = 'Here'", "select boats from boats_seen", "gives more than one row"
    ),
    (
      "select sum(boats) from boats_seen where port = 'Here'", "select max(port) from boats_seen",
      "gives the text 'There, too'"
    ),
    ("- boats_seen where port = 'Here'", "- boats_seen where boats > 2", "are incomplete"),
  ])
  func aFigureThatCannotBeJudged(_ old: String, _ new: String, _ says: String) throws {
    let work = try project()
    let good = try work.read("Pipelines/articles/one.yaml")
    try work.write(good.replacing(old, with: new), "Pipelines/articles/one.yaml")
    let result = work.run("proof", "one", "--out", "new.html")
    expect(result, 65, says)
    #expect(!work.exists("new.html"))
  }

  @Test func aFigureWithoutARowIsSaid() throws {
    let work = try FigureTraceTests().project(
      """
        - id: nowhere
          clause: no boat
          printed: 1
          rule: equals
          cell: {table: boats_by_port, column: boats, where: {port: Nowhere}}
        - id: nobody
          clause: no boat either
          printed: 1
          rule: equals
          sql: select boats from boats_seen where port = 'Nowhere'
          records: [boats_seen where port = 'Nowhere']

      """)
    // Said when it is made, as soundings figures says it, and in the proof.
    expect(
      work.run("proof", "one", "--out", "proof.html"), 0, "the figure 'nowhere' finds no such row as of publication")
    let page = try work.read("proof.html")
    #expect(page.contains("0 records of boats_seen"))
    #expect(page.contains("nothing: no such row"))
    #expect(check(work).status == 0)
  }
}
