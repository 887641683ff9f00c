import Model

/// The keys of all records of a JSON document, in the order of their first appearance.
struct JSONRecordKeys {
  /// What values of a key are.
  struct Kinds: OptionSet {
    let rawValue: Int
    static let plain = Kinds(rawValue: 1)
    static let list = Kinds(rawValue: 2)
    static let object = Kinds(rawValue: 4)
  }

  /// By path: `country.id` is a key in an object.
  private(set) var paths: [String] = []
  private(set) var kinds: [String: Kinds] = [:]
  private(set) var records = 0

  private static let mostKeys = 2000

  /// The columns of the records, and those of them that are read as text.
  var header: (names: [String], asText: [String]) {
    // An object that is a list or a plain value elsewhere is read as its text everywhere.
    let whole = paths.filter { kinds[$0]?.contains(.object) == true && kinds[$0] != .object }
    let lists = paths.filter { kinds[$0]?.contains(.list) == true && !whole.contains($0) }
    let texts = whole + lists
    let names = paths.filter { path in
      kinds[path] != .object && !texts.contains { path.hasPrefix($0 + ".") }
    }
    return (names, names.filter(texts.contains))
  }

  /// Reads a record, which begins here.
  mutating func take(_ cursor: JSONCursor) throws {
    records += 1
    try object(cursor, below: "")
  }

  private mutating func object(_ cursor: JSONCursor, below path: String) throws {
    guard try cursor.token() == UInt8(ascii: "{") else { return try cursor.skipValue() }
    cursor.take()
    guard try cursor.token() != UInt8(ascii: "}") else { return cursor.take() }
    repeat {
      let key = try cursor.key()
      let name = path.isEmpty ? key : "\(path).\(key)"
      switch try cursor.token() {
      case UInt8(ascii: "{"):
        // GeoJSON's shapes are read as a whole.
        if name == "geometry" {
          note(name, .list)
          try cursor.skipValue()
        } else {
          note(name, .object)
          try object(cursor, below: name)
        }
      case UInt8(ascii: "["):
        note(name, .list)
        try cursor.skipValue()
      default:
        note(name, .plain)
        try cursor.skipValue()
      }
    } while try cursor.another(before: "}")
  }

  private mutating func note(_ path: String, _ kind: Kinds) {
    if kinds[path] == nil {
      guard paths.count < Self.mostKeys else { return }
      paths.append(path)
    }
    kinds[path, default: []].insert(kind)
  }
}
