import Testing
import Words

@Suite struct EnglishTests {
  @Test func listsWords() {
    #expect(English.list([]) == "")
    #expect(English.list(["a"]) == "a")
    #expect(English.list(["a", "b"]) == "a and b")
    #expect(English.list(["a", "b", "c"]) == "a, b and c")
  }

  @Test func countsThings() {
    #expect(English.count(0, "row") == "0 rows")
    #expect(English.count(1, "row") == "1 row")
    #expect(English.count(12_345, "row") == "12,345 rows")
    #expect(English.count(1_234_567, "row") == "1,234,567 rows")
    #expect(English.count(2, "country", plural: "countries") == "2 countries")
    #expect(English.form(1, "is", plural: "are") == "is")
    #expect([0, 2].map { English.form($0, "key") } == ["keys", "keys"])
    #expect(NumberText.grouped(-1_234_567) == "-1,234,567")
  }

  @Test func makesSentences() {
    #expect(English.sentence("the data moved") == "The data moved.")
    #expect(English.sentence("élan!") == "Élan!")
    #expect(English.sentence("Is it so?") == "Is it so?")
    #expect(English.sentence("") == "")
    #expect(English.capitalized("encounters, by month") == "Encounters, by month")
  }

  @Test func readsAndWritesMonths() {
    for (i, name) in Months.names.enumerated() {
      #expect(Months.name(i + 1) == name)
      for written in [name, name.uppercased(), String(name.prefix(3)), Months.shortName(i + 1).lowercased()] {
        #expect(Months.number(written) == i + 1)
      }
    }
    #expect(Months.number("Sept") == 9)
    for other in ["", "Ju", "Janu", "Octo", "13", "Enero"] { #expect(Months.number(other) == nil) }
    #expect(Months.written.count == 24)
  }
}
