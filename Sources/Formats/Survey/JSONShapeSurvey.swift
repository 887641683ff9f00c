import Model
import Words

/// Where the records are in a JSON document, and what they are.
struct JSONShapeSurvey {
  private struct Candidate {
    var kind: JSONShape.Kind
    var pointer: String
    var records: Int
    var headerAt: String?
    var headerName: String?
    var names: [String] = []
    var reasons: [String] = []
  }

  private let path: String
  private let name: String
  private var candidates: [Candidate] = []

  private static let limit = 64 << 20

  /// - Throws: ``Problem`` (`.badInput`) where the file is not JSON, or has no records.
  static func readings(path: String, name: String) throws -> [SurveyedReading] {
    var survey = JSONShapeSurvey(path: path, name: name)
    do {
      return try survey.all()
    } catch let fault as JSONFault {
      throw fault.problem(at: name, during: "while its records were looked for")
    }
  }

  private init(path: String, name: String) { (self.path, self.name) = (path, name) }

  private func cursor() throws -> JSONCursor {
    try JSONCursor(path: path, name: name, limit: Self.limit, hasNotNumbers: true)
  }

  private mutating func all() throws -> [SurveyedReading] {
    let cursor = try cursor()
    let root = try JSONOutline(cursor)
    if root.isObject, try cursor.peek() != nil {
      candidates = [Candidate(kind: .lines, pointer: "", records: .max)]
    } else {
      look(root, at: "", root: root)
    }
    candidates.sort { $0.records > $1.records }
    // Of lists that are about as long, the one whose records say most is the data, and the others describe it.
    let found = try candidates.prefix(4).enumerated().compactMap { i, candidate in
      try reading(candidate).map {
        (reading: $0, weight: min(candidate.records, 1 << 40) * $0.reading.header.count, place: i)
      }
    }.sorted { ($0.weight, $1.place) > ($1.weight, $0.place) }.map(\.reading)
    guard !found.isEmpty else {
      throw Problem(
        .badInput, at: name, "no records were found in the JSON document",
        remedy:
          "open it: where it has a list of records in another shape, write read: by hand (README, \"JSON that is not an array of objects\")"
      )
    }
    return found
  }

  private mutating func look(_ node: JSONOutline, at pointer: String, root: JSONOutline) {
    switch node {
    case .list(let items, let count):
      let objects = items.count(where: \.isObject)
      let lists = items.count { $0.texts != nil || $0.isList }
      if !items.isEmpty, objects == items.count {
        candidates.append(Candidate(kind: .objects, pointer: pointer, records: count))
      } else if items.count > 1, lists == items.count, items.allSatisfy(Self.isRow) {
        candidates.append(arrays(items, count, pointer, root))
      } else {
        for (i, item) in items.enumerated() where !item.isPlain { look(item, at: "\(pointer)/\(i)", root: root) }
      }
    case .object(let members, let count):
      keyed(members, count, pointer)
      for (key, value) in members where !value.isPlain {
        let step = JSONPointer.step(key)
        look(value, at: "\(pointer)/\(step)", root: root)
      }
    case .plain, .null: break
    }
  }

  private static func isRow(_ item: JSONOutline) -> Bool {
    if case .list(let values, _) = item { !values.isEmpty && values.contains(where: \.isPlain) } else { false }
  }

  private func arrays(_ items: [JSONOutline], _ count: Int, _ pointer: String, _ root: JSONOutline) -> Candidate {
    var candidate = Candidate(kind: .arrays, pointer: pointer, records: count)
    guard case .list(_, let width)? = items.last else { return candidate }
    if let first = items.first?.texts, first.count == width, !first.contains(where: CellLook.isFigure) {
      (candidate.headerAt, candidate.names, candidate.records) = ("\(pointer)/0", first, count - 1)
    } else if let place = Self.names(root, "", width, pointer) {
      (candidate.headerAt, candidate.headerName, candidate.names) = (place.pointer, place.key, place.names)
      candidate.reasons.append("header_at: \(place.pointer) has as many names as the records have values")
    } else {
      candidate.names = (1...max(1, width)).map { "column_\($0)" }
      candidate.reasons.append("header: nothing in the document names the values, so name the columns")
    }
    return candidate
  }

