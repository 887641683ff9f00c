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

  /// As AP style writes them: a sign for percent and for dollars.
  @Test(arguments: [
    ("21", "strikes", "21 strikes"), ("1", "strikes", "1 strike"), ("8", "percent", "8%"),
    ("0.5", "percent of the crossings", "0.5% of the crossings"), ("3", "percentage points", "3 percentage points"),
    ("50", "U.S. dollars", "$50"), ("-7", "U.S. dollars", "−$7"),
  ]) func besideANumber(number: String, unit: String, words: String) {
    #expect(UnitWords.beside(number, unit, of: ExactNumber(number)!) == words)
  }

  @Test func aNumberWithoutAUnitStandsAlone() { #expect(UnitWords.beside("21", nil, of: ExactNumber(21)) == "21") }
}
