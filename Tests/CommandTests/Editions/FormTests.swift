import Foundation
import TestTools
import Testing

/// Files as publishers write them, through the program: what is declared is loaded, traced and rebuilt; what is not is refused.
@Suite(.tags(.slow)) struct FormTests {
  private static let plain = "read: {format: csv, header: [Day, Port, Boats]}"

  private func project(_ read: String, columns: [(String, String)] = [], sql: String? = nil) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    var text = try work.read("Pipelines/boats/boats_seen/dataset.yaml").replacingOccurrences(of: Self.plain, with: read)
    for (old, new) in columns { text = text.replacingOccurrences(of: old, with: new) }
    try work.write(text, "Pipelines/boats/boats_seen/dataset.yaml")
    let table = "Pipelines/boats/tables/boats_by_port.sql"
    try work.write(
      work.read(table).replacingOccurrences(
        of: "select port", with: "-- trace boats: boats from boats_seen where port = :port\nselect port"), table)
    if let sql { try work.write(sql, "Pipelines/boats/boats_seen/normalize.sql") }
    return work
  }

  private func boats(_ work: Workdir) -> [String] {
    work.run("table", "boats_by_port", "--format", "csv").out.split(separator: "\n").dropFirst().map(String.init)
  }

  /// A cell of a PDF is traced to its page and place.
  @Test(.enabled(if: PublicTool.installed("pdftotext") != nil, "no pdftotext: apt-get install poppler-utils"))
  func aTableInAPDF() throws {
    let work = try project("read: {format: pdf, header: [Day, Port, Boats], until: [Total]}")
    func row(_ y: Double, _ cells: String...) -> [SmallPDF.Word] {
      zip([72, 200, 300], cells).filter { !$0.1.isEmpty }.map { .init($0.0, y, $0.1) }
    }
    let first = row(100, "Day", "Port", "Boats") + row(120, "1 May 2025", "Old Harbor", "2")
    let second = row(310, "2 May 2025", "Old Harbor", "1,040") + row(330, "Total", "", "1,042")
    try work.write(Data(SmallPDF.bytes([first, second])), "a.pdf")
    try work.write(
      "select plain_date(\"Day\") as date, \"Port\" as port, plain_integer(\"Boats\") as boats from raw\n",
      "Pipelines/boats/boats_seen/normalize.sql")
    let added = work.run("add", "boats_seen", "a.pdf", "--published", "2025-05-03")
    #expect(added.status == 0, "\(added.err)")
    #expect(boats(work) == ["Old Harbor,1042"])
    let traced = work.run("trace", "boats_by_port", "--where", "port=Old Harbor")
    #expect(traced.out.contains("page 2, x 72 y 303: 2 May 2025 Old Harbor 1,040"), "\(traced.out)\(traced.err)")
    #expect(work.run("rebuild").status == 0)
    #expect(work.run("verify").status == 0)
    // Without the program the edition stays, and the message says what to install.
    work.environment = ["PATH=/nonexistent"]
    let missing = work.run("add", "boats_seen", "a.pdf", "--published", "2025-06-03")
    #expect(missing.status == 1 && missing.err.contains("-> apt-get install poppler-utils"), "\(missing.err)")
  }

  struct Form: CustomTestStringConvertible, Sendable {
    var name: String
    var read: String
    var bytes: [UInt8]
    var testDescription: String { name }

    init(_ name: String, _ read: String, _ text: String) {
      (self.name, self.read, bytes) = (name, read, Array(text.utf8))
    }
    init(_ name: String, _ read: String, bytes: [UInt8]) { (self.name, self.read, self.bytes) = (name, read, bytes) }
  }

  static let forms: [Form] = [
    Form("semicolons, a sep line", "separator: ';', sep_line: true", "sep=;\nDay;Port;Boats\n1 May 2025;Curaçao;2\n"),
    Form("tabs", "separator: tab", "Day\tPort\tBoats\n1 May 2025\tCuraçao\t2\n"),
    Form(
      "Windows-1252", "encoding: windows-1252",
      bytes: Array("Day,Port,Boats\n1 May 2025,Cura".utf8) + [0xE7] + Array("ao,2\n".utf8)),
    Form(
      "UTF-16", "encoding: utf-16",
      bytes: "\u{FEFF}Day,Port,Boats\r\n1 May 2025,Curaçao,2\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
    Form("title lines", "header_starts_with: 'Day,'", "Boats seen\n\nDay,Port,Boats\n1 May 2025,Curaçao,2\n"),
    Form("no header", "header_lines: 0", "1 May 2025,Curaçao,2\n"),
    Form("comments", "comment: '#'", "# of today\nDay,Port,Boats\n1 May 2025,Curaçao,2\n# end\n"),
    Form("trailing separators", "trailing_separator: true", "Day,Port,Boats\n1 May 2025,Curaçao,2,\n"),
    Form("backslashes", "escape: backslash", "Day,Port,Boats\n1 May 2025,\"Cura\\\\\\\"çao\",2\n"),
    Form("an ignored column", "ignore: [Shape]", "Day,Shape,Port,Boats\n1 May 2025,\"x\"\"\",Curaçao,2\n"),
  ]

  @Test(arguments: forms) func isLoadedTracedAndRebuilt(_ form: Form) throws {
    let work = try project("read: {format: csv, header: [Day, Port, Boats], \(form.read)}")
    try work.write(Data(form.bytes), "a.csv")
    let port = form.name == "backslashes" ? "Cura\\\"çao" : "Curaçao"
    let added = work.run("add", "boats_seen", "a.csv", "--published", "2025-05-03")
    #expect(added.status == 0, "\(added.err)")
    #expect(boats(work) == [form.name == "backslashes" ? "\"Cura\\\"\"çao\",2" : "Curaçao,2"])
    let traced = work.run("trace", "boats_by_port", "--where", "port=\(port)", "--json")
    #expect(traced.status == 0, "\(traced.err)")
    #expect(traced.out.contains("ao"), "\(traced.out)")
    #expect(!traced.out.contains("\u{FFFD}"), "\(traced.out)")
    #expect(work.run("rebuild").status == 0)
    #expect(work.run("verify").status == 0)
    // Without the declaration nothing is guessed.
    let plain = try project(Self.plain)
    try plain.write(Data(form.bytes), "a.csv")
    let refused = plain.run("add", "boats_seen", "a.csv", "--published", "2025-05-03")
    if form.name == "UTF-16" {
      // Its byte order mark declares it.
      #expect(refused.status == 0 && boats(plain) == ["Curaçao,2"], "\(refused.err)")
    } else {
      #expect(refused.status != 0 && refused.errors.count == 2, "\(refused.err)")
      #expect(boats(plain) == [])
    }
  }

  @Test func aNewYearsColumnStopsNothing() throws {
    let work = try project(
      "read: {format: csv, header: [Port], unpivot: {columns: '\\d{4}', name: Year, value: Boats}}",
      sql: "select \"Year\" || '-12-31' as date, \"Port\" as port, \"Boats\" as boats from raw\n")
    try work.write("Port,2023,2024\nHere,1,2\n", "a.csv")
    try work.write("Port,2023,2024,2025\nHere,1,2,4\nThere,0,0,x\n", "b.csv")
    #expect(work.run("add", "boats_seen", "a.csv", "--published", "2025-01-03").status == 0)
    #expect(boats(work) == ["Here,3"])
    try work.write(
      work.read("Pipelines/boats/boats_seen/dataset.yaml").replacingOccurrences(
        of: "guards: {", with: "guards: {quarantine: {pct: 60, weight_pct: 100, because: a test}, "),
      "Pipelines/boats/boats_seen/dataset.yaml")
    work.run("add", "boats_seen", "b.csv", "--published", "2026-01-03")
    #expect(boats(work) == ["Here,7", "There,0"])
    let shown = work.run("quarantine", "show", "boats_seen")
    #expect(shown.out.contains("There,0,0,x"), "\(shown.out)\(shown.err)")
    #expect(shown.out.contains("record 2"), "\(shown.out)")
  }

  @Test func aFootersTotalIsAControlTotal() throws {
    let work = try project(
      """
      read: {format: csv, header: [Day, Port, Boats], separator: ';', encoding: utf-16, footer: [Total, 'Source:']}
      totals: [{name: all boats, sum: boats, text: '(?m)^Total;;(\\d+)', differs: hold}]
      """)
    func bytes(_ total: Int) -> Data {
      let text =
        "\u{FEFF}Day;Port;Boats\n1 May 2025;Here;2\n2 May 2025;There;3\nTotal;;\(total)\n\nSource: the Office\n"
      return Data(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    }
    try work.write(bytes(5), "a.csv")
    try work.write(bytes(6), "b.csv")
    #expect(work.run("add", "boats_seen", "a.csv", "--published", "2025-05-03").status == 0)
    #expect(boats(work) == ["Here,2", "There,3"])
    let held = work.run("add", "boats_seen", "b.csv", "--published", "2025-05-04")
    #expect(held.status == 1)
    #expect(held.err.contains("all boats"), "\(held.err)")
  }

  struct Shape: CustomTestStringConvertible, Sendable {
    var name: String
    var read: String
    var text: String
    /// A part of the text of the record of Here.
    var record: String
    var testDescription: String { name }
  }

  static let shapes = [
    Shape(
      name: "lines", read: "shape: lines",
      text:
        "{\"Day\":\"1 May 2025\",\"Port\":\"Here\",\"Boats\":2}\n{\"Day\":\"2 May 2025\",\"Port\":\"There\",\"Boats\":3}\n",
      record: "Here"),
    Shape(
      name: "arrays", read: "shape: arrays, records: /data, header_at: /names",
      text:
        "{\"data\":[[\"1 May 2025\",\"Here\",2],[\"2 May 2025\",\"There\",3]],\"names\":[\"Day\",\"Port\",\"Boats\"]}",
      record: "[\\\"1 May 2025\\\",\\\"Here\\\",2]"),
    Shape(
      name: "columns", read: "shape: columns",
      text: "{\"Day\":[\"1 May 2025\",\"2 May 2025\"],\"Port\":[\"Here\",\"There\"],\"Boats\":[2,3]}",
      record: "[\\\"1 May 2025\\\", \\\"Here\\\", 2]"),
    Shape(
      name: "keyed", read: "shape: keyed, key_column: Port",
      text: "{\"Here\":{\"Day\":\"1 May 2025\",\"Boats\":2},\"There\":{\"Day\":\"2 May 2025\",\"Boats\":3}}",
      record: "\\\"Here\\\":{"),
  ]

  @Test(arguments: shapes) func aShapeOfJSONIsLoadedTracedAndRebuilt(_ shape: Shape) throws {
    let work = try project("read: {format: json, header: [Day, Port, Boats], \(shape.read)}")
    try work.write(shape.text, "a.json")
    let added = work.run("add", "boats_seen", "a.json", "--published", "2025-05-03")
    #expect(added.status == 0, "\(added.err)")
    #expect(boats(work) == ["Here,2", "There,3"])
    let traced = work.run("trace", "boats_by_port", "--where", "port=Here", "--json")
    #expect(traced.out.contains(shape.record), "\(traced.out)\(traced.err)")
    #expect(work.run("rebuild").status == 0)
    #expect(boats(work) == ["Here,2", "There,3"])
  }

  @Test(.enabled(if: PublicTool.installed("python3") != nil, "no python3"))
  func aPackedFileIsKeptAsItIs() throws {
    let work = try project("read: {format: csv, container: {zip: 'boats_.*'}, header: [Day, Port, Boats]}")
    let program = """
      import zipfile
      z = zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED)
      z.writestr('readme.txt', 'no')
      z.writestr('boats_2025.csv', 'Day,Port,Boats\\n1 May 2025,Here,2\\n')
      """
    try #require(
      try PublicTool.run(PublicTool.installed("python3")!, ["-c", program], in: work.folder).status == 0)
    let added = work.run("add", "boats_seen", "a.zip", "--published", "2025-05-03")
    #expect(added.status == 0, "\(added.err)")
    #expect(boats(work) == ["Here,2"])
    let kept = work.names("Data/archive/boats_seen").filter { $0.hasSuffix(".zip") }
    #expect(kept.count == 1)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: work.path("a.zip")))
    #expect(try Data(contentsOf: URL(fileURLWithPath: work.path("Data/archive/boats_seen/\(kept[0])"))) == bytes)
    let traced = work.run("trace", "boats_by_port", "--where", "port=Here", "--json")
    #expect(traced.out.contains("1 May 2025,Here,2"), "\(traced.out)\(traced.err)")
    #expect(work.run("rebuild").status == 0)
    #expect(work.run("verify").status == 0)
  }

  /// A number of JSON is no text in the form of the publisher's texts, also where the SELECT changes it; the date of the edition is read in
  /// its form, and named with it where it cannot be.
  @Test func numbersAndDatesOfJSON() throws {
    let work = try project(
      "read: {format: json, header: [Day, Port, Boats], records: /rows}",
      columns: [
        ("edition: {published: fetched}", "edition: {published: {json: /updated}, written: 'YYYY-Qq'}"),
        ("{type: integer,", "{type: decimal, decimals: 1, written: {thousands: point, decimal: comma},"),
      ], sql: "select plain_date(\"Day\") as date, \"Port\" as port, trim(\"Boats\") as boats from raw\n")
    func file(_ updated: String) -> String {
      """
      {"updated": "\(updated)", "rows": [
        {"Day": "1 May 2025", "Port": "a", "Boats": 1.5}, {"Day": "1 May 2025", "Port": "b", "Boats": "1.500,5"},
        {"Day": "1 May 2025", "Port": "c", "Boats": 1500}
      ]}
      """
    }
    try work.write(file("June 2025"), "late.json")
    let refused = work.run("add", "boats_seen", "late.json")
    #expect(
      refused.err.hasPrefix(
        "late.json: its date at /updated is \"June 2025\", which is not in the form YYYY-Qq; nothing was stored\n"
          + "-> correct edition.written in Pipelines/boats/boats_seen/dataset.yaml"), "\(refused.err)")
    #expect(refused.status == 64)
    try work.write(file("2025-Q2"), "a.json")
    #expect(work.run("add", "boats_seen", "a.json").status == 0)
    #expect(boats(work) == ["a,15", "b,15005", "c,15000"])
    #expect(work.run("status", "boats_seen").out.contains("2025-06"))
  }

  /// The date of an edition in the text of its file; and a record that cannot be read is one for read:, not for normalize.sql.
  @Test func theDateInTheText() throws {
    let work = try project(
      "read: {format: csv, title_lines: 1, header: [Day, Port, Boats]}",
      columns: [
        (
          "edition: {published: fetched}",
          "edition: {published: {text: 'Data as of (\\w+ \\d+, \\d{4})'}, written: 'MONTH D, YYYY'}"
        )
      ])
    try work.write("Data as of June 3, 2025\nDay,Port,Boats\n1 May 2025,a,1\n", "a.csv")
    #expect(work.run("add", "boats_seen", "a.csv").status == 0)
    #expect(work.run("status", "boats_seen").out.contains("2025-06-03"))
    try work.write("No date\nDay,Port,Boats\n1 May 2025,a,1\n", "b.csv")
    let undated = work.run("add", "boats_seen", "b.csv")
    #expect(undated.status == 64 && undated.err.contains("has no published date"), "\(undated.err)")
    try work.write("Data as of July 3, 2025\nDay,Port,Boats\n1 May 2025,a,1\n2 May 2025,b\n", "c.csv")
    let held = work.run("add", "boats_seen", "c.csv")
    #expect(held.err.contains("record 2: 2 fields, expected 3"), "\(held.err)")
    #expect(
      held.err.contains(
        "-> if the file is right, say under read: in Pipelines/boats/boats_seen/dataset.yaml how such records are written (missing, "
      ),
      "\(held.err)")
  }

  /// Of two dates none is chosen, and a page's text is what its reader sees.
  @Test func twoDatesInTheTextAreRefused() throws {
    let work = try project(
      "read: {format: html, header: [Day, Port, Boats]}",
      columns: [
        (
          "edition: {published: fetched}",
          "edition: {published: {text: 'As of (\\w+ \\d+, \\d{4})'}, written: 'MONTH D, YYYY'}"
        )
      ])
    func page(_ text: String) -> String {
      "<html><body><!-- As of May 1, 2025 --><p hidden>As of May 2, 2025</p>\(text)<table><tr><th>Day<th>Port<th>Boats"
        + "<tr><td>1 May 2025<td>Here<td>2</table></body></html>"
    }
    try work.write(page("<p>As of June 3, 2025</p><p>As of <b>July</b> 4, 2025</p>"), "a.html")
    let refused = work.run("add", "boats_seen", "a.html")
    #expect(refused.status == 65 && refused.errors.count == 2, "\(refused.err)")
    #expect(refused.err.contains("\"June 3, 2025\" and \"July 4, 2025\""), "\(refused.err)")
    try work.write(page("<p>As of June 3, 2025</p><p>As of Jun&nbsp;3, 2025</p>"), "b.html")
    #expect(work.run("add", "boats_seen", "b.html").status == 0)
    #expect(boats(work) == ["Here,2"])
    #expect(work.run("status", "boats_seen").out.contains("2025-06-03"))
  }

  @Test func aTotalThatIsNotStatedHolds() throws {
    let work = try project(
      Self.plain + "\ntotals: [{name: all boats, sum: boats, text: 'All: (\\d+)', differs: hold}]")
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n", "a.csv")
    let held = work.run("add", "boats_seen", "a.csv", "--published", "2025-05-03")
    #expect(held.status == 1 && held.err.contains("it does not state its total 'all boats'"), "\(held.err)")
    #expect(boats(work) == [])
    #expect(work.run("accept", "boats_seen", "2025-05-03", "--reason", "a test").status == 0)
    #expect(boats(work) == ["Here,2"])
  }

  @Test func valuesAsThePublisherWritesThem() throws {
    let work = try project(
      "read: {format: csv, header: [Day, Port, Boats]}",
      columns: [
        ("date: {type: date}", "date: {type: date, written: [D/M/YYYY, 'D de MONTH de YYYY']}"),
        (
          "boats: {type: integer, min: 0, unit: boats}",
          "boats: {type: integer, null: true, not_said: n.d., min: 0, unit: boats, written: {thousands: point, marks: ['*']}}"
        ),
      ], sql: "select \"Day\" as date, \"Port\" as port, \"Boats\" as boats from raw\n")
    try work.write("Day,Port,Boats\n2/1/2025,Here,1.204*\n3 de enero de 2025,There,n.d.\n", "a.csv")
    let added = work.run("add", "boats_seen", "a.csv", "--published", "2025-05-03")
    #expect(added.status == 0, "\(added.err)")
    #expect(boats(work) == ["Here,1204", "There,"])
    try work.write("Day,Port,Boats\n2/1/2025,Here,9223372036854775808\n1/31/2025,There,1\n", "b.csv")
    let held = work.run("add", "boats_seen", "b.csv", "--published", "2025-05-04")
    #expect(held.status == 1 && held.errors.count == 2)
    #expect(boats(work) == ["Here,1204", "There,"])
    let shown = work.run("quarantine", "show", "boats_seen")
    #expect(shown.out.contains("9223372036854775808") && shown.out.contains("too large"), "\(shown.out)\(shown.err)")
    #expect(shown.out.contains("1/31/2025,There,1") && shown.out.contains("is not written as D/M/YYYY"), "\(shown.out)")
  }
}
