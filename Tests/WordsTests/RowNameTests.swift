import Model
import Testing
import Words

@Suite struct RowNameTests {
  @Test func rows() {
    #expect(RowName.words([KeyValue("year", "2024"), KeyValue("country", "Peru")]) == "2024, Peru")
    #expect(
      RowName.words([KeyValue("fiscal_year", "2025"), KeyValue("region", "Southwest Land Border")])
        == "fiscal year 2025, Southwest Land Border")
    #expect(RowName.words([KeyValue("date", "2025-06-12"), KeyValue("region", "")]) == "June 12, 2025")
    #expect(RowName.words([]) == nil)
    #expect(RowName.words([KeyValue("region", "")]) == nil)
  }

  @Test func values() {
    #expect(RowName.word("2025", of: "fiscal_year") == "fiscal year 2025")
    #expect(RowName.word("2025", of: "year") == "2025")
    #expect(RowName.word("2025", of: "port") == "2025")
    #expect(RowName.word("unknown", of: "fiscal_year") == "unknown")
  }

  @Test func columns() {
    #expect(ColumnWords.words("quantity_mg", unit: "mg") == "quantity")
    #expect(ColumnWords.words("share_pct", unit: "percent") == "share")
    #expect(ColumnWords.words("displaced_abroad", unit: "people") == "displaced abroad")
    #expect(ColumnWords.words("quantity_mg") == "quantity mg")
    #expect(ColumnWords.words("mg", unit: "mg") == "mg")
  }

  @Test func differences() {
    #expect(ExactNumber(120_885).signed == "+120,885")
    #expect(ExactNumber(-5).signed == "-5")
    #expect(ExactNumber(0).signed == "0")
    let share = TableColumn(name: "share_pct", kind: .decimal, decimals: 2, description: "")
    #expect(CellText.difference(ExactNumber("0.1"), share) == "+0.10")
    #expect(CellText.difference(ExactNumber("-12.345"), share) == "-12.35")
    #expect(CellText.difference(nil, share) == "")
  }
}
