import Model
import Words

// Where records are in a JSON document: a part of `read:` in a manifest.
extension DatasetReader {
  static let shapeKeys = ["shape", "header_at", "header_name", "key_column", "each", "as_text", "not_numbers"]

  func shape(_ map: YAMLMap, _ reading: Reading) -> JSONShape {
    var shape = JSONShape.plain
    shape.kind = map["shape"]?.choice(JSONShape.Kind.self) ?? .objects
    shape.headerAt = map["header_at"]?.pointer()
    shape.headerName = map["header_name"]?.text()
    shape.keyColumn = map["key_column"]?.text()
    shape.each = map["each"]?.text()
    shape.asText = map["as_text"]?.texts(orOne: true) ?? []
    if let value = map["not_numbers"] {
      shape.hasNotNumbers = value.isNull
      if !value.isNull {
        value.report(
          "NaN and Infinity can only be null",
          remedy: "write not_numbers: null, or remove the key: then they are errors")
      }
    }
    if let size = map["record_mib"]?.integer(in: 1...Dialect.largestRecordSize >> 20) { shape.recordSize = size << 20 }
    checkShape(shape, in: map, reading)
    return shape
  }

  private func checkShape(_ shape: JSONShape, in map: YAMLMap, _ reading: Reading) {
    let header = reading.header
    func onlyWith(_ key: String, _ kinds: JSONShape.Kind...) {
      guard let value = map[key], !kinds.contains(shape.kind) else { return }
      value.report(
        "goes with 'shape: \(kinds.map(\.rawValue).joined(separator: "' or 'shape: "))', not with 'shape: \(shape.kind.rawValue)'",
        remedy: "remove it, or correct 'shape'")
    }
    onlyWith("header_at", .arrays)
    onlyWith("key_column", .keyed, .columns)
    onlyWith("each", .objects, .lines, .keyed)
    onlyWith("records", .objects, .arrays, .keyed, .columns)
    onlyWith("error", .objects, .arrays, .keyed)
    onlyWith("optional", .objects, .lines, .keyed, .columns)
    if map["header_at"] == nil {
      map["header_name"]?.report(
        "there is no 'header_at' whose items have a name", remedy: "add header_at: /POINTER, or remove it")
      for key in ["ignore", "unpivot"] where shape.kind == .arrays {
        map[key]?.report(
          "the values of the arrays have no names", remedy: "add header_at: /POINTER, or name them all in 'header'")
      }
    }
    if shape.kind == .keyed, map["key_column"] == nil {
      map["shape"]?.report(
        "the keys of the records would be lost",
        remedy: "name a column for them in 'header', and add 'key_column: NAME'")
    }
    let known = "The header has: \(header.joined(separator: ", "))"
    for (key, names) in [("key_column", shape.keyColumn.map { [$0] } ?? []), ("as_text", shape.asText)] {
      for name in names where !(key == "as_text" ? reading.cells : header).contains(name) {
        map[key]?.report("'\(name)' is not in 'header'", remedy: Suggestion.question(name, among: header) + known)
      }
    }
    if shape.each != nil {
      map["unpivot"]?.report(
        "'each' makes rows of a record, and so does this",
        remedy: "keep one of the two, and let normalize.sql do the other")
    }
    if let each = shape.each {
      if !header.contains(where: { $0.hasPrefix(each + ".") }) {
        map["each"]?.report(
          "no column of 'header' is of '\(each)'",
          remedy: "name the fields of its objects there: \(each).NAME. \(known)")
      }
      if header.contains(each) {
        map["each"]?.report("'\(each)' is in 'header' too", remedy: "remove it there: its fields are \(each).NAME")
      }
    }
  }
}
