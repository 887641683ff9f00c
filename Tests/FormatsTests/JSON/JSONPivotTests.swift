import Model
import Testing

@testable import Formats

@Suite("JSON: keys that become records, frames as pandas writes them, and UTF-16")
struct JSONPivotTests {
  private static func reading(
    _ header: [String] = ["name"], records: String = "", pattern: String? = #"\d{4}"#,
    _ change: (inout Reading) -> Void = { _ in }
  ) -> Reading {
    var reading = Reading(format: .json, header: header, records: records)
    reading.unpivot = pattern.map { Unpivot(columns: $0, name: "year", value: "n") }
    change(&reading)
    return reading
  }

  private static let years: [[String?]] = [["a", "2023", "1"], ["a", "2024", nil], ["b", "2023", "x\"y"]]

  @Test(arguments: [
    ("[{\"name\":\"a\",\"2023\":1,\"2024\":null},{\"2\\u0030\\u00323\":\"x\\\"y\",\"name\":\"b\"}]", "objects"),
    ("{\"name\":\"a\",\"2023\":1,\"2024\":null}\n{\"2023\":\"x\\\"y\",\"name\":\"b\"}", "lines"),
    ("{\"a\":{\"2023\":1,\"2024\":null},\"b\":{\"2023\":\"x\\\"y\"}}", "keyed"),
  ])
  func keysBecomeRecords(_ text: String, _ kind: String) throws {
    let found = try opened(
      text,
      Self.reading {
        $0.shape.kind = JSONShape.Kind(rawValue: kind) ?? .columns
        if kind == "keyed" { $0.shape.keyColumn = "name" }
      })
    #expect(found.problem == nil && found.header == ["name", "year", "n"])
    #expect(found.fields == Self.years)
    #expect(found.rows.map(\.number) == [1, 1, 2] && found.rows[0].verbatim == found.rows[1].verbatim)
  }

  @Test func keysOfInnerObjectsHaveTheirPath() throws {
    let text =
      "[{\"name\":\"a\",\"all\":{\"men\":{\"2023\":1},\"women\":{\"2023\":2}},\"c\":{\"d\":9}},{\"name\":\"b\",\"c\":null}]"
    let reading = Self.reading(["name", "c.d"], pattern: #"all\.\w+\.\d{4}"#)
    let found = try opened(text, reading)
    #expect(found.problem == nil)
    #expect(
      found.fields == [["a", "9", "all.men.2023", "1"], ["a", "9", "all.women.2023", "2"], ["b", nil, nil, nil]])
    let other = text.replacing("\"2023\":2", with: "\"total\":2")
    #expect(try opened(other, reading).problem?.what == "record 1 has the unknown key 'all.women.total'")
  }

