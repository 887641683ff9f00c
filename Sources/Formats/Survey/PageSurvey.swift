import Model
import Words

/// The tables of a web page, and the JSON in it.
enum PageSurvey {
  private static let mostTables = 3
  private static let mostTitles = 10

  /// - Throws: ``Problem`` (`.badInput`) where the page cannot be read, or has neither.
  static func readings(path: String, name: String) throws -> [SurveyedReading] {
    let bytes = try HTMLPage.bytes(path: path, name: name, declared: nil, sent: nil)
    let page = try HTMLPage(bytes, name: name)
    let tables = try HTMLTable.all(in: page, name: name)
    // A row of one cell says little; the largest table is the likeliest.
    let likely = tables.filter { $0.rows.count > 1 }.sorted { size($0) > size($1) }
    var found = likely.prefix(mostTables).compactMap { reading($0, among: tables) }
    for id in scripts(page) { found += (try? ScriptSurvey.readings(path: path, name: name, .script(id))) ?? [] }
    guard !found.isEmpty else {
      throw Problem(
        .badInput, at: name, "the page has no table, and no JSON in a script with an id",
        remedy: "look for the address from which the page loads its data, and give that: soundings new with --url")
    }
    return found
  }

  private static func size(_ table: HTMLTable) -> Int { table.rows.reduce(0) { $0 + $1.filled } }

  private static func reading(_ table: HTMLTable, among all: [HTMLTable]) -> SurveyedReading? {
    let width = table.rows.map(\.cells.count).max() ?? 0
    guard width > 0 else { return nil }
    let titles = table.rows.prefix(mostTitles).prefix { $0.filled < min(2, width) || $0.cells.count < width }.count
    var reading = Reading(format: .html, header: [])
    if titles > 0 { reading.dialect.title = .lines(titles) }
    var reasons: [String] = []
    if all.count > 1 {
      reasons.append(
        "the page has \(all.count) tables; the one on line \(HTMLPage.line(table.element)) has the most cells")
    }
    // A header of two rows has names below cells that are over several columns.
    let rows = table.rows.dropFirst(titles)
    guard let first = rows.first else { return nil }
    let second = rows.dropFirst().first
    let areBothHeads = second.map { row in row.cells.allSatisfy { HTMLPage.name($0.cell.element) == "th" } } ?? false
    if areBothHeads, first.cells.contains(where: \.isSpanning) {
      reading.dialect.headerLines = 2
      reasons.append("header_lines: two rows are of header cells")
    }
    reading.header = HTMLHeader(table, reading).names
    guard !reading.header.isEmpty else { return nil }
    takeFooter(&reading, rows.dropFirst(reading.dialect.headerLines), &reasons)
    choose(&reading, table, all)
    return SurveyedReading(reading, reasons)
  }

  private static func takeFooter(
    _ reading: inout Reading, _ rows: ArraySlice<HTMLTable.Row>, _ reasons: inout [String]
  ) {
    func begin(_ row: HTMLTable.Row) -> String { row.cells.first?.cell.content.text ?? "" }
    let foot = rows.reversed().prefix { CellLook.isFoot(begin($0)) || $0.cells.count < reading.header.count }
    guard let first = foot.last, foot.count < rows.count, !begin(first).isEmpty else { return }
    let words = String(begin(first).prefix { !$0.isNumber }.prefix(30))
    guard !words.isEmpty, !rows.dropLast(foot.count).contains(where: { begin($0).hasPrefix(words) }) else { return }
    reading.dialect.footer = [words]
    reasons.append("footer: a row near the end begins with '\(words)', and no record is below it")
  }

  /// Names the table where its header does not.
  private static func choose(_ reading: inout Reading, _ table: HTMLTable, _ all: [HTMLTable]) {
    guard all.count(where: { HTMLHeader($0, reading).fits }) > 1 else { return }
    if !table.caption.isEmpty, all.count(where: { $0.caption == table.caption }) == 1 {
      reading.caption = table.caption
    } else if !table.heading.isEmpty {
      reading.heading = table.heading
    }
  }

  /// What scripts with JSON in them are known by.
  private static func scripts(_ page: HTMLPage) -> [String] {
    var names: [String] = []
    page.elements { element in
      guard HTMLPage.name(element) == "script",
        HTMLPage.attribute("type", of: element)?.contains("json") == true
      else { return }
      let name = ["id", "data-drupal-selector"].compactMap { HTMLPage.attribute($0, of: element) }.first { !$0.isEmpty }
      if let name { names.append(name) }
    }
    return names
  }
}
