import Model

/// The beginning of a JSON document as a tree: of each list and object the first members, and how many it has.
indirect enum JSONOutline {
  case null
  case plain(String)
  case list([JSONOutline], count: Int)
  case object([(key: String, value: JSONOutline)], count: Int)

  private static let most = 60
  private static let deepest = 12

  /// Reads the value that begins here.
  init(_ cursor: JSONCursor, depth: Int = 0) throws {
    switch try cursor.token() {
    case UInt8(ascii: "[") where depth < Self.deepest:
      cursor.take()
      var items: [JSONOutline] = []
      var count = 0
      if try cursor.token() == UInt8(ascii: "]") {
        cursor.take()
      } else {
        repeat {
          if count < Self.most {
            items.append(try JSONOutline(cursor, depth: depth + 1))
          } else {
            try cursor.skipValue()
          }
          count += 1
        } while try cursor.another(before: "]")
      }
      self = .list(items, count: count)
    case UInt8(ascii: "{") where depth < Self.deepest:
      cursor.take()
      var members: [(key: String, value: JSONOutline)] = []
      var count = 0
      if try cursor.token() == UInt8(ascii: "}") {
        cursor.take()
      } else {
        repeat {
          let key = try cursor.key()
          if count < Self.most {
            members.append((key, try JSONOutline(cursor, depth: depth + 1)))
          } else {
            try cursor.skipValue()
          }
          count += 1
        } while try cursor.another(before: "}")
      }
      self = .object(members, count: count)
    default:
      self = try JSONLookup.text(at: cursor).map { .plain($0) } ?? .null
    }
  }

  var isObject: Bool { if case .object = self { true } else { false } }
  var isList: Bool { if case .list = self { true } else { false } }
  var isPlain: Bool { !isObject && !isList }

  /// The keys of an object.
  var keys: [String] { if case .object(let members, _) = self { members.map(\.key) } else { [] } }

  /// The texts of a list of texts; nil for anything else.
  var texts: [String]? {
    guard case .list(let items, let count) = self, count == items.count else { return nil }
    let texts = items.compactMap { if case .plain(let text) = $0 { text } else { nil } }
    return texts.count == items.count ? texts : nil
  }
}
