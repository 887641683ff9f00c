import PipelineTools
import TestTools
import Testing

/// CBP's file by state, held against IOM's copies of its other file.
@Suite(.tags(.slow)) struct StateFileCopyTests {
  private static let table = "venezuelans_in_the_state_file_and_a_copy"

  @Test func theyAgreeAndAChangeIsCaught() throws {
    let copy = try PipelinesCopy()
    _ = try copy.run()
    let rows = try copy.work.table(Self.table)
    #expect(rows.map { $0["month"] } == ["2024-10", "2024-12", "2025-03", "2025-05"])
    #expect(rows.allSatisfy { $0["agreement"] == "same" && $0["in_the_copy"] != "" }, "\(rows)")
    // What an earlier copy said is not what the file says now.
    try copy.change(
      "migration/iom_copies_of_cbp_encounters/curated.csv", "Southwest Land Border,IOM,174,",
      "Southwest Land Border,IOM,175,")
    _ = try copy.run()
    let changed = try copy.work.table(Self.table)
    #expect(changed.map { $0["agreement"] } == ["same", "same", "differs", "same"])
    #expect(changed[2]["difference"] == "1")
  }
}
