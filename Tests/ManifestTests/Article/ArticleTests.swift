import Model
import Testing
import Words

@testable import Manifest

/// An article's file, valid and spoiled, as the user reads it.
@Suite struct ArticleTests {
  let workspace = Workspace()

  static let good = """
    title: Strikes and flows
    publisher: A Magazine
    published: 2025-11-19
    address: https://example.org/article
    revisions: moves

    figures:
      - id: strikes
        clause: its 21st known strike
        printed: 21
        unit: strikes
        rule: equals
        sql: |
          select max(quantity_mg)
          from drug_seizures
        note: Strikes, not boats.
        checked_by: A. Reader, 2025-11-20
      - id: reward
        clause: doubled its reward
        printed: 2
        rule: {ratio: {base: select 25, tolerance: 0.01}}
        sql: select 50
      - id: share
        clause: about 8%
        printed: 8
        rule: {about: 0.5}
        cell: {table: seizures_by_year, column: share_pct, where: {fiscal_year: 2024}}
        closed: the year is over
        caveat: data of 2019
      - id: date
        clause: this week
        rule: {between: [2025-11-16, 2025-11-22]}
        sql: select '2025-11-16'
        caveat: {text: announced only, when: select 1}
      - id: opinion
        clause: no lasting impact
        data: none
        reason: an argument, not a figure

    """

  static let moves = """
    -- One row per dataset.
    -- title: Moves
    -- column dataset (text): The dataset.
    -- column median_move_pct (decimal 4, percent): The move.
    select 'drug_seizures' as dataset, 1.5 as median_move_pct order by dataset
    """

  private func write(_ text: String) {
    Good.write(into: workspace)
    workspace.write("Pipelines/drug-flows/tables/moves.sql", Self.moves)
    workspace.write("Pipelines/articles/one-article.yaml", text)
  }

  @Test func readsAnArticle() throws {
    write(Self.good)
    let library = try Library.load(folder: workspace.pipelines)
    let article = try library.article(named: "one-article")
    #expect(article.title == "Strikes and flows")
    #expect(article.published == Day("2025-11-19"))
    #expect(article.address == "https://example.org/article")
    #expect(article.revisions == "moves")
    #expect(article.figures.map(\.id) == ["strikes", "reward", "share", "date", "opinion"])
    let strikes = article.figures[0]
    #expect(strikes.place.hasSuffix("/Pipelines/articles/one-article.yaml:8"))
    #expect(strikes.printed == PrintedValue("21", isDate: false))
    #expect(strikes.rule == .equals)
    #expect(strikes.checkedBy == "A. Reader, 2025-11-20")
    // The SQL is preceded by empty lines, so that an error in it names the file's lines.
    let sql = try #require(strikes.statements.first)
    #expect(sql.line == 14)
    #expect(sql.text == "select max(quantity_mg)\nfrom drug_seizures\n")
    #expect(sql.placed == String(repeating: "\n", count: 13) + sql.text)
    #expect(article.figures[1].statements.map(\.text) == ["select 50", "select 25"])
    #expect(article.figures[2].rule == .about(ExactNumber("0.5")))
    #expect(article.figures[2].closed?.text == "the year is over")
    #expect(article.figures[2].caveat?.when == nil)
    #expect(article.figures[3].rule == .betweenDays(Day("2025-11-16")!, Day("2025-11-22")!))
    #expect(article.figures[3].isDated)
    #expect(article.figures[3].caveat?.when?.text == "select 1")
    #expect(article.figures[4].rule == nil)
    #expect(try article.figure(named: "share").id == "share")
  }

  private static let selected = "    sql: |\n      select max(quantity_mg)"
  private static let form =
    "write it as: 100 * part / whole (the names are those of the SELECT; a whole number may divide, too)"

  @Test func aQuotient() throws {
    write(Self.good.replacing(Self.selected, with: "    quotient: part / 1000\n    decimals: 2\n" + Self.selected))
    let figure = try Library.load(folder: workspace.pipelines).article(named: "one-article").figures[0]
    #expect(figure.statements[0].quotient == Quotient("part / 1000", decimals: 2))
    #expect(figure.statements[0].shown.hasSuffix("drug_seizures\n-- The value is part / 1000, rounded to 2 decimals."))
  }