  /// A list of so many names somewhere in the document.
  private static func names(
    _ node: JSONOutline, _ pointer: String, _ width: Int, _ records: String
  ) -> (pointer: String, key: String?, names: [String])? {
    guard pointer != records || pointer.isEmpty else { return nil }
    switch node {
    case .list(let items, let count):
      if count == width, let texts = node.texts, !texts.contains(where: CellLook.isFigure) {
        return (pointer, nil, texts)
      }
      guard count == width else { return nil }
      for key in ["fieldName", "name", "title", "id", "field"] {
        let names = items.compactMap { item -> String? in
          guard case .object(let members, _) = item else { return nil }
          if case .plain(let text)? = members.first(where: { $0.key == key })?.value { return text }
          return nil
        }
        if names.count == width, Set(names).count == width { return (pointer, key, names) }
      }
      return nil
    case .object(let members, _):
      for (key, value) in members {
        let step = JSONPointer.step(key)
        if let found = names(value, "\(pointer)/\(step)", width, records) { return found }
      }
      return nil
    case .plain, .null: return nil
    }
  }

  private mutating func keyed(_ members: [(key: String, value: JSONOutline)], _ count: Int, _ pointer: String) {
    guard members.count > 1 else { return }
    let lengths = members.compactMap { member -> Int? in
      if case .list(let items, let count) = member.value, items.allSatisfy(\.isPlain) { count } else { nil }
    }
    if lengths.count == members.count, Set(lengths).count == 1, let length = lengths.first, length > 0 {
      candidates.append(
        Candidate(kind: .columns, pointer: pointer, records: length, names: members.map(\.key)))
      return
    }
    let keys = members.map { Set($0.value.keys) }
    guard let first = keys.first, !first.isEmpty, keys.allSatisfy({ $0 == first }) else { return }
    let areNumbered = first.allSatisfy { Int($0) != nil }
    if areNumbered {
      candidates.append(Candidate(kind: .columns, pointer: pointer, records: first.count, names: members.map(\.key)))
    } else {
      candidates.append(
        Candidate(
          kind: .keyed, pointer: pointer, records: count,
          reasons: ["shape: the members of the object have the same keys, so each is a record"]))
    }
  }

  private func reading(_ candidate: Candidate) throws -> SurveyedReading? {
    var reading = Reading(format: .json, header: candidate.names, records: candidate.pointer)
    reading.shape.kind = candidate.kind
    reading.shape.headerAt = candidate.headerAt
    reading.shape.headerName = candidate.headerName
    var reasons = candidate.reasons
    if [.objects, .lines, .keyed].contains(candidate.kind) {
      let keys = try self.keys(candidate)
      let (names, asText) = keys.header
      guard !names.isEmpty else { return nil }
      reading.header = names
      reading.shape.asText = asText
      if !asText.isEmpty {
        reasons.append(
          "as_text: \(English.list(asText)) \(asText.count == 1 ? "is a list or an object" : "are lists or objects")")
      }
      if candidate.kind == .keyed {
        let own = ["id", "key", "member_key"].first { !names.contains($0) } ?? "key_of_record"
        reading.shape.keyColumn = own
        reading.header.insert(own, at: 0)
      }
    }
    return SurveyedReading(reading, reasons)
  }

  private func keys(_ candidate: Candidate) throws -> JSONRecordKeys {
    let cursor = try cursor()
    var keys = JSONRecordKeys()
    if candidate.kind == .lines {
      while try cursor.peek() != nil { try keys.take(cursor) }
      return keys
    }
    let walk = JSONWalk(cursor, to: [JSONPointer(candidate.pointer)])
    guard try walk.next() != nil else { return keys }
    let isList = try cursor.token() == UInt8(ascii: "[")
    cursor.take()
    guard try cursor.token() != UInt8(ascii: isList ? "]" : "}") else { return keys }
    repeat {
      if !isList { try cursor.skipKey() }
      try keys.take(cursor)
    } while try cursor.another(before: isList ? "]" : "}")
    return keys
  }
}
