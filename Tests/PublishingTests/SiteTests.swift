import FoundationEssentials
import Manifest
import Model
import System
import Testing

@testable import Publishing

@Suite struct SiteTests {
  static let evil = "<script>alert(1)</script>\" onmouseover='x' {{name}} \u{202E}"

  static func content(_ text: String, rows: Int = 3) -> SiteContent {
    let table = TableManifest(
      name: "boats_by_year", pipeline: "boats", path: "", grain: text, title: text,
      columns: [
        TableColumn(name: "year", kind: .year, description: text),
        TableColumn(name: "port", kind: .text, description: text),
        TableColumn(name: "boats", kind: .integer, unit: text, description: text),
      ], notes: [text], sql: "-- One row.\n-- title: x\nselect '\(text)'")
    let dataset = DatasetManifest(
      name: "boats_seen", pipeline: "boats", folder: "", title: text, publisher: text,
      license: License(name: text, url: "javascript:alert(1)"), attribution: text, homepage: "javascript:alert(1)",
      cadence: Cadence(every: .month, graceDays: 5), isCurated: false, fetch: nil,
      dating: EditionDating(source: .fetched, fileName: nil), readings: [],
      columns: [Column(name: "port", kind: .text, description: text)], key: ["port"], partition: [],
      guards: Guards(), notes: [text], normalizeSQL: "")
    let source = SourceEdition(
      dataset: "boats_seen", publisher: text, title: text, edition: text, published: day, covers: [text],
      snapshots: [SnapshotFacts(sha256: "00ff", bytes: 1, url: text)], licenseName: text,
      licenseURL: "javascript:alert(1)", attribution: text, homepage: nil)
    let result = TableResult(
      table: table.name, columns: ["year", "port", "boats"],
      rows: (0..<rows).map { [.integer(Int64(1900 + $0)), .text(text), $0 == 0 ? .null : .integer(1234)] }, asOf: nil,
      sources: [source], remarks: [text])
    let figure = FigureManifest(
      id: "boats", place: "", clause: text, printed: PrintedValue("1,234", isDate: false), unit: text, rule: .equals,
      source: .cell(table: "boats_by_year", column: "boats", where: [("port", text)]),
      caveat: ConditionalText(text: text), note: text, checkedBy: text)
    var content = SiteContent(asOf: nil, newest: day, version: "1")
    content.articles = [
      SiteArticle(
        manifest: ArticleManifest(
          name: "an-article", path: "", title: text, publisher: text, published: day, address: "javascript:alert(1)",
          revisions: nil, figures: [figure]),
        cards: [
          FigureCard(
            figure: figure, verdict: .drifted, then: text, now: text, why: text, datasets: ["boats_seen", "gone"],
            hasMoved: true, staleFrom: day)
        ], unchecked: [text])
    ]
    content.pipelines = [("boats", text)]
    content.tables = [
      SiteTable(
        manifest: table, result: result, svg: "charts/boats_by_year.svg",
        chart: SiteChart(basis: text) {
          let svg = Array("<svg></svg>".utf8)
          return .init(wide: svg, narrow: svg, plainWide: svg, plainNarrow: svg, title: text, source: text)
        }, alt: text,
        change: SiteChange(
          of: table, from: [[.integer(1901), .text(text), .integer(1)]], to: result.rows, since: day))
    ]
    content.datasets = [
      SiteDataset(
        manifest: dataset, rows: 3,
        editions: [
          SiteDataset.EditionLine(
            name: text, published: day, origin: .added, records: 1, counts: RowCounts(firstSeen: 1),
            quarantined: 1, state: .held)
        ], edition: text, nextDue: day, staleFrom: day + 5, heldBecause: text,
        quarantine: [
          QuarantineFacts(edition: text, file: text, url: text, record: 1, column: text, value: text, reason: text)
        ], sources: [source], tables: ["boats_by_year"])
    ]
    return content
  }

  static let day = Day("2025-11-19")!

