/// A value of a table cell.
package enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}

extension Value {
  /// The value as bare text; NULL is empty.
  package var plain: String {
    switch self {
    case .null: ""
    case .integer(let n): String(n)
    case .real(let x): String(x)
    case .text(let text): text
    }
  }
}
