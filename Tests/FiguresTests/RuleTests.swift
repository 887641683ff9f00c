import Figures
import Manifest
import Model
import Testing

/// A number that the tests write as text.
func number(_ text: String) -> ExactNumber { ExactNumber(text)! }
func printed(_ text: String, isDate: Bool = false) -> PrintedValue { PrintedValue(text, isDate: isDate)! }
func found(_ text: String) -> FigureValue { Day(text).map { .date($0) } ?? .number(number(text)) }

@Suite struct RuleTests {
  static let base = PlacedSQL(text: "select 1", path: "a.yaml", line: 1)

  /// The printed value, the rule, and values that agree and that do not.
  static let cases: [(String?, FigureRule, agree: [String], disagree: [String])] = [
    ("21", .equals, ["21", "21.0"], ["20", "22", "21.0000001", "-21"]),
    ("2.50", .equals, ["2.5"], ["2.51"]),
    ("50 million", .equals, ["50000000"], ["50", "50000001"]),
    ("7", .roundsTo, ["6.5", "6.8351", "7.4999"], ["6.4999", "7.5", "-7"]),
    ("2.5", .roundsTo, ["2.45", "2.549"], ["2.449", "2.55"]),
    ("-7", .roundsTo, ["-6.5", "-7.4999"], ["-7.5", "-6.4999", "7"]),
    ("0", .roundsTo, ["0", "0.49", "-0.49"], ["0.5", "-0.5"]),
    ("1.5 million", .roundsTo, ["1450000", "1549999"], ["1449999", "1550000"]),
    ("20", .atLeast(nil), ["20", "20.1", "1000000"], ["19.999", "-20"]),
    (nil, .atLeast(number("1")), ["1", "2"], ["0", "0.99"]),
    ("8", .about(nil), ["7.5", "8", "8.5"], ["7.4999", "8.5001"]),
    ("15,000", .about(nil), ["15000", "15000.5"], ["15001", "14999"]),
    ("15,000", .about(number("500")), ["14500", "15500"], ["14499", "15501"]),
    ("50 million", .about(nil), ["49500000", "50500000"], ["49499999"]),
    ("12", .between(number("11"), number("13")), ["11", "13"], ["10.9", "13.1"]),
    (nil, .between(number("0"), number("0.5")), ["0", "0.0004"], ["-0.1", "0.51"]),
    ("2025-11-15", .equals, ["2025-11-15"], ["2025-11-14", "2025-11-16"]),
    ("2025-10", .equals, ["2025-10-01", "2025-10-31"], ["2025-09-30", "2025-11-01"]),
    ("2025-11-19", .before(nil), ["2025-11-18"], ["2025-11-19", "2025-11-20"]),
    ("2025-10", .before(nil), ["2025-09-30"], ["2025-10-01"]),
    ("2025-10", .after(nil), ["2025-11-01"], ["2025-10-31"]),
    ("2025-11-16", .before(Day("2025-11-24")), ["2025-11-23"], ["2025-11-24"]),
    (nil, .after(Day("2025-11-24")), ["2025-11-25"], ["2025-11-24"]),
    (nil, .betweenDays(Day("2025-11-16")!, Day("2025-11-22")!), ["2025-11-16", "2025-11-22"], ["2025-11-23"]),
  ]