  static func pages(_ content: SiteContent) -> [(name: String, text: String)] {
    Site.pages(content).map { ($0.name, String(decoding: $0.file.bytes, as: UTF8.self)) }
  }

  /// What a version covers is said in words, and what all of it is of once.
  @Test func whatAVersionCoversIsSaidInWords() {
    for (names, words) in [
      (["fiscal_year=2023", "fiscal_year=2024", "fiscal_year=2025"], "fiscal year 2023, 2024 and 2025"),
      ((1...13).map { "year=\($0)" }, "year 1 to 13, 13 in all"), (["all"], "all"),
      (
        ["fiscal_year=1, citizenship=A", "fiscal_year=2, citizenship=A"],
        "fiscal year 1, citizenship A and fiscal year 2, citizenship A"
      ),
    ] {
      var content = Self.content("Plain")
      content.tables[0].result.sources[0].covers = names
      let page = Self.pages(content).first { $0.name == "site/tables/boats_by_year.html" }
      #expect(page?.text.contains("It covers \(words).") == true, "\(words)")
    }
  }

  @Test func textIsNeverMarkup() {
    for (name, text) in Self.pages(Self.content(Self.evil)) {
      #expect(!text.contains("<script>"), "\(name)")
      // Beside what stands in double quotes, no tag has it.
      #expect(!text.replacing(/"[^"]*"/, with: "").contains(/<[^<>]*onmouseover/), "\(name)")
      #expect(!text.contains("\" onmouseover"), "\(name)")
      #expect(!text.contains("javascript:"), "\(name)")
      #expect(!text.contains("\u{202E}"), "\(name)")
      // Text that looks like a template is text.
      if text.contains("onmouseover") { #expect(text.contains("{{name}}"), "\(name)") }
    }
  }

  @Test func pagesAreWholeAndTheSameEachTime() {
    let pages = Self.pages(Self.content("Plain"))
    #expect(
      pages.map(\.name) == [
        "site/index.html", "site/method.html", "site/articles/an-article.html", "site/tables/boats_by_year.html",
        "site/datasets/boats_seen.html",
      ])
    for (name, text) in pages {
      #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"), "\(name)")
      #expect(text.hasSuffix("</html>\n"), "\(name)")
      #expect(!text.contains("{{"), "\(name)")
      #expect(text.components(separatedBy: "<h1").count == 2, "\(name)")
    }
    #expect(Self.pages(Self.content("Plain")).map(\.text) == pages.map(\.text))
  }

