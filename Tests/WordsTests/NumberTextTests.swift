import Words
import Testing

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0.0, 4, "0.0000"), (-0.0, 4, "0.0000"), (100.0, 4, "100.0000"), (9.6753, 4, "9.6753"), (-9.6753, 4, "-9.6753"),
    (0.00005, 4, "0.0001"), (0.00004, 4, "0.0000"), (-0.00004, 4, "0.0000"), (-0.00005, 4, "-0.0001"),
    (1.005, 2, "1.01"), (2.675, 2, "2.68"), (0.285, 2, "0.29"), (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"),
    (-2.5, 0, "-3"), (0.95, 1, "1.0"), (9.99995, 4, "10.0000"), (99.99994, 4, "99.9999"), (0.1, 1, "0.1"),
    (1e-7, 4, "0.0000"), (1e-9, 9, "0.000000001"), (123456789.123456789, 4, "123456789.1235"),
    (1e15, 2, "1000000000000000.00"), (1.25e21, 1, "1250000000000000000000.0"),
    (12345678901234.5, 1, "12345678901234.5"),
    (0.1 + 0.2, 4, "0.3000"), (0.30000000000000004, 17, "0.30000000000000004"), (.leastNonzeroMagnitude, 4, "0.0000"),
  ])
  func hasExactlyTheDecimals(x: Double, decimals: Int, expected: String) {
    #expect(NumberText.decimal(x, decimals: decimals) == expected)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (5.0, "5"), (0.1, "0.1"), (1e-5, "0.00001"), (1e21, "1000000000000000000000"),
    (-1.5e-7, "-0.00000015"), (100.0, "100"), (1234.5, "1234.5"),
  ])
  func withoutDecimalsTheShortest(x: Double, expected: String) {
    #expect(NumberText.decimal(x, decimals: nil) == expected)
  }

  @Test func everyStoredQuotientComesBack() {
    // Each k/10^n, as SQL makes them: the digits must be those of k.
    for k in stride(from: -2_000_000, through: 2_000_000, by: 37) {
      let digits = String(k.magnitude)
      let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
      let expected = (k < 0 ? "-" : "") + padded.dropLast(4) + "." + padded.suffix(4)
      #expect(NumberText.decimal(Double(k) / 10000, decimals: 4) == expected)
    }
  }

  @Test func noNumberIsNil() {
    for x in [Double.nan, .infinity, -.infinity] { #expect(NumberText.decimal(x, decimals: 2) == nil) }
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (334_914, "334,914"), (-1000, "-1,000"), (-999, "-999"),
    (1_234_567, "1,234,567"), (Int64.min, "-9,223,372,036,854,775,808"),
  ])
  func groupsThousands(n: Int64, expected: String) {
    #expect(NumberText.integer(n, grouped: true) == expected)
  }

  @Test func groupsOnlyBeforeThePoint() {
    #expect(NumberText.decimal(-1234567.12345, decimals: 5, grouped: true) == "-1,234,567.12345")
    #expect(NumberText.decimal(100, decimals: 4, grouped: true) == "100.0000")
  }
}
