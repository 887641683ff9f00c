import Model
import TestTools
import Testing

@testable import Manifest

/// `FACTOR * NUMERATOR / DENOMINATOR`: how it is read, and that it is rounded once.
@Suite struct QuotientTests {
  private func value(_ text: String, _ top: Value, _ bottom: Value, decimals: Int = 4) throws -> Value {
    let quotient = try #require(Quotient(text, decimals: decimals))
    return try quotient.value(at: "tables/t.sql:3") { $0 == "part" ? top : bottom }
  }

  @Test func reading() {
    #expect(Quotient("100 * part / whole", decimals: 4)?.text == "100 * part / whole")
    #expect(Quotient("part/1000000", decimals: 1)?.columns == ["part"])
    #expect(Quotient("part / part", decimals: 1)?.columns == ["part"])
    #expect(Quotient("2 * part / whole", decimals: 1)?.columns == ["part", "whole"])
    for text in [
      "", "part", "part / 0", "part / -1", "part / 1.5", "0 * part / whole", "part * 100 / whole", "1000000001 * a / b",
      "a / b / c", "1 * 2 * a / b", "a + b / c", "'a' / b", "A / b", "5 / b", "a / 9223372036854775808", "+1 * a / b",
    ] {
      #expect(Quotient(text, decimals: 4) == nil, "\(text)")
    }
  }

  @Test(
    arguments: [
      (1, 3, 4, 0.3333), (2, 3, 4, 0.6667), (1, 8, 2, 0.13), (-1, 8, 2, -0.13), (1, -8, 2, -0.13), (-1, -8, 2, 0.13),
      (124, 1000, 2, 0.12), (-5, 3, 1, -1.7), (1, 20000, 4, 0.0001), (-1, 20001, 4, 0),
      (.max, 1, 9, 9.223372036854775807e18),
      (.min, .min, 9, 1), (.min, .max, 9, -1),
    ] as [(Int64, Int64, Int, Double)])
  func halvesRoundAwayFromZero(top: Int64, bottom: Int64, decimals: Int, wanted: Double) throws {
    #expect(try value("part / whole", .integer(top), .integer(bottom), decimals: decimals) == .real(wanted))
  }

  @Test func wholeNumbersStayWhole() throws {
    #expect(try value("part / 2", .integer(5), .null, decimals: 0) == .integer(3))
    #expect(try value("part / 2", .integer(-5), .null, decimals: 0) == .integer(-3))
  }

  @Test func nothingIsNoNumber() throws {
    #expect(try value("part / whole", .null, .integer(1)) == .null)
    #expect(try value("part / whole", .integer(1), .null) == .null)
    #expect(try value("part / whole", .integer(0), .integer(0)) == .null)
  }

  @Test func whatIsNotWholeIsRefused() throws {
    for wrong in [Value.real(1), .text("1")] {
      #expect(throws: Problem.self) { try value("part / whole", wrong, .integer(1)) }
      #expect(throws: Problem.self) { try value("part / whole", .integer(1), wrong) }
    }
    #expect(throws: Problem.self) {
      try value("1000000000 * part / whole", .integer(.max), .integer(1), decimals: 0)
    }
  }

  /// Against the definition: no other number with so many decimals is nearer, and a tie goes away from zero.
  @Test func nearest() throws {
    var random = SeededRandom.ofTest()
    for _ in 0..<2000 {
      let bottom = Int64.random(in: 1...(Bool.random(using: &random) ? 50 : .max / 4_000_000), using: &random)
      let top = Int64.random(in: 0...bottom, using: &random)
      guard case .real(let found) = try value("100 * part / whole", .integer(top), .integer(bottom)) else {
        Issue.record("\(top) / \(bottom)")
        continue
      }
      let units = Int128((found * 10000).rounded())
      let twice = 2 * (units * Int128(bottom) - 1_000_000 * Int128(top))
      #expect(-Int128(bottom) < twice && twice <= Int128(bottom), "\(top) / \(bottom) is not \(found)")
    }
  }
}