  @Test func aPageShowsWhatFitsAndSaysHowMuchThatIs() throws {
    let page = try #require(
      Self.pages(Self.content("A port of some length", rows: 20_000)).first { $0.name.contains("tables/") })
    #expect(page.text.utf8.count < 300_000)
    #expect(page.text.contains("of 20,000 rows are shown here; the Excel and CSV files have all of them."))
    // A table over time shows its end, the newest first.
    #expect(page.text.contains(">21899</td>") && !page.text.contains(">1900</td>"))
  }

  @Test func aCardTellsBothAnswersWhereTheyDiffer() throws {
    var content = Self.content("Plain")
    content.articles[0].cards[0].then = "7"
    content.articles[0].cards[0].now = "9"
    var front = try #require(Self.pages(content).first).text
    #expect(front.contains("<dt>Found at publication</dt><dd>7</dd>") && front.contains("<dt>Found now</dt><dd>9</dd>"))
    content.articles[0].cards[0].hasMoved = false
    front = try #require(Self.pages(content).first).text
    #expect(front.contains("<dt>Found</dt><dd>9</dd>") && !front.contains("Found at publication"))
  }

  @Test func theAnswerIsOneSentence() {
    let verdicts: [Verdict] =
      Array(repeating: .holds, count: 12) + Array(repeating: .holdsWithCaveat, count: 9)
      + Array(repeating: .unsupported, count: 4)
    #expect(
      ArticleAnswer(verdicts: verdicts).sentence
        == "Of 25 checkable statements 21 hold, nine of them with a caveat; four cannot be checked with the data here; none is contradicted."
    )
    #expect(
      ArticleAnswer(verdicts: [.holdsWithCaveat]).sentence
        == "Of one checkable statement one holds, with a caveat; none is contradicted.")
    #expect(
      ArticleAnswer(verdicts: [.contradicted]).sentence == "Of one checkable statement none holds; one is contradicted."
    )
    #expect(
      ArticleAnswer(verdicts: [.drifted, .stale, .fragile]).sentence
        == "Of three checkable statements two hold, one of them only just, one of them on data that is older than promised; "
        + "one held when published and no longer does; none is contradicted.")
  }

  @Test func whatNeedsAPersonComesFirst() throws {
    var content = Self.content("Plain")
    var good = content.articles[0].cards[0]
    good.figure.id = "good"
    good.verdict = .holds
    var weak = good
    weak.figure.id = "weak"
    weak.support = FigureSupport(rows: [RowEvidence(dataset: "d", record: 1, key: ["k"], state: .wordsNeverRead)])
    content.articles[0].cards = [good, weak, content.articles[0].cards[0]]
    let front = try #require(Self.pages(content).first).text
    let ids = front.components(separatedBy: "<article class=\"card ").dropFirst()
      .compactMap { $0.components(separatedBy: "id=\"").dropFirst().first?.components(separatedBy: "\"").first }
    #expect(ids == ["boats", "weak", "good"])
    #expect(front.contains("no longer hold (1)</h2>") && front.contains("Hold, and rest on archived data (1)</h2>"))
  }

  /// The front page is a list: its cards are folded, but for those of figures that are in doubt, and its statements lead to the article's own
  /// page, on which all are open.
  @Test func theFrontPageIsAList() throws {
    var content = Self.content("Plain")
    var good = content.articles[0].cards[0]
    good.figure.id = "good"
    good.verdict = .holds
    content.articles[0].cards.append(good)
    let pages = Self.pages(content)
    func groups(_ text: String) -> [String] {
      text.components(separatedBy: "<details class=\"group\"").dropFirst().map {
        $0.components(separatedBy: ">")[0] + $0.components(separatedBy: "<h2>")[1].components(separatedBy: "<")[0]
      }
    }
    let front = try #require(pages.first).text
    #expect(
      groups(front) == [" openHeld when published, no longer hold (1)", "Hold, and rest on archived data (1)"])
    #expect(front.contains("<a href=\"articles/an-article.html#good\">"))
    #expect(front.contains("<summary>1 dataset, with the newest version of each</summary>"))
    let own = try #require(pages.first { $0.name.contains("articles/") }).text
    #expect(groups(own).allSatisfy { $0.hasPrefix(" open") } && own.contains("<a href=\"#good\">"))
  }

  /// Where some of what a figure rests on is archived, no heading says that it is not.
  @Test func aHeadingSaysOfArchivedDataThatItIsArchived() throws {
    var content = Self.content("Plain")
    func card(_ id: String, _ support: FigureSupport) -> FigureCard {
      var card = content.articles[0].cards[0]
      card.figure.id = id
      card.verdict = .holds
      card.support = support
      return card
    }
    let row = RowEvidence(dataset: "d", record: 1, key: ["k"], state: .wordsNeverRead)
    var short = FigureSupport(datasets: [("boats_seen", .excerpt)])
    short.shortfall = "3 boats"
    content.articles[0].cards = [
      card("both", FigureSupport(rows: [row], datasets: [("boats_seen", .excerpt)])),
      card("short", short), card("hand", FigureSupport(rows: [row])),
    ]
    let front = try #require(Self.pages(content).first).text
    let groups = front.components(separatedBy: "<details class=\"group\"").dropFirst().map { group in
      let id = group.components(separatedBy: "<article ")[1].components(separatedBy: "id=\"")[1]
      return group.components(separatedBy: "<h2>")[1].components(separatedBy: "</h2>")[0] + ": "
        + id.components(separatedBy: "\"")[0]
    }
    #expect(
      groups == [
        "Hold, on sources that are not archived here (1): hand",
        "Hold, on archived data and on sources that are not archived here (1): both",
        "Hold, on archived data that does not say it by itself (1): short",
      ])
    #expect(front.contains("<b>2</b> With a source, keyed by hand, that is not archived"))
  }

  @Test func aRowAndWhatItSaysAreOneLine() throws {
    var content = Self.content("Plain")
    var row = RowEvidence(dataset: "boats_seen", record: 7, key: ["k"], state: .wordsNeverRead)
    row.source = "CNN"
    row.reportedOn = "2025-11-16"
    row.address = "https://www.cnn.example/a ; copy.example"
    content.articles[0].cards[0].support = FigureSupport(rows: [row])
    content.articles[0].cards[0].readings = [
      .init(source: "CNN", day: Day("2025-11-16"), date: nil, said: "22 strikes", agrees: false),
      .init(source: "BNO", day: nil, date: "mid November 2025", said: "22 boats", agrees: nil),
    ]
    let front = try #require(Self.pages(content).first).text
    #expect(front.components(separatedBy: "<strong>CNN</strong>").count == 2)
    #expect(
      front.contains("<strong>CNN</strong>, Nov. 16, 2025: 22 strikes <em>says otherwise</em>")
        && front.contains("<a href=\"https://www.cnn.example/a\" rel=\"noopener\">cnn.example</a>"))
    #expect(
      front.contains(
        "<strong>BNO</strong>, mid November 2025: 22 boats <em>counts something else, or gives no number</em>"))
  }

  /// Long lists are folded, the newest and what agrees first, and each says why another's number is not taken.
  @Test func longListsAreFolded() throws {
    var content = Self.content("Plain")
    content.articles[0].cards[0].readings =
      (1...7).map { .init(source: "Source \($0)", day: nil, date: nil, said: "\($0)", agrees: $0 == 3) }
      + [.init(source: "Older", day: nil, date: nil, said: "9", agrees: false, whyNot: "it is older")]
    let front = try #require(Self.pages(content).first).text
    let card = try #require(front.components(separatedBy: "<h4>Who says so</h4>").dropFirst().first)
    let fold = "<details class=\"rest\">\n<summary>6 more sources, of which 6 say otherwise</summary>"
    let parts = card.components(separatedBy: fold)
    try #require(parts.count == 2, "\(card)")
    func sources(_ text: String) -> [String] {
      text.components(separatedBy: "</h4>")[0].components(separatedBy: "</details>")[0]
        .components(separatedBy: "<strong>").dropFirst().map { $0.components(separatedBy: "<")[0] }
    }
    // A conflict is seen without unfolding.
    #expect(sources(parts[0]) == ["Source 3", "Older"])
    #expect(sources(parts[1]) == ["Source 7", "Source 6", "Source 5", "Source 4", "Source 2", "Source 1"])
    #expect(parts[0].contains("<em>says otherwise, and is not taken: it is older</em>"))
    // Where one source says several things, it is the readings that are counted.
    content.articles[0].cards[0].readings =
      [.init(source: "Third", day: nil, date: nil, said: "3", agrees: true)]
      + (1...6).map { .init(source: "Source \($0 % 2)", day: nil, date: nil, said: "\($0)", agrees: false) }
    let repeated = try #require(Self.pages(content).first).text
    #expect(!repeated.contains("2 more sources, of which"))
    #expect(repeated.contains("more readings, of which 5 say otherwise</summary>"), "\(repeated)")
    content.articles[0].cards[0].readings = (1...8).map {
      .init(source: "Source \($0)", day: nil, date: nil, said: "\($0)", agrees: $0 != 1)
    }
    let other = try #require(Self.pages(content).first).text.components(separatedBy: "<h4>Who says so</h4>").last ?? ""
    #expect(sources(other.components(separatedBy: "<details")[0]) == ["Source 8", "Source 1"])
    // With nothing but what is seen, sources are not folded.
    content.articles[0].cards[0].readings.removeSubrange(1..<7)
    #expect(!(try #require(Self.pages(content).first).text.contains("more source")))
  }

  /// What gives the figure's own value is on the face of the card; what one source says of several years is no further source. Who is cited
  /// is who agrees, with the day, and nobody who says otherwise.
  @Test func whatDecidesIsSeenAndCited() throws {
    var content = Self.content("Plain")
    content.articles[0].cards[0].readings = [
      .init(source: "CBP", day: nil, date: nil, said: "98.9%", agrees: true, decides: true),
      .init(source: "CBP", day: nil, date: nil, said: "96.6%", agrees: true),
      .init(source: "CBP", day: nil, date: nil, said: "95.5%", agrees: true),
    ]
    let front = try #require(Self.pages(content).first).text
    let card = try #require(front.components(separatedBy: "<h4>Who says so</h4>").dropFirst().first)
    let seen = card.components(separatedBy: "<details")[0]
    #expect(seen.contains("98.9%") && !seen.contains("95.5%"), "\(seen)")
    #expect(card.contains("2 more readings") && !card.contains("more source"), "\(card)")
    content.articles[0].cards[0].readings = [
      .init(source: "CNN", day: nil, date: "Nov. 16, 2025", said: "21", agrees: true),
      .init(source: "BNO", day: nil, date: nil, said: "22", agrees: false),
    ]
    let cited = try #require(Self.pages(content).first).text
    #expect(cited.contains("CNN (Nov. 16, 2025). Checked with Soundings"), "\(cited)")
  }

  /// Of the rows of a dataset the card links to those that it rests on, and says how many they are.
  @Test func aCardLinksToItsRecords() throws {
    var content = Self.content("Plain")
    content.articles[0].cards[0].support = FigureSupport(datasets: [("boats_seen", .excerpt)])
    content.articles[0].cards[0].support.counts = ["boats_seen": 2_919]
    let front = try #require(Self.pages(content).first).text
    #expect(
      front.contains("<a href=\"records/boats_seen.html#f-an-article-boats\">its 2,919 records</a>"), "\(front)")
    content.articles[0].cards[0].support.counts = [:]
    #expect(try #require(Self.pages(content).first).text.contains("<a href=\"records/boats_seen.html\">records</a>"))
  }

  /// What stands beside a figure without data has its address too, and only what a reading says of it.
  @Test func whatIsBesideAFigureWithoutDataHasItsSource() throws {
    var content = Self.content("Plain")
    var card = content.articles[0].cards[0]
    card.figure.rule = nil
    card.figure.printed = nil
    card.figure.source = .none(reason: "nobody counts them")
    card.verdict = .unsupported
    var row = RowEvidence(dataset: "boats_seen", record: 7, key: ["k"], state: .wordsNeverRead)
    row.source = "WOLA"
    row.reportedOn = "2020-12-31"
    row.said = "quantity 249 t"
    row.address = "https://www.wola.example/a"
    var other = row
    other.source = "Nobody asked"
    card.beside = FigureSupport(rows: [row, other], datasets: [("boats_seen", .publisherFile)])
    card.readings = [.init(source: "WOLA", day: Day("2020-12-31"), date: "2020", said: "249 t", agrees: nil)]
    content.articles[0].cards = [card]
    content.datasets[0].manifest.homepage = "https://www.boats.example/data"
    let front = try #require(Self.pages(content).first).text
    #expect(front.contains("<h4>What there is, none of which decides it</h4>"))
    #expect(front.contains(": 249 t\n<span class=\"quiet\"><a href=\"https://www.wola.example/a\""))
    #expect(front.contains("<a href=\"https://www.boats.example/data\" rel=\"noopener\">boats.example</a>"))
    #expect(!front.contains("Nobody asked") && !front.contains(", by hand"))
  }

  @Test func theContentsListEachStatementWithItsVerdict() throws {
    var content = Self.content("Plain")
    var own = content.articles[0].cards[0]
    own.figure.id = "own"
    own.figure.clause = "what was said"
    own.figure.isParaphrased = true
    own.verdict = .holds
    content.articles[0].cards.append(own)
    let front = try #require(Self.pages(content).first).text
    #expect(front.contains("<summary>2 statements, in the article’s order</summary>"))
    let list = try #require(
      front.components(separatedBy: "<ol>").dropFirst().first?.components(separatedBy: "</ol>").first)
    #expect(
      list.contains("<a href=\"articles/an-article.html#boats\">“Plain”</a>")
        && list.contains("<a href=\"articles/an-article.html#own\">what was said</a>"))
    #expect(list.components(separatedBy: "<li>").count == 3 && list.contains("</span> Holds</span>"))
    // Words of our own are in no quotation marks anywhere.
    #expect(!Self.pages(content).contains { $0.text.contains("“what was said”") })
  }

  @Test func aCardHasUnitsAndTheExactValue() throws {
    var content = Self.content("Plain")
    content.articles[0].cards[0].figure.unit = "boats"
    content.articles[0].cards[0].exactly = ("1.2345 boats", "1.2346 boats")
    let front = try #require(Self.pages(content).first).text
    #expect(front.contains("<dt>Printed</dt><dd>1,234 boats</dd>"))
    #expect(front.contains("<dd>1.2345 boats as of publication, 1.2346 boats now</dd>"))
    // A reader is shown the titles of columns, not their names.
    #expect(front.contains(", Boats where Port is Plain"))
  }

  @Test func aTableWithoutRowsOffersNoFiles() throws {
    var content = Self.content("Plain", rows: 0)
    content.tables[0].hasExcel = false
    let pages = Self.pages(content)
    let front = try #require(pages.first).text
    #expect(front.contains("no rows yet") && !front.contains("data/boats_by_year.csv"))
    let page = try #require(pages.first { $0.name.contains("tables/") }).text
    #expect(page.contains("There are no rows") && !page.contains("Take it with you"))
  }

  /// The rows that made the difference name their edition once.
  @Test func changesOfOneEditionAreOneList() throws {
    var content = Self.content("Plain")
    func row(_ year: Int64, _ boats: Int64) -> [Value] { [.integer(year), .text("P"), .integer(boats)] }
    let comparison = Comparison(
      of: content.tables[0].manifest.compared, from: [row(2000, 1), row(2001, 2)], to: [row(2000, 5), row(2001, 7)])
    var changes = FigureChanges()
    for dataset in ["boats_seen", "gone"] {
      changes.add(
        comparison.cells.map {
          FigureChanges.Line($0, of: comparison, dataset: dataset, edition: "2025-11", published: Self.day)
        })
    }
    content.articles[0].cards[0].changes = changes
    let front = try #require(Self.pages(content).first).text
    let lists = front.components(separatedBy: "<ul class=\"made\">").dropFirst()
      .map { $0.components(separatedBy: "</ul>")[0].components(separatedBy: "<li>").count - 1 }
    #expect(lists == [2, 2] && front.components(separatedBy: "published November 2025:").count == 3)
  }

  @Test func changesAreTheLargestFirst() throws {
    let manifest = Self.content("x").tables[0].manifest
    func row(_ year: Int64, _ boats: Value) -> [Value] { [.integer(year), .text("P"), boats] }
    let change = try #require(
      SiteChange(
        of: manifest,
        from: [row(2000, .integer(1_000)), row(2001, .integer(10)), row(2002, .integer(5)), row(2003, .null)],
        to: [row(2000, .integer(1_100)), row(2001, .integer(5)), row(2003, .integer(0)), row(2004, .integer(1))],
        since: Self.day))
    #expect(change.addedRows == 1 && change.removedRows == 1)
    // Half of few boats is less than a tenth of many.
    #expect(change.lines.map(\.row) == ["2000", "2001", "2003"])
    #expect(change.lines.map(\.difference) == ["+100", "-5", ""])
    #expect(change.lines.map(\.before) == ["1,000", "10", "–"])
    #expect(change.addedNames == ["2004"])
  }
}
