import Manifest
import Model
import Testing

@testable import Warehouse

@Suite("What a publisher's file lacks or buries")
struct FileDriftTests {
  /// An edition of pages, each a reader.
  private func load(_ pages: [ArrayReader], guards: Guards = Guards(quarantine: .upTo(50))) throws -> LoadedEdition {
    let warehouse = try Warehouse(path: ":memory:")
    let dataset = Fixture.dataset(guards: guards)
    var edition = Fixture.edition("2023-10", "a")
    edition.snapshots = pages.indices.map { Snapshot(file: "\($0)", sha256: "\($0)", bytes: 1, url: "\($0)") }
    return try warehouse.write { session in
      try session.synchronize(
        dataset, fingerprint: "1", editions: [edition], today: Day(year: 2026, month: 12, day: 31)!,
        shouldStop: { false }
      ) { _, page in page <= pages.count ? (pages[page - 1], Fixture.header) : nil }
    }[0]
  }

  private func page(_ lines: String, unnamed: [Int] = [], linesSpanned: Int = 1) -> ArrayReader {
    let reader = ArrayReader(Fixture.header, Fixture.rows(lines))
    reader.unnamedColumns = unnamed
    reader.linesSpanned = linesSpanned
    return reader
  }

  @Test("A key that no record of any page names holds the edition")
  func everywhere() throws {
    let loaded = try load([
      page("2023,Texas,A,3", unnamed: [1, 3]), page("2023,Maine,A,1\n2023,Utah,B,2", unnamed: [3]),
    ])
    #expect(loaded.state == .held)
    #expect(loaded.records == 3)
    #expect(loaded.heldBecause?.place == "things, edition of 2023-10")
    #expect(
      loaded.heldBecause?.what
        == "the key 'Count' is in none of the 3 records (pages 1 to 2), and read.header declares it")
    #expect(loaded.heldBecause?.remedy.contains("read.optional") == true)
    #expect(loaded.heldBecause?.remedy.contains("Pipelines/tests/things/dataset.yaml") == true)
  }

  @Test("One page that names it is enough, and a page without records says nothing")
  func somewhere() throws {
    let pages = [
      page("2023,Texas,A,3", unnamed: [3]), page("2023,Maine,A,1", unnamed: [2]), page("", unnamed: [0, 1, 2, 3]),
    ]
    #expect(try load(pages).state == .loaded)
  }

  @Test("Lines that a defective record buries count against the share of quarantine")
  func buried() throws {
    let rows = "2023,Texas,A,3\n2023,Maine,A,1\n2023,Utah,B,2\n2023"
    #expect(try load([page(rows)], guards: Guards(quarantine: .upTo(30))).state == .loaded)
    let loaded = try load([page(rows, linesSpanned: 10)], guards: Guards(quarantine: .upTo(30)))
    #expect(loaded.state == .held)
    #expect(
      loaded.heldBecause?.what
        == "1 of 4 records break the contract and bury 9 more lines, more than 30.0%: about 33.3% of events; "
        + "record 4: ragged")
  }
}
