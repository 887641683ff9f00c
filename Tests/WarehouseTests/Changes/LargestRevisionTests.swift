import Foundation
import Model
import Testing

@testable import Manifest
@testable import Warehouse

@Suite struct LargestRevisionTests {
  @Test func milligramsAreNeverComparedWithEvents() {
    func revision(_ new: Int64?, unitRank: Int, old: Int64? = 0) -> LargestRevision {
      LargestRevision(column: "c", key: "", old: old, new: new, unitRank: unitRank)
    }
    #expect(revision(3, unitRank: 0).leads(revision(5_000_000, unitRank: 1)))
    #expect(!revision(5_000_000, unitRank: 1).leads(revision(3, unitRank: 0)))
    #expect(revision(4, unitRank: 0).leads(revision(3, unitRank: 0)))
    #expect(!revision(3, unitRank: 0).leads(revision(-3, unitRank: 0)))
    #expect(revision(nil, unitRank: 0, old: 9).leads(revision(3, unitRank: 0)))
    #expect(!revision(0, unitRank: 0).leads(nil))
    #expect(revision(1, unitRank: 2).leads(nil))
  }
}