  static let cases: [Spoiled] = [
    Spoiled(
      selected, "    quotient: part\n    decimals: 2\n" + selected,
      says: ":13: strikes.quotient: 'part' is not a division of two columns of the figure's sql", remedy: form),
    Spoiled(
      selected, "    decimals: 2\n" + selected,
      says: ":13: strikes.decimals: 'decimals' goes with sql, whose columns are divided",
      remedy: "write both, quotient and decimals, beside sql"),
    Spoiled(
      selected, "    quotient: a / b\n" + selected, says: ":8: strikes: the key 'decimals' is missing",
      remedy: "add 'decimals: ...' to strikes"),
    Spoiled(
      "select max(quantity_mg)\n", "select max(quantity_mg)\n      / 2\n",
      says: ":15: strikes.sql: divides with '/', which SQL engines do in different ways with whole numbers",
      remedy: "select both numbers by name, and add to the figure: quotient: 100 * part / whole, and: decimals: 4. "
        + "To compare, multiply both sides: 10 * part > whole"),
    Spoiled(
      "title: Strikes", "tilte: Strikes", says: ":1: unknown key 'tilte'",
      remedy: "did you mean 'title'? The keys here are: \(ArticleReader.keys.joined(separator: ", "))"),
    Spoiled(
      "published: 2025-11-19", "published: 2025-11", says: ":3: published: '2025-11' is not a day",
      remedy: "write it as YYYY-MM-DD"),
    Spoiled(
      "https://example.org/article", "example.org", says: ":4: address: 'example.org' is not an https address",
      remedy: "write the whole address, https://host/path, with blanks and other special characters as %XX"),
    Spoiled(
      "    rule: equals", "    rule: equal",
      says: ":12: strikes.rule: 'equal' is not one of \(FigureRule.words.joined(separator: ", "))",
      remedy: "did you mean 'equals'? Write one of: \(FigureRule.words.joined(separator: ", "))"),
    Spoiled(
      "    rule: equals\n", "", says: ":8: strikes: the key 'rule' is missing",
      remedy: "add 'rule: ...' to strikes"),
    Spoiled(
      "    clause: its 21st known strike\n", "", says: ":8: strikes: the key 'clause' is missing",
      remedy: "add 'clause: ...' to strikes"),
    Spoiled(
      "its 21st known strike", "a b c d e f g h i j k l m n o p",
      says: ":9: strikes.clause: is longer than 15 words",
      remedy: "quote one short clause; the article has the rest"),
    Spoiled(
      "printed: 21\n", "printed: some 20\n", says: ":10: strikes.printed: 'some 20' is neither a number nor a date",
      remedy:
        "write digits (15,000 or 2.5 or 50 million) without currency or percent, which go to 'unit', or YYYY-MM-DD"
    ),
    Spoiled(
      "    printed: 21\n", "", says: ":11: strikes.rule: 'equals' has nothing to compare the data with",
      remedy: "add 'printed: ...', or where the article prints no number: {at least: N}, {between: [LOW, HIGH]}, "
        + "{before: DATE}, {after: DATE}"),
    Spoiled(
      "rule: equals", "rule: before", says: ":12: strikes.rule: 'before' makes no sense for the number 21",
      remedy: "print a date (with unit: date for a year alone), or choose a rule for numbers"),
    Spoiled(
      "printed: 8\n", "printed: 2025-11-15\n",
      says: ":26: share.rule: 'about' makes no sense for the date 2025-11-15",
      remedy: "choose equals, before, after or between"),
    Spoiled(
      "{about: 0.5}", "{about: 0}", says: ":26: share.rule.about: a tolerance of 0 is no tolerance",
      remedy: "write rule: equals"),
    Spoiled(
      "{about: 0.5}", "{about: -1}", says: ":26: share.rule.about: '-1' is not a tolerance",
      remedy: "write a number of 0 or more, in the unit of the figure"),
    Spoiled(
      "{about: 0.5}", "{equals: 8}", says: ":26: share.rule.equals: this rule takes nothing",
      remedy: "write rule: equals"),
    Spoiled(
      "{about: 0.5}", "between", says: ":26: share.rule: 'between' needs two bounds",
      remedy: "write rule: {between: [LOW, HIGH]}"),
    Spoiled(
      "{about: 0.5}", "{between: [9, 10]}",
      says: ":26: share.rule.between: 8 is not between 9 and 10",
      remedy: "correct the bounds or the printed value"),
    Spoiled(
      "[2025-11-16, 2025-11-22]", "[2025-11-22, 2025-11-16]",
      says: ":32: date.rule.between: 2025-11-22 is more than 2025-11-16",
      remedy: "swap the two, or correct one"),
    Spoiled(
      "{ratio: {base: select 25, tolerance: 0.01}}", "ratio", says: ":21: reward.rule: 'ratio' needs what to divide by",
      remedy: "write rule: {ratio: {base: select ...}}"),
    Spoiled(
      "    sql: select 50", "    data: some",
      says: ":22: reward.data: 'some' is not one of none", remedy: "Write one of: none"),
    Spoiled(
      "    sql: select 50\n", "", says: ":18: reward: does not say what it rests on",
      remedy: "give one of: sql (one SELECT), cell (of a summary table), or data: none with a reason"),
    Spoiled(
      "    sql: select 50", "    sql: select 50\n    data: none",
      says: ":18: reward: has sql and data",
      remedy: "give one of: sql (one SELECT), cell (of a summary table), or data: none with a reason"),
    Spoiled(
      "    sql: select 50", "    sql: delete from x",
      says: ":22: reward.sql: begins with 'delete', not with select or with",
      remedy: "write one SELECT that gives one row and one column"),
    Spoiled(
      "    reason: an argument, not a figure\n", "", says: ":35: opinion: the key 'reason' is missing",
      remedy: "add 'reason: ...' to opinion"),
    Spoiled(
      "    reason: an argument", "    rule: equals\n    reason: an argument",
      says: ":38: opinion.rule: there is no data for a rule to test",
      remedy: "remove it, or give the figure its sql"),
    Spoiled(
      "id: reward", "id: strikes", says: ":18: strikes: the figure 'strikes' is given twice, first on line 8",
      remedy: "rename one of the two"),
    Spoiled(
      "id: reward", "id: The Reward", says: ":18: The Reward.id: a figure cannot be named 'The Reward'",
      remedy: "write a lower-case letter, then lower-case letters, digits and underscores, also hyphens"),
    Spoiled(
      "table: seizures_by_year", "table: seizures_by_yaer",
      says: ":23: there is no table named 'seizures_by_yaer'",
      remedy: "did you mean 'seizures_by_year'? The tables are: moves, seizures_by_year"),
    Spoiled(
      "where: {fiscal_year:", "where: {year:",
      says: ":23: the table 'seizures_by_year' has no column 'year'",
      remedy: "Its columns are: fiscal_year, quantity_mg, share_pct"),
    Spoiled(
      "revisions: moves", "revisions: move", says: ": revisions: there is no table named 'move'",
      remedy: "did you mean 'moves'? The tables are: moves, seizures_by_year"),
    Spoiled(
      "revisions: moves", "revisions: seizures_by_year",
      says: ": revisions: the table 'seizures_by_year' has no column 'dataset'",
      remedy: "Its columns are: fiscal_year, quantity_mg, share_pct"),
    Spoiled(
      "{text: announced only, when: select 1}", "{text: announced only}",
      says: ":34: date.caveat: the key 'when' is missing", remedy: "add 'when: ...' to date.caveat"),
  ]

