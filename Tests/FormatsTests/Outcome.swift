import Glibc
import Model
import Testing

@testable import Formats

/// The result of reading a file: its records and, if reading ended early, why.
struct Outcome: Equatable {
  var header: [String] = []
  var rows: [Row] = []
  var problem: Problem?

  var fields: [[String?]] { rows.map(\.fields) }
  var defects: [String?] { rows.map(\.defect) }
}
