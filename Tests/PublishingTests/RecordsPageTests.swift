import Manifest
import Model
import System
import Testing

@testable import Publishing

@Suite struct RecordsPageTests {
  static func files(_ rows: [SiteRecords.Row]) -> [(name: String, text: String)] {
    var content = SiteTests.content("Plain")
    content.datasets[0].manifest.columns = [
      Column(name: "month", kind: .month), Column(name: "address", kind: .text, isNullable: true),
    ]
    let records = SiteRecords(manifest: content.datasets[0].manifest, rows: rows)
    return RecordsPage(content, records).files.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }
  }

  static func row(_ i: Int, _ address: Value = .null, figures: [SiteRecords.Figure] = []) -> SiteRecords.Row {
    let month = "\(1000 + i / 12)-\(i % 12 < 9 ? "0" : "")\(i % 12 + 1)"
    return .init(values: [.text(month), address], edition: "2025-11-19", page: 1, record: i + 1, figures: figures)
  }

  @Test func allOfASmallDatasetIsThereWithItsSourcesAndAnchors() {
    let files = Self.files([
      Self.row(
        0, .text("https://www.a.example/b; not an address"), figures: [.init(article: "an-article", id: "boats")]),
      Self.row(1, .text("javascript:alert(1)")),
    ])
    #expect(files.map(\.name) == ["site/records/boats_seen.html", "site/records/boats_seen.csv"])
    #expect(files[0].text.contains("All 2 rows in use."))
    #expect(files[0].text.contains("<a href=\"https://www.a.example/b\" rel=\"noopener\">a.example</a>"))
    #expect(files[0].text.contains("id=\"e2025-11-19-1-2\"") && !files[0].text.contains("href=\"javascript"))
    #expect(files[0].text.contains("<a href=\"../articles/an-article.html#boats\">boats</a>"))
    #expect(
      files[1].text.hasPrefix("_edition,_file,_record,month,address\n2025-11-19,1,1,1000-01,"))
  }

  @Test func ofALargeOneTheDecidingAndTheNewestAreThereAndTheFileHasAll() {
    let files = Self.files(
      (0..<1_500).map { Self.row($0, figures: $0 == 3 ? [.init(article: "an-article", id: "boats")] : []) })
    #expect(files[0].text.contains("201 of 1,500 rows are on this page"))
    #expect(
      files[0].text.contains("-1-4\"") && files[0].text.contains("-1-1500\"") && !files[0].text.contains("-1-5\""))
    #expect(files[1].text.split(separator: "\n").count == 1_501)
  }
}
