import Figures
import Manifest
import Model
import Testing

@Suite struct UnitWordsTests {
  @Test(arguments: [
    ("strikes", "strike"), ("people", "person"), ("countries", "country"), ("U.S. dollars", "U.S. dollar"),
    ("published studies", "published study"), ("encounters in fiscal year 2024", "encounter in fiscal year 2024"),
    ("hundredths of a percent", "hundredth of a percent"), ("parts per million", "part per million"),
    ("sources that say so", "source"), ("boxes", "box"), ("crashes", "crash"), ("passes", "pass"),
    // Said of one as of many, or no plural at all.
    ("times", "times"), ("kg", "kg"), ("mg", "mg"), ("percent of what was seized", "percent of what was seized"),
    ("percent", "percent"), ("series", "series"), ("virus", "virus"), ("loss", "loss"), ("basis", "basis"),
    ("that say so", "that say so"), ("of boats", "of boats"), ("s", "s"), ("", ""), ("Fälle", "Fälle"),
  ]) func oneOfEach(unit: String, singular: String) {
    #expect(UnitWords.singular(unit) == singular)
    #expect(UnitWords.unit(unit, of: number("1")) == singular)
    for other in ["0", "2", "0.5", "1.5", "21"] { #expect(UnitWords.unit(unit, of: number(other)) == unit) }
  }

  @Test func theLineOfWhyCountsOne() {
    func why(_ value: String, _ unit: String) -> String {
      let figure = FigureManifest(
        id: "f", place: "a.yaml:1", clause: "c", printed: nil, unit: unit, rule: .atLeast(number("1")),
        source: JudgementTests.sql)
      return JudgementTests.judge(found(value), found(value), figure: figure).why
    }
    #expect(why("1", "sources that say so") == "the data says 1 source, which is at least 1")
    #expect(why("2", "sources that say so") == "the data says 2 sources that say so, which is at least 1")
    #expect(why("1", "people") == "the data says 1 person, which is at least 1")
    #expect(why("1,200", "people") == "the data says 1,200 people, which is at least 1")
  }
}
