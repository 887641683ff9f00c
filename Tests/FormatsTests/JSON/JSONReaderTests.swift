import Model
import Testing
import Words

@testable import Formats

@Suite("JSON: records of an array")
struct JSONReaderTests {
  private static let items = Reading(
    format: .json, header: ["year", "coo", "n"], records: "/items", error: "/error", ignore: ["extra"])
  private static let rows = Reading(
    format: .json, header: ["country.id", "date", "value"], records: "/1", error: "/0/message",
    ignore: ["unit", "indicator", "country.value"])
  private static let root = Reading(format: .json, header: ["a", "b"], error: "/message")

  @Test("An envelope: numbers as written, strings, null and what is missing")
  func envelope() throws {
    let result = try opened(
      """
      {"page":1,"short-url":"x","maxPages":1,"total":[],"items":[
        {"year":2015,"coo":"VEN","n":7455},
        {"n":"0","coo":null,"year":1.50e+3},
        {"coo":"-","year":true,"extra":{"deep":[1,{"x":"}"}]}}, {}
      ],"after":{"a":[1,2,"]"]}}
      """, Self.items)
    #expect(result.problem == nil)
    #expect(result.header == ["year", "coo", "n"])
    #expect(result.fields == [["2015", "VEN", "7455"], ["1.50e+3", nil, "0"], ["true", "-", nil], [nil, nil, nil]])
    #expect(result.rows.map(\.number) == [1, 2, 3, 4])
    #expect(result.rows[0].verbatim == "{\"year\":2015,\"coo\":\"VEN\",\"n\":7455}")
  }

