import Model
import Testing

@testable import Runs

@Suite struct QuantityTests {
  static let moves: [(Value, Value, String?, String, String?)] = [
    (.integer(379), .integer(391), "encounters", "from 379 to 391 encounters (+12, +3.2%)", "+12 encounters"),
    (.integer(391), .integer(379), "encounters", "from 391 to 379 encounters (-12, -3.1%)", "-12 encounters"),
    (.integer(0), .integer(1), "people", "from 0 to 1 person (+1)", "+1 person"),
    (.integer(19), .integer(20), "strikes", "from 19 to 20 strikes (+1)", "+1 strike"),
    (.integer(2), .integer(1), "countries", "from 2 to 1 country (-1)", "-1 country"),
    (.null, .integer(5), "people", "from not said to 5 people", nil),
    (.integer(5), .null, "people", "from 5 to not said", nil),
    (.integer(1_000_000), .integer(1_000_001), nil, "from 1,000,000 to 1,000,001 (+1)", "+1"),
    (.integer(2_500_000_000), .integer(2_750_000_000), "mg", "from 2,500 to 2,750 kg (+250, +10%)", "+250 kg"),
    (.integer(1200), .integer(1300), "mg", "from 1,200 to 1,300 mg (+100, +8.3%)", "+100 mg"),
    (.real(40.5), .real(41.25), "percent", "from 40.5 to 41.25 percent (+0.75)", "+0.75 percent"),
    (.integer(-40), .integer(-50), "people", "from -40 to -50 people (-10, -25%)", "-10 people"),
    (.text("mid-year"), .text("end-year"), nil, "from mid-year to end-year", nil),
    (.text("2025-11-16"), .text("2025-11-17"), nil, "from Nov. 16, 2025, to Nov. 17, 2025", nil),
    (.integer(.min), .integer(.max), nil, "from -9,223,372,036,854,775,808 to 9,223,372,036,854,775,807", nil),
  ]

  @Test(arguments: moves.indices)
  func quantities(i: Int) {
    let (old, new, unit, words, distance) = Self.moves[i]
    let quantity = Quantity(from: old, to: new, unit: unit)
    if i == Self.moves.count - 1 {
      #expect(quantity.move.hasPrefix(words))
    } else {
      #expect(quantity.move == words)
      #expect(quantity.distance == distance)
    }
  }
}
