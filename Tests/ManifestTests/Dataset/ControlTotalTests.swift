import Manifest
import Model
import Testing
import Words

/// A publisher's total is written as the numbers that it adds up are.
@Suite struct ControlTotalTests {
  private static func column(_ decimals: Int? = nil, _ change: (inout NumberForm) -> Void = { _ in }) -> Column {
    var column = Column(name: "x", kind: .integer)
    var form = NumberForm()
    change(&form)
    (column.decimals, column.numberForm) = (decimals, form == NumberForm() ? nil : form)
    return column
  }

  private static let total = ControlTotal(name: "all", measure: .sum(["x"]), source: .json("/total"), difference: .hold)

  @Test func totalsAreReadAsTheirColumnsAre() {
    let points = Self.column { $0.thousands = [.point] }
    #expect(Self.total.value(of: "1.003", in: [points]) == 1003)
    #expect(Self.total.value(of: "1003", in: [points]) == 1003)
    #expect(Self.total.value(of: "1,003", in: [points]) == nil)
    let costs = Self.column(2) { ($0.thousands, $0.decimal) = ([.point], .comma) }
    #expect(Self.total.value(of: "1.002,75", in: [costs]) == 100_275)
    // A number of JSON.
    #expect(Self.total.value(of: "12.75", in: [costs]) == 1275)
    #expect(Self.total.value(of: "12.75", in: [Self.column(2)]) == 1275)
    #expect(Self.total.value(of: "12", in: [Self.column(2)]) == 1200)
    #expect(Self.total.value(of: "12.755", in: [Self.column(2)]) == nil)
    #expect(Self.total.value(of: "1,234", in: [Self.column()]) == 1234)
    #expect(Self.total.value(of: "1.5", in: [Self.column()]) == nil)
    let count = ControlTotal(name: "n", measure: .records, source: .json("/n"), difference: .hold)
    #expect(count.value(of: "1 234", in: [costs]) == 1234 && count.decimals(in: [costs]) == nil)
  }
}
