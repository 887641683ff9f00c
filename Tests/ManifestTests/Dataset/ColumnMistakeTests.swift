import Testing
import Words

@testable import Manifest

/// Mistakes in how a dataset is read and in its contract, as the user reads them.
@Suite struct ColumnMistakeTests {
  let workspace = Workspace()

  static let cases: [Spoiled] = [
    Spoiled(
      "The month of the seizure.",
      "The month, not the day.",
      says: ":20: unknown key 'not the day.' in columns.month",
      remedy: "a text with a comma needs quotes inside { }"),
    Spoiled(
      "format: csv",
      "format: cvs",
      says: ":15: read.format: 'cvs' is not one of csv, json, xlsx, html, wikitext, pdf",
      remedy: "did you mean 'csv'? Write one of: csv, json, xlsx, html, wikitext, pdf"),
    Spoiled(
      "  header: [FY, Month (abbv), Drug Type, Qty]\n",
      "",
      says: ":14: read: the key 'header' is missing",
      remedy: "add 'header: ...' to read"),
    Spoiled(
      "header: [FY, Month (abbv), Drug Type, Qty]",
      "header: exact",
      says: ":16: read.header: expected a list ([a, b]), found 'exact'",
      remedy: "write read.header as a list ([a, b])"),
    Spoiled(
      "header: [FY, Month (abbv), Drug Type, Qty]",
      "header: []",
      says: ":16: read.header: is an empty list",
      remedy: "name at least one, or remove the key"),
    Spoiled(
      "names: [fy, month_abbv, drug_type, qty]",
      "names: [fy, month_abbv, drug_type]",
      says: ":17: read.names: 3 names for 4 header columns",
      remedy: "give every column of 'header' its name, in the same order"),
    Spoiled(
      "names: [fy, month_abbv, drug_type, qty]",
      "names: [fy, month_abbv, drug_type, FY]",
      says: ":17: read.names: two columns are named 'FY' (SQL ignores case)",
      remedy: "give it another name"),
    Spoiled(
      "names: [fy, month_abbv, drug_type, qty]",
      "names: [fy, month_abbv, drug_type, _page]",
      says: ":17: read.names: the name '_page' is taken: raw has it already",
      remedy: "give it another name"),
    Spoiled(
      "Drug Type, Qty]\n  names: [fy, month_abbv, drug_type, qty]",
      "Drug Type, '']",
      says: ":16: read.header: a column has no name",
      remedy: "name the columns yourself with 'names: [...]'"),
    Spoiled(
      "names: [fy, month_abbv, drug_type, qty]",
      "records: /items",
      says: ":17: read.records: goes with 'format: json', not with 'format: csv'",
      remedy: "remove it, or correct 'format'"),
    Spoiled(
      "names: [fy, month_abbv, drug_type, qty]",
      "ignores: [x]",
      says: ":17: unknown key 'ignores' in read",
      remedy:
        "did you mean 'ignore'? The keys here are: format, container, header, names, final_newline, "
        + "lines_per_record, ignore, sections, labels_alone, encoding, separator, quote, escape, "
        + "blanks_around_quotes, sep_line, title_lines, header_starts_with, header_lines, comment, footer, "
        + "until, trailing_separator, missing, record_mib, unpivot, records, error, optional, inside, shape, "
        + "header_at, header_name, key_column, each, as_text, not_numbers, marks, prose, sheet, sheet_like, "
        + "header_within, fill_merged, as_shown, hidden, header_blanks, caption, heading, counted, text, require, "
        + "keep_markup, inline_templates, title, leave_out, over, header_line, columns_at, align, row_gap, "
        + "faults, page_numbers"),
    Spoiled(
      "names: [fy, month_abbv, drug_type, qty]",
      "lines_per_record: 0",
      says: ":17: read.lines_per_record: 0 is less than 1",
      remedy: "write a number from 1 to 100000"),
    Spoiled(
      "names: [fy, month_abbv, drug_type, qty]",
      "optional: [Qty]",
      says: ":17: read.optional: goes with 'format: json', not with 'format: csv'",
      remedy: "remove it, or correct 'format'"),
    Spoiled(
      "format: csv\n",
      "format: json\n  optional: [Drug type]\n",
      says: ":16: read.optional: 'Drug type' is not in 'header'",
      remedy: "did you mean 'Drug Type'? The header has: FY, Month (abbv), Drug Type, Qty"),
    Spoiled(
      "format: csv\n",
      "format: json\n  records: items\n",
      says: ":16: read.records: 'items' is not a JSON pointer",
      remedy: "start it with a slash, and put one between keys and indices: /items"),
    Spoiled(
      "format: csv\n",
      "format: json\n  ignore: [Qty]\n",
      says: ":16: read.ignore: 'Qty' is in 'header' too",
      remedy: "keep it in one of the two"),
    Spoiled(
      "format: csv\n",
      "format: wikitext\n  keep_markup: [Drug type]\n",
      says: ":16: read.keep_markup: 'Drug type' is not in 'header'",
      remedy: "did you mean 'Drug Type'? The header has: FY, Month (abbv), Drug Type, Qty"),
    Spoiled(
      "format: csv\n",
      "format: wikitext\n  counted: [Drug type]\n",
      says: ":16: read.counted: 'Drug type' is not in 'header'",
      remedy: "did you mean 'Drug Type'? The header has: FY, Month (abbv), Drug Type, Qty"),
    Spoiled(
      "format: csv\n",
      "format: wikitext\n  prose: [Notes]\n",
      says: ":16: read.prose: 'Notes' is not in 'header'",
      remedy: "The header has: FY, Month (abbv), Drug Type, Qty"),
    Spoiled(
      "format: csv\n",
      "format: wikitext\n  prose: [Qty]\n  counted: [Qty]\n",
      says: ":17: read.counted: 'Qty' is under 'prose' too",
      remedy: "keep it in one of the two: counted cells are read exactly"),
    Spoiled(
      "type: month",
      "type: moth",
      says: ":20: columns.month.type: 'moth' is not one of text, integer, date, month, year, boolean, decimal",
      remedy: "did you mean 'month'? Write one of: text, integer, date, month, year, boolean, decimal"),
    Spoiled(
      "type: month, description",
      "description",
      says: ":20: columns.month: the key 'type' is missing",
      remedy: "add 'type: ...' to columns.month"),
    Spoiled(
      "{type: month, description: The month of the seizure.}",
      "month",
      says: ":20: columns.month: expected a mapping with the keys type, min, max, unit, description, null, "
        + "one_of, normalize, ends, adds, weighs, not_after, ordered_with, names, decimals, written, not_said, words, found 'month'",
      remedy:
        "write columns.month as a mapping with the keys type, min, max, unit, description, null, one_of, normalize, ends, adds, weighs, not_after, ordered_with, names, decimals, written, not_said, words"
    ),
    Spoiled(
      "{type: month, ",
      "{type: month, words: {2025-10: October}, ",
      says: ":20: columns.month.words: a column of type month has no codes",
      remedy: "remove it, or make the type text"
    ),
    Spoiled(
      "{type: month, ",
      "{type: month, names: drug, ",
      says: ":20: columns.month.names: a column of type month names nothing",
      remedy: "remove it, or make the type text"),
    Spoiled(
      "{type: month, ",
      "{type: month, min: 3, ",
      says: ":20: columns.month.min: a column of type month has no 'min'",
      remedy: "remove it, or make the type integer or year"),
    Spoiled(
      "min: 2015, max: 2040",
      "min: 2050, max: 2040",
      says: ":19: columns.fiscal_year.min: 2050 is more than 'max' 2040",
      remedy: "swap them, or correct one"),
    Spoiled(
      "{type: integer, min: 2015",
      "{type: integer, one_of: [1, two], min: 2015",
      says: ":19: columns.fiscal_year.one_of: 'two' is not a whole number",
      remedy: "correct it, or make the type text"),
    Spoiled(
      "{type: month, ",
      "{type: month, one_of: [2025-01], ",
      says: ":20: columns.month.one_of: a column of type month has no list of values",
      remedy: "remove it, or make the type text"),
    Spoiled(
      "[Cocaine, Fentanyl, 010, NO]",
      "[Cocaine, Fentanyl, Cocaine]",
      says: ":21: columns.drug.one_of: 'Cocaine' is listed twice",
      remedy: "keep one of the two"),
    Spoiled(
      "[Cocaine, Fentanyl, 010, NO]",
      "[]",
      says: ":21: columns.drug.one_of: is an empty list",
      remedy: "name at least one, or remove the key"),
    Spoiled(
      "[Cocaine, Fentanyl, 010, NO]",
      "[Cocaine, ~]",
      says: ":21: columns.drug.one_of: has no value",
      remedy: "write a text there, or remove the key"),
    Spoiled(
      "  quantity_mg:",
      "  Quantity (mg):",
      says: ":22: a column cannot be named 'Quantity (mg)'",
      remedy: "name it 'quantity_mg': a lower-case letter, then lower-case letters, digits and underscores"),
    Spoiled(
      "  quantity_mg:",
      "  drug:",
      says: ":22: key 'drug' is given twice, first on line 21",
      remedy: "keep one of the two"),
    Spoiled(
      "null: true",
      "null: yes",
      says: ":22: columns.quantity_mg.null: expected true or false, found 'yes'",
      remedy: "write columns.quantity_mg.null as true or false"),
    Spoiled(
      "null: true",
      "nul: true",
      says: ":22: unknown key 'nul' in columns.quantity_mg",
      remedy:
        "did you mean 'null'? The keys here are: type, min, max, unit, description, null, one_of, normalize, ends, adds, weighs, not_after, ordered_with, names, decimals, written, not_said, words"
    ),
    Spoiled(
      "{type: month, ",
      "{type: month, normalize: nfc, ",
      says: ":20: columns.month.normalize: a column of type month has no letters to compose",
      remedy: "remove it, or make the type text"),
    Spoiled(
      "[Cocaine, Fentanyl, 010, NO]",
      "[Cocaine, Fentanyl, 010, NO], normalize: nfd",
      says: ":21: columns.drug.normalize: 'nfd' is not one of nfc",
      remedy: "did you mean 'nfc'? Write one of: nfc"),
    Spoiled(
      "key: [month, drug]",
      "key: [month, drugs]",
      says: ":23: key: 'drugs' is not a column",
      remedy: "did you mean 'drug'? The columns are: fiscal_year, month, drug, quantity_mg"),
    Spoiled(
      "key: [month, drug]",
      "key: [month, quantity_mg]",
      says: ":23: key: the column 'quantity_mg' may be null",
      remedy: "remove its 'null: true', or leave it out here: the key identifies rows, and NULL "
        + "identifies nothing"),
    Spoiled(
      "key: [month, drug]",
      "key: []",
      says: ":23: key: is an empty list",
      remedy: "name at least one, or remove the key"),
    Spoiled(
      "key: [month, drug]",
      "key: [month, month]",
      says: ":23: key: 'month' is listed twice",
      remedy: "keep one of the two"),
    Spoiled(
      "partition: fiscal_year",
      "partition: fiscal_yaer",
      says: ":24: partition: 'fiscal_yaer' is not a column",
      remedy: "did you mean 'fiscal_year'? The columns are: fiscal_year, month, drug, quantity_mg"),
    Spoiled(
      "partition: fiscal_year",
      "partition: quantity_mg",
      says: ":24: partition: the column 'quantity_mg' may be null",
      remedy: "remove its 'null: true', or leave it out here: a slice without a name cannot be covered"),
  ]

  @Test(arguments: cases)
  func mistakes(_ spoiled: Spoiled) {
    Good.write(into: workspace, dataset: spoiled.spoil(Good.dataset))
    #expect(workspace.problems() == [spoiled.expected(in: "Pipelines/drug-flows/drug_seizures/dataset.yaml")])
  }
}
