import Model
import Testing

@testable import Runs
@testable import Warehouse

/// The prose of a digest, sentence by sentence; no database.
@Suite struct DigestWordsTests {
  static func run(_ command: RunCommand = RunCommand(.run), changed: Int? = 1) -> RunRecord {
    RunRecord(
      run: 1, command: command, startedAt: "2026-11-27T06:17:02Z", finishedAt: "2026-11-27T06:18:00Z",
      pipelines: [RunRecord.Pipeline(pipeline: "p", outcome: .done, problem: nil, changed: changed)])
  }

  static func edition(
    _ name: String, _ origin: EditionOrigin = .fetched, _ arrival: EditionArrival = .new,
    _ state: EditionState = .loaded, because: Problem? = nil
  ) -> DatasetChange.EditionChange {
    DatasetChange.EditionChange(edition: name, origin: origin, arrival: arrival, state: state, heldBecause: because)
  }

  static func period(_ name: String, _ before: Int, _ after: Int, _ old: Int64?, _ new: Int64?, revised: Int = 1)
    -> DatasetChange.Period
  {
    DatasetChange.Period(
      period: name, rowsBefore: before, rowsAfter: after,
      counts: RowCounts(
        added: max(0, after - before), removed: max(0, before - after), revised: before > 0 && after > 0 ? revised : 0),
      old: old, new: new)
  }

  static func news(
    _ editions: [DatasetChange.EditionChange], _ periods: [DatasetChange.Period] = [], curated: Bool = false,
    tables: [Digest.TableNews] = [], edit: (inout DatasetChange) -> Void = { _ in }
  ) -> Digest.News {
    var change = DatasetChange(dataset: "encounters")
    change.editions = editions
    change.periods = periods
    change.counts = periods.counts
    change.rowsBefore = 100
    change.rowsAfter = 110
    if !curated {
      change.periodColumn = "month"
      change.measure = "encounters"
    }
    edit(&change)
    return Digest.News(
      change: change, title: "Encounters", publisher: "Border Office", isCurated: curated, tables: tables)
  }

  static func digest(_ news: [Digest.News], _ run: RunRecord = run(), previous: RunRecord? = run()) -> Digest {
    var digest = Digest(run: run)
    digest.previous = previous
    digest.datasets = news
    return digest
  }

  static func table(
    _ title: String, _ cells: [TableChange.Cell], new: Int = 0, gone: Int = 0, changed: Int = 1
  ) -> Digest.TableNews {
    var change = TableChange(table: title, datasets: ["encounters"], rowsBefore: 10, rowsAfter: 10)
    change.cells = cells
    change.addedRows = new
    change.removedRows = gone
    change.changedCells = changed
    return Digest.TableNews(change: change, title: title)
  }

  static func cell(
    _ kind: RowChange.Kind, _ key: [(String, String)], _ column: String, _ old: Value, _ new: Value,
    unit: String? = "encounters"
  ) -> TableChange.Cell {
    TableChange.Cell(
      kind: kind, key: key.map { KeyValue($0, $1) }, column: column, unit: unit, old: old, new: new,
      weight: 1)
  }

  /// The dataset's paragraph without its heading.
  func paragraph(_ news: Digest.News, _ run: RunRecord = run()) -> String {
    String(DigestWords.paragraphs(Self.digest([news], run))[1].dropFirst("Encounters (encounters). ".count))
  }

