import Words
import Model
import Testing

@Suite struct UnitWordsTests {
  @Test(arguments: [
    ("strikes", "strike"), ("people", "person"), ("countries", "country"), ("U.S. dollars", "U.S. dollar"),
    ("published studies", "published study"), ("encounters in fiscal year 2024", "encounter in fiscal year 2024"),
    ("hundredths of a percent", "hundredth of a percent"), ("parts per million", "part per million"),
    ("sources that say so", "source"), ("boxes", "box"), ("crashes", "crash"), ("passes", "pass"),
    // The same in the singular, or not a plural.
    ("times", "times"), ("kg", "kg"), ("mg", "mg"), ("percent of what was seized", "percent of what was seized"),
    ("percent", "percent"), ("series", "series"), ("virus", "virus"), ("loss", "loss"), ("basis", "basis"),
    ("that say so", "that say so"), ("of boats", "of boats"), ("s", "s"), ("", ""), ("Fälle", "Fälle"),
  ]) func oneOfEach(unit: String, singular: String) {
    #expect(UnitWords.singular(unit) == singular)
    #expect(UnitWords.unit(unit, of: ExactNumber("1")!) == singular)
    for other in ["0", "2", "0.5", "1.5", "21"] { #expect(UnitWords.unit(unit, of: ExactNumber(other)!) == unit) }
  }
}
