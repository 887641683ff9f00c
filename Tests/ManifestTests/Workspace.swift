import Glibc
import Model
import Testing

@testable import Manifest

/// A separate folder for one test, removed with it.
final class Workspace {
  let path: String

  init() {
    let template = Array("/tmp/soundings-manifest-XXXXXX".utf8CString)
    path = template.withUnsafeBufferPointer { source in
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: source.count)
      defer { copy.deallocate() }
      copy.initialize(from: source.baseAddress!, count: source.count)
      return String(cString: mkdtemp(copy))
    }
  }

  /// What was created, in that order; it is removed in reverse order.
  private var made: [String] = []

  deinit { for path in made.reversed() + [path] where unlink(path) != 0 { rmdir(path) } }

  var pipelines: String { path + "/Pipelines" }

  @discardableResult
  func write(_ name: String, _ text: String) -> String { write(name, bytes: Array(text.utf8)) }

  @discardableResult
  func write(_ name: String, bytes: [UInt8]) -> String {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/\(part)"
      make(folder)
    }
    let file = "\(path)/\(name)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress!, $0.count) }
      rest = rest.dropFirst(max(count, 0))
    }
    close(descriptor)
    made.append(file)
    return file
  }

  func makeFolder(_ name: String) { make("\(path)/\(name)") }

  private func make(_ folder: String) {
    if mkdir(folder, 0o755) == 0 { made.append(folder) }
  }

  /// The problems of the library, with the test's own folder removed from their places.
  func problems() -> [String] {
    Library.problems(in: pipelines).map { problem in
      #expect(problem.kind == .badInput)
      return problem.description.replacing(path + "/", with: "")
    }
  }
}

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

/// A valid text spoiled in one place, and the two lines of the resulting error.
struct Spoiled: CustomTestStringConvertible, Sendable {
  var old: String
  var new: String
  var says: String
  var remedy: String

  init(_ old: String, _ new: String, says: String, remedy: String) {
    self.old = old
    self.new = new
    self.says = says
    self.remedy = remedy
  }

  var testDescription: String { says }

  func spoil(_ text: String) -> String {
    #expect(text.contains(old), "the good text has no '\(old)'")
    return text.replacing(old, with: new, maxReplacements: 1)
  }

  func expected(in file: String) -> String { "\(file)\(says)\n-> \(remedy)" }
}
