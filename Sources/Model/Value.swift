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

  /// Whether a value comes before another one in SQLite's order: NULL, then numbers, then texts by their bytes.
  package static func precedes(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.integer(let x), .integer(let y)): x < y
    case (.text(let x), .text(let y)): x.utf8.lexicographicallyPrecedes(y.utf8)
    case (.real(let x), .real(let y)): x < y
    case (.integer(let x), .real(let y)): Double(x) < y
    case (.real(let x), .integer(let y)): x < Double(y)
    default: a.storageRank < b.storageRank
    }
  }

  private var storageRank: Int {
    switch self {
    case .null: 0
    case .integer, .real: 1
    case .text: 2
    }
  }
}
