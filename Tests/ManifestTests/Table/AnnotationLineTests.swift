import Model
import Testing

@testable import Manifest

/// `-- annotation` and `-- label` lines: their meaning, and their mistakes as the user reads them.
@Suite struct AnnotationLineTests {
  let workspace = Workspace()
  private static let chart = "bar of events over fiscal_year marking is_partial as 'partial'"

  private func write(_ lines: String, chart: String = Self.chart) {
    let good = ChartLineTests.good.replacing(
      "stacked bar of quantity_mg as 'all o''clock', quantity_mg by region over fiscal_year", with: chart)
    Good.write(
      into: workspace, table: good.replacing("-- note: Seizures are not flows.", with: lines + "\n-- note: Not flows."))
  }

  @Test func everyWord() throws {
    write(
      "-- annotation: 2023 'It''s over'\n-- annotation: 2024..2025 'a span'\n-- label: region 'x' as 'X', 'y_z' as 'Y'")
    #expect(workspace.problems() == [])
    let table = try Library.load(folder: workspace.pipelines).table(named: "seizures_by_year")
    #expect(
      table.annotations == [
        TableAnnotation(from: PublishedDate("2023")!, text: "It's over", line: 13),
        TableAnnotation(from: PublishedDate("2024")!, to: PublishedDate("2025")!, text: "a span", line: 14),
      ])
    #expect(table.labels == ["region": ["x": "X", "y_z": "Y"]])
  }

  private static let form = "write it as: \(TableReader.annotationForm)"
  private static let labelForm = "write it as: -- label: column 'VALUE' as 'name in charts'"

  static let cases: [(String, String, String)] = [
    ("annotation: soon 'x'", "the annotation's date cannot be read: 'soon'", form),
    ("annotation: 2023-13 'x'", "the annotation's date cannot be read: '2023-13'", form),
    ("annotation: 2023..2024-05 'x'", "the annotation's span cannot be read: '2023..2024-05'", form),
    ("annotation: 2023..2024..2025 'x'", "the annotation's span cannot be read: '2023..2024..2025'", form),
    ("annotation: 2024..2023 'x'", "the annotation's span '2024..2023' ends before it begins", form),
    ("annotation: 2023 \"x\"", "the annotation of 2023 has no text in single quotes: '\"x\"'", form),
    ("annotation: 2023 'x' y", "the annotation of 2023 has no text in single quotes: 'y'", form),
    (
      "annotation: 2023 '12345678901234567890123456789012345678901'",
      "the annotation '12345678901234567890123456789012345678901' has 41 characters",
      "say it in 40 at most, so that it fits beside a chart on a phone"
    ),
    (
      "annotation: 2023-05-11 'x'",
      "the annotation 'x' is dated by the day, and the chart is over 'fiscal_year', which is of the kind year",
      "write the year as the axis counts it (a fiscal year may begin before the calendar's): 2023 'Title 42 ends'"
    ),
    ("label: region x as 'X'", "the label line cannot be read from 'x as 'X'' on", labelForm),
    ("label: region 'x' as 'X' 'y'", "the label line cannot be read from ''y'' on", labelForm),
    ("label: region 'x' as 'X', 'x' as 'Y'", "'x' has two labels", "keep one of the two"),
    (
      "label: regoin 'x' as 'X'", "the labels are of 'regoin', which is not a column",
      "did you mean 'region'? Columns of text are: region"
    ),
    (
      "label: events '1' as 'X'", "the labels are of 'events', which is of the kind integer",
      "Columns of text are: region"
    ),
  ]

  @Test(arguments: cases)
  func mistakes(line: String, says: String, remedy: String) {
    write("-- \(line)")
    #expect(workspace.problems() == ["Pipelines/drug-flows/tables/seizures_by_year.sql:13: \(says)\n-> \(remedy)"])
  }

  @Test func onlyChartsOverTimeHaveAnnotations() {
    write("-- annotation: 2023 'x'", chart: "bar of events over region marking is_partial as 'partial'")
    #expect(
      workspace.problems() == [
        "Pipelines/drug-flows/tables/seizures_by_year.sql:13: the annotation 'x' is dated by the year, and the chart is over "
          + "'region', which is of the kind text\n-> remove it: only charts over a year, month or date have annotations"
      ])
  }

  @Test func aTableWithoutAChart() {
    Good.write(
      into: workspace,
      table: Good.table.replacing("-- note: Seizures", with: "-- annotation: 2023 'x'\n-- note: Seizures"))
    #expect(workspace.problems().count == 1)
    #expect(workspace.problems()[0].contains("the annotation 'x' has no chart to stand in\n-> add a line: -- chart:"))
  }
}
