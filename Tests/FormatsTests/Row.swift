import Glibc
import Model
import Testing

@testable import Formats

/// A record as the tests compare it.
struct Row: Equatable, CustomStringConvertible {
  var number: Int
  var fields: [String?]
  var defect: String?
  var verbatim: String

  var description: String { "\(number) \(fields.map { $0 ?? "NULL" }) \(defect ?? "") <\(verbatim)>" }
}
