import Manifest
import Model
import Testing

@Suite struct DatasetTests {
  let workspace = Workspace()

  private func read(_ text: String) throws -> DatasetManifest {
    Good.write(into: workspace, dataset: text)
    return try Library.load(folder: workspace.pipelines).dataset(named: "drug_seizures")
  }

  @Test func readsEveryPart() throws {
    let dataset = try read(Good.dataset)
    #expect(dataset.pipeline == "drug-flows")
    #expect(dataset.title == "Drug seizures, monthly")
    #expect(dataset.license == License(name: "U.S. Government work", url: "https://www.usa.gov/government-works"))
    #expect(dataset.homepage == "https://www.cbp.gov/newsroom/stats")
    #expect(dataset.cadence == Cadence(every: .month, graceDays: 20))
    #expect(!dataset.isCurated)
    #expect(
      dataset.fetch
        == FetchPlan(
          address: .discovered(
            page: "https://www.cbp.gov/document/stats/nationwide-drug-seizures",
            link: #"/files/(?<published>\d{4}-\d{2})/drugs-(-(?<through_month>[a-z]{3}))?\.csv"#),
          paging: nil, expect: Expectation(types: ["text/csv"], startsWith: "FY,Month (abbv),", maxBytes: 50_000_000),
          pauseSeconds: 0.5))
    #expect(dataset.dating == EditionDating(source: .fromLink, fileName: #"(?<published>\d{4}-\d{2}-\d{2})\.csv$"#))
    #expect(
      dataset.readings == [
        Reading(
          format: .csv, header: ["FY", "Month (abbv)", "Drug Type", "Qty"],
          names: ["fy", "month_abbv", "drug_type", "qty"])
      ])
    #expect(
      dataset.columns == [
        Column(name: "fiscal_year", kind: .integer, minimum: 2015, maximum: 2040),
        Column(name: "month", kind: .month, description: "The month of the seizure."),
        Column(name: "drug", kind: .text, oneOf: ["Cocaine", "Fentanyl", "010", "NO"]),
        Column(name: "quantity_mg", kind: .integer, isNullable: true, minimum: 0, unit: "mg"),
      ])
    #expect(dataset.key == ["month", "drug"])
    #expect(dataset.partition == ["fiscal_year"])
    #expect(
      dataset.guards
        == Guards(
          minimumRows: 5000, shrinkPercent: 5,
          quarantine: QuarantineAllowance(percent: 0.5, weightPercent: 1, because: "a handful may wait"),
          newValues: .quarantine))
    #expect(
      dataset.notes == [
        "Zero-suppressed: a missing combination means no seizure.", "Place of seizure, not origin.",
      ])
    #expect(dataset.normalizeSQL == Good.normalize)
  }

  @Test func readsAPagedFeedInSeveralForms() throws {
    let dataset = try read(
      """
      title: Deaths
      publisher: CDC
      license: {name: Public domain}
      attribution: CDC
      fetch:
        url: https://data.cdc.gov/resource/xkb8-kh2a.json?$limit=50000
        paging: {by: offset, parameter: $offset, size: 50000}
        expect: {type: [application/json, text/json]}
      edition: {published: {json: /query/pages/0/timestamp}}
      read:
        - format: json
          header: &header [year, country.id, value]
          names: &names [year, country, value]
          records: /items
          error: /0/message
          ignore: [short-url]
        - {format: csv, header: *header, names: *names}
        - format: wikitext
          header: [Date, Date@data-sort-value, Source and notes]
          text: /query/pages/0/content
          require: {/query/pages/0/title: Strikes at sea, /batchcomplete: 'true'}
          caption: Strikes
          keep_markup: [Source and notes]
      columns:
        year: &count {type: integer, min: 0}
        deaths: {<<: *count, null: true, min: 1}
      key: year
      notes: [One., Two.]
      """)
    #expect(
      dataset.fetch
        == FetchPlan(
          address: .fixed("https://data.cdc.gov/resource/xkb8-kh2a.json?$limit=50000"),
          paging: .offset(parameter: "$offset", size: 50_000),
          expect: Expectation(types: ["application/json", "text/json"], startsWith: nil, maxBytes: 100_000_000),
          pauseSeconds: 0))
    #expect(dataset.dating.source == .json("/query/pages/0/timestamp"))
    var page = Reading(
      format: .wikitext, header: ["Date", "Date@data-sort-value", "Source and notes"],
      text: "/query/pages/0/content", caption: "Strikes", keepMarkup: ["Source and notes"])
    page.required = ["/query/pages/0/title": "Strikes at sea", "/batchcomplete": "true"]
    page.unclear = ["Date"]
    #expect(
      dataset.readings == [
        Reading(
          format: .json, header: ["year", "country.id", "value"], names: ["year", "country", "value"],
          records: "/items",
          error: "/0/message", ignore: ["short-url"]),
        Reading(format: .csv, header: ["year", "country.id", "value"], names: ["year", "country", "value"]),
        page,
      ])
    #expect(
      dataset.columns == [
        Column(name: "year", kind: .integer, minimum: 0),
        Column(name: "deaths", kind: .integer, isNullable: true, minimum: 1),
      ])
    #expect(dataset.key == ["year"])
    #expect(dataset.partition.isEmpty)
    #expect(dataset.guards == Guards())
    #expect(dataset.notes == ["One.", "Two."])
    #expect(dataset.cadence == nil)
  }

  @Test("Of wikitext the columns that feed an integer of their name are counted, unless the manifest says which")
  func countedColumns() throws {
    let text = Good.dataset.replacing("format: csv", with: "format: wikitext").replacing(
      "drug_type, qty]", with: "drug_type, Quantity_mg]")
    #expect(try read(text).readings[0].counted == ["Qty"])
    let named = text.replacing("format: wikitext", with: "format: wikitext\n  counted: [FY]")
    #expect(try read(named).readings[0].counted == ["FY"])
    let prose = text.replacing("format: wikitext", with: "format: wikitext\n  prose: [Qty]")
    #expect(try read(prose).readings[0].counted == [])
    #expect(try read(prose).fingerprint != read(text).fingerprint)
  }

  @Test func readsPagesThatAreCounted() throws {
    let text = Good.dataset.replacing(
      "  pause_seconds", with: "  paging: {by: page, parameter: page, last_at: /maxPages}\n  pause_seconds")
    #expect(try read(text).fetch?.paging == .page(parameter: "page", first: 1, lastAt: "/maxPages"))
  }

  @Test(arguments: [("7", 7), ("50MB", 50_000_000), ("2 kB", 2000), ("1GB", 1_000_000_000)])
  func sizes(text: String, bytes: Int) throws {
    let dataset = try read(Good.dataset.replacing("50MB", with: text))
    #expect(dataset.fetch?.expect.maxBytes == bytes)
  }

  @Test func theFingerprintIsOfWhatMakesRows() throws {
    let print = try read(Good.dataset).fingerprint
    let same = [
      ("title: Drug seizures, monthly", "title: Other"), ("every: month", "every: week"), ("50MB", "60MB"),
      (", unit: mg", ""), ("unit: mg,", "unit: mg, adds: over time and places,"),
      ("Place of seizure", "Place"), ("[Cocaine, Fentanyl, 010, NO]", "[NO, Fentanyl, 010, Cocaine]"),
      ("stats/nationwide", "stats/other"),
    ]
    for (old, new) in same {
      let changed = try read(Good.dataset.replacing(old, with: new))
      #expect(changed.fingerprint == print, "\(old) does not change rows")
    }
    let other = [
      ("min: 2015", "min: 2014"), ("null: true", "null: false"), ("Fentanyl, ", ""), ("[month, drug]", "[drug, month]"),
      ("partition: fiscal_year", ""), ("shrink_pct: 5", "shrink_pct: 6"),
      ("shrink_pct: 5", "shrink_pct: 5, moved_pct: 3"), ("shrink_pct: 5", "shrink_pct: 5, added_keys_pct: off"),
      ("unit: mg,", "unit: mg, weighs: never,"), ("FY, Month", "Fy, Month"),
      ("fy, month_", "f, month_"),
      ("published: from_link", "published: fetched"), ("min: 5000", "min: 5001"),
      ("(?<published>\\d{4}-\\d{2}-\\d{2})", "x"),
    ]
    for (old, new) in other {
      #expect(Good.dataset.contains(old))
      let changed = try read(Good.dataset.replacing(old, with: new))
      #expect(changed.fingerprint != print, "\(old) changes rows")
    }
    var changed = try read(Good.dataset)
    changed.normalizeSQL += " "
    #expect(changed.fingerprint != print)
    changed = try read(Good.dataset)
    changed.isCurated = true
    #expect(changed.fingerprint != print)
  }
}
