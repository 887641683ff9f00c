import Foundation
import Model
import PipelineTools

/// A publisher's file as a grid of texts that a test can spoil: CSV, or a JSON list of objects with a row for each.
struct MutableFile {
  private enum Form {
    case csv
    /// The document, and the keys and places that lead to its list of rows.
    case json(Any, path: [String])
  }

  var header: [String]
  var rows: [[String]]
  private let form: Form
  /// Of JSON: whether a cell was written as a number.
  private let isNumber: [[Bool]]

  /// - Parameter records: the JSON pointer of the list of rows.
  init(_ path: String, records: String?) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    guard let records, path.hasSuffix(".json") else {
      let all = CSVText.rows(String(decoding: data, as: UTF8.self))
      header = all[0]
      rows = Array(all.dropFirst())
      form = .csv
      isNumber = []
      return
    }
    let keys = records.split(separator: "/").map(String.init)
    let document = try JSONSerialization.jsonObject(with: data)
    let items = Self.list(document, keys)
    header = (items.first ?? [:]).keys.sorted()
    form = .json(document, path: keys)
    let names = header
    rows = items.map { item in names.map { Self.text(item[$0]) } }
    isNumber = items.map { item in names.map { item[$0] is NSNumber } }
  }

  private static func list(_ document: Any, _ keys: [String]) -> [[String: Any]] {
    var place = document
    for key in keys {
      if let object = place as? [String: Any] {
        place = object[key] ?? []
      } else if let list = place as? [Any] {
        place = list[Int(key) ?? 0]
      }
    }
    return place as? [[String: Any]] ?? []
  }

  private static func text(_ value: Any?) -> String {
    switch value {
    case let text as String: text
    case let number as NSNumber: number.stringValue
    default: ""
    }
  }

  /// The file with what was changed. Of JSON only scalar cells can have been: a list or an object stays as it was.
  func data() throws -> Data {
    switch form {
    case .csv:
      let lines = ([header] + rows).map { row in
        row.map { cell in
          cell.contains(where: { ",\"\n".contains($0) })
            ? "\"\(cell.replacingOccurrences(of: "\"", with: "\"\""))\"" : cell
        }.joined(separator: ",")
      }
      return Data((lines.joined(separator: "\r\n") + "\r\n").utf8)
    case .json(let document, let path):
      let old = Self.list(document, path)
      let items = rows.enumerated().map { r, row -> [String: Any] in
        var item = r < old.count ? old[r] : [:]
        for (c, name) in header.enumerated() {
          let wasNumber = r < isNumber.count && isNumber[r][c]
          if item[name] is [String: Any] || item[name] is [Any] { continue }
          if row[c].isEmpty {
            item[name] = NSNull()
          } else if wasNumber, let number = Int64(row[c]) {
            item[name] = number
          } else {
            item[name] = row[c]
          }
        }
        return item
      }
      return try JSONSerialization.data(withJSONObject: Self.replacing(document, path[...], items))
    }
  }

  private static func replacing(_ place: Any, _ path: ArraySlice<String>, _ items: Any) -> Any {
    guard let key = path.first else { return items }
    if var object = place as? [String: Any] {
      object[key] = replacing(object[key] ?? [], path.dropFirst(), items)
      return object
    }
    guard var list = place as? [Any], let i = Int(key) else { return place }
    list[i] = replacing(list[i], path.dropFirst(), items)
    return list
  }

  // MARK: what a test can ask

  /// The columns that hold numbers that are no year, by place: nearly all of their cells are digits, and they differ.
  var measures: [Int] {
    header.indices.filter { c in
      let cells = rows.map { $0[c] }.filter { !$0.isEmpty }
      let numbers = cells.compactMap(Self.number)
      guard !cells.isEmpty, numbers.count * 10 >= cells.count * 9, Set(numbers).count > 5 else { return false }
      return !numbers.allSatisfy { (1900...2100).contains($0) } && !header[c].lowercased().hasSuffix("_id")
    }
  }

  /// The columns that hold few different texts.
  var categories: [Int] {
    header.indices.filter { c in
      let values = Set(rows.map { $0[c] })
      return values.count > 1 && values.count <= rows.count / 4 && values.allSatisfy { Self.number($0) == nil }
    }
  }

  static func number(_ text: String) -> Double? { Double(text.replacingOccurrences(of: ",", with: "")) }

  /// The places of the rows with the largest numbers of a column, the largest first.
  func heaviest(_ column: Int) -> [Int] {
    rows.indices.sorted { (Self.number(rows[$0][column]) ?? 0) > (Self.number(rows[$1][column]) ?? 0) }
  }
}
