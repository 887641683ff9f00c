import Foundation
import Model
import PipelineTools
import TestTools

/// A publisher's file as a grid of texts that a test can spoil: CSV, a JSON list of objects with a row for each, or the table of a
/// wiki page as `scripts/bundle` writes it, with a line for each cell.
struct MutableFile {
  private enum Form {
    case csv
    /// The document, and the keys and places that lead to its list of rows.
    case json(Any, path: [String])
    /// The document, the keys and places that lead to its page, and what stands before and behind the table's cells.
    case wikitext(Any, path: [String], before: String, after: String)
  }

  var header: [String]
  var rows: [[String]]
  private let form: Form
  /// Of JSON: whether a cell was written as a number.
  private let isNumber: [[Bool]]

  /// The beginning of a header cell of a wiki page.
  private static let headerMark = "scope=\"col\" | "

  /// - Parameter records: the JSON pointer of the list of rows, or of the wiki page.
  init(_ path: String, records: String?, isWikitext: Bool = false) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    if isWikitext, let records {
      let keys = records.split(separator: "/").map(String.init)
      let document = try JSONSerialization.jsonObject(with: data)
      let page = Self.place(document, keys) as? String ?? ""
      var parts = page.components(separatedBy: "\n|-\n")
      let last = parts.removeLast().components(separatedBy: "\n|}")
      let cells = (parts.dropFirst() + [last[0]]).map { row in
        row.components(separatedBy: "\n").map { String($0.dropFirst().drop { $0 == " " }) }
      }
      header = (cells.first ?? []).map { String($0.dropFirst(Self.headerMark.count)) }
      rows = Array(cells.dropFirst())
      form = .wikitext(
        document, path: keys, before: parts[0], after: "\n|}" + last.dropFirst().joined(separator: "\n|}"))
      isNumber = []
      return
    }
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
    place(document, keys) as? [[String: Any]] ?? []
  }

  private static func place(_ document: Any, _ keys: [String]) -> Any {
    var place = document
    for key in keys {
      if let object = place as? [String: Any] {
        place = object[key] ?? []
      } else if let list = place as? [Any] {
        place = list[Int(key) ?? 0]
      }
    }
    return place
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
    case .wikitext(let document, let path, let before, let after):
      let lines =
        [header.map { "! " + Self.headerMark + $0 }]
        + rows.map { $0.map { ($0.hasPrefix("scope=") ? "! " : "| ") + $0 } }
      let page = before + lines.map { "\n|-\n" + $0.joined(separator: "\n") }.joined() + after
      return try JSONSerialization.data(withJSONObject: Self.replacing(document, path[...], page))
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

  /// Some rows under another value of a category, so that none of them says what a row of the file says already: their keys are new.
  func renamed(_ places: [Int], _ random: inout SeededRandom) -> [[String]]? {
    let numbers = Set(measures)
    func name(_ row: [String]) -> [String] { row.indices.map { numbers.contains($0) ? "" : row[$0] } }
    let known = Set(rows.map(name))
    for column in categories.shuffled(using: &random) {
      for value in Set(rows.map { $0[column] }).sorted().shuffled(using: &random) {
        let others = places.map { place in
          var row = rows[place]
          row[column] = value
          return row
        }
        if known.isDisjoint(with: others.map(name)) { return others }
      }
    }
    return nil
  }

  static func number(_ text: String) -> Double? { Double(text.replacingOccurrences(of: ",", with: "")) }

  /// The places of the rows with the largest numbers of a column, the largest first.
  func heaviest(_ column: Int) -> [Int] {
    rows.indices.sorted { (Self.number(rows[$0][column]) ?? 0) > (Self.number(rows[$1][column]) ?? 0) }
  }
}
