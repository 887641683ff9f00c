import Testing
import Words

@Suite("Numbers as sources state them")
struct StatedNumberTests {
  @Test(
    "What is read, and the least that it vouches for",
    arguments: [
      ("3", .exact, "3", 3), ("0", .exact, "0", 0), ("1,234", .exact, "1234", 1234), ("-5", .exact, "-5", -5),
      ("12.5", .exact, "12.5", nil), ("11+", .atLeast, "11", 11), ("≥11", .atLeast, "11", 11),
      ("> 1", .moreThan, "1", 2),
      (">1", .moreThan, "1", 2), ("<5", .lessThan, "5", nil), ("≤5", .atMost, "5", nil), ("~4", .about, "4", nil),
      ("2–3", .range, "2", 2), ("2 – 3", .range, "2", 2), ("9223372036854775807", .exact, "9223372036854775807", .max),
      (">9223372036854775807", .moreThan, "9223372036854775807", nil),
    ] as [(String, StatedNumber.Kind, String, Int64?)])
  func read(_ text: String, _ kind: StatedNumber.Kind, _ first: String, _ least: Int64?) throws {
    let number = try #require(StatedNumber(text))
    #expect(number.kind == kind)
    #expect(number.first == first)
    #expect(number.least == least)
  }

  @Test(
    "What is no stated number",
    arguments: [
      "", "3 8", "1 + 2", "+3", "3 +", "1+2", "three", "3 (2011)", "12,34", "3–2", "2–2", "2-3", "1–2–3", "–", ">",
      ">>1",
      ">1+", "1½", "١٢", "3\u{200B}", "1.2.3", ".5", "5.",
    ])
  func notRead(_ text: String) { #expect(StatedNumber(text) == nil) }
}
