import Glibc
import Model
import Testing

@testable import Manifest

/// Valid files, used as they are or spoiled in one place.
enum Good {
  static let pipeline = "title: Drug flows\ndescription: Seizures at the border and deaths at home.\n"

  static let dataset = """
    title: Drug seizures, monthly
    publisher: U.S. Customs and Border Protection
    license: {name: U.S. Government work, url: https://www.usa.gov/government-works}
    attribution: U.S. Customs and Border Protection, Nationwide Drug Seizures
    homepage: https://www.cbp.gov/newsroom/stats
    cadence: {every: month, grace_days: 20}
    fetch:
      discover:
        page: https://www.cbp.gov/document/stats/nationwide-drug-seizures
        link: '/files/(?<published>\\d{4}-\\d{2})/drugs-(-(?<through_month>[a-z]{3}))?\\.csv'
      pause_seconds: 0.5
      expect: {type: text/csv, starts_with: 'FY,Month (abbv),', max_bytes: 50MB}
    edition: {published: from_link, file_name: '(?<published>\\d{4}-\\d{2}-\\d{2})\\.csv$'}
    read:
      format: csv
      header: [FY, Month (abbv), Drug Type, Qty]
      names: [fy, month_abbv, drug_type, qty]
    columns:
      fiscal_year: {type: integer, min: 2015, max: 2040}
      month: {type: month, description: The month of the seizure.}
      drug: {type: text, one_of: [Cocaine, Fentanyl, 010, NO]}
      quantity_mg: {type: integer, min: 0, unit: mg, null: true}
    key: [month, drug]
    partition: fiscal_year
    guards: {rows: {min: 5000}, shrink_pct: 5, quarantine: {pct: 0.5, weight_pct: 1, because: a handful may wait}, new_values: quarantine}
    notes: |
      Zero-suppressed: a missing combination
      means no seizure.

      Place of seizure, not origin.

    """

  static let normalize = "select fiscal_year(fy) fiscal_year, month, drug, qty quantity_mg\nfrom raw\n"

  static let table = """
    -- One row per fiscal year:
    --   the federal one.
    -- title: Seizures by fiscal year
    --
    -- column fiscal_year (year): U.S. fiscal year.
    -- column quantity_mg (integer, milligrams (net)): What was seized,
    --    all drugs together.
    -- column share_pct (decimal 4, percent): Share of all years.
    -- note: Seizures are not flows.
    -- note: Nor are they use.
    with years as (select fiscal_year, sum(quantity_mg) q from drug_seizures group by 1 order by 1)
    select * from years
    order by fiscal_year;

    """

  static let check = """
    -- A month lies outside of its fiscal year:
    --   the publisher's file is broken.
    -- Free words.
    select * from drug_seizures where fiscal_year < 2000

    """

  static let curated = """
    title: Strikes, from news reports
    publisher: Data desk
    license: {name: CC BY 4.0}
    attribution: Data desk, from the sources named in each row
    curated: true
    edition: {published: reported_on}
    read: {format: csv, header: [strike, dead, reported_on]}
    columns:
      strike: {type: integer}
      dead: {type: integer, null: true}
      reported_on: {type: date}
    key: strike

    """

  static func write(into workspace: Workspace, dataset: String = dataset, table: String = table) {
    workspace.write("Pipelines/drug-flows/pipeline.yaml", pipeline)
    workspace.write("Pipelines/drug-flows/drug_seizures/dataset.yaml", dataset)
    workspace.write("Pipelines/drug-flows/drug_seizures/normalize.sql", normalize)
    workspace.write("Pipelines/drug-flows/tables/seizures_by_year.sql", table)
    workspace.write("Pipelines/drug-flows/checks/months.sql", check)
  }
}
