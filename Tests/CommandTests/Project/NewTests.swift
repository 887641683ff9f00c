import Foundation
import TestTools
import Testing

/// `soundings new`: from a file that nobody has described to a table, without a hand edit.
@Suite(.tags(.slow)) struct NewTests {
  private static func project() throws -> Workdir {
    let work = try Workdir()
    work.now = "2025-06-20T10:00:00Z"
    #expect(work.run("init", "desk").status == 0)
    return work
  }

  /// A file as publishers write them, and the table that must come of it.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var file: String
    var content: String
    var table: String
    var rows: String
    /// What `dataset.yaml` must say.
    var says: [String] = []
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "plain", file: "a.csv", content: "Country,Persons\nHaiti,12\nPeru,5\n", table: "seen_by_country",
      rows: "country,persons\nHaiti,12\nPeru,5\n", says: ["key: [country]"]),
    Case(
      name: "titles, a total and a source", file: "a.csv",
      content:
        "Table 3. Persons by boat\nProvisional, subject to revision\n\nCountry,Persons\nHaiti,\"1,204\"\nPeru,5\n"
        + "Total,\"1,209\"\n\nSource: the Office\n",
      table: "seen_by_country", rows: "country,persons\nHaiti,1204\nPeru,5\n",
      says: ["header_starts_with: \"Country,\"", "footer: [Total]", "thousands: comma"]),
    Case(
      name: "semicolons and decimal commas", file: "a.csv",
      content: "Land;Tonnen\nHaiti;1.204,5\nPeru;17,25\n", table: "seen_by_land",
      rows: "land,tonnen\nHaiti,1204.50\nPeru,17.25\n", says: ["separator: ';'", "decimal: comma", "decimals: 2"]),
    Case(
      name: "tabs, comments, trailing separators", file: "a.tsv",
      content: "# made on 2025-06-01\nCountry\tPersons\t\nHaiti\t12\t\nPeru\t5\t\n", table: "seen_by_country",
      rows: "country,persons\nHaiti,12\nPeru,5\n", says: ["separator: tab", "comment: '#'", "trailing_separator: true"]),
    Case(
      name: "no header", file: "a.csv", content: "Haiti,12\nPeru,5\n", table: "seen_by_column_1",
      rows: "column_1,column_2\nHaiti,12\nPeru,5\n", says: ["header_lines: 0"]),
    Case(
      name: "years above columns", file: "a.csv", content: "Country,2023,2024\nHaiti,1,2\nPeru,3,4\n",
      table: "seen_by_year", rows: "year,value\n2023,4\n2024,6\n", says: ["unpivot: {columns: '\\d{4}'"]),
    Case(
      name: "dates in words, days", file: "a.csv",
      content: "Date,Port,Boats\n\"Feb. 1, 2025\",Here,2\n\"Feb. 13, 2025\",Here,3\n\"Feb. 13, 2025\",There,4\n",
      table: "seen_by_date", rows: "date,boats\n2025-02-01,2\n2025-02-13,7\n",
      says: ["written: \"MONTH D, YYYY\"", "partition: date"]),
    Case(
      name: "an order of day and month that one date shows", file: "a.csv",
      content: "Date,Boats\n01/02/2025,2\n13/02/2025,3\n", table: "seen_by_date",
      rows: "date,boats\n2025-02-01,2\n2025-02-13,3\n", says: ["written: \"D/M/YYYY\""]),
    Case(
      name: "two orders that both fit stay a text", file: "a.csv",
      content: "Date,Boats\n01/02/2025,2\n03/02/2025,3\n", table: "seen_by_date",
      rows: "date,boats\n01/02/2025,2\n03/02/2025,3\n", says: ["may be in the form M/D/YYYY or D/M/YYYY", "type: text"]),
    Case(
      name: "rows that nothing tells apart", file: "a.csv", content: "Port,Boats\nHere,2\nHere,2\nThere,3\n",
      table: "seen_by_port", rows: "port,boats\nHere,4\nThere,3\n", says: ["key: [record_number]"]),
    Case(
      name: "numbers that are codes, blanks and dashes", file: "a.csv",
      content: "Code,Name,Persons\n001,Haiti,12\n002,Peru,-\n003,Cuba,\n", table: "seen_by_code",
      rows: "code,persons\n001,12\n002,\n003,\n", says: ["begins with 0, as codes do", "not_said: [\"\", \"-\"]"]),
    Case(
      name: "what stands before the amounts is the key of a short file", file: "a.csv",
      content: "Year,Port,Country,Persons,Note\n2024,Here,Haiti,12,a\n2024,There,Peru,5,b\n2024,There,Haiti,7,c\n",
      table: "seen_by_year", rows: "year,persons\n2024,24\n", says: ["key: [year, port, country]", "partition: year"]),
    Case(
      name: "blank fields above the source", file: "a.csv",
      content: "Report,,\n,,\nPort,Country,Persons\nHere,Haiti,12\nThere,Haiti,7\n,,\nSource: ports office,,\n",
      table: "seen_by_port", rows: "port,persons\nHere,12\nThere,7\n",
      says: ["until: blank", "header_starts_with: \"Port,\""]),
    Case(
      name: "a header of two lines", file: "a.csv",
      content: ",2024,,2025,\nCountry,Men,Women,Men,Women\nHaiti,1,2,3,4\nPeru,5,6,7,8\nCuba,9,1,2,3\n",
      table: "seen_by_country", rows: "country,n2024_men\nCuba,9\nHaiti,1\nPeru,5\n", says: ["header_lines: 2"]),
    Case(
      name: "JSON below a key", file: "a.json",
      content: #"{"meta":{"page":1},"items":[{"country":{"id":"HT"},"people":12},{"country":{"id":"PE"},"people":5}]}"#,
      table: "seen_by_country_id", rows: "country_id,people\nHT,12\nPE,5\n", says: ["records: \"/items\""]),
    Case(
      name: "JSON lines", file: "a.json", content: "{\"c\":\"HT\",\"n\":12}\n{\"c\":\"PE\",\"n\":5}\n",
      table: "seen_by_c",
      rows: "c,n\nHT,12\nPE,5\n", says: ["shape: lines"]),
    Case(
      name: "arrays with names elsewhere", file: "a.json",
      content:
        #"{"meta":{"columns":[{"name":"country"},{"name":"people"}]},"data":[["Haiti",12],["Peru",5],["Cuba",7]]}"#,
      table: "seen_by_country", rows: "country,people\nCuba,7\nHaiti,12\nPeru,5\n",
      says: ["shape: arrays", "header_at: \"/meta/columns\"", "header_name: name"]),
    Case(
      name: "an object of records", file: "a.json", content: #"{"HTI":{"people":12},"PER":{"people":5}}"#,
      table: "seen_by_id", rows: "id,people\nHTI,12\nPER,5\n", says: ["shape: keyed", "key_column: id"]),
    Case(
      name: "columns", file: "a.json", content: #"{"country":["Haiti","Peru"],"people":[12,5]}"#,
      table: "seen_by_country",
      rows: "country,people\nHaiti,12\nPeru,5\n", says: ["shape: columns"]),
    Case(
      name: "a table of a page", file: "a.html",
      content: "<html><body><h2>Boats</h2><table><tr><th>Menu</th></tr></table><table><caption>Seen</caption>"
        + "<tr><th>Port</th><th>Boats</th></tr><tr><td>Here</td><td>12</td></tr><tr><td>There</td><td>5</td></tr>"
        + "<tr><td>Total</td><td>17</td></tr></table></body></html>",
      table: "seen_by_port", rows: "port,boats\nHere,12\nThere,5\n", says: ["format: html", "footer: [Total]"]),
    Case(
      name: "JSON in a script", file: "a.js",
      content: "// saved\nvar seen = [{\"port\":\"Here\",\"boats\":2},{\"port\":\"There\",\"boats\":3}];\n",
      table: "seen_by_port", rows: "port,boats\nHere,2\nThere,3\n", says: ["inside: {variable: seen}"]),
  ]

  @Test(arguments: cases) func aFileBecomesATable(_ test: Case) throws {
    let work = try Self.project()
    try work.write(test.content, test.file)
    let made = work.shell("cd desk && $0 new seen --file ../\(test.file) --published 2025-06-03")
    #expect(made.status == 0, "\(made.out)\(made.err)")
    let manifest = try work.read("desk/Pipelines/story/seen/dataset.yaml")
    for words in test.says {
      // A comment may be broken between two words.
      let lines = manifest.replacing(#/\n *# /#, with: " ")
      #expect(manifest.contains(words) || lines.contains(words), "\(words) is not in\n\(manifest)")
    }
    let checked = work.shell("cd desk && $0 check")
    #expect(checked.status == 0, "\(checked.err)")
    let run = work.shell("cd desk && $0 run --offline --quiet")
    #expect(run.status == 0, "\(run.err)")
    let table = work.shell("cd desk && $0 table \(test.table) --format csv")
    #expect(table.out == test.rows, "\(table.out)\(table.err)\(manifest)")
    // What is in doubt is said, and stands in the folder too.
    for line in made.out.split(separator: "\n") where line.hasPrefix("- ") {
      let words = line.dropFirst(2).split(separator: " ").prefix(6).joined(separator: " ")
      #expect(manifest.replacing(#/\n *# /#, with: " ").contains(words), "\(words)\n\(manifest)")
    }
  }

  @Test func aWorkbookBecomesATable() throws {
    let work = try Self.project()
    try work.makeProject()
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n1 May 2025,There,3\n", "may.csv")
    #expect(work.run("add", "boats_seen", "may.csv", "--published", "2025-06-03").status == 0)
    // One that is made here has titles above its header, and notes below its rows.
    let made = work.shell("cd desk && $0 new seen --file ../Data/exports/site/data/boats_by_port.xlsx")
    #expect(made.status == 0, "\(made.out)\(made.err)")
    let manifest = try work.read("desk/Pipelines/story/seen/dataset.yaml")
    #expect(manifest.contains("format: xlsx") && manifest.contains("type: integer"), "\(manifest)")
    let table = work.shell("cd desk && $0 run --offline --quiet && $0 table seen_by_port --format csv")
    #expect(table.out == "port,boats\nHere,2\nThere,3\n", "\(made.out)\(table.out)\(table.err)\(manifest)")
    #expect(work.shell("cd desk && $0 check").status == 0)
  }

  /// What cannot be done says so in two lines, and leaves everything as it was.
  @Test func whatCannotBeDoneLeavesNothing() throws {
    let work = try Self.project()
    try work.write("Country,Persons\nHaiti,12\nPeru,5\n", "good.csv")
    try work.write("", "empty.csv")
    try work.write("This is a letter.\nIt has no table at all.\nRegards\n", "letter.txt")
    try work.write("%PDF-1.4\n", "a.pdf")
    try work.write("{\"error\": \"no such page\"}", "error.json")
    try work.write("<html><body><p>Not found</p></body></html>", "page.html")
    try work.write("{{Infobox}}\n{|\n|a\n|}\n", "page.wikitext")
    func files() throws -> [String] {
      (FileManager.default.enumerator(atPath: work.path("desk"))?.compactMap { $0 as? String } ?? []).sorted()
    }
    let before = try files()
    let wrong = [
      ("new seen", 64, "no file and no address"), ("new Seen --file ../good.csv", 64, "not a valid name"),
      ("new seen --file ../none.csv", 64, "no such file"), ("new seen --file ../empty.csv", 65, "is empty"),
      ("new seen --file ../letter.txt", 65, "no table"), ("new seen --file ../a.pdf", 65, "is a PDF"),
      ("new seen --file ../error.json", 65, "no records"),
      ("new seen --file ../page.html", 65, "no table"), ("new seen --file ../page.wikitext", 65, "is wikitext"),
      ("new seen --file ../good.csv --pipeline stor", 64, "there is no pipeline 'stor'"),
      ("new seen --url http://example.org/a.csv", 64, "no https address"),
      ("new seen --file ../good.csv --published June", 64, "is not a date"),
    ]
    for (command, status, words) in wrong {
      let result = work.shell("cd desk && $0 \(command)")
      #expect(result.status == Int32(status) && result.errors.count == 2, "\(command): \(result.status) \(result.err)")
      #expect(result.err.contains(words), "\(command): \(result.err)")
      #expect(try files() == before, "\(command)")
    }
    #expect(work.shell("cd desk && $0 new seen --file ../good.csv").status == 0)
    let again = work.shell("cd desk && $0 new seen --file ../good.csv")
    #expect(again.status == 64 && again.err.contains("soundings add seen ../good.csv --published DATE"), "\(again.err)")
  }

  @Test func theDateInTheNameIsTheEditions() throws {
    let work = try Self.project()
    try work.write("Country,Persons\nHaiti,12\nPeru,5\n", "arrivals-2025-05-31.csv")
    let made = work.shell("cd desk && $0 new seen --file ../arrivals-2025-05-31.csv")
    #expect(made.out.contains("the edition of 2025-05-31"), "\(made.out)\(made.err)")
    try work.write("Country,Persons\nHaiti,12\nPeru,6\n", "arrivals-2025-06-10.csv")
    let added = work.shell("cd desk && $0 add seen ../arrivals-2025-06-10.csv")
    #expect(added.status == 0 && added.out.contains("2025-06-10"), "\(added.out)\(added.err)")
  }

  private static let faults = Workdir.root + "/../shared/faults"

  /// The files of the faults, as they are: a folder for each that loads and passes its check.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: faults), "needs ../shared/faults"))
  func theSharedFaultsGetAFolder() throws {
    var left: [String] = []
    var all = 0
    for format in ["csv", "json"] {
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(Self.faults)/\(format)").sorted()
      where !["h01", "h02", "h07_u", "r01"].contains(where: name.hasPrefix) {
        all += 1
        let work = try Self.project()
        let made = work.shell("cd desk && $0 new seen --file \(Self.faults)/\(format)/\(name)")
        let checked = work.shell("cd desk && $0 check")
        #expect(checked.status == 0, "\(name): \(checked.err)")
        if made.status != 0 { left.append("\(name): \(made.err)") }
      }
    }
    print("\(all - left.count) of \(all) files got a folder that loads")
    #expect((all - left.count) * 20 >= all * 17, "\(left)")
  }
}