  @Test(arguments: cases) func mistakes(_ mistake: Spoiled) {
    write(mistake.spoil(Self.good))
    #expect(workspace.problems().first == mistake.expected(in: "Pipelines/articles/one-article.yaml"))
  }

  @Test func unknownNamesComeWithASuggestion() throws {
    write(Self.good)
    var library = try Library.load(folder: workspace.pipelines)
    library.folder = "Pipelines"
    func lines(_ body: () throws -> Void) -> String {
      do { try body() } catch let problem as Problem {
        #expect(problem.kind == .usage)
        return problem.description
      } catch {}
      return ""
    }
    #expect(
      lines { _ = try library.article(named: "one-artcile") } == """
        Pipelines/articles: there is no article named 'one-artcile'
        -> did you mean 'one-article'? The articles are: one-article
        """)
    #expect(
      lines { _ = try library.articles[0].figure(named: "strike") }.hasSuffix(
        "\n-> did you mean 'strikes'? The figures are: strikes, reward, share, date, opinion"))
    library.articles = []
    #expect(
      lines { _ = try library.article(named: "x") } == """
        Pipelines/articles: there is no article named 'x'
        -> Begin one with: soundings new-article x
        """)
  }

  @Test func aFileThatCannotBeNamed() {
    write(Self.good)
    workspace.write("Pipelines/articles/My Article.yaml", Self.good)
    #expect(workspace.problems().contains { $0.contains("an article cannot be named 'My Article'") })
  }
}