  @Test func whatCannotBeOneRecordIsADefect() throws {
    let twice = try opened("[{\"name\":\"a\",\"2023\":1,\"2023\":2},{\"name\":\"b\",\"2023\":[1]}]", Self.reading())
    #expect(
      twice.defects == ["the key '2023' occurs twice", "'2023' is an array, expected a single value"])
    #expect(twice.fields.allSatisfy { $0[1] == nil })
    try withFile("[{\"name\":\"a\"},{\"name\":\"b\"}]") { path in
      let reader = try Formats.open(path: path, name: "t", readings: [Self.reading()]).reader
      while try reader.advance() {}
      #expect(reader.unnamedColumns == [1, 2], "a key that no record has is drift")
    }
  }

  /// Numbers are told from texts in the new column too.
  @Test func originsAreKept() throws {
    try withFile("[{\"name\":\"1\",\"2023\":1,\"2024\":\"1\"}]") { path in
      let reader = try Formats.open(path: path, name: "t", readings: [Self.reading()]).reader
      var origins: [[FieldOrigin]] = []
      while try reader.advance() { origins.append((0..<3).map(reader.origin)) }
      #expect(origins == [[.text, .text, .number], [.text, .text, .text]])
    }
  }

  @Test func columnsOfArraysBecomeRecords() throws {
    let arrays = Self.reading(records: "/data") {
      ($0.shape.kind, $0.shape.headerAt) = (.arrays, "/columns")
      $0.ignore = ["x"]
    }
    let text =
      "{\"columns\":[\"2023\",\"x\",\"name\",\"2024\"],\"index\":[0,1],\"data\":[[1,0,\"a\",null],[5,0,\"b\",6]]}"
    let wanted: [[String?]] = [["a", "2023", "1"], ["a", "2024", nil], ["b", "2023", "5"], ["b", "2024", "6"]]
    #expect(try opened(text, arrays).fields == wanted)
    let columns = Self.reading { $0.shape.kind = .columns }
    #expect(try opened("{\"2023\":[1,5],\"name\":[\"a\",\"b\"],\"2024\":[null,6]}", columns).fields == wanted)
    let none = try opened("{\"name\":[\"a\"]}", columns).problem
    #expect(none?.what == #"no column of the header matches read.unpivot.columns, '\d{4}'"#)
  }

  /// `DataFrame.to_json()`, whose columns are objects keyed by the index.
  @Test func aFrameOfObjects() throws {
    let text = "{\"name\":{\"r1\":\"a\",\"r\\\"2\":\"b\"},\"n\":{\"r1\":1,\"r\\\"2\":null}}"
    let reading = Self.reading(["n", "name"], pattern: nil) { $0.shape.kind = .columns }
    #expect(try opened(text, reading).fields == [["1", "a"], [nil, "b"]])
    var keyed = reading
    (keyed.header, keyed.shape.keyColumn) = (["id", "name", "n"], "id")
    let found = try opened(text, keyed)
    #expect(found.fields == [["r1", "a", "1"], ["r\"2", "b", nil]] && found.problem == nil)
    let other = try opened(text.replacing("{\"r1\":1,", with: "{\"r3\":1,"), reading).problem
    #expect(
      other?.what == "value 1 of the column 'name' has the key \"r1\", and that of the one before it \"r3\"")
    #expect(
      try opened("{\"name\":[\"a\"],\"n\":[1]}", keyed).problem?.what
        == "the column 'name' is an array, expected an object")
    #expect(
      try opened("{\"name\":[\"a\"],\"n\":{\"r1\":1}}", reading).problem?.what
        == "the column 'name' is an array, expected an object")
    let short = try opened("{\"name\":{\"0\":\"a\"},\"n\":{\"0\":1,\"1\":2}}", reading).problem
    #expect(short?.what == "the column 'name' has 1 value, and 'n' has more")
  }

  /// What PowerShell writes.
  @Test func utf16() throws {
    let text = "[{\"name\":\"Ha\u{EF}ti \u{1F600}\",\"2023\":1}]"
    func bytes(_ isBig: Bool) -> [UInt8] {
      ("\u{FEFF}" + text).utf16.flatMap { unit in
        isBig ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
      }
    }
    for isBig in [false, true] {
      let found = try opened(bytes(isBig), [Self.reading()])
      #expect(found.problem == nil && found.fields == [["Ha\u{EF}ti \u{1F600}", "2023", "1"]])
      try withFile(bytes(isBig)) { path in
        let name = try Formats.jsonText(path: path, name: "t", pointer: "/0/name")
        #expect(name == "Ha\u{EF}ti \u{1F600}")
        for size in 1..<60 {
          let plain = Self.reading(["name", "2023"], pattern: nil)
          let small = outcome { try JSONReader(path: path, name: "t", reading: plain, bufferSize: size) }
          #expect(small.fields == [["Ha\u{EF}ti \u{1F600}", "1"]] && small.problem == nil, "buffer of \(size)")
        }
      }
    }
    var broken = bytes(false)
    broken[2 + 2 * 10 + 1] = 0xD8
    #expect(try opened(broken, [Self.reading()]).problem?.what.contains("is no character of utf-16le") == true)
    // Without a mark the zeros of the first two characters say what it is.
    for isBig in [false, true] {
      let unmarked = try opened(Array(bytes(isBig).dropFirst(2)), [Self.reading()])
      #expect(unmarked.problem == nil && unmarked.fields == [["Ha\u{EF}ti \u{1F600}", "2023", "1"]])
    }
    // UTF-32, and text with zeros in it, are neither.
    let wider = text.unicodeScalars.flatMap {
      [UInt8($0.value & 255), UInt8($0.value >> 8 & 255), UInt8($0.value >> 16), 0]
    }
    #expect(try opened(wider, [Self.reading()]).problem?.what.contains("UTF-32") == true)
    #expect(try opened(Array("[\u{0}{\u{0}".utf8) + Array(text.utf8), [Self.reading()]).problem != nil)
  }
}
