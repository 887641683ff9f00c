import Testing
import Words

@testable import Manifest

/// Mistakes in how a dataset is fetched and dated, and in curated ones, as the user reads them.
@Suite struct FetchMistakeTests {
  let workspace = Workspace()

  static let cases: [Spoiled] = [
    Spoiled(
      "page: https://www.cbp.gov/document",
      "page: http://www.cbp.gov/document",
      says: ":9: fetch.discover.page: 'http://www.cbp.gov/document/stats/nationwide-drug-seizures' is not "
        + "an https address",
      remedy: "write the whole address, https://host/path, with blanks and other special characters as %XX"),
    Spoiled(
      "page: https://www.cbp.gov/document/stats/nationwide-drug-seizures\n",
      "pages: https://www.cbp.gov\n    page: https://x.y\n",
      says: ":9: unknown key 'pages' in fetch.discover",
      remedy: "did you mean 'page'? The keys here are: page, link, ignore"),
    Spoiled(
      "    link: '/files/",
      "    link: '/files/((",
      says: ":10: fetch.discover.link: "
        + "'/files/(((?<published>\\d{4}-\\d{2})/drugs-(-(?<through_month>[a-z]{3}))?\\.csv' is not a "
        + "regular expression: expected ')'",
      remedy: "correct it; in single quotes YAML leaves \\ alone"),
    Spoiled(
      "    link: '/files/",
      "    ignore: [-aor, '((']\n    link: '/files/",
      says: ":10: fetch.discover.ignore: '((' is not a regular expression: expected ')'",
      remedy: "correct it; in single quotes YAML leaves \\ alone"),
    Spoiled(
      "(?<through_month>",
      "(?<thru_month>",
      says: ":10: fetch.discover.link: the group 'thru_month' has no meaning here",
      remedy: "did you mean 'through_month'? Named groups are: published, through_fy, through_month"),
    Spoiled(
      "(?<published>\\d{4}-\\d{2})/drugs",
      "\\d{4}/drugs",
      says: ":10: fetch.discover.link: has no group named 'published', and edition.published is from_link",
      remedy: "give that name to the group around the date: (?<published>\\d{4}-\\d{2})"),
    Spoiled(
      "fetch:\n",
      "fetch:\n  url: https://x.y/z.csv\n",
      says: ":10: fetch.discover: is given together with 'url'",
      remedy: "keep one of the two"),
    Spoiled(
      "  discover:\n    page: https://www.cbp.gov/document/stats/nationwide-drug-seizures\n    link: "
        + "'/files/(?<published>\\d{4}-\\d{2})/drugs-(-(?<through_month>[a-z]{3}))?\\.csv'\n",
      "  url: https://x.y/z.csv\n",
      says: ":11: edition.published: from_link needs a link, but there is no 'fetch.discover'",
      remedy: "add fetch.discover, or write last_modified or fetched"),
    Spoiled(
      "pause_seconds: 0.5",
      "paging: {by: page, parameter: page, last_at: /n, version_header: 'X-V: 1'}",
      says: ":11: fetch.paging.version_header: 'X-V: 1' is not the name of a header",
      remedy: "write it alone, without value and colon"),
    Spoiled(
      "pause_seconds: 0.5",
      "ask: {every: 5m}",
      says: ":11: fetch.ask.every: '5m' is not an interval from 10 minutes to a year",
      remedy: "write hour, day, week, or a number with m, h or d: 30m, 6h, 2d"),
    Spoiled(
      "pause_seconds: 0.5",
      "ask: {every: day, between: 21:00-13:00}",
      says: ":11: fetch.ask.between: '21:00-13:00' is not a part of the day",
      remedy: "write it in UTC, the start first: between: 13:00-21:00"),
    Spoiled(
      "pause_seconds: 0.5",
      "pause_seconds: half",
      says: ":11: fetch.pause_seconds: expected a number, found 'half'",
      remedy: "write fetch.pause_seconds as a number"),
    Spoiled(
      "pause_seconds: 0.5",
      "paging: {by: page, parameter: page, size: 5, last_at: /n}",
      says: ":11: fetch.paging: 'size' does not go with 'by: page'",
      remedy: "remove it. The keys here are: by, parameter, first, last_at, total_at, version_header"),
    Spoiled(
      "pause_seconds: 0.5",
      "paging: {by: pages, parameter: page, last_at: /n}",
      says: ":11: fetch.paging.by: 'pages' is not one of page, offset, next, link, cursor",
      remedy: "did you mean 'page'? Write one of: page, offset, next, link, cursor"),
    Spoiled(
      "pause_seconds: 0.5",
      "paging: {by: page, parameter: page, last_at: info.pages}",
      says: ":11: fetch.paging.last_at: 'info.pages' is not a JSON pointer",
      remedy: "start it with a slash, and put one between keys and indices: /info/pages"),
    Spoiled(
      "pause_seconds: 0.5",
      "paging: {by: offset, size: 5}",
      says: ":11: fetch.paging: the key 'parameter' is missing",
      remedy: "add 'parameter: ...' to fetch.paging"),
    Spoiled(
      "pause_seconds: 0.5",
      "paging: {by: offset, parameter: $offset, size: 0}",
      says: ":11: fetch.paging.size: 0 is less than 1",
      remedy: "write a number from 1 to 10000000"),
    Spoiled(
      "50MB",
      "50mb",
      says: ":12: fetch.expect.max_bytes: '50mb' is not a size",
      remedy: "write bytes, or a whole number with kB, MB or GB: 50MB"),
    Spoiled(
      "50MB",
      "50 MiB",
      says: ":12: fetch.expect.max_bytes: '50 MiB' is not a size",
      remedy: "write bytes, or a whole number with kB, MB or GB: 50MB"),
    Spoiled(
      "50MB",
      "99999999999GB",
      says: ":12: fetch.expect.max_bytes: '99999999999GB' is not a size",
      remedy: "write bytes, or a whole number with kB, MB or GB: 50MB"),
    Spoiled(
      "type: text/csv",
      "type: csv",
      says: ":12: fetch.expect.type: 'csv' is not a media type",
      remedy: "write it in lower case and without parameters: text/csv"),
    Spoiled(
      "published: from_link",
      "published: from_links",
      says: ":13: edition.published: 'from_links' is not one of from_link, last_modified, fetched, reported_on",
      remedy: "did you mean 'from_link'? Write one of: from_link, last_modified, fetched, reported_on"),
    Spoiled(
      "published: from_link",
      "published: reported_on",
      says: ":13: edition.published: reported_on is for curated datasets",
      remedy: "add 'curated: true', or write last_modified or fetched"),
    Spoiled(
      "published: from_link",
      "published: {json: /date}",
      says: ":13: edition.published: a JSON pointer needs a JSON file, but none is read",
      remedy: "write from_link, last_modified or fetched"),
    Spoiled(
      "published: from_link",
      "published: {jsn: /date}",
      says: ":13: unknown key 'jsn' in edition.published",
      remedy: "did you mean 'json'? The keys here are: json, text"),
    Spoiled(
      "edition: {published: from_link, ",
      "edition: {",
      says: ":13: edition: the key 'published' is missing",
      remedy: "add 'published: ...' to edition"),
  ]