  @Test(arguments: cases.indices) func rules(index: Int) {
    let (text, rule, agree, disagree) = Self.cases[index]
    let value = text.map { printed($0) }
    for text in agree { #expect(rule.holds(value, for: found(text)), "\(rule.word) \(text)") }
    for text in disagree { #expect(!rule.holds(value, for: found(text)), "\(rule.word) \(text)") }
    // Nothing agrees with a missing value, and a date agrees with no number.
    #expect(!rule.holds(value, for: .nothing("no row")))
    #expect(
      !rule.holds(value, for: agree[0].contains("-1") && Day(agree[0]) != nil ? found("21") : found("2025-11-15")))
  }

  @Test func aYearIsADateOnlyWhereItIsSaidToBe() {
    #expect(FigureRule.equals.holds(printed("2019", isDate: true), for: found("2019-01-23")))
    #expect(!FigureRule.equals.holds(printed("2019", isDate: true), for: found("2020-01-01")))
    #expect(FigureRule.equals.holds(printed("2019"), for: found("2019")))
  }

  @Test func ratios() {
    let rule = FigureRule.ratio(base: Self.base, tolerance: nil)
    func holds(_ value: String, _ base: String, _ text: String = "2") -> Bool {
      rule.holds(printed(text), for: .ratio(number(value), base: number(base)))
    }
    #expect(holds("50000000", "25000000"))
    #expect(holds("5", "2") && !holds("5.01", "2"))
    #expect(holds("3", "2") && !holds("2.99", "2"))
    #expect(holds("1", "3", "0.33") && !holds("1", "2.9", "0.33"))
    #expect(holds("-50", "-25"))
    #expect(!holds("50", "0"))
    // A source's own quotient.
    #expect(rule.holds(printed("2"), for: .number(number("2"))) && !rule.holds(printed("2"), for: .number(number("3"))))
    #expect(rule.mayHold(printed("2"), atLeast: nil, atMost: number("2.1")))
    #expect(!rule.mayHold(printed("2"), atLeast: number("3"), atMost: nil))
    let strict = FigureRule.ratio(base: Self.base, tolerance: number("0.01"))
    #expect(strict.holds(printed("2"), for: .ratio(number("201"), base: number("100"))))
    #expect(!strict.holds(printed("2"), for: .ratio(number("2011"), base: number("1000"))))
  }

  @Test(arguments: [
    ("15,000", "15000"), ("2.50", "2.5"), ("-0.5", "-0.5"), ("0", "0"), ("0.05", "0.05"), ("1,234,567.80", "1234567.8"),
  ]) func numbersAreRead(text: String, plain: String) {
    #expect(number(text).description == plain)
  }

  @Test(arguments: ["", "1,5000", ",500", "1.", ".5.", "1e5", "8%", "$50", "about 8", "1 000", "٣"])
  func otherTextIsNoNumber(text: String) { #expect(ExactNumber(text) == nil) }

  @Test func doublesAreTheDecimalsTheyStandFor() {
    #expect(ExactNumber(decimalOf: 0.1)! == number("0.1"))
    #expect(ExactNumber(decimalOf: 98.8713)! == number("98.8713"))
    #expect(ExactNumber(decimalOf: 4e-05)! == number("0.00004"))
    #expect(ExactNumber(decimalOf: 1e20)! == ExactNumber(units: Int128(10_000_000_000) * 10_000_000_000))
    #expect(ExactNumber(decimalOf: 0.00012345678901234567)! > number("0.000123"))
    for x in [1.0 / 3, 2.0 / 3000, 9_007_199_254_740_993, 1.7976e15 / 7] {
      #expect(ExactNumber(decimalOf: x)?.approximate == x)
    }
    #expect(ExactNumber(decimalOf: .nan) == nil)
    #expect(ExactNumber(decimalOf: .infinity) == nil)
    // Numbers smaller or larger than anything printed are compared too.
    let tiny = ExactNumber(decimalOf: 1.5e-30)!
    let large = number("999999999999999999")
    #expect(tiny < large && !(large < tiny) && tiny != large)
    #expect((large - tiny) == large)
    #expect(large * large * large > large)
    #expect(FigureRule.about(nil).holds(printed("0"), for: .number(tiny)))
    #expect(!FigureRule.about(nil).holds(printed("500 million"), for: .number(tiny)))
    // 0.1 + 0.2 is exactly 0.3, unlike with Doubles.
    #expect(number("0.1") + number("0.2") == number("0.3"))
  }

  @Test func thingsThatAreNotPrintedValues() {
    for text in ["", "some", "50 millions", "2025-13", "8 percent", "2025-11-31"] {
      #expect(PrintedValue(text, isDate: false) == nil, "\(text)")
    }
    #expect(PrintedValue("21", isDate: true) == nil)
  }
}
