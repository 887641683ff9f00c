import Testing

@testable import Manifest

/// Mistakes in the shape of dataset.yaml and in its plain parts, as the user reads them.
@Suite struct ShapeMistakeTests {
  let workspace = Workspace()

  private static let keys =
    "title, publisher, license, attribution, homepage, cadence, curated, evidence, fetch, edition, read, "
    + "columns, key, partition, complete_by, complete_to, guards, totals, figure, notes, notes_when"
  private static let quotes =
    "correct the line or the one above it; a text with ': ' or ' #' in it, or that begins with [ { * & ! % or @, "
    + "needs quotes"

  static let cases: [Spoiled] = [
    Spoiled(
      "columns:\n",
      "colums:\n",
      says: ":18: unknown key 'colums'",
      remedy: "did you mean 'columns'? The keys here are: \(keys)"),
    Spoiled(
      "homepage:",
      "home page:",
      says: ":5: unknown key 'home page'",
      remedy: "did you mean 'homepage'? The keys here are: \(keys)"),
    Spoiled(
      "license: {name",
      "license: {names",
      says: ":3: unknown key 'names' in license",
      remedy: "did you mean 'name'? The keys here are: name, url, copies"),
    Spoiled(
      "title: Drug seizures, monthly\n",
      "",
      says: ":1: the key 'title' is missing",
      remedy: "add 'title: ...'"),
    Spoiled(
      "title: Drug seizures, monthly",
      "title:",
      says: ":1: title: has no value",
      remedy: "write a text there, or remove the key"),
    Spoiled(
      "title: Drug seizures, monthly",
      "title: [Drug seizures]",
      says: ":1: title: expected a text, found a list of 1",
      remedy: "write title as a text"),
    Spoiled(
      "title: Drug seizures, monthly",
      "title: ' '",
      says: ":1: title: is blank",
      remedy: "write a text there"),
    Spoiled(
      "homepage: https",
      "publisher: https",
      says: ":5: key 'publisher' is given twice, first on line 2",
      remedy: "keep one of the two"),
    Spoiled(
      "cadence: {every: month,",
      "cadence: {every: month, every: week,",
      says: ":6: key 'every' is given twice",
      remedy: "keep one of the two"),
    Spoiled(
      "cadence: {every: month",
      "cadence: {every: monthly",
      says: ":6: cadence.every: 'monthly' is not one of day, week, month, quarter, year",
      remedy: "did you mean 'month'? Write one of: day, week, month, quarter, year"),
    Spoiled(
      "grace_days: 20",
      "grace_days: '20'",
      says: ":6: cadence.grace_days: expected a whole number, found the quoted text '20'",
      remedy: "write cadence.grace_days as a whole number"),
    Spoiled(
      "grace_days: 20",
      "grace_days: -1",
      says: ":6: cadence.grace_days: -1 is less than 0",
      remedy: "write a number from 0 to 3660"),
    Spoiled(
      "cadence: {every: month, grace_days: 20}",
      "cadence: month",
      says: ":6: cadence: expected a mapping with the keys every, grace_days, found 'month'",
      remedy: "write cadence as a mapping with the keys every, grace_days"),
    Spoiled(
      "license: {name: U.S. Government work, url: https://www.usa.gov/government-works}",
      "license: {name: x, url: www.usa.gov}",
      says: ":3: license.url: 'www.usa.gov' is not an https address",
      remedy: "write the whole address, https://host/path, with blanks and other special characters as %XX"),
    Spoiled(
      "rows: {min: 5000}",
      "rows: {min: 5000, max: 4000}",
      says: ":25: guards.rows: min 5000 is more than max 4000",
      remedy: "swap them, or correct one"),
    Spoiled(
      "rows: {min: 5000}",
      "rows: {min: -1}",
      says: ":25: guards.rows.min: -1 is less than 0",
      remedy: "write at least 0"),
    Spoiled(
      "shrink_pct: 5",
      "shrink_pct: five",
      says: ":25: guards.shrink_pct: expected a number, found 'five'",
      remedy: "write guards.shrink_pct as a number"),
    Spoiled(
      "shrink_pct: 5",
      "shrink_pct: 500",
      says: ":25: guards.shrink_pct: 500 is more than 100",
      remedy: "write a number from 0 to 100"),
    Spoiled(
      "shrink_pct: 5",
      "moved_pct: {closed: 1}",
      says: ":25: guards.moved_pct: the key 'open' is missing",
      remedy: "add 'open: ...' to guards.moved_pct"),
    Spoiled(
      "shrink_pct: 5",
      "moved_pct: none",
      says: ":25: guards.moved_pct: expected a number, found 'none'",
      remedy: "write guards.moved_pct as a number"),
    Spoiled(
      "shrink_pct: 5",
      "moved_pct: {closed: 1, open: off, except: quantity}",
      says: ":25: guards.moved_pct.except: 'quantity' is not a whole-number column",
      remedy: "did you mean 'quantity_mg'? The columns are: fiscal_year, quantity_mg"),
    Spoiled(
      "shrink_pct: 5",
      "removed_key_pct: 5",
      says: ":25: unknown key 'removed_key_pct' in guards",
      remedy: "did you mean 'removed_keys_pct'? The keys here are: rows, shrink_pct, quarantine, new_values, "
        + "moved_pct, moved_by, removed_keys_pct, added_keys_pct, rows_gone_pct, rows_revised_pct, rows_added_pct, leaps_pct, vanished_values_pct, may_lose_newest, "
        + "provisional_months"
    ),
    Spoiled(
      "fiscal_year: {type: integer, min: 2015, max: 2040}",
      "fiscal_year: {type: year, ends: 30 September}",
      says: ":19: columns.fiscal_year.ends: '30 September' is not a day of the year",
      remedy: "write it as MM-DD: '09-30' for September 30"),
    Spoiled(
      "month: {type: month,",
      "month: {type: month, ends: '09-30',",
      says: ":20: columns.month.ends: a column of type month has no 'ends'",
      remedy: "remove it, or make the type year"),
    Spoiled(
      "new_values: quarantine",
      "new_values: stopp",
      says: ":25: guards.new_values: 'stopp' is not one of stop, quarantine",
      remedy: "did you mean 'stop'? Write one of: stop, quarantine"),
    Spoiled(
      "publisher: U.S. Customs",
      "publisher: CBP: U.S. Customs",
      says: ":2: is not YAML, column 15: mapping values are not allowed in this context",
      remedy: quotes),
    Spoiled(
      "guards: {rows",
      "guards: {rows: {min: 1}, *gone",
      says: ":25: is not YAML, column 26: found undefined alias",
      remedy: "mark the value that is meant with &NAME above this line, or put the text in quotes: '*...'"),
    Spoiled(
      "guards: {rows: {min: 5000}",
      "guards: {rows: *gone",
      says: ":25: is not YAML, column 16: found undefined alias",
      remedy: "mark the value that is meant with &NAME above this line, or put the text in quotes: '*...'"),
    Spoiled(
      "guards: {rows: {min: 5000}",
      "guards: {<<: 5",
      says: ":25: '<<' does not name a mapping",
      remedy: "write <<: *anchor, where &anchor marks a mapping"),
    Spoiled(
      "attribution: U.S.",
      "attribution:\t- U.S.\n\t- x",
      says: ":4: is not YAML, column 14: block sequence entries are not allowed in this context",
      remedy: quotes),
    Spoiled(
      "notes: |",
      "---\nnotes: |",
      says: ":26: is not YAML, column 1: expected a single document in the stream (line 1): but found "
        + "another document",
      remedy: "remove the line '---': a file has one document"),
  ]

  @Test(arguments: cases)
  func mistakes(_ spoiled: Spoiled) {
    Good.write(into: workspace, dataset: spoiled.spoil(Good.dataset))
    #expect(workspace.problems() == [spoiled.expected(in: "Pipelines/drug-flows/drug_seizures/dataset.yaml")])
  }
}