  @Test("Meta and rows side by side, keys that lead into objects")
  func nested() throws {
    let result = try opened(
      """
      [{"page":1,"lastupdated":"2026-07-13"},[
       {"indicator":{"id":"P"},"country":{"id":"VE","value":"V"},"date":"2024","value":null,"unit":""},
       {"country":{"value":"V","id":"CO"},"date":"2023","value":12.50},
       {"country.id":"literal","country":{"value":"V"}},
       {"country":null}
      ]]
      """, Self.rows)
    #expect(result.problem == nil)
    #expect(
      result.fields == [
        ["VE", "2024", nil], ["CO", "2023", "12.50"], ["literal", nil, nil], [nil, nil, nil],
      ])
    #expect(result.defects.allSatisfy { $0 == nil })
  }

  /// Which of the two is meant, nobody can tell.
  @Test(arguments: [
    "{\"country.id\":\"literal\",\"country\":{\"id\":\"nested\"}}",
    "{\"country\":{\"id\":\"nested\"},\"country.id\":\"literal\"}",
    "{\"country\":{\"id\":\"nested\"},\"country.id\":null}",
  ])
  func aKeyAndAPathOfTheSameName(record: String) throws {
    let result = try opened("[{},[\(record)]]", Self.rows)
    #expect(
      result.defects == ["'country.id' stands in the record twice: as one key, and as a key of an object"])
  }

  @Test("A key below another is checked like others: an unknown one is drift")
  func unknownNested() throws {
    let result = try opened("[{},[{\"country\":{\"id\":\"VE\",\"code\":\"V\"}}]]", Self.rows)
    #expect(result.problem?.what == "record 1 has the unknown key 'country.code'")
    #expect(result.problem?.remedy.contains("read.ignore") == true)
  }

  private static func unnamed(_ text: String, _ reading: Reading) throws -> [Int] {
    try withFile(text) { path in
      let (reader, _) = try Formats.open(path: path, name: "t.file", readings: [reading])
      while try reader.advance() {}
      return reader.unnamedColumns
    }
  }

  @Test("A declared key that no record names is known at the end; null and a single mention count as named")
  func unnamed() throws {
    #expect(try Self.unnamed("[{\"a\":1},{\"a\":null}]", Self.root) == [1])
    #expect(try Self.unnamed("[{\"a\":1},{\"a\":2},{\"b\":null}]", Self.root) == [])
    #expect(try Self.unnamed("[{},[{\"country\":{},\"date\":1,\"value\":2}]]", Self.rows) == [0])
    #expect(try Self.unnamed("[{},[{\"country\":null,\"date\":1}]]", Self.rows) == [0, 2])
    #expect(try Self.unnamed("[{},[{\"country\":{\"id\":null},\"date\":1,\"value\":2}]]", Self.rows) == [])
    var reading = Self.root
    reading.optional = ["b"]
    #expect(try Self.unnamed("[{\"a\":1}]", reading) == [])
    #expect(try Self.unnamed("[{\"b\":1}]", reading) == [0])
  }

  @Test("A root array", arguments: ["[]", " [ ] \n", "\u{FEFF}[]"])
  func emptyRoot(_ text: String) throws {
    #expect(try opened(text, Self.root) == Outcome(header: ["a", "b"]))
  }

  @Test("Null for the array means no records")
  func nullArray() throws {
    #expect(try opened("[{\"page\":0,\"total\":0},null]", Self.rows) == Outcome(header: Self.rows.header))
  }

  @Test(
    "Escapes",
    arguments: [
      (#"\" \\ \/ \b\f\n\r\t"#, "\" \\ / \u{8}\u{C}\n\r\t"), (#"Cura\u00e7ao \u2013"#, "Curaçao –"),
      (#"\ud83d\udea4!"#, "🚤!"), ("plain é 🚤", "plain é 🚤"), (#"\u0041\u005C"#, "A\\"), ("", ""),
    ])
  func escapes(_ written: String, _ text: String) throws {
    let result = try opened("[{\"a\":\"\(written)\",\"b\":\"\(written)\"}]", Self.root)
    #expect(result.fields == [[text, text]])
    #expect(result.defects == [nil])
  }

  @Test("A key may be written with escapes")
  func escapedKey() throws {
    #expect(try opened(#"[{"\u0061":1,"b":"\n"}]"#, Self.root).fields == [["1", "\n"]])
  }

  @Test(
    "A defective item says why, and the next one is read",
    arguments: [
      (#"7"#, "the item is a number, expected an object"), ("null", "the item is null, expected an object"),
      ("[1]", "the item is an array, expected an object"), (#""x""#, "the item is text, expected an object"),
      (#"{"a":1,"a":2}"#, "the key 'a' occurs twice"),
      (#"{"a":{"x":1}}"#, "'a' is an object, expected a single value"),
      (#"{"a":[]}"#, "'a' is an array, expected a single value"),
      (#"{"a":"\ud800"}"#, "'a' contains half of a surrogate pair"),
      (#"{"a":"\udc00x"}"#, "'a' contains half of a surrogate pair"),
      (#"{"a":"\u0000"}"#, "'a' contains a NUL character"),
      ("{\"a\":\"x\ny\"}", "'a' contains a control character that is not escaped"),
    ])
  func defects(_ item: String, _ defect: String) throws {
    let result = try opened("[\(item),{\"a\":1,\"b\":2}]", Self.root)
    #expect(result.problem == nil)
    #expect(result.defects == [defect, nil])
    #expect(result.rows.last?.fields == ["1", "2"])
    #expect(result.rows.first?.verbatim == item)
  }

  @Test("Bytes that are not UTF-8, and text where an object should be")
  func otherDefects() throws {
    let bytes = Array("[{\"a\":\"".utf8) + [0xE9] + Array("\"},{\"a\":1}]".utf8)
    #expect(
      try opened(bytes, [Self.root]).defects == ["not UTF-8 at byte 7 of the record (perhaps Windows-1252)", nil])
    #expect(
      try opened("[{},[{\"country\":\"VE\"},{}]]", Self.rows).defects == ["'country' is text, expected an object", nil])
  }

  @Test(
    "What makes a file unreadable is fatal",
    arguments: [
      ("[{\"a\":1},{\"b\":", "the file ends in the middle of record 2"),
      ("[{\"a\":1},{\"b\":\"x", "the file ends in the middle of record 2"),
      ("[{\"a\":1}", "the file ends after record 1"),
      ("[{\"a\":1},", "the file ends in the middle of record 2"),
      ("[", "the file ends in the array of records"),
      ("[{\"a\":1}] x", "not valid JSON after the array of records, at byte 10: 'x' after the end of the document"),
      ("[{\"a\":1}{", "not valid JSON after record 1, at byte 8: '{' where ',' or ']' was expected"),
      ("[{\"a\" 1}]", "not valid JSON in the middle of record 1, at byte 6: ':' was expected before '1'"),
      ("[{\"a\":01}]", "not valid JSON in the middle of record 1, at byte 8: a number with a leading zero"),
      (
        "[{\"a\":NaN}]",
        "not valid JSON in the middle of record 1, at byte 6: NaN or Infinity, which JSON does not know"
      ),
      ("[{\"a\":1,}]", "not valid JSON in the middle of record 1, at byte 8: '}' where a key was expected"),
      ("[{\"a\":\"\\x\"}]", "not valid JSON in the middle of record 1, at byte 9: an unknown escape in a string"),
      ("[{\"c\":1}]", "record 1 has the unknown key 'c'"),
      ("[{\"a\":1},{\"A\":1}]", "record 2 has the unknown key 'A'"),
      ("{\"rows\":[]}", "there is nothing at the root of the document, where the records should be"),
      (
        "{\"message\":\"no \\n such  table\",\"code\":7}",
        "the publisher sent an error message instead of data: no such table"
      ),
    ])
  func fatal(_ text: String, _ what: String) throws {
    let problem = try #require(try opened(text, Self.root).problem)
    #expect(problem.what == what)
    #expect(problem.kind == .badInput && !problem.remedy.isEmpty)
  }

  @Test(
    "An envelope that is wrong is fatal",
    arguments: [
      ("{\"page\":1}", "there is nothing at /items, where the records should be"),
      ("{\"items\":5}", "/items is a number, expected an array of records"),
      ("{\"items\":[],\"error\":{\"code\":5}}", "the publisher sent an error message instead of data: {\"code\":5}"),
      ("{\"error\":true,\"items\":[]}", "the publisher sent an error message instead of data: true"),
      ("{\"page\":1,\"items", "the file ends before the array of records"),
      (
        "{\"items\":[],\"items\":[]}",
        "not valid JSON after the array of records, at byte 20: a second array of records at /items"
      ),
    ])
  func wrongEnvelope(_ text: String, _ what: String) throws {
    #expect(try opened(text, Self.items).problem?.what == what)
  }

  @Test("An error body that comes with status 200")
  func errorBody() throws {
    let result = try opened("[{\"message\":[{\"id\":\"120\",\"key\":\"Invalid value\"}]}]", Self.rows)
    #expect(
      result.problem?.what
        == "the publisher sent an error message instead of data: [{\"id\":\"120\",\"key\":\"Invalid value\"}]")
    #expect(try opened("{\"error\":null,\"items\":[{\"n\":1}]}", Self.items).fields == [[nil, nil, "1"]])
    let long = try opened("{\"message\":\"" + String(repeating: "x", count: 900) + "\"}", Self.root)
    #expect(long.problem?.what.count == "the publisher sent an error message instead of data: ".count + 201)
  }

  @Test("Depth and length have limits")
  func limits() throws {
    let deep = "[{\"a\":" + String(repeating: "[", count: 100_000)
    #expect(try opened(deep, Self.root).problem?.what.hasPrefix("more than 128 levels of brackets") == true)
    let long = "[{\"a\":\"" + String(repeating: "x", count: 3 << 20)
    #expect(try opened(long, Self.root).problem?.what.hasPrefix("a value longer than 1 MiB") == true)
  }

  @Test("It makes no difference where a buffer ends")
  func everyBufferSize() throws {
    let text = """
      {"skipped":{"x":[1,-2.5e-3,"a\\u00e9\\"",true,false,null]},"items":[{"year":-12.5E+2,"coo":"V\\ud83d\\udea4N\\"","n":false},
       7 , {"n":1,"n":2},{"extra":[{}],"coo":"Curaçao"}],"tail":"end"}
      """
    try withFile(text) { path in
      let whole = outcome { try JSONReader(path: path, name: "t", reading: Self.items) }
      #expect(whole.problem == nil && whole.rows.count == 4)
      for size in 4..<200 {
        let again = outcome { try JSONReader(path: path, name: "t", reading: Self.items, bufferSize: size) }
        #expect(again == whole, "buffer of \(size)")
      }
      for cut in 1..<text.utf8.count {
        let part = try opened(Array(text.utf8.prefix(cut)), [Self.items])
        #expect(part.problem != nil)
      }
    }
  }

  @Test(
    "Single values",
    arguments: [
      ("/0/lastupdated", "2026-07-13"), ("/0/page", "1"), ("/0/ok", "true"), ("/0/none", nil), ("/0/absent", nil),
      ("/0/a~1b", "slash"), ("/0/m~0n", "tilde"), ("/1/1", "12.50"), ("/1/7", nil), ("/0/page/deeper", nil),
    ] as [(String, String?)])
  func jsonText(_ pointer: String, _ expected: String?) throws {
    let text = #"[{"lastupdated":"2026-07-13","page":1,"ok":true,"none":null,"a/b":"slash","m~n":"tilde"},[{},12.50]]"#
    try withFile(text) { path in
      let found = try Formats.jsonText(path: path, name: "t", pointer: pointer)
      #expect(found == expected)
    }
  }

  @Test("A pointer that comes early does not need the rest; one to an object is refused")
  func jsonTextEdges() throws {
    try withFile("{\"date\":\"2025-11-10\",\"items\":[{\"cut o") { path in
      let date = try Formats.jsonText(path: path, name: "t", pointer: "/date")
      #expect(date == "2025-11-10")
      #expect(throws: Problem.self) { try Formats.jsonText(path: path, name: "t", pointer: "/later") }
      #expect(throws: Problem.self) { try Formats.jsonText(path: path, name: "t", pointer: "/items") }
    }
    try withFile("date\n2025\n") { path in
      _ = #expect(throws: Problem.self) { try Formats.jsonText(path: path, name: "t", pointer: "/date") }
    }
  }
}
