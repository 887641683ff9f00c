import Model
import Testing
import Words

@Suite("Texts that look alike")
struct LookAlikeTests {
  static let cases: [(text: String, known: String, difference: String, isOtherForm: Bool)] = [
    ("Curac\u{327}ao", "Curaçao", "has U+0327 COMBINING CEDILLA at position 6", true),
    (
      "Curaçao", "Curac\u{327}ao",
      "has U+00E7 LATIN SMALL LETTER C WITH CEDILLA at position 5, not U+0063 LATIN SMALL LETTER C", true
    ),
    ("\u{FEFF}FY", "FY", "has U+FEFF ZERO WIDTH NO-BREAK SPACE at position 1", false),
    ("\u{FEFF}\u{FEFF}FY", "FY", "has U+FEFF ZERO WIDTH NO-BREAK SPACE at position 1", false),
    ("New\u{A0}York", "New York", "has U+00A0 NO-BREAK SPACE at position 4, not U+0020 SPACE", false),
    ("New York", "New\u{A0}York", "has U+0020 SPACE at position 4, not U+00A0 NO-BREAK SPACE", false),
    ("Haiti ", "Haiti", "has U+0020 SPACE at position 6", false),
    ("Haiti", "Haiti\u{200B}", "lacks U+200B ZERO WIDTH SPACE at position 6", false),
    ("Ha\u{200B}iti", "Haiti", "has U+200B ZERO WIDTH SPACE at position 3", false),
    ("Haiti", "Ha\u{200B}iti", "lacks U+200B ZERO WIDTH SPACE at position 3", false),
    ("Pеru", "Peru", "has U+0435 CYRILLIC SMALL LETTER IE at position 2, not U+0065 LATIN SMALL LETTER E", false),
    ("Guinea–Bissau", "Guinea-Bissau", "has U+2013 EN DASH at position 7, not U+002D HYPHEN-MINUS", false),
  ]

  @Test(arguments: cases.indices)
  func difference(_ i: Int) throws {
    let item = Self.cases[i]
    let twin = try #require(LookAlike(item.text, among: ["Other", item.known]))
    #expect(twin.difference == item.difference)
    #expect(twin.isOtherForm == item.isOtherForm)
  }

  @Test func othersAreNot() {
    for text in ["Peru", "Perú", "peru", "", "\u{200B}", "Cuba"] {
      #expect(LookAlike(text, among: ["Peru", "Haiti"]) == nil)
    }
  }

  @Test func composed() {
    func scalars(_ text: String) -> [UInt32] { text.composed.unicodeScalars.map(\.value) }
    #expect(scalars("Curac\u{327}ao") == scalars("Curaçao"))
    #expect(scalars("\u{1112}\u{1161}\u{11AB}") == [0xD55C])
    #expect(scalars("q\u{307}\u{323} \u{2126}") == [0x71, 0x323, 0x307, 0x20, 0x3A9])
    #expect(scalars("\u{958}") == [0x915, 0x93C])
    #expect("ASCII".composed == "ASCII")
  }
}