  @Test func aPublishersEditionAsTheIssueTellsIt() {
    let august = [("month", "2025-08"), ("region", "Southwest")]
    let news = Self.news(
      [Self.edition("2025-10, data through 2025-09")],
      [
        Self.period("2025-06", 5, 5, 100, 100), Self.period("2025-07", 5, 5, 200, 201),
        Self.period("2025-08", 5, 5, 379, 391, revised: 2),
      ],
      tables: [
        Self.table(
          "Venezuelan encounters by month", [Self.cell(.revised, august, "venezuelan", .integer(379), .integer(391))]),
        Self.table(
          "Venezuelan encounters by fiscal year",
          [Self.cell(.revised, [("fiscal_year", "2025")], "venezuelan", .integer(5000), .integer(5012))], changed: 3),
      ])
    var digest = Self.digest([news])
    digest.hasFigures = true
    #expect(
      DigestWords.paragraphs(digest) == [
        "Border Office published the edition of October 2025 (encounters): 3 months are revised, "
          + "venezuelan (August 2025, Southwest) +12 encounters; no figure changed its verdict.",
        "Encounters (encounters). Border Office published the edition of October 2025 (data through September 2025). "
          + "June, July and August 2025 were revised (4 rows); encounters of August 2025 went from 379 to 391 "
          + "(+12, +3.2%) and of July 2025 from 200 to 201 (+1, +0.5%). "
          + "In \"Venezuelan encounters by month\", venezuelan (August 2025, Southwest) went from 379 to 391 "
          + "encounters (+12, +3.2%). The same +12 encounters in \"Venezuelan encounters by fiscal year\" "
          + "(fiscal year 2025: 5,012 now). 2 more numbers in these 2 tables changed.",
        "No figure of an article changed its verdict.",
      ])
  }

  @Test func whoBroughtTheEdition() {
    let two = [Self.edition("2024-10", .fetched, .late), Self.edition("2025-10", .fetched, .late)]
    #expect(
      paragraph(Self.news([Self.edition("2025-11-10", .added)]), Self.run(RunCommand(.add, ["encounters"])))
        == "The edition of Nov. 10, 2025, by Border Office was added. No row changed.")
    #expect(
      paragraph(Self.news(two), Self.run(RunCommand(.backfill, ["encounters"])))
        == "2 editions (October 2024 to October 2025) by Border Office were fetched. "
        + "They are older than editions already loaded. Today's figures are unchanged.")
    #expect(
      paragraph(Self.news([Self.edition("2025", .bundled)]))
        == "The edition of 2025 that comes with Soundings was loaded. No row changed.")
    #expect(
      paragraph(Self.news([Self.edition("2025-10"), Self.edition("2025-11", .fetched, .new, .repeated)])).hasPrefix(
        "Border Office published the edition of October 2025. "
          + "The edition of November 2025 has the same bytes as the one before it."))
    #expect(
      paragraph(Self.news([Self.edition("2025-10", .bundled, .gone)]))
        == "The edition of October 2025 is no longer used. No row changed.")
    let comma = Digest.News(
      change: Self.news([Self.edition("2025-10", .added)]).change, title: "T",
      publisher: "UNHCR, the UN Refugee Agency")
    #expect(
      DigestWords.paragraphs(Self.digest([comma]))[1].contains(
        "The edition of October 2025 by UNHCR, the UN Refugee Agency, was added."))
  }

  @Test func periodsThatCameAndWent() {
    #expect(
      paragraph(Self.news([Self.edition("2025-10")], [Self.period("2025-09", 0, 3, nil, 30573)])).hasSuffix(
        "September 2025 is new (encounters: 30,573)."))
    let year = (1...9).map { Self.period("2025-0\($0)", 0, 100, nil, 1) }
    #expect(
      paragraph(Self.news([Self.edition("2025-10")], year)).hasSuffix(
        "9 months are new, January to September 2025 (900 rows)."))
    #expect(
      paragraph(Self.news([Self.edition("2025-10")], [Self.period("2025-09", 3, 0, 7, nil)])).hasSuffix(
        "September 2025 is withdrawn: no row of it is left."))
    let many = (1...5).map { Self.period("2025-0\($0)", 9, 9, 100, 100 + Int64($0)) }
    #expect(
      paragraph(Self.news([Self.edition("2025-10")], many)).hasSuffix(
        "5 months, January to May 2025, were revised (5 rows); encounters of May 2025 went from 100 to 105 (+5, +5%), "
          + "of April 2025 from 100 to 104 (+4, +4%), of March 2025 from 100 to 103 (+3, +3%), and 2 more."))
    #expect(
      paragraph(Self.news([Self.edition("2025-10")], [Self.period("2025-09", 3, 4, 7, 7)])).hasSuffix(
        "September 2025 gained 1 row and had 1 revised; the sum of encounters is unchanged."))
  }

  @Test func theNewsroomsOwnRowsAndRules() {
    let rows = Self.news([Self.edition("2026-11-16", .curated)], curated: true) {
      $0.added = 2
      $0.revised = 1
    }
    #expect(
      paragraph(rows)
        == "The newsroom's own rows were edited; the newest was reported on Nov. 16, 2026. "
        + "2 rows added, 1 revised; 110 rows now.")
    #expect(
      DigestWords.headline(Self.digest([rows]))
        == "The newsroom's own rows of encounters changed: 2 rows added, 1 revised."
    )
    let columns = Self.news([]) {
      $0.isReread = true
      $0.isComparable = false
    }
    #expect(
      paragraph(columns)
        == "The newsroom changed how its files are read, so all of them were read again. It has different columns than before, "
        + "so its rows cannot be compared: 100 rows before, 110 rows now.")
  }

  @Test func heldBack() {
    let held = Self.news([
      Self.edition(
        "2025-10", .fetched, .new, .held,
        because: Problem(at: "encounters, edition of 2025-10", "lost half.", remedy: "look"))
    ])
    #expect(
      paragraph(held) == "The edition of October 2025 arrived and is held back: lost half; "
        + "it is not in use.")
    var digest = Self.digest([held])
    digest.troubles = [Digest.Trouble(kind: .held, name: "encounters", what: "x", isNew: true)]
    // It is reported only once.
    #expect(
      DigestWords.headline(digest) == "The edition of October 2025 arrived and is held back (encounters).")
    #expect(DigestWords.paragraphs(digest).count == 2)
  }

  @Test func severalDatasets() {
    func named(_ name: String) -> Digest.News {
      Self.news([Self.edition("2025-10")], [Self.period("2025-09", 0, 3, nil, 1)]) { $0.dataset = name }
    }
    #expect(
      DigestWords.headline(Self.digest(["a", "b"].map(named)))
        == "2 datasets changed: a (September 2025 is new) and b (September 2025 is new).")
    #expect(
      DigestWords.headline(Self.digest(["a", "b", "c", "d", "e"].map(named))).hasSuffix(
        "c (September 2025 is new) and 2 more."))
    let first = ["a", "b"].map { name in
      Self.news([Self.edition("2025-10")]) {
        $0.dataset = name
        $0.isFirst = true
      }
    }
    #expect(
      DigestWords.headline(Self.digest(first, previous: nil)) == "Everything is new: 2 datasets with 220 rows.")
    #expect(DigestWords.headline(Self.digest(first)) == "2 datasets are new, with 220 rows.")
  }

  @Test func nothingNewAndTroubles() {
    var digest = Self.digest([], Self.run(changed: 0))
    digest.last = (Self.run(), "X published")
    #expect(
      DigestWords.paragraphs(digest) == [
        "Nothing new in the run of Nov. 27, 2026, 06:17 UTC.",
        "The last change came with the run of Nov. 27, 2026, 06:17 UTC. X published.",
      ])
    #expect(!digest.isNews)
    digest.hasFigures = true
    digest.troubles = [
      Digest.Trouble(kind: .stale, name: "a", what: "2025-10, data through 2025-09", isNew: true),
      Digest.Trouble(kind: .unreachable, name: "b", what: "no answer.", isNew: true),
      Digest.Trouble(kind: .unreachable, name: "c", what: "", isNew: true),
      Digest.Trouble(kind: .stale, name: "d", what: "2025", isNew: false),
    ]
    digest.missing = ["migration"]
    #expect(digest.isNews)
    let paragraphs = DigestWords.paragraphs(digest)
    #expect(
      paragraphs[0] == "Nothing new in the run of Nov. 27, 2026, 06:17 UTC, but 2 datasets could not be reached, "
        + "a is older than promised and the run did not reach migration.")
    #expect(paragraphs[1] == "b: its publisher could not be reached: no answer. The data is unchanged.")
    #expect(paragraphs[2] == "c: its publisher could not be reached. The data is unchanged.")
    #expect(paragraphs[3] == "Older than promised now: a (newest edition: October 2025).")
    #expect(paragraphs[4] == "As before: d is older than promised.")
    #expect(paragraphs[5].hasPrefix("The run has no result for migration: "))
  }
}
