import Model

extension Value {
  /// The value for a message.
  var text: String {
    switch self {
    case .null: "NULL"
    case .integer(let n): String(n)
    case .real(let x): String(x)
    case .text(let text): text
    }
  }
}
