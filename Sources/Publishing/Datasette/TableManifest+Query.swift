import Manifest
import Model

extension TableManifest {
  /// A SELECT that gives the published columns in SQLite, where the engine does not compute the quotients.
  var query: String {
    guard !quotients.isEmpty else { return statement }
    let list = columns.map { column in quotients[column.name].map { "\($0.sqlite) as \(column.name)" } ?? column.name }
    // The line ends before the bracket, because the statement may end with a comment.
    return "select \(list.joined(separator: ",\n  "))\nfrom (\n\(statement)\n)"
  }
}

extension Quotient {
  /// The same number in SQLite's whole-number arithmetic, halves rounded away from zero.
  fileprivate var sqlite: String {
    let divisor =
      switch denominator {
      case .column(let name): name
      case .number(let number): String(number)
      }
    let scale = (0..<decimals).reduce(Int64(1)) { power, _ in power * 10 }
    let sign = "case when (\(numerator) < 0) <> (\(divisor) < 0) then -1 else 1 end"
    let (double, overflows) = factor.multipliedReportingOverflow(by: 2 * scale)
    let size =
      "(\(overflows ? "\(factor) * \(2 * scale)" : String(double)) * abs(\(numerator)) + abs(\(divisor)))"
      + " / nullif(2 * abs(\(divisor)), 0)"
    return decimals == 0 ? "\(sign) * (\(size))" : "\(sign) * (\(size)) / \(scale).0"
  }
}
