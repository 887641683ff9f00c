import Manifest
import Model
import Testing

@testable import Warehouse

@Suite struct ForgettingTests {
  @Test func nothingIsLeftOfTheDatasetAndAllOfTheOthers() throws {
    let warehouse = try Warehouse(path: ":memory:")
    let contents = [
      "a": Fixture.rows("2022,Texas,A,1\n2023,Texas,A,3\n2023,Maine,A,x"), "b": Fixture.rows("2022,Texas,A,2"),
    ]
    let others = try TestWarehouse(DatasetManifest.named("others", like: Fixture.dataset()), contents, warehouse)
    let editions = [Fixture.edition("2023-10-01", "a"), Fixture.edition("2024-10-01", "b")]
    try others.load(editions)
    let before = try warehouse.read { try $0.digests() }
    let things = try TestWarehouse(Fixture.dataset(), contents, warehouse)
    try things.load(editions)
    #expect(try warehouse.read { try $0.pipelinesByDataset() } == ["things": "tests", "others": "tests"])
    #expect(try warehouse.read { try $0.quarantine(of: "things") }.count == 1)
    let rows = try things.state()
    try warehouse.write { try $0.forget("things") }
    #expect(try warehouse.read { try $0.digests() } == before)
    #expect(try warehouse.read { try $0.ledgerFaults() } == [])
    #expect(throws: Problem.self) { try warehouse.read { try $0.lines("select * from things") } }
    // Loaded again it is what it was.
    #expect(try things.load(editions).map(\.state) == [.loaded, .loaded])
    #expect(try things.state() == rows && rows == ["2022,Texas,A,2", "2023,Texas,A,3"])
  }
}
