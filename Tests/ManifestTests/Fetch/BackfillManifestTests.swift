import Model
import Testing

@testable import Manifest

/// `fetch.backfill`: how past revisions are requested.
@Suite struct BackfillManifestTests {
  let workspace = Workspace()

  static let dataset = """
    title: Strikes
    publisher: English Wikipedia
    license: {name: CC BY-SA 4.0}
    attribution: Wikipedia contributors
    fetch:
      url: https://en.wikipedia.org/w/api.php?titles=X
      backfill:
        by: revision
        url: https://en.wikipedia.org/w/api.php?titles=X&rvstart={date}T23:59:59Z&rvdir=older
        every: week
        since: 2025-09-02
    edition: {published: {json: /query/timestamp}}
    read: {format: json, header: [strike, dead]}
    columns:
      strike: {type: integer}
      dead: {type: integer, null: true}
    key: strike

    """

  private func write(_ text: String) {
    workspace.write("Pipelines/boats/pipeline.yaml", "title: Boats\ndescription: Boats.\n")
    workspace.write("Pipelines/boats/strikes/dataset.yaml", text)
    workspace.write("Pipelines/boats/strikes/normalize.sql", "select strike, dead from raw\n")
  }

  @Test func readsIt() throws {
    write(Self.dataset)
    let fetch = try #require(try Library.load(folder: workspace.pipelines).dataset(named: "strikes").fetch)
    #expect(
      fetch.history
        == RevisionHistory(
          url: "https://en.wikipedia.org/w/api.php?titles=X&rvstart={date}T23:59:59Z&rvdir=older", every: .week,
          since: Day("2025-09-02")!))
    #expect(
      fetch.history?.url(on: Day("2025-11-19")!)
        == "https://en.wikipedia.org/w/api.php?titles=X&rvstart=2025-11-19T23:59:59Z&rvdir=older")
  }

  @Test func itDoesNotChangeRows() throws {
    write(Self.dataset)
    let before = try Library.load(folder: workspace.pipelines).dataset(named: "strikes").fingerprint
    write(Self.dataset.replacing("every: week", with: "every: day"))
    #expect(try Library.load(folder: workspace.pipelines).dataset(named: "strikes").fingerprint == before)
  }

  static let steps: [(String, String, RevisionHistory.Step, [String])] = [
    ("2025-12-30", "2026-01-01", .day, ["2025-12-30", "2025-12-31", "2026-01-01"]),
    ("2025-12-30", "2026-01-12", .week, ["2025-12-30", "2026-01-06"]),
    ("2025-11-30", "2026-03-01", .month, ["2025-11-30", "2025-12-30", "2026-01-30", "2026-02-28"]),
    ("2023-12-31", "2024-04-30", .month, ["2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]),
    ("2025-01-02", "2025-01-01", .day, []),
  ]

  @Test(arguments: steps.indices)
  func theDaysToAskFor(_ i: Int) {
    let (first, last, step, days) = Self.steps[i]
    let found = RevisionHistory.days(from: Day(first)!, to: Day(last)!, step: step)
    #expect(found.map(\.description) == days)
  }

  static let cases: [Spoiled] = [
    Spoiled(
      "by: revision",
      "by: revisions",
      says: ":8: fetch.backfill.by: 'revisions' is not one of revision",
      remedy: "did you mean 'revision'? Write one of: revision"),
    Spoiled(
      "    by: revision\n",
      "",
      says: ":7: fetch.backfill: the key 'by' is missing",
      remedy: "add 'by: ...' to fetch.backfill"),
    Spoiled(
      "every: week",
      "evry: week",
      says: ":10: unknown key 'evry' in fetch.backfill",
      remedy: "did you mean 'every'? The keys here are: by, url, every, since"),
    Spoiled(
      "every: week",
      "every: year",
      says: ":10: fetch.backfill.every: 'year' is not one of day, week, month",
      remedy: "Write one of: day, week, month"),
    Spoiled(
      "since: 2025-09-02",
      "since: 2025-09",
      says: ":11: fetch.backfill.since: '2025-09' is not a day",
      remedy: "write it as YYYY-MM-DD, for example 2025-11-19"),
    Spoiled(
      "rvstart={date}T",
      "rvstart=2025-09-02T",
      says: ":9: fetch.backfill.url: has no place for the day",
      remedy: "write {date} where the address needs it: ...&rvstart={date}T23:59:59Z"),
    Spoiled(
      "titles=X&rvstart",
      "titles={title}&rvstart",
      says: ":9: fetch.backfill.url: unknown placeholder '{title}'",
      remedy: "write {date}, or %7B and %7D for plain braces"),
    Spoiled(
      "    url: https://",
      "    url: http://",
      says:
        ":9: fetch.backfill.url: 'http://en.wikipedia.org/w/api.php?titles=X&rvstart={date}T23:59:59Z&rvdir=older' is not "
        + "an https address",
      remedy: "write the whole address, https://host/path, with blanks and other special characters as %XX"),
    Spoiled(
      "{published: {json: /query/timestamp}}",
      "{published: last_modified}",
      says:
        ":8: fetch.backfill: a past revision must contain its own date, but edition.published does not point to it",
      remedy: "write edition: {published: {json: /pointer/to/its/timestamp}}"),
    Spoiled(
      "  url: https://en.wikipedia.org/w/api.php?titles=X\n",
      "  discover: {page: 'https://en.wikipedia.org/', link: '/x'}\n",
      says: ":8: fetch.backfill: a backfill uses the links of 'discover'",
      remedy: "remove 'backfill'"),
  ]

  @Test(arguments: cases)
  func mistakes(_ spoiled: Spoiled) {
    write(spoiled.spoil(Self.dataset))
    #expect(workspace.problems() == [spoiled.expected(in: "Pipelines/boats/strikes/dataset.yaml")])
  }
}
