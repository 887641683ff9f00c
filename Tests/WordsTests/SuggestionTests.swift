import Testing
import Words

@Suite struct SuggestionTests {
  @Test func asksOnlyWhereAWordIsNear() {
    #expect(Suggestion.question("colums", among: ["columns", "rows"]) == "did you mean 'columns'? ")
    #expect(Suggestion.question("elephant", among: ["columns", "rows"]) == "")
    let shown = Suggestion.question("yaer", among: ["year"]) { ":\($0)" }
    #expect(shown == "did you mean :year? ")
  }
}