  @Test(arguments: cases)
  func fetchAndEdition(_ spoiled: Spoiled) {
    Good.write(into: workspace, dataset: spoiled.spoil(Good.dataset))
    #expect(workspace.problems() == [spoiled.expected(in: "Pipelines/drug-flows/drug_seizures/dataset.yaml")])
  }

  static let curatedCases: [Spoiled] = [
    Spoiled(
      "curated: true\n",
      "curated: true\nfetch: {url: https://x.y/z.csv}\n",
      says: ":6: fetch: a curated dataset is not fetched",
      remedy: "remove 'fetch', or 'curated: true'"),
    Spoiled(
      "published: reported_on",
      "published: fetched",
      says: ":6: edition: each row of a curated dataset has its own day",
      remedy: "write edition: {published: reported_on}"),
    Spoiled(
      "format: csv",
      "format: json",
      says: ":7: read: a curated dataset is a CSV file",
      remedy: "write format: csv"),
    Spoiled(
      "  reported_on: {type: date}\n",
      "",
      says: ":8: columns: a curated dataset needs the column 'reported_on'",
      remedy: "add 'reported_on: {type: date}', the day on which the source reported it"),
    Spoiled(
      "reported_on: {type: date}",
      "reported_on: {type: date, null: true}",
      says: ":11: columns.reported_on: must be a date in every row",
      remedy: "write 'reported_on: {type: date}'"),
    Spoiled(
      "reported_on: {type: date}",
      "reported_on: {type: text}",
      says: ":11: columns.reported_on: must be a date in every row",
      remedy: "write 'reported_on: {type: date}'"),
    Spoiled(
      "curated: true\n",
      "curated: false\n",
      says: ":6: edition.published: reported_on is for curated datasets",
      remedy: "add 'curated: true', or write last_modified or fetched"),
  ]

  @Test(arguments: curatedCases)
  func curated(_ spoiled: Spoiled) {
    workspace.write("Pipelines/drug-flows/drug_seizures/curated.csv", "strike,dead,reported_on\n")
    Good.write(into: workspace, dataset: spoiled.spoil(Good.curated))
    #expect(workspace.problems() == [spoiled.expected(in: "Pipelines/drug-flows/drug_seizures/dataset.yaml")])
  }

  @Test func aFetchNeedsAnAddress() {
    let text = Good.dataset.replacing("  discover:", with: "  expect:").replacing(
      "published: from_link", with: "published: fetched")
    Good.write(
      into: workspace,
      dataset: text.split(separator: "\n").filter {
        !$0.hasPrefix("    page:") && !$0.hasPrefix("    link:") && !$0.hasPrefix("  expect: {")
      }.joined(separator: "\n").replacing("  expect:\n", with: ""))
    #expect(
      workspace.problems() == [
        """
        Pipelines/drug-flows/drug_seizures/dataset.yaml:7: fetch: neither 'url' nor 'discover' is given
        -> add 'url: https://...', or 'discover: {page: ..., link: ...}' where the file's name changes
        """
      ])
  }

  @Test func curatedRowsStandInAFile() {
    Good.write(into: workspace, dataset: Good.curated)
    let problems = workspace.problems()
    #expect(
      problems == [
        """
        Pipelines/drug-flows/drug_seizures/dataset.yaml:5: curated: there is no Pipelines/drug-flows/drug_seizures/curated.csv
        -> write it: the rows keyed by hand, with the header given in 'read'
        """
      ])
  }
}
