import Manifest
import Model
import Testing
import Words

/// How a publisher writes values, as dataset.yaml declares it for each column.
@Suite struct WrittenManifestTests {
  let workspace = Workspace()

  private static let old = "  quantity_mg: {type: integer, min: 0, unit: mg, null: true}\n"

  private func read(_ column: String, edition: String? = nil) throws -> DatasetManifest {
    var text = Good.dataset.replacing(Self.old, with: "  quantity_mg: \(column)\n")
    if let edition { text = text.replacing("published: from_link", with: "published: from_link, \(edition)") }
    Good.write(into: workspace, dataset: text)
    return try Library.load(folder: workspace.pipelines).dataset(named: "drug_seizures")
  }

  @Test func numbersAndWhatIsNotSaid() throws {
    let column = try read(
      """
      {type: decimal, decimals: 2, null: true, not_said: ['', n.d.], written: {thousands: point, decimal: comma, \
      negative: [parentheses, typographic], percent: true, exponent: true, currency: $, marks: ['*']}}
      """
    ).columns[3]
    var form = NumberForm()
    (form.thousands, form.decimal, form.negative) = ([.point], .comma, [.parentheses, .typographic])
    (form.isPercent, form.hasExponent, form.currency, form.marks) = (true, true, ["$"], ["*"])
    #expect(column.kind == .integer && column.decimals == 2)
    #expect(column.numberForm == form)
    #expect(column.notSaid == ["", "n.d."])
    #expect(try read("{type: decimal, decimals: 3}").columns[3].numberForm == nil)
  }

  @Test func datesAndThoseOfEditions() throws {
    let dataset = try read("{type: date, written: [D/M/YYYY, 'MONTH D, YYYY']}", edition: "written: 'MONTH YYYY'")
    #expect(dataset.columns[3].dateForms.map(\.text) == ["D/M/YYYY", "MONTH D, YYYY"])
    #expect(dataset.dating.written.map(\.text) == ["MONTH YYYY"])
    #expect(dataset.fetch?.dateForms == dataset.dating.written)
    #expect(dataset.dating.date(of: "mayo 2025")?.description == "2025-05")
    #expect(dataset.dating.date(of: "2025-05") == nil)
  }

  @Test func aFiscalYearHasADeclaredEnd() throws {
    let column = try read("{type: year, ends: '09-30', written: [FYYYYY, FYYY]}").columns[3]
    #expect(column.dateForms.map(\.text) == ["FYYYYY", "FYYY"])
    #expect(try column.written("FY2024") == "2024" && column.written("FY24") == "2024")
  }

  /// A number of JSON or Excel beside texts in percent may be in either scale; the text of a workbook that shows it is not.
  @Test func numbersInAColumnOfPercentages() throws {
    let column = try read("{type: decimal, decimals: 3, null: true, written: {percent: true}}").columns[3]
    #expect(try column.written("12.5%") == "12500" && column.written("12.5%", from: .shown) == "12500")
    for origin in [FieldOrigin.text, .number, .shown, nil] {
      #expect(throws: ColumnBreach.noPercentSign) { try column.written("0.125", from: origin) }
      #expect(try column.written("0", from: origin) == "0")
    }
  }

