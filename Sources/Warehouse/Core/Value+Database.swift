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
  init(_ row: Row, _ name: String) {
    switch (row[name] as DatabaseValue).storage {
    case .int64(let n): self = .integer(n)
    case .double(let x): self = .real(x)
    case .string(let text): self = .text(text)
    default: self = .null
    }
  }
}
