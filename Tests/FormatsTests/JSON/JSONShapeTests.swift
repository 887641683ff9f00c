import Model
import Testing

@testable import Formats

@Suite("JSON: how records may stand in a document")
struct JSONShapeTests {
  static func reading(
    _ header: [String] = ["country", "people"], records: String = "", ignore: [String] = [],
    _ change: (inout JSONShape) -> Void
  ) -> Reading {
    var reading = Reading(format: .json, header: header, records: records, ignore: ignore)
    change(&reading.shape)
    return reading
  }

  static let two: [[String?]] = [["Haiti", "12"], ["Peru", "5"]]

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var reading: Reading
    var fields: [[String?]]
    var verbatim: [String]
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ reading: Reading, _ fields: [[String?]], verbatim: [String]) {
      (self.name, self.text, self.reading) = (name, text, reading)
      (self.fields, self.verbatim) = (fields, verbatim)
    }
  }

  static let cases: [Case] = {
    var all: [Case] = []
    all.append(
      Case(
        "lines", "{\"country\":\"Haiti\",\"people\":12}\r\n\n{\"country\":\"Peru\", \"people\":5}",
        reading { $0.kind = .lines },
        two, verbatim: ["{\"country\":\"Haiti\",\"people\":12}", "{\"country\":\"Peru\", \"people\":5}"]))
    all.append(
      Case(
        "arrays whose first is the header",
        "[[\"people\",\"country\",\"x\"],\n[\"12\",\"Haiti\",[1]],[5,\"Peru\",null]]",
        reading(ignore: ["x"]) { ($0.kind, $0.headerAt) = (.arrays, "/0") }.with { $0.header = ["people", "country"] },
        [["12", "Haiti"], ["5", "Peru"]], verbatim: ["[\"12\",\"Haiti\",[1]]", "[5,\"Peru\",null]"]))
    all.append(
      Case(
        "arrays with a header elsewhere",
        "{\"meta\":{\"view\":{\"columns\":[{\"id\":-1,\"name\":\"sid\"},{\"name\":\"country\"},{\"name\":\"people\"}]}},"
          + "\"data\":[[\"r1\",\"Ha\\u00efti\",12],[\"r2\",\"Peru\",5]]}",
        reading(records: "/data", ignore: ["sid"]) {
          ($0.kind, $0.headerAt, $0.headerName) = (.arrays, "/meta/view/columns", "name")
        },
        [["Haïti", "12"], ["Peru", "5"]], verbatim: ["[\"r1\",\"Ha\\u00efti\",12]", "[\"r2\",\"Peru\",5]"]))
    all.append(
      Case(
        "arrays without a header", "[[\"Haiti\",12],[\"Peru\",5]]", reading { $0.kind = .arrays }, two,
        verbatim: ["[\"Haiti\",12]", "[\"Peru\",5]"]))
    all.append(
      Case(
        "objects keyed by id",
        "{\"items\": {\"H\\\"TI\": {\"country\":\"Haiti\",\"people\":12}, \"PER\":{\"people\":5,\"country\":\"Peru\"}}}",
        reading(["country", "id", "people"], records: "/items") { ($0.kind, $0.keyColumn) = (.keyed, "id") },
        [["Haiti", "H\"TI", "12"], ["Peru", "PER", "5"]],
        verbatim: ["\"H\\\"TI\": {\"country\":\"Haiti\",\"people\":12}", "\"PER\":{\"people\":5,\"country\":\"Peru\"}"])
    )
    all.append(
      Case(
        "plain values keyed by their names", "{\"items\": {\"20\\u0032\": 12, \"b\":\"5\\\"\", \"c\": null}}",
        reading(["people", "id"], records: "/items") { ($0.kind, $0.keyColumn) = (.keyed, "id") },
        [["12", "202"], ["5\"", "b"], [nil, "c"]],
        verbatim: ["\"20\\u0032\": 12", "\"b\":\"5\\\"\"", "\"c\": null"]))
    all.append(
      Case(
        "columns", "{\"n\":2,\"d\":{\"people\":[12,5],\"note\":[\"x\"],\"country\":[\"Haiti\",\"P\\u0065ru\"]}}",
        reading(records: "/d", ignore: ["note"]) { $0.kind = .columns }, two,
        verbatim: ["[\"Haiti\", 12]", "[\"P\\u0065ru\", 5]"]))
    all.append(
      Case(
        "lists and objects as text",
        "[{\"country\":[\"a\", \"b\"],\"people\":{\"n\": 1}},{\"country\":\"c\",\"people\":null}]",
        reading { $0.asText = ["country", "people"] }, [["[\"a\", \"b\"]", "{\"n\": 1}"], ["c", nil]],
        verbatim: ["{\"country\":[\"a\", \"b\"],\"people\":{\"n\": 1}}", "{\"country\":\"c\",\"people\":null}"]))
    all.append(
      Case(
        "NaN and Infinity",
        "[{\"country\":NaN,\"people\":-Infinity},{\"country\":\"NaN\",\"people\":Infinity},{\"people\":-1}]",
        reading { $0.hasNotNumbers = true }, [[nil, nil], ["NaN", nil], [nil, "-1"]],
        verbatim: [
          "{\"country\":NaN,\"people\":-Infinity}", "{\"country\":\"NaN\",\"people\":Infinity}", "{\"people\":-1}",
        ]))
    all.append(
      Case(
        "parents with child rows",
        "[{\"country\":\"Haiti\",\"cases\":[{\"year\":2024,\"n\":1},{\"n\":2,\"year\":2025}]},{\"country\":\"Peru\",\"cases\":[]}]",
        reading(["country", "cases.year", "cases.n"]) { $0.each = "cases" },
        [["Haiti", "2024", "1"], ["Haiti", "2025", "2"], ["Peru", nil, nil]],
        verbatim: Array(
          repeating: "{\"country\":\"Haiti\",\"cases\":[{\"year\":2024,\"n\":1},{\"n\":2,\"year\":2025}]}", count: 2)
          + ["{\"country\":\"Peru\",\"cases\":[]}"]))
    all.append(
      Case(
        "GeoJSON",
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"a\"},"
          + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[-66.5, 10]}}]}",
        reading(["properties.name", "geometry"], records: "/features", ignore: ["type"]) { $0.asText = ["geometry"] },
        [["a", "{\"type\":\"Point\",\"coordinates\":[-66.5, 10]}"]],
        verbatim: [
          "{\"type\":\"Feature\",\"properties\":{\"name\":\"a\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[-66.5, 10]}}"
        ]))
    return all
  }()

  @Test("is read", arguments: cases)
  func isRead(_ c: Case) throws {
    let result = try opened(c.text, c.reading)
    #expect(result.problem == nil)
    #expect(result.header == c.reading.header)
    #expect(result.fields == c.fields)
    #expect(result.rows.map(\.verbatim) == c.verbatim)
    #expect(result.defects.allSatisfy { $0 == nil })
  }

  struct Bad: CustomTestStringConvertible, Sendable {
    var text: String
    var reading: Reading
    var says: String
    var testDescription: String { says }
    init(_ text: String, _ reading: Reading, _ says: String) {
      (self.text, self.reading, self.says) = (text, reading, says)
    }
  }

  static let misfits: [Bad] = {
    var all: [Bad] = []
    all.append(Bad("[[\"Haiti\",12],[\"Peru\"]]", reading { $0.kind = .arrays }, "1 value, expected 2"))
    all.append(
      Bad("[[\"Haiti\",[12]]]", reading { $0.kind = .arrays }, "'people' is an array, expected a single value"))
    all.append(Bad("[{\"a\":1}]", reading { $0.kind = .arrays }, "the item is an object, expected an array"))
    all.append(
      Bad(
        "[[\"country\",\"persons\"],[1,2]]", reading { ($0.kind, $0.headerAt) = (.arrays, "/0") },
        "the header has 'persons' where 'people' was expected (column 2)"))
    all.append(
      Bad(
        "{\"d\":[]}", reading(records: "/d") { ($0.kind, $0.headerAt) = (.arrays, "/h") },
        "there is nothing at /h, where read.header_at says that the header is"))
    all.append(
      Bad(
        "{\"h\":[{\"x\":1}],\"d\":[]}", reading(records: "/d") { ($0.kind, $0.headerAt) = (.arrays, "/h") },
        "item 0 of the header at /h is an object, expected text (read.header_name says under which key it is)"))
    all.append(
      Bad(
        "{\"country\":[1],\"people\":[1,2]}", reading { $0.kind = .columns },
        "the column 'country' has 1 value, and 'people' has more"))
    all.append(
      Bad(
        "{\"country\":[1],\"people\":[1],\"x\":[]}", reading { $0.kind = .columns },
        "the document has the unknown column 'x'"))
    all.append(
      Bad(
        "{\"country\":[1],\"people\":7}", reading { $0.kind = .columns },
        "the column 'people' is a number, expected an array"))
    all.append(
      Bad(
        "{\"a\":{\"country\":1,\"people\":2,\"id\":3}}",
        reading(["id", "country", "people"]) { ($0.kind, $0.keyColumn) = (.keyed, "id") },
        "record 1 has a key 'id', and read.key_column gives its name to the key of the record"))
    all.append(
      Bad(
        "[{\"country\":1,\"people\":2}]",
        reading(["id", "country", "people"]) { ($0.kind, $0.keyColumn) = (.keyed, "id") },
        "the root of the document is an array, expected an object of records"))
    all.append(
      Bad(
        "[{\"country\":\"a\",\"cases\":7}]", reading(["country", "cases.n"]) { $0.each = "cases" },
        "'cases' is a number, expected an array"))
    all.append(
      Bad(
        "[{\"country\":\"a\",\"cases\":[{\"n\":1,\"m\":2}]}]", reading(["country", "cases.n"]) { $0.each = "cases" },
        "record 1 has the unknown key 'cases.m'"))
    all.append(Bad("[{\"country\":NaN,\"people\":1}]", reading { _ in }, "NaN or Infinity, which JSON does not know"))
    all.append(
      Bad(
        "{\"country\":1,\"people\":2}\n{\"country\":", reading { $0.kind = .lines },
        "the file ends in the middle of record 2"))
    return all
  }()

  @Test(
    "What does not fit is a defect, or an error where records would be lost",
    arguments: misfits)
  func isRefused(_ c: Bad) throws {
    let result = try opened(c.text, c.reading)
    let found = result.defects.compactMap { $0 } + [result.problem?.what].compactMap { $0 }
    #expect(found.contains { $0.contains(c.says) }, "\(found)")
  }

  @Test(
    "It makes no difference where a buffer ends",
    arguments: cases.filter { $0.reading.shape.kind != .columns && $0.reading.shape.each == nil })
  func everyBufferSize(_ c: Case) throws {
    try withFile(c.text) { path in
      for size in 4..<120 {
        let result = outcome { try JSONReader(path: path, name: "t", reading: c.reading, bufferSize: size) }
        #expect(result.fields == c.fields, "buffer of \(size)")
        #expect(result.problem == nil)
      }
    }
  }

  @Test("A record longer than 1 MiB is read where that is declared")
  func longRecords() throws {
    let text = "[{\"country\":\"" + String(repeating: "x", count: 3 << 20) + "\",\"people\":1}]"
    var reading = Self.reading { _ in }
    let refused = try #require(try opened(text, reading).problem)
    #expect(refused.what.contains("a value longer than 1 MiB"))
    reading.shape.recordSize = 4 << 20
    #expect(try opened(text, reading).rows.count == 1)
  }

  @Test("The publishers' faults are read as declared", .enabled(if: sharedFolder != nil, "no shared files"))
  func faults() throws {
    let folder = sharedFolder! + "/faults/json/"
    func read(_ file: String, _ reading: Reading) -> [[String?]] {
      let result = outcome { try Formats.open(path: folder + file, name: file, readings: [reading]).reader }
      #expect(result.problem == nil)
      return result.fields
    }
    #expect(read("j02_jsonlines.json", Self.reading { $0.kind = .lines }) == Self.two)
    #expect(read("j03_array_of_arrays.json", Self.reading { ($0.kind, $0.headerAt) = (.arrays, "/0") }) == Self.two)
    let keyed = Self.reading(["id", "country", "people"], records: "/items") {
      ($0.kind, $0.keyColumn) = (.keyed, "id")
    }
    #expect(read("j04_dict_keyed_by_id.json", keyed) == [["HTI", "Haiti", "12"], ["PER", "Peru", "5"]])
    let socrata = Self.reading(records: "/data") {
      ($0.kind, $0.headerAt, $0.headerName) = (.arrays, "/meta/view/columns", "name")
    }
    #expect(read("j05_socrata_rows_json.json", socrata) == Self.two)
    #expect(read("j17_columnar.json", Self.reading { $0.kind = .columns }) == Self.two)
    let lists = Self.reading(["country", "people", "tags"], records: "/items") { $0.asText = ["tags"] }
    #expect(read("j21_list_value.json", lists) == [["Haiti", "12", "[\"a\",\"b\"]"]])
  }

  /// The keys of the records take no other column's name: one of the two would be lost.
  @Test(arguments: ["columns", "keyed"]) func theKeysHaveANameOfTheirOwn(_ kind: String) throws {
    let text = kind == "keyed" ? "{\"A\":{\"id\":\"x\",\"n\":1}}" : "{\"id\":{\"A\":\"x\"},\"n\":{\"A\":1}}"
    func read(_ header: [String], _ key: String) throws -> Outcome {
      try opened(
        text,
        Self.reading(header) {
          $0.kind = kind == "keyed" ? .keyed : .columns
          $0.keyColumn = key
        })
    }
    let what = try read(["id", "n"], "id").problem?.what
    #expect(what?.contains("'id', and read.key_column gives its name to the key") == true, "\(what ?? "")")
    #expect(try read(["key", "id", "n"], "key").fields == [["A", "x", "1"]])
  }
}

extension Reading {
  fileprivate func with(_ change: (inout Reading) -> Void) -> Reading {
    var reading = self
    change(&reading)
    return reading
  }
}
