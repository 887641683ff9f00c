import Manifest
import Model
import System
import Testing

@testable import Publishing

@Suite struct RecordsPageTests {
  static let manifest: DatasetManifest = {
    var manifest = SiteTests.content("Plain").datasets[0].manifest
    manifest.columns = [Column(name: "month", kind: .month), Column(name: "address", kind: .text, isNullable: true)]
    return manifest
  }()

  static func page(_ rows: [SiteRecords.Row], of total: Int? = nil, deciding: Int = 1) -> (name: String, text: String) {
    let records = SiteRecords(manifest: manifest, rows: rows, total: total ?? rows.count, deciding: deciding)
    let file = RecordsPage(SiteTests.content("Plain"), records, csv: []).files[0]
    return (file.name, String(decoding: file.bytes, as: UTF8.self))
  }

  static func row(_ i: Int, _ address: Value = .null, figures: [SiteRecords.Figure] = []) -> SiteRecords.Row {
    let month = "\(1000 + i / 12)-\(i % 12 < 9 ? "0" : "")\(i % 12 + 1)"
    return .init(values: [.text(month), address], edition: "2025-11-19", page: 1, record: i + 1, figures: figures)
  }

  @Test func allOfASmallDatasetIsThereWithItsSourcesAndAnchors() {
    let page = Self.page([
      Self.row(
        0, .text("https://www.a.example/b; not an address"), figures: [.init(article: "an-article", id: "boats")]),
      Self.row(1, .text("javascript:alert(1)")),
    ])
    #expect(page.name == "site/records/boats_seen.html")
    #expect(page.text.contains("All 2 rows in use."))
    #expect(page.text.contains("<a href=\"https://www.a.example/b\" rel=\"noopener\">a.example</a>"))
    #expect(page.text.contains("id=\"e2025-11-19-1-2\"") && !page.text.contains("href=\"javascript"))
    // A card links to the rows of its figure.
    #expect(
      page.text.contains("<a id=\"f-an-article-boats\" href=\"../articles/an-article.html#boats\">"), "\(page.text)")
    #expect(page.text.contains("href=\"boats_seen.csv\""))
  }

  /// A code and a date in a text are said in words, with what the file has beneath.
  @Test func codesAreSaidInWords() {
    var manifest = Self.manifest
    manifest.columns[1].words = [.init(code: "north_quay", words: "The north quay")]
    let rows = ["north_quay", "2025-08", "as it is"].enumerated().map { Self.row($0, .text($1)) }
    let records = SiteRecords(manifest: manifest, rows: rows, total: 3, deciding: 0)
    let page = String(
      decoding: RecordsPage(SiteTests.content("Plain"), records, csv: []).files[0].bytes, as: UTF8.self)
    #expect(page.contains(">The north quay<small>north_quay</small></td>"), "\(page)")
    #expect(page.contains(">August 2025<small>2025-08</small></td>") && page.contains(">as it is</td>"))
  }

  @Test func aLargeOneSaysWhatIsThere() {
    let page = Self.page((0..<201).map { Self.row($0) }, of: 1_500, deciding: 3_000).text
    #expect(page.contains("href=\"boats_seen.csv\"") && page.contains("201 of 1,500 rows are on this page"))
    #expect(page.contains("some of the 3,000 rows that decide a figure, the first and the largest, and the newest 200"))
    #expect(page.contains("the CSV file has all."))
    let none = Self.page((0..<200).map { Self.row($0) }, of: 2_000_000, deciding: 0).text
    #expect(none.contains("on this page: the newest 200; the database has all.") && !none.contains("boats_seen.csv"))
  }

  /// Where not all rows fit, those that decide a figure are there, and of the others the last.
  @Test func whatDecidesIsThereBeforeOthers() {
    let long = Value.text(String(repeating: "x", count: 2_000))
    let figure = SiteRecords.Figure(article: "an-article", id: "boats")
    let page = Self.page((0..<400).map { Self.row($0, long, figures: $0 == 3 ? [figure] : []) }, of: 400).text
    #expect(page.utf8.count < 300_000)
    func has(_ record: Int) -> Bool { page.contains("id=\"e2025-11-19-1-\(record)\"") }
    #expect(has(4) && has(400) && !has(1) && !has(200))
    #expect(page.contains("those that decide a figure, and as many of the last ones as fit; the CSV file has all."))
  }

  @Test func theFileNamesEachRecord() {
    var manifest = Self.manifest
    manifest.columns.append(Column(name: "rate", kind: .integer, isNullable: true))
    manifest.columns[2].decimals = 2
    var file = RecordsCSV(manifest, editions: [3: "2025-11, data through 2025-10"])
    func add(_ record: Int64, _ month: String, _ address: String?, _ rate: RawField) {
      for (i, n) in [3, 2, record].enumerated() { file.add(i, .integer(n)) }
      var month = month
      month.withUTF8 { file.add(3, .text($0)) }
      if var address { address.withUTF8 { file.add(4, .text($0)) } } else { file.add(4, .null) }
      file.add(5, rate)
    }
    add(7, "2025-10", "=1+1", .integer(1250))
    add(8, "2025-11", nil, .null)
    #expect(
      String(decoding: file.bytes, as: UTF8.self)
        == "_edition,_file,_record,month,address,rate\n\"2025-11, data through 2025-10\",2,7,2025-10,'=1+1,1250\n"
        + "\"2025-11, data through 2025-10\",2,8,2025-11,,\n")
  }
}
