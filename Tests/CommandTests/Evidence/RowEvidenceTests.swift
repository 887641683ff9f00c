import Foundation
import StandIn
import TestTools
import Testing

/// `add-document`, `key`, `evidence`, and what figures, trace and pages say of rows keyed by hand.
@Suite(.tags(.slow)) struct RowEvidenceTests {
  private let words = EvidenceProject.words
  private static let hasPoppler = FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext")
  @Test func eachRowIsInOneState() throws {
    let work = try EvidenceProject.make(
      "a,X,1,one,https://x.example/a,,,,,,2025-11-16", "b,X,2,two,\"x.example, page not noted\",,,,,,2025-11-16",
      "troops,X,15000,,https://x.example/t,,\(words.quoted),,,original read,2025-11-16")
    #expect(try EvidenceProject.states(work) == ["words never read", "no document", "document missing"])
    try EvidenceProject.write(work, "There are \(words), it says.")
    let added = work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(added.status == 0)
    #expect(added.out.contains("1 keyed row anchored in it"))
    #expect(try EvidenceProject.states(work) == ["words never read", "no document", "anchored"])
    #expect(work.run("run", "--offline").status == 0)
    let figures = work.run("figures")
    #expect(figures.out.contains("rests on 1 anchored row keyed by hand"))
    #expect(!figures.out.contains("by hand  "))
    let again = work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(again.status == 0 && again.out.contains("has it already"))
    #expect(work.names("Data/archive/documents").count == 3)
    #expect(work.run("verify").status == 0)
  }

  /// The committed row has only the hash of the words: they are found in the document, and only there.
  @Test func anchoredByTheHashAlone() throws {
    let hash = EvidenceProject.sha256(words)
    let work = try EvidenceProject.make(
      "troops,X,15000,,https://x.example/t,,,\(hash),\(words.unicodeScalars.count),,2025-11-16")
    #expect(try EvidenceProject.states(work) == ["document missing"])
    try EvidenceProject.write(
      work, "<!doctype html><html><body><p>There are about 15,000\n troops in the region.</p></body></html>",
      name: "page.html")
    let added = work.run("add-document", "page.html", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(added.status == 0, "\(added.err)")
    #expect(try EvidenceProject.states(work) == ["anchored"])
    #expect(!(try work.read("Pipelines/boats/facts/curated.csv")).contains("region"))
    let anchors = work.names("Data/archive/documents/anchors")
    #expect(try work.read("Data/archive/documents/anchors/\(anchors[0])").contains(words))
  }

  /// A row whose words are not there, stand twice, do not say the value, or are on another page is not loaded.
  @Test(arguments: [
    ("There are about 16,000 troops in the region.", "does not stand in"),
    ("Some say about 15,000 troops in the region; others too: about 15,000 troops in the region.", "stands 2 times"),
  ])
  func brokenRowsAreQuarantined(text: String, says: String) throws {
    let work = try EvidenceProject.make(
      "other,X,1,,https://x.example/a,,,,,,2025-11-16",
      "troops,X,15000,,https://x.example/t,,\(words.quoted),,,,2025-11-16")
    #expect(work.run("run", "--offline").status == 0)
    #expect(
      work.run("figures", "--json").out.contains("\"value_now\" : \"15000\"")
        || work.run("figures").out.contains("15,000"))
    try EvidenceProject.write(work, text)
    let added = work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(added.status == 1)
    #expect(added.err.contains(says) && added.err.contains(words), "\(added.err)")
    let ran = work.run("run", "--offline")
    // A file with a row that is not as its source says it does not replace the one before.
    #expect(ran.status == 1 && ran.out.contains("held back") && ran.err.contains(says), "\(ran.out)\(ran.err)")
    #expect(ran.err.contains("-> correct Pipelines/boats/facts/curated.csv"), "\(ran.err)")
    #expect(work.run("evidence").status == 1)
  }

  /// As a number and in words: both are looked for.
  @Test(arguments: ["16000,", "1500,", "1500,15000", "15000,16000"]) func theValueMustBeInTheWords(value: String) throws
  {
    let work = try EvidenceProject.make("troops,X,\(value),https://x.example/t,,\(words.quoted),,,,2025-11-16")
    try EvidenceProject.write(work, "There are \(words).")
    let added = work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(added.status == 1)
    let wrong = value.split(separator: ",").first { $0 != "15000" }!
    #expect(added.err.contains("is '\(wrong)', which cannot be read in the quote"), "\(added.err)")
  }

  /// In a PDF the page counts: a locator that is off is noticed, and a page number tells two places apart.
  @Test(.enabled(if: Self.hasPoppler, "needs pdftotext (poppler-utils)"))
  func pagesOfAPDF() throws {
    let row = "troops,X,15000,,https://x.example/t,page 2,\(words.quoted),,,,2025-11-16"
    let work = try EvidenceProject.make(row)
    let pdf = SmallPDF.bytes([
      [SmallPDF.Word(72, 100, "A cover")],
      [SmallPDF.Word(72, 100, "There are about 15,000"), SmallPDF.Word(72, 114, "troops in the region.")],
    ])
    try work.write(Data(pdf), "report.pdf")
    let add = ["add-document", "report.pdf", "--source", "https://x.example/t", "--published", "2025-11-16"]
    let added = work.run(add)
    #expect(added.status == 0 && added.out.contains("page 2, character"), "\(added.out)\(added.err)")
    #expect(try EvidenceProject.states(work) == ["anchored"])
    try work.write(
      [EvidenceProject.header, row.replacingOccurrences(of: "page 2", with: "p. 1")].joined(separator: "\n") + "\n",
      "Pipelines/boats/facts/curated.csv")
    let off = work.run("evidence")
    #expect(off.status == 1 && off.err.contains("is not on page 1 of"), "\(off.err)")
    #expect(off.err.contains("but on page 2, character"), "\(off.err)")
    let key = work.run(
      "key", "facts", "--document", "https://x.example/t", "--quote", words, "--value", "item=a", "--value", "source=X",
      "--value", "value=15000", "--value", "locator=page 1")
    #expect(
      key.status == 64 && key.err.contains("does not stand on page 1 of") && key.err.contains("but on page 2"),
      "\(key.err)")
    // A scanned PDF has no words, and says so.
    try work.write(Data(SmallPDF.bytes([[]])), "scan.pdf")
    let scan = work.run("add-document", "scan.pdf", "--source", "https://x.example/s", "--published", "2025-11-16")
    #expect(scan.err.contains("its pages are images") && scan.err.contains("--transcribed"), "\(scan.err)")
  }

  @Test func aFlippedByteIsNoticed() throws {
    let work = try EvidenceProject.make("troops,X,15000,,https://x.example/t,,\(words.quoted),,,,2025-11-16")
    try EvidenceProject.write(work, "There are \(words).")
    work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    let name = try #require(work.names("Data/archive/documents").first { $0.hasSuffix(".txt") })
    work.shell(
      "chmod u+w Data/archive/documents/\(name); printf X | dd of=Data/archive/documents/\(name) bs=1 seek=3 conv=notrunc 2>/dev/null"
    )
    let evidence = work.run("evidence")
    #expect(evidence.status == 1 && evidence.err.contains("is not what was stored"), "\(evidence.err)")
    #expect(try EvidenceProject.states(work) == ["document missing"])
    #expect(work.run("verify").status != 0)
    // The printed remedy works when typed.
    #expect(
      work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16").status == 0)
    #expect(try EvidenceProject.states(work) == ["anchored"])
  }

  @Test func figuresSayThatTheyRestOnRowsKeyedByHand() throws {
    let work = try EvidenceProject.make("troops,X,15000,,https://x.example/t,,,,,secondary,2025-11-16")
    #expect(work.run("run", "--offline").status == 0)
    let figures = work.run("figures")
    #expect(figures.out.contains("HOLDS, by hand, by a secondary source"), "\(figures.out)")
    #expect(figures.out.contains("rests on 1 unanchored row keyed by hand (words never read: 1)"))
    let json = work.run("figures", "--json").out
    #expect(json.contains("\"weakest\": \"words never read\"") && json.contains("\"is_by_hand\": true"), "\(json)")
    let page = try work.read("Data/exports/site/index.html")
    #expect(page.contains("Who says so") && page.contains("its own words were not kept"))
    #expect(page.contains("https://x.example/t"))
  }

  /// One row that is anchored does not vouch for another, and a kind that nobody knows is an error.
  @Test func theWeakestRowIsNamed() throws {
    let work = try EvidenceProject.make(
      "troops,X,15000,,https://x.example/t,,\(words.quoted),,,official original,2025-11-16",
      "troops,Y,14900,,https://y.example/t,,,,,secondary,2025-11-16")
    try EvidenceProject.write(work, "There are \(words), it says.")
    #expect(
      work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16").status == 0)
    #expect(work.run("run", "--offline").status == 0)
    let figures = work.run("figures").out
    #expect(figures.contains("HOLDS, by hand, by a secondary source"), "\(figures)")
    #expect(figures.contains("rests on 1 anchored and 1 unanchored rows keyed by hand"), "\(figures)")
    let wrong = try EvidenceProject.make("troops,X,15000,,https://x.example/t,,,,,copy of teh original,2025-11-16")
    let run = wrong.run("run", "--offline")
    #expect(run.status != 0)
    #expect(
      (run.err + run.out + wrong.run("evidence").err).contains("'copy of teh original', which is no kind of source"))
  }

  /// A day that stands for a month is nowhere shown as a day, and `trace` says what each source says.
  @Test func aDayIsShownAsPreciselyAsItIsKnown() throws {
    let work = try EvidenceProject.make(
      "troops,X,15000,,https://x.example/t,2025-06,,,,secondary,2025-06-30",
      "troops,Y,,nearly 12000,https://y.example/t,about 2025-06-14,,,,,2025-06-30")
    let manifest = "Pipelines/boats/facts/dataset.yaml"
    try work.write(try work.read(manifest).replacing("locator: locator", with: "reported: locator"), manifest)
    let story = "Pipelines/articles/story.yaml"
    let readings =
      "\n    readings: select source, reported_on as day, case source when 'X' then '2025-06' else 'about 2025-06-14' end as dated, "
      + "null as said, value from facts\n"
    try work.write(try work.read(story) + readings, story)
    let run = work.run("run", "--offline")
    #expect(run.status == 0, "\(run.err)")
    let trace = work.run("trace", "troops").out
    #expect(trace.contains("  X, June 2025: 15000 [a secondary source]"), "\(trace)")
    #expect(trace.contains("  Y, about June 14, 2025: nearly 12000"), "\(trace)")
    #expect(trace.contains("  agrees with the article: X, June 2025: 15,000 people"), "\(trace)")
    #expect(work.run("trace", "troops", "--json").out.contains("\"reported_text\": \"2025-06\""))
    let page = try work.read("Data/exports/site/index.html")
    #expect(page.contains("<strong>X</strong>, June 2025") && !page.contains("</strong>, June 30, 2025"), "\(page)")
  }

  @Test func keyingARow() throws {
    let work = try EvidenceProject.make("zzz,X,1,,https://x.example/a,,,,,,2025-11-16")
    try EvidenceProject.write(work, "The commander said that there are \(words). Others say 10,000.")
    work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    let wrong = work.run(
      "key", "facts", "--document", "https://x.example/t", "--quote", "around 15,000 troops in the region", "--value",
      "item=troops", "--value", "source=X", "--value", "value=15000")
    #expect(wrong.status == 64)
    #expect(
      wrong.err.contains("the nearest words there: '") && wrong.err.contains("15,000 troops in the region"),
      "\(wrong.err)")
    #expect(
      work.run(
        "key", "facts", "--document", "https://x.example/t", "--quote", words, "--value", "item=troops", "--value",
        "source=X", "--value", "value=16000"
      ).err.contains("cannot be read in the quote"))
    let before = try work.read("Pipelines/boats/facts/curated.csv")
    #expect(
      work.run(
        "key", "facts", "--document", "https://x.example/t", "--quote", words, "--value", "item=zzz", "--value",
        "source=X", "--value", "value=15000", "--value", "reported_on=2025-11-16"
      ).err.contains("is there already"))
    #expect(try work.read("Pipelines/boats/facts/curated.csv") == before)
    let keyed = work.run(
      "key", "facts", "--document", "https://x.example/t", "--quote", words, "--value", "item=troops", "--value",
      "source=X", "--value", "value=15000")
    #expect(keyed.status == 0, "\(keyed.err)")
    let after = try work.read("Pipelines/boats/facts/curated.csv").split(separator: "\n")
    #expect(after[1].hasPrefix("troops,X,15000,,https://x.example/t,,,\(EvidenceProject.sha256(words)),33,,2025-11-16"))
    #expect(after[2].hasPrefix("zzz,"))
    #expect(work.run("run", "--offline", "facts").status == 0)
    #expect(try EvidenceProject.states(work) == ["anchored", "words never read"])
  }

  @Test func badArgumentsAreNamed() throws {
    let work = try EvidenceProject.make("troops,X,15000,,https://x.example/t,,,,,,2025-11-16")
    try EvidenceProject.write(work, "Words.")
    for (arguments, says) in [
      (["page.txt", "--source", "x.example", "--published", "2025-11-16"], "is no address"),
      (["page.txt", "--source", "https://x.example/t", "--published", "yesterday"], "is no date"),
      (["none.txt", "--source", "https://x.example/t", "--published", "2025-11-16"], "there is no such file"),
    ] {
      let result = work.run(["add-document"] + arguments)
      #expect(result.status != 0 && result.errors.count == 2 && result.err.contains(says), "\(result.err)")
    }
    let unknown = work.run("key", "facts", "--document", "page.txt", "--quote", "Words", "--value", "item=a")
    #expect(unknown.status == 64 && unknown.err.contains("soundings add-document 'page.txt'"), "\(unknown.err)")
  }

  /// A document is named by its address, the beginning of its hash, or a file with its bytes; a row is one line.
  @Test func waysToNameADocument() throws {
    let work = try EvidenceProject.make("troops,X,15000,,https://x.example/t,,,,,,2025-11-16")
    try EvidenceProject.write(work, "There are \(words).")
    work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    func key(_ document: String, _ item: String, source: String = "X") -> Workdir.Result {
      work.run(
        "key", "facts", "--document", document, "--quote", words, "--value", "item=\(item)", "--value",
        "source=\(source)",
        "--value", "value=15000")
    }
    let sha256 = EvidenceProject.sha256("There are \(words).")
    #expect(key("page.txt", "a").status == 0 && key(String(sha256.prefix(4)), "b").status == 0)
    let short = key(String(sha256.prefix(2)), "c")
    #expect(short.status == 64 && short.err.contains("too few digits"), "\(short.err)")
    let broken = key("page.txt", "d", source: "X\nY")
    #expect(broken.status == 64 && broken.err.contains("'source' has a line break"), "\(broken.err)")
    #expect(try EvidenceProject.states(work) == ["anchored", "anchored", "words never read"])
  }

  /// What a figure is said to rest on must be what gives its value.
  @Test func aVerdictSaysWhatItDoesNotRestOn() throws {
    let work = try EvidenceProject.make(
      "other,X,14000,,https://x.example/o,,,,,,2025-11-16", "troops,X,15000,,https://x.example/t,,,,,,2025-11-16")
    let figure = { (id: String, printed: String, sql: String, item: String) in
      """
        - {id: \(id), clause: \(id), printed: \(printed), unit: people, rule: equals, sql: "\(sql)", records: ["facts where item = '\(item)'"]}
      """
    }
    try work.write(
      (["title: Troops", "published: 2025-11-19", "figures:"]
        + [
          figure("right", "15000", "select max(value) from facts where item = 'troops'", "troops"),
          figure("wrong", "15000", "select max(value) from facts where item = 'troops'", "other"),
          figure("constant", "99", "select 99", "none"),
          figure("none", "0", "select count(*) from facts where item = 'none'", "none"),
        ]).joined(separator: "\n") + "\n", "Pipelines/articles/story.yaml")
    // A proof cannot be made of it.
    let run = work.run("run", "--offline")
    #expect(run.status == 65 && run.err.contains("the declared records of 'wrong' are incomplete"), "\(run.err)")
    let figures = work.run("figures").out
    for line in [
      "HOLDS, by hand  right", "HOLDS, by hand, by records that do not give it  wrong", "HOLDS, by no row  constant",
      "HOLDS, by no row  none",
    ] { #expect(figures.contains(line), "\(figures)") }
    #expect(work.run("trace", "right").out.contains("It rests on 1 unanchored row keyed by hand"))
    #expect(
      try work.read("Data/exports/site/articles/story.html").contains("It rests on 1 unanchored row keyed by hand"))
    // Without a table the pages are there all the same, and without 'evidence' the rows are listed.
    let manifest = try work.read("Pipelines/boats/facts/dataset.yaml")
    try work.write(
      manifest.split(separator: "\n").filter { !$0.hasPrefix("evidence:") }.joined(separator: "\n") + "\n",
      "Pipelines/boats/facts/dataset.yaml")
    #expect(work.run("run", "--offline").out.contains("curated in this repository"))
    #expect(try EvidenceProject.states(work) == ["no document", "no document"])
    #expect(work.run("figures").out.contains("HOLDS, by hand  right"))
  }

  /// A document that is here and does not say it is not missing.
  @Test func aContradictionIsNamed() throws {
    let work = try EvidenceProject.make("troops,X,15000,,https://x.example/t,,\(words.quoted),,,,2025-11-16")
    try EvidenceProject.write(work, "There are few troops.")
    work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(work.run("evidence").out.contains(": its words are not in the archived document"))
  }

  /// With a network, the pages that rows name are got politely, and the rows whose words are in them say so by themselves.
  @Test(.enabled(if: StandIn.isPossible, "needs python3 and openssl"))
  func fetchedPagesAnchorTheirRows() throws {
    let standIn = try StandIn([
      Route("www.cbp.gov", "/page", "<!doctype html><body><p>There are \(words).</p></body>", type: "text/html"),
      Route("www.cbp.gov", "/private", "secret", type: "text/html"),
      Route("www.cbp.gov", "/robots.txt", "User-agent: *\nDisallow: /private\n", type: "text/plain"),
    ])
    let work = try EvidenceProject.make(
      "gone,X,1,,https://www.cbp.gov/none,,,,,,2025-11-16", "hidden,X,1,,https://www.cbp.gov/private,,,,,,2025-11-16",
      "troops,X,15000,,https://www.cbp.gov/page,,\(words.quoted),,,,2025-11-16")
    try work.write(standIn.yaml + "retries: 0\n", "Config/soundings.yaml")
    let fetched = work.run("evidence", "--fetch")
    #expect(fetched.status == 1)
    #expect(fetched.out.contains("fetched https://www.cbp.gov/page"), "\(fetched.out)\(fetched.err)")
    #expect(fetched.err.contains("/none") && fetched.err.contains("robots.txt"), "\(fetched.err)")
    #expect(try EvidenceProject.states(work) == ["words never read", "words never read", "anchored"], "\(fetched.err)")
    #expect(try standIn.requests().filter { $0.path == "/private" }.isEmpty)
    // What is there is not asked for again.
    work.run("evidence", "--fetch")
    #expect(try standIn.requests().filter { $0.path == "/page" }.count == 1)
  }

  /// A page that has changed since, or is gone: a web archive's copy of the day that the row names, or the next one.
  @Test(.enabled(if: StandIn.isPossible, "needs python3 and openssl"))
  func copiesOfAWebArchiveAnchorRows() throws {
    let (page, gone) = ("https://www.cbp.gov/page", "https://www.cbp.gov/gone")
    let copies = [
      ("20251101120000", "There are few troops."), ("20251117120000", "There are \(words)."),
      ("20251201120000", "There are many troops."),
    ]
    func index(_ copies: [[String]]) throws -> String {
      let names = [["timestamp", "original", "mimetype", "statuscode", "digest"]]
      return String(decoding: try JSONEncoder().encode(names + copies), as: UTF8.self)
    }
    let archive = "web.archive.org"
    let standIn = try StandIn(
      [
        Route(
          archive, "/cdx/search/cdx", try index(copies.map { [$0.0, page, "text/html", "200", "D\($0.0)"] }),
          type: "application/json"
        ) { $0.query = ["url": page] },
        Route(archive, "/cdx/search/cdx", try index([]), type: "application/json"),
      ]
        + copies.map {
          Route(archive, "/web/\($0.0)id_/\(page)", "<!doctype html><body><p>\($0.1)</p></body>", type: "text/html")
        }, hosts: StandIn.publishers + [archive])
    let work = try EvidenceProject.make(
      "lost,X,1,,\(gone),,,,,,2025-11-16", "troops,X,15000,,\(page),,\(words.quoted),,,,2025-11-16")
    try work.write(standIn.yaml + "retries: 0\nweb_archive: {pause_seconds: 0}\n", "Config/soundings.yaml")
    let alone = work.run("evidence", "--from-web-archive")
    #expect(alone.status == 64 && alone.err.contains("--fetch --from-web-archive"), "\(alone.err)")
    let fetched = work.run("evidence", "--fetch", "--from-web-archive")
    #expect(fetched.status == 1, "\(fetched.out)\(fetched.err)")
    #expect(fetched.err.contains("the web archive has no copy of \(gone)"), "\(fetched.err)")
    #expect(fetched.err.contains("--source '\(gone)'"), "\(fetched.err)")
    #expect(try EvidenceProject.states(work) == ["words never read", "anchored"], "\(fetched.out)\(fetched.err)")
    let records = work.names("Data/archive/documents").filter { $0.hasSuffix(".json") }
    let record = try work.read("Data/archive/documents/\(try #require(records.first))")
    #expect(records.count == 1 && record.contains("https://web.archive.org/web/20251117120000id_/\(page)"), "\(record)")
    #expect(record.contains("\"source\" : \"\(page)\""), "\(record)")
    // A backfill of a dataset that is keyed by hand says where its documents come from.
    let backfill = work.run("backfill", "facts", "--from-web-archive", "--dry-run")
    #expect(backfill.status == 64 && backfill.err.contains("soundings evidence --fetch --from-web-archive"))
  }
}