  @Test func blanksAroundWhatIsNotSaid() throws {
    let column = try read("{type: integer, null: true, not_said: [n.d., ' '], written: {thousands: comma}}").columns[3]
    for text in ["n.d.", "n.d. ", "\u{A0}n.d.", " "] { #expect(try column.written(text) == nil, "\(text)") }
    #expect(throws: ColumnBreach.notANumber) { try column.written("N.D.") }
    #expect(throws: ColumnBreach.isBlank) { try column.written("") }
    #expect(throws: ColumnBreach.isBlank) { try column.written("  ") }
    let never = try read("{type: integer, written: {thousands: comma}}").columns[3]
    #expect(throws: ColumnBreach.notANumber) { try never.written("") }
  }

  @Test func eachFormChangesTheFingerprint() throws {
    let columns = [
      "{type: integer, null: true}", "{type: integer, null: true, not_said: x}",
      "{type: decimal, decimals: 1, null: true}",
      "{type: decimal, decimals: 2, null: true}", "{type: integer, null: true, written: {thousands: comma}}",
      "{type: integer, null: true, written: {thousands: blank}}", "{type: date, null: true}",
      "{type: date, null: true, written: D/M/YYYY}", "{type: date, null: true, written: M/D/YYYY}",
    ]
    let prints = try columns.map { try read($0).fingerprint } + [read(columns[0], edition: "written: YYYY").fingerprint]
    #expect(Set(prints).count == prints.count)
  }

  /// The column is in `old`.
  static let cases: [Spoiled] = [
    Spoiled(
      "{type: decimal}", "", says: ":22: columns.quantity_mg: the key 'decimals' is missing",
      remedy: "add 'decimals: ...' to columns.quantity_mg"),
    Spoiled(
      "{type: integer, decimals: 2}", "",
      says: ":22: columns.quantity_mg.decimals: a column of type integer has no decimals",
      remedy: "remove it, or make the type decimal"),
    Spoiled(
      "{type: integer, not_said: n.d.}", "",
      says: ":22: columns.quantity_mg.not_said: is NULL in the rows, and the column is never null",
      remedy: "add 'null: true', or remove it"),
    Spoiled(
      "{type: text, written: {thousands: comma}}", "",
      says: ":22: columns.quantity_mg.written: a column of type text is stored as it is written",
      remedy: "remove it, or make the type integer, decimal, date, month or year"),
    Spoiled(
      "{type: decimal, decimals: 2, written: {thousands: point}}", "",
      says:
        ":22: columns.quantity_mg.written.thousands: the point cannot be both between thousands and before decimals",
      remedy: "add 'decimal: comma'"),
    Spoiled(
      "{type: integer, written: {thousand: comma}}", "",
      says: ":22: unknown key 'thousand' in columns.quantity_mg.written",
      remedy:
        "did you mean 'thousands'? The keys here are: thousands, decimal, negative, percent, exponent, currency, marks"),
    Spoiled(
      "{type: integer, written: {thousands: dot}}", "",
      says:
        ":22: columns.quantity_mg.written.thousands: 'dot' is not one of comma, point, indian, blank, apostrophe, "
        + "underscore",
      remedy: "Write one of: comma, point, indian, blank, apostrophe, underscore"),
    Spoiled(
      "{type: integer, written: {marks: ['1']}}", "",
      says: ":22: columns.quantity_mg.written.marks: '1' is part of a number",
      remedy: "remove it: digits and signs are content"),
    Spoiled(
      "{type: date, written: [D/M/YYYY, M/D/YYYY]}", "",
      says:
        ":22: columns.quantity_mg.written: '2/1/2010' is 2010-01-02 in 'D/M/YYYY' and 2010-02-01 in 'M/D/YYYY'",
      remedy: "keep one of the two: a text must be one date"),
    Spoiled(
      "{type: month, written: [YYYY-q, YYYY-M]}", "",
      says: ":22: columns.quantity_mg.written: '2010-2' is 2010-04 in 'YYYY-q' and 2010-02 in 'YYYY-M'",
      remedy: "keep one of the two: a text must be one date"),
    Spoiled(
      "{type: date, written: YYYYMD}", "",
      says: ":22: columns.quantity_mg.written: '2010101' may be 2010-10-01 or 2010-01-01 in 'YYYYMD'",
      remedy: "put what stands between the numbers of the file, or write MM and DD where they have two digits each"),
    Spoiled(
      "{type: year, written: FYYYYY}", "",
      says: ":22: columns.quantity_mg.written: 'FYYYYY' is a fiscal year, and nothing says when it ends",
      remedy: "add its last day, ends: '09-30' for example"),
    Spoiled(
      "{type: date, written: MONTH YYYY}", "", says: ":22: columns.quantity_mg.written: 'MONTH YYYY' names no day",
      remedy: "add one (D), or make the type month or year"),
    Spoiled(
      "{type: month, written: YYYY}", "", says: ":22: columns.quantity_mg.written: 'YYYY' names no month",
      remedy: "add one (M or MONTH), or make the type year"),
    Spoiled(
      "{type: date, written: dd/mm/yyyy}", "",
      says: ":22: columns.quantity_mg.written: 'dd/mm/yyyy' is not the form of a date",
      remedy:
        "write a date's parts as they are in the file, each once: \(DateForm.parts); for example D.M.YYYY or 'MONTH D, YYYY'"
    ),
  ]

  @Test(arguments: cases) func aMistakeIsNamed(_ mistake: Spoiled) {
    Good.write(
      into: workspace, dataset: Good.dataset.replacing(Self.old, with: "  quantity_mg: \(mistake.old)\n"))
    #expect(workspace.problems() == [mistake.expected(in: "Pipelines/drug-flows/drug_seizures/dataset.yaml")])
  }

  @Test func anEditionWithoutATextHasNoForm() {
    Good.write(
      into: workspace,
      dataset: Good.dataset.replacing(
        "edition: {published: from_link, file_name: '(?<published>\\d{4}-\\d{2}-\\d{2})\\.csv$'}",
        with: "edition: {published: fetched, written: YYYY}"))
    #expect(
      workspace.problems() == [
        "Pipelines/drug-flows/drug_seizures/dataset.yaml:13: edition.written: no date of the edition is read from a text"
          + "\n-> remove it, or say where the date is written: 'published' as from_link, {json: /pointer} or "
          + "{text: PATTERN}, or 'file_name'"
      ])
  }
}
