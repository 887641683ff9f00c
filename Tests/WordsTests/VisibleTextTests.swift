import Model
import Testing
import Words

@Suite("What a publisher wrote is shown, never obeyed")
struct VisibleTextTests {
  static let cases: [(text: String, shown: String)] = [
    ("plain", "plain"), ("", ""), ("Curaçao – 99 °C ✓ ☺\u{FE0F}", "Curaçao – 99 °C ✓ ☺\u{FE0F}"),
    ("\u{1B}[31mred\u{1B}[0m", #"\u{1B}[31mred\u{1B}[0m"#), ("\u{9B}2J", #"\u{9B}2J"#),
    ("a\0b\u{7F}", #"a\u{0}b\u{7F}"#),
    ("a\u{202E}b\u{2066}c\u{200F}", #"a\u{202E}b\u{2066}c\u{200F}"#),
    ("a\u{200B}b\u{FEFF}c\u{AD}d\u{2060}", #"a\u{200B}b\u{FEFF}c\u{AD}d\u{2060}"#),
    ("\u{3164}\u{E0041}", #"\u{3164}\u{E0041}"#), ("a\tb\r\nc\nd\u{2028}e\u{85}f", "a b c d e f"),
    ("👩‍👩‍👧 1\u{200D}2", #"👩‍👩‍👧 1\u{200D}2"#), ("Curac\u{327}ao", "Curac\u{327}ao"),
  ]

  @Test(arguments: cases.indices)
  func shown(_ i: Int) {
    #expect(Array(VisibleText.of(Self.cases[i].text).unicodeScalars) == Array(Self.cases[i].shown.unicodeScalars))
    #expect(TextWidth.printable(Self.cases[i].text) == VisibleText.of(Self.cases[i].text))
  }

  @Test func linesStay() {
    #expect(VisibleText.lines(of: "a\n\u{1B}b\r\n\nc") == "a\n\\u{1B}b \n\nc")
    #expect(VisibleText.lines(of: "a\nb\n") == "a\nb\n")
  }

  @Test func aProblemHasTwoLinesWhateverItQuotes() {
    let problem = Problem(at: "a\u{1B}b.csv", "\"x\n-> rm -rf /\u{202E}\"", remedy: "look\rthere")
    #expect(problem.description == "a\\u{1B}b.csv: \"x -> rm -rf /\\u{202E}\"\n-> look there")
  }
}
