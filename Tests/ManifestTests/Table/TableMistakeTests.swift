import Testing

@testable import Manifest

/// Mistakes in the SQL files and their headers, as the user reads them.
@Suite struct TableMistakeTests {
  let workspace = Workspace()

  private static let forms =
    "Header lines are: '-- title: What the table shows', '-- column name (integer, people): What the number says.', "
    + "'-- hidden whole (integer, people): What the number says.', "
    + "'-- note: What must be known to read the numbers.', "
    + "'-- trace column: measure from dataset where year = :year', '-- chart: bar of column over year', "
    + "'-- annotation: 2023-05-11 'Title 42 ends'', '-- label: column 'VALUE' as 'name in charts'', "
    + "'-- adds: column, column over time and places', "
    + "'-- note when: select ... | What the note says where it returns a row; {column} is its value.'"

  static let cases: [Spoiled] = [
    Spoiled(
      "-- One row per fiscal year:\n--   the federal one.\n",
      "",
      says: ":1: the grain is missing",
      remedy: "say on the first line what one row is: -- One row per fiscal year and region."),
    Spoiled(
      "-- title: Seizures by fiscal year\n",
      "",
      says: ":1: the title is missing",
      remedy: "add a line to the header: -- title: What the table shows"),
    Spoiled(
      "-- title: Seizures by fiscal year",
      "-- title:",
      says: ":3: '-- title:' is empty",
      remedy: "write it as: -- title: What the table shows"),
    Spoiled(
      "-- title: Seizures by fiscal year",
      "-- tilte: Seizures by fiscal year",
      says: ":3: unknown header line '-- tilte:'",
      remedy: "did you mean 'title'? \(forms)"),
    Spoiled(
      "--\n",
      "-- title: Another\n",
      says: ":4: a second title: 'Another'",
      remedy: "keep one of the two"),
    Spoiled(
      "-- note: Seizures are not",
      "-- nota bene: Seizures are not",
      says: ":9: unknown header line '-- nota'",
      remedy: "did you mean 'note'? \(forms)"),
    Spoiled(
      "-- note: Nor are they use.",
      "-- Nor are they use.",
      says: ":10: '-- Nor are they use.' is not a header line",
      remedy: "indent it by three spaces if it continues the line above, or move it below the first line of "
        + "SQL. \(forms)"),
    Spoiled(
      "-- note: Nor are they use.",
      "-- picture: bars",
      says: ":10: unknown header line '-- picture:'",
      remedy: "\(forms)"),
    Spoiled(
      "-- column fiscal_year (year)",
      "-- colum fiscal_year (year)",
      says: ":5: unknown header line '-- colum'",
      remedy: "did you mean 'column'? \(forms)"),
    Spoiled(
      "(year): U.S. fiscal year.",
      "year: U.S. fiscal year.",
      says: ":5: the column line '-- column fiscal_year year: U.S. fiscal year.' cannot be read",
      remedy: "write it as: -- column name (integer, people): What the number says."),
    Spoiled(
      "(year): U.S. fiscal year.",
      "(year) U.S. fiscal year.",
      says: ":5: the column line '-- column fiscal_year (year) U.S. fiscal year.' cannot be read",
      remedy: "write it as: -- column name (integer, people): What the number says."),
    Spoiled(
      "(year): U.S. fiscal year.",
      "(year):",
      says: ":5: the column 'fiscal_year' has no description",
      remedy: "write it as: -- column name (integer, people): What the number says."),
    Spoiled(
      "(year): U.S. fiscal year.",
      "(yeer): U.S. fiscal year.",
      says: ":5: the column 'fiscal_year' has an unknown kind: 'yeer'",
      remedy: "did you mean 'year'? Kinds are: text, integer, decimal, date, month, year, boolean"),
    Spoiled(
      "(year): U.S. fiscal year.",
      "(year 4): U.S. fiscal year.",
      says: ":5: the kind 'year 4' of column 'fiscal_year' cannot be read",
      remedy: "write 'decimal 4' for four decimals, any other kind alone, and the unit after a comma: "
        + "(integer, people)"),
    Spoiled(
      "(year): U.S. fiscal year.",
      "(year,): U.S. fiscal year.",
      says: ":5: the column 'fiscal_year' has an empty unit",
      remedy: "name the unit after the comma, or remove the comma"),
    Spoiled(
      "(year): U.S. fiscal year.",
      "(): U.S. fiscal year.",
      says: ":5: the column 'fiscal_year' has an unknown kind: ''",
      remedy: "Kinds are: text, integer, decimal, date, month, year, boolean"),
    Spoiled(
      "(decimal 4, percent)",
      "(decimal, percent)",
      says: ":8: the kind 'decimal' of column 'share_pct' cannot be read",
      remedy: "write 'decimal 4' for four decimals, any other kind alone, and the unit after a comma: "
        + "(integer, people)"),
    Spoiled(
      "(decimal 4, percent)",
      "(decimal four, percent)",
      says: ":8: the kind 'decimal four' of column 'share_pct' cannot be read",
      remedy: "write 'decimal 4' for four decimals, any other kind alone, and the unit after a comma: "
        + "(integer, people)"),
    Spoiled(
      "column share_pct",
      "column fiscal_year",
      says: ":8: the column 'fiscal_year' is described twice",
      remedy: "keep one of the two"),
    Spoiled(
      "column share_pct",
      "column Share",
      says: ":8: a column cannot be named 'Share'",
      remedy: "use a lower-case letter, then lower-case letters, digits and underscores, here and in the SQL"),
    Spoiled(
      "order by fiscal_year;",
      "order by fiscal_year; select 2",
      says: ":13: a second statement begins here",
      remedy: "keep one SELECT; a WITH before it may name its parts"),
    Spoiled(
      "order by fiscal_year;",
      ";",
      says: ": the outermost SELECT has no ORDER BY",
      remedy: "end it with one that names the whole key of a row"),
    Spoiled(
      "with years as (",
      "with years as ((",
      says: ":11: a '(' that is never closed",
      remedy: "fix the SQL"),
    Spoiled(
      "with years as (",
      "create view years as (",
      says: ":11: begins with 'create', not with select or with",
      remedy: "write one SELECT over datasets below the header"),
    Spoiled(
      "select * from years",
      "select 'it from years",
      says: ":12: a quote ' that never ends",
      remedy: "fix the SQL"),
    Spoiled(
      "group by 1 order by 1)",
      "group by 1 order by 1))",
      says: ":11: a ')' without its '('",
      remedy: "fix the SQL"),
    Spoiled(
      "with years",
      "/* with years",
      says: ":11: a comment /* that never ends",
      remedy: "fix the SQL"),
  ]

