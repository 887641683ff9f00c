import Testing
import Words

@Suite("Numbers as publishers write them, each by a declared form")
struct NumberFormTests {
  static func form(_ change: (inout NumberForm) -> Void) -> NumberForm {
    var form = NumberForm()
    change(&form)
    return form
  }

  private static func read(_ text: String, _ form: NumberForm, _ decimals: Int = 0) -> Result<Int64, NumberForm.Fault> {
    do throws(NumberForm.Fault) { return .success(try form.value(of: text, decimals: decimals)) } catch {
      return .failure(error)
    }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var text: String
    var value: Int64
    var form: NumberForm
    var decimals = 0
    var testDescription: String { text }

    init(_ text: String, _ value: Int64, decimals: Int = 0, _ change: (inout NumberForm) -> Void) {
      (self.text, self.value, self.decimals) = (text, value, decimals)
      form = NumberFormTests.form(change)
    }
  }

  static let cases: [Case] = {
    var all: [Case] = []
    all.append(Case("(1,204)", -1204) { ($0.thousands, $0.negative) = ([.comma], [.parentheses]) })
    all.append(Case("-1,204", -1204) { $0.thousands = [.comma] })
    all.append(Case("−12", -12) { $0.negative = [.typographic] })
    all.append(Case("12*", 12) { $0.marks = ["*", "[a]"] })
    all.append(Case("12 [a]*", 12) { $0.marks = ["*", "[a]"] })
    all.append(Case("1 204", 1204) { $0.thousands = [.blank] })
    all.append(Case("1\u{A0}204\u{A0}567", 1_204_567) { $0.thousands = [.blank] })
    all.append(Case("1.204", 1204) { $0.thousands = [.point] })
    all.append(Case("12.0", 12) { $0.decimal = .point })
    all.append(Case("1.204,50", 120_450, decimals: 2) { ($0.thousands, $0.decimal) = ([.point], .comma) })
    all.append(Case("1.2E+3", 1200) { ($0.decimal, $0.hasExponent) = (.point, true) })
    all.append(Case("5e-2", 5, decimals: 2) { $0.hasExponent = true })
    all.append(Case("12%", 12) { $0.isPercent = true })
    all.append(Case("99,5 %", 995, decimals: 1) { ($0.isPercent, $0.decimal) = (true, .comma) })
    all.append(Case("$12", 12) { $0.currency = ["$"] })
    all.append(Case("-US$ 12", -12) { $0.currency = ["$", "US$"] })
    all.append(Case("12 €", 12) { $0.currency = ["€"] })
    all.append(Case("($12)", -12) { ($0.currency, $0.negative) = (["$"], [.parentheses]) })
    all.append(Case("$-12", -12) { $0.currency = ["$"] })
    all.append(Case("12-", -12) { $0.negative = [.trailing] })
    all.append(Case("+12", 12) { _ in })
    all.append(Case(" 12\u{A0}", 12) { _ in })
    all.append(Case("007", 7) { _ in })
    all.append(Case("1’204", 1204) { $0.thousands = [.apostrophe] })
    all.append(Case("1'204'000", 1_204_000) { $0.thousands = [.apostrophe] })
    all.append(Case("1_204", 1204) { $0.thousands = [.underscore] })
    all.append(Case("9223372036854775807", .max) { _ in })
    all.append(Case("-9223372036854775808", .min) { _ in })
    all.append(Case("0.30", 30, decimals: 2) { $0.decimal = .point })
    all.append(Case(".5", 50, decimals: 2) { $0.decimal = .point })
    all.append(Case("12.300", 1230, decimals: 2) { $0.decimal = .point })
    all.append(Case("0", 0) { _ in })
    all.append(Case("-0.0", 0) { $0.decimal = .point })
    return all
  }()

  @Test(arguments: cases)
  func isRead(_ c: Case) { #expect(Self.read(c.text, c.form, c.decimals) == .success(c.value)) }

  @Test("Everything else is refused, also by a form that allows everything that goes together")
  func isRefused() {
    let plain = NumberForm()
    let all = Self.form {
      $0.thousands = [.comma, .blank, .apostrophe, .underscore]
      $0.decimal = .point
      $0.negative = [.typographic, .parentheses, .trailing]
      ($0.isPercent, $0.hasExponent, $0.currency, $0.marks) = (true, true, ["$"], ["*"])
    }
    for text in [
      "", "-", "*", "$", "%", "()", "#VALUE!", "<5", "1,2", "12,", ",123", "1234,567", "1,234 567", "1.", "--1", "(-1)",
      "-1-", "1e", "1e+", "1e999", "n.d.", "..", "12 13", "1..2", "0x10", "١٢", "1,2345", "NaN", "**",
    ] { #expect(Self.read(text, all) == .failure(.notANumber), "\(text)") }
    for text in ["(12)", "−12", "12*", "1,204", "1 204", "12.0", "1e3", "12%", "$12", "12-", "1_204"] {
      #expect(Self.read(text, plain) == .failure(.notANumber), "\(text)")
    }
    for text in ["9223372036854775808", "-9223372036854775809", "99999999999999999999", "1e30"] {
      #expect(Self.read(text, all) == .failure(.overflow), "\(text)")
    }
    #expect(Self.read("12.5", all) == .failure(.tooManyDecimals))
    #expect(Self.read("0.001", all, 2) == .failure(.tooManyDecimals))
    #expect(Self.read("92233720368547758.08", all, 2) == .failure(.overflow))
  }

  /// It is a decimal in another notation: 0.250 is no 250.
  @Test(arguments: ["0.250", "00.123", "-0.123", "0.000.001"]) func thousandsDoNotBeginWithZero(text: String) {
    let form = Self.form { $0.thousands = [.point] }
    #expect(Self.read(text, form) == .failure(.notANumber))
    #expect(Self.read("10.250", form) == .success(10_250))
    #expect(Self.read("0250", form) == .success(250))
  }

  /// Beside 12%, 0.12 may be the same number, and 12 another one.
  @Test func aFormWithPercentSignsNeedsThem() {
    let form = Self.form { ($0.isPercent, $0.decimal, $0.negative) = (true, .point, [.parentheses]) }
    #expect(Self.read("12%", form, 2) == .success(1200))
    #expect(Self.read("(12%)", form, 2) == .success(-1200))
    for text in ["0.12", "12", "-3"] { #expect(Self.read(text, form, 2) == .failure(.noPercentSign), "\(text)") }
    for text in ["0", "0.00", "-0"] { #expect(Self.read(text, form, 2) == .success(0), "\(text)") }
  }

  @Test func parenthesesBehindACurrencyMarksBeforeAndIndianGroups() throws {
    var form = NumberForm()
    (form.thousands, form.negative, form.currency, form.marks) = ([.comma], [.parentheses], ["$"], ["p", "≈"])
    #expect(try form.value(of: "$(1,234)") == -1234)
    #expect(try form.value(of: "($1,234)") == -1234)
    #expect(try form.value(of: "p 12") == 12)
    #expect(try form.value(of: "≈7p") == 7)
    #expect(throws: NumberForm.Fault.notANumber) { try form.value(of: "12,34,567") }
    form.thousands = [.indian]
    #expect(try form.value(of: "12,34,567") == 1_234_567)
    #expect(try form.value(of: "1,234") == 1234)
    #expect(try form.value(of: "1,23,45,678") == 12_345_678)
    for text in ["1,234,567", "123,45,678", "12,34,56", "12,3,456"] {
      #expect(throws: NumberForm.Fault.notANumber, "\(text)") { try form.value(of: text) }
    }
  }
}
