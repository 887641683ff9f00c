import Manifest
import Model

/// A column's name for people; the machine's name stands beneath it.
enum ColumnTitle {
  /// `quantity_mg` with the unit mg as `Quantity`: the unit is said beside it.
  static func words(_ column: TableColumn) -> String {
    var parts = column.name.split(separator: "_").map(String.init)
    if parts.count > 1, let unit = column.unit, let last = parts.last, last == unit || last == short[unit],
      // "Our" and "Total" alone say of nothing whose, or of what.
      !["our", "total"].contains(parts.dropLast().joined(separator: " "))
    {
      parts.removeLast()
    }
    if parts.first == "is" || parts.first == "has", column.kind == .boolean, parts.count > 1 { parts.removeFirst() }
    let words = parts.map { spelled[$0] ?? $0 }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private static let short = ["percent": "pct"]
  private static let spelled = [
    "us": "U.S.", "fy": "fiscal year", "id": "ID", "sql": "SQL", "sha256": "SHA-256", "pct": "percent",
  ]
}