  @Test(arguments: cases)
  func tables(_ spoiled: Spoiled) {
    Good.write(into: workspace, table: spoiled.spoil(Good.table))
    #expect(workspace.problems() == [spoiled.expected(in: "Pipelines/drug-flows/tables/seizures_by_year.sql")])
  }

  @Test func aTableNeedsColumns() {
    let header = Good.table.split(separator: "\n").filter { !$0.hasPrefix("-- column") && !$0.hasPrefix("--    ") }
    Good.write(into: workspace, table: header.joined(separator: "\n"))
    #expect(
      workspace.problems() == [
        """
        Pipelines/drug-flows/tables/seizures_by_year.sql:1: no column is described
        -> add a line for each result column: -- column name (integer, people): What the number says.
        """
      ])
  }

  /// File, text and the two lines.
  static let files: [(String, String, String)] = [
    (
      "drug_seizures/normalize.sql", "",
      ": contains no SQL\n-> write one SELECT over raw that gives the columns of dataset.yaml"
    ),
    (
      "drug_seizures/normalize.sql", "-- later\n/* select */\n",
      ": contains no SQL\n-> write one SELECT over raw that gives the columns of dataset.yaml"
    ),
    (
      "drug_seizures/normalize.sql", "select ';' -- ; x\n;\n\ndelete",
      ":4: a second statement begins here\n-> keep one SELECT; a WITH before it may name its parts"
    ),
    ("tables/seizures_by_year.sql", Good.table.replacing("\n", with: "\r\n"), ""),
    (
      "tables/Seizures-2.sql", Good.table,
      ": a table cannot be named 'Seizures-2'\n-> rename the file to 'seizures_2.sql': \(Name.rule)"
    ),
    ("tables/raw.sql", Good.table, ": 'raw' is a name that the engine uses itself\n-> rename the file"),
    (
      "checks/months.sql", "select 1",
      ":1: does not say what it finds\n-> say on the first line what is wrong when a row is returned: "
        + "-- A strike is dated before the campaign began."
    ),
    (
      "checks/months.sql", "-- Bad.\n",
      ": contains no SQL\n-> write one SELECT that returns the rows that should not exist"
    ),
    ("pipeline.yaml", "", ": is empty\n-> write 'title: ...' and 'description: ...'"),
    (
      "pipeline.yaml", "title: t\ndescription: d\ntile: x",
      ":3: unknown key 'tile'\n-> did you mean 'title'? The keys here are: title, description"
    ),
    (
      "drug_seizures/dataset.yaml", "# nothing",
      ": is empty\n-> write at least title, publisher, license, read, columns and key"
    ),
    (
      "drug_seizures/dataset.yaml", "- title",
      ":1: expected a mapping with the keys \(DatasetReader.keys.joined(separator: ", ")), found a list of 1\n-> write the file as a mapping with the keys \(DatasetReader.keys.joined(separator: ", "))"
    ),
    (
      "drug_seizures/dataset.yaml", "title: a\nx: \u{1}",
      ":2: is not YAML: control characters are not allowed (U+1)\n-> remove the character"
    ),
  ]

  @Test(arguments: files)
  func wholeFiles(name: String, text: String, lines: String) {
    Good.write(into: workspace)
    workspace.write("Pipelines/drug-flows/\(name)", text)
    #expect(
      workspace.problems().first(where: { $0.contains(name) }) ?? ""
        == (lines.isEmpty ? "" : "Pipelines/drug-flows/\(name)\(lines)"))
  }

  /// The second ends as the replacement character begins.
  @Test(arguments: [[0xE9, 10], [0xEF, 0xBF], [0xEF, 0xBF, 10]] as [[UInt8]]) func bytesThatAreNotText(end: [UInt8]) {
    Good.write(into: workspace)
    let path = "Pipelines/drug-flows/drug_seizures/dataset.yaml"
    let file = workspace.write(path, bytes: Array("title: a\nx: caf".utf8) + end)
    #expect(
      workspace.problems().map { $0.replacing(file, with: path) } == [
        "\(path):2: contains bytes that are not UTF-8\n-> save the file as UTF-8: iconv -f latin1 -t utf8 \(path)"
      ])
    workspace.write(path, bytes: [0xEF, 0xBB, 0xBF] + Array(Good.dataset.utf8))
    #expect(workspace.problems().isEmpty)
  }
}
