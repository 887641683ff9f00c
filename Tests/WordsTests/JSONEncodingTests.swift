import Foundation
import Model
import Testing
import Words

@Suite struct JSONEncodingTests {
  private func text(_ value: some Encodable) throws -> String { try JSON(encoding: value).rendered(pretty: false) }

  @Test func keysStandInTheOrderOfDeclarationAndInSnakeCase() throws {
    struct Report: Encodable {
      var zebra = 1
      var heldBecause = "a/b \"c\""
      var licenseURL = "x"
      var sha256 = "0f"
      var isDue = true
      var asOf = Day("2025-11-19")
    }
    #expect(
      try text(Report())
        == #"{"zebra":1,"held_because":"a/b \"c\"","license_url":"x","sha256":"0f","is_due":true,"as_of":"2025-11-19"}"#
    )
  }

  @Test func namedKeysWinOverTheRule() throws {
    struct Named: Encodable {
      var place = "here"
      var what = "that"
      enum CodingKeys: String, CodingKey { case place = "where", what }
    }
    #expect(try text([Named()]) == #"[{"where":"here","what":"that"}]"#)
    #expect(
      try text(Problem(at: "a", "b", remedy: "c")) == #"{"where":"a","what":"b","remedy":"c"}"#)
  }

  @Test func whatHasNoValueIsNull() throws {
    struct Sparse: Encodable {
      var text: String?
      var number: Int?
      var flag: Bool?
      var large: UInt64?
      var share: Double?
      var day: Day?
      var list: [Int?] = [nil, 1]
      var last: JSON = nil
    }
    #expect(
      try text(Sparse())
        == #"{"text":null,"number":null,"flag":null,"large":null,"share":null,"day":null,"list":[null,1],"last":null}"#)
  }

  @Test func numbersKeepTheirExactText() throws {
    struct Numbers: Encodable {
      var exact = ExactNumber("123456789012.345")
      var large = Int64.max
      var larger = UInt64.max
      var small: Int8 = -128
      var double = 0.1
      var none = Double.infinity
      var fixed = JSON.decimal(2, decimals: 4)
    }
    #expect(
      try text(Numbers())
        == #"{"exact":123456789012.345,"large":9223372036854775807,"larger":18446744073709551615,"small":-128,"double":0.1,"#
        + #""none":null,"fixed":2.0000}"#)
  }

  @Test func cellsAndDatesAreWhatTheyAreInTables() throws {
    #expect(try text([Value.null, .integer(3), .real(1.5), .text("x")]) == #"[null,3,1.5,"x"]"#)
    #expect(try text([PublishedDate("2025-10"), PublishedDate("2025")]) == #"["2025-10","2025"]"#)
  }

  @Test func keysThatAreDataKeepTheirNamesAndTheirOrder() throws {
    struct Row: Encodable {
      var rowKey: JSON = ["fiscalYear": 2025, "Area": "South"]
    }
    #expect(try text(Row()) == #"{"row_key":{"fiscalYear":2025,"Area":"South"}}"#)
  }

  @Test func oneValueMayExtendAnother() throws {
    struct Base: Encodable { var name = "a" }
    struct Extended: Encodable {
      enum Keys: String, CodingKey { case exitCode, list, inner }
      func encode(to encoder: any Encoder) throws {
        try Base().encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(3, forKey: .exitCode)
        var list = container.nestedUnkeyedContainer(forKey: .list)
        var inner = container.nestedContainer(keyedBy: Keys.self, forKey: .inner)
        // The list is filled after the next key was created, and keeps its place.
        try inner.encode("x", forKey: .list)
        try list.encode(1)
        try list.encode(Base())
      }
    }
    #expect(try text(Extended()) == #"{"name":"a","exit_code":3,"list":[1,{"name":"a"}],"inner":{"list":"x"}}"#)
  }

  @Test func emptyValuesAreEmptyDocuments() throws {
    struct Empty: Encodable {}
    #expect(try text(Empty()) == "{}")
    #expect(try text([Int]()) == "[]")
    #expect(try text(String?.none) == "null")
    #expect(try text([Empty()]) == "[{}]")
  }

  @Test func whatHasNoExactFormIsRefused() {
    #expect(throws: EncodingError.self) { try JSON(encoding: ["a": 1, "b": 2]) }
    #expect(throws: EncodingError.self) { try JSON(encoding: Float(0.1)) }
    #expect(throws: EncodingError.self) { try JSONEncoder().encode([ExactNumber("12.50")]) }
  }
}
