import GRDB
import Model

extension Value {
  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let n): n.databaseValue
    case .real(let x): x.databaseValue
    case .text(let text): text.databaseValue
    }
  }

  /// A column of a row.
  init(_ row: Row, _ name: String) { self.init(row[name] as DatabaseValue) }

  /// Column `i` of a row, from 0.
  init(_ row: Row, _ i: Int) { self.init(row[i] as DatabaseValue) }

  private init(_ value: DatabaseValue) {
    switch value.storage {
    case .int64(let n): self = .integer(n)
    case .double(let x): self = .real(x)
    case .string(let text): self = .text(text)
    default: self = .null
    }
  }
}
