import Model
import Words
import Testing

@Suite struct JSONTests {
  @Test func rendersInTheGivenOrder() {
    let document: JSON = [
      "z": 1, "a": [true, false, nil], "n": .number("12.5000"), "empty": [], "none": [:], "deep": ["x": ["y": "ü"]],
    ]
    #expect(
      document.rendered(pretty: false)
        == #"{"z":1,"a":[true,false,null],"n":12.5000,"empty":[],"none":{},"deep":{"x":{"y":"ü"}}}"#)
    #expect(
      document.rendered(pretty: true) == """
        {
          "z": 1,
          "a": [
            true,
            false,
            null
          ],
          "n": 12.5000,
          "empty": [],
          "none": {},
          "deep": {
            "x": {
              "y": "ü"
            }
          }
        }
        """)
  }

  @Test(arguments: [
    ("", #""""#), ("a/b", #""a/b""#), ("\"\\", #""\"\\""#), ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#),
    ("\0\u{1F}", #""\u0000\u001f""#), ("é🚤\u{2028}", "\"é🚤\u{2028}\""),
  ])
  func escapesWhatMustBe(text: String, expected: String) {
    #expect(JSON.string(text).rendered(pretty: false) == expected)
  }

  @Test func takesValues() {
    #expect(JSON(Value.null) == nil)
    #expect(JSON(Value.integer(.min)).rendered(pretty: false) == "-9223372036854775808")
    #expect(JSON(Value.real(1e-5)).rendered(pretty: false) == "0.00001")
    #expect(JSON(Value.real(.nan)) == .null)
    #expect(JSON(Value.text("x")) == "x")
    #expect(JSON.optional(nil) == .null)
    #expect(JSON.decimal(9.6753, decimals: 4) == .number("9.6753"))
  }
}
