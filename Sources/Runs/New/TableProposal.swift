import Manifest
import Model
import Words

/// The first table of a new dataset: its amounts over time, or by what its rows are about.
struct TableProposal {
  let name: String
  let text: String

  /// - Returns: nil where no table can be made of the columns.
  init?(dataset: String, title: String, _ columns: [ColumnProposal], key: [String], records: Int) {
    let measure = columns.first { $0.isMeasure && !key.contains($0.name) }
    let time =
      columns.first { $0.isTime && !$0.isNullable && key.contains($0.name) }
      ?? columns.first { $0.isTime && !$0.isNullable }
    let category =
      columns.first { $0.kind == .text && !$0.isNullable && key.contains($0.name) }
      ?? columns.first { $0.kind == .text && !$0.isNullable && $0.values < records }
    guard let axis = time ?? category else { return nil }
    let place: (column: String, expression: String, type: String)
    switch axis.kind {
    case .date where axis.values > 60: place = ("month", "substr(\(axis.name), 1, 7)", "month")
    case .date: place = (axis.name, axis.name, "date")
    case .month: place = (axis.name, axis.name, "month")
    case .year: place = (axis.name, axis.name, "year")
    default: place = (axis.name, axis.name, "text")
    }
    let isOnlyKey = key == [axis.name] && place.expression == axis.name
    var lines: [String] = []
    let (shown, selected): (String, String)
    let source = measure?.name ?? "1"
    let sum = measure.map { isOnlyKey ? $0.name : "sum(\($0.name))" } ?? (isOnlyKey ? "1" : "count(*)")
    let unit = measure?.unit.map { ", \($0)" } ?? ""
    if let measure, case .decimal(let decimals) = measure.kind {
      (shown, selected) = (measure.name, "\(measure.name)_parts")
      let parts = "1" + String(repeating: "0", count: decimals)
      lines.append(
        "-- column \(shown) (decimal \(min(decimals, 4))\(unit)) = \(selected) / \(parts): \(TitleWords.sentence(shown))."
      )
      lines.append("-- hidden \(selected) (integer): The same in units of its last decimal.")
    } else if let measure {
      (shown, selected) = (measure.name, measure.name)
      lines.append(
        "-- column \(shown) (integer\(unit)): \(TitleWords.sentence(shown))\(isOnlyKey ? "" : ", added up").")
    } else {
      (shown, selected) = ("records", "records")
      lines.append("-- column records (integer, records): Records.")
    }
    guard shown != place.column else { return nil }
    name = "\(dataset)_by_\(place.column)"
    let alias = place.expression == place.column ? "" : " as \(place.column)"
    let words = ColumnWords.words(place.column)
    text =
      ([
        "-- One row per \(words).", "-- title: \(TitleWords.sentence(title)), by \(words)",
        "-- column \(place.column) (\(place.type)): \(TitleWords.sentence(place.column)).",
      ] + lines + [
        "-- chart: bar of \(shown) over \(place.column)\(place.type == "text" ? " largest 15" : "")",
        "-- trace \(selected): \(source) from \(dataset) where \(place.expression) = :\(place.column)",
        "select \(place.expression)\(alias), \(sum)\(sum == selected ? "" : " as \(selected)")", "from \(dataset)",
      ] + (isOnlyKey ? [] : ["group by \(place.expression)"]) + ["order by \(place.column)"]).joined(separator: "\n")
      + "\n"
  }
}
