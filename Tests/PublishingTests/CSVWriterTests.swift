import Manifest
import Model
import Publishing
import System
import TestTools
import Testing

@Suite struct CSVWriterTests {
  private func csv(_ table: (TableResult, TableManifest)) -> String {
    String(decoding: CSVWriter.bytes(of: table.0, manifest: table.1), as: UTF8.self)
  }

  /// One cell, as written in a line after another one.
  private func cell(_ value: Value, _ kind: TableColumn.Kind = .text, decimals: Int = 0) -> String {
    let columns = [
      TableColumn(name: "a", kind: .integer, description: ""),
      TableColumn(name: "b", kind: kind, decimals: decimals, description: ""),
    ]
    let result = TableResult(table: "t", columns: ["a", "b"], rows: [[.integer(1), value]], asOf: nil, sources: [])
    let text = csv((result, Sample.table(columns)))
    return String(text.dropFirst("a,b\n1,".count).dropLast())
  }

  @Test func writesEveryKind() {
    let text = csv((Sample.result, Sample.manifest))
    #expect(
      text == """
        fiscal_year,month,is_partial,region,venezuelan,share_pct
        2024,2024-10,0,Other,334914,9.6753
        2025,2025-01,1,"Land, ""north""\",,

        """)
    #expect(text.utf8.first == UInt8(ascii: "f"))
  }

  @Test(arguments: [
    ("plain", "plain"), ("a b", "a b"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
    ("a\r\nb", "\"a\r\nb\""), ("", "\"\""), (" a", "\" a\""), ("a ", "\"a \""), ("a;b", "a;b"), ("007", "007"),
    ("11-13", "11-13"), (">1", ">1"), ("99.5+", "99.5+"), ("Curaçao", "Curaçao"), ("Ñandú", "Ñandú"),
    ("委内瑞拉", "委内瑞拉"), ("“quoted”", "“quoted”"), ("🚤", "🚤"), ("-5", "-5"), ("=1+1", "'=1+1"),
    ("=A1,B1", "\"'=A1,B1\""), ("'", "'"),
  ])
  func quotesOnlyWhereNeeded(text: String, expected: String) {
    #expect(cell(.text(text)) == expected)
  }

  @Test func numbersAreNeverTouched() {
    #expect(cell(.integer(-5), .integer) == "-5")
    #expect(cell(.integer(-5)) == "-5")
    #expect(cell(.integer(.min), .integer) == "-9223372036854775808")
    #expect(cell(.integer(.max), .integer) == "9223372036854775807")
    #expect(cell(.real(-0.5), .decimal, decimals: 4) == "-0.5000")
    #expect(cell(.integer(100), .decimal, decimals: 4) == "100.0000")
    #expect(cell(.integer(-1), .decimal, decimals: 1) == "-1.0")
    #expect(cell(.real(3), .integer) == "3")
    #expect(cell(.real(1e20), .integer) == "100000000000000000000")
    #expect(cell(.real(.infinity), .decimal, decimals: 1) == "")
    #expect(cell(.null, .decimal, decimals: 1) == "")
  }

  @Test func aTableOfOneColumnHasNoEmptyLine() {
    #expect(csv(Sample.column(.integer, [.integer(1), .null, .integer(2)])) == "x\n1\n\"\"\n2\n")
    #expect(csv(Sample.column(.integer, [])) == "x\n")
  }

  @Test func isReadBackByAnotherParser() {
    let texts = [
      "", "a", "a,b", "\"", "\"\"", ",", "\n", "x\r\ny", " lead", "trail ", "é\u{301}", "🇻🇪,\"🚤\"", "a\tb", "1,234",
    ]
    let columns = ["a", "b", "c"].map { TableColumn(name: $0, kind: .text, description: "") }
    var rows: [[Value]] = []
    for a in texts {
      for b in texts { rows.append([.text(a), .text(b), .integer(7)]) }
    }
    let result = TableResult(table: "t", columns: ["a", "b", "c"], rows: rows, asOf: nil, sources: [])
    let parsed = parseCSV(CSVWriter.bytes(of: result, manifest: Sample.table(columns)))
    #expect(parsed.first == ["a", "b", "c"])
    #expect(parsed.count == rows.count + 1)
    for (row, cells) in zip(rows, parsed.dropFirst()) {
      for (value, cell) in zip(row, cells) {
        if case .text(let text) = value { #expect(cell == HarmlessCell.text(text)) } else { #expect(cell == "7") }
      }
    }
  }

  @Test func aColumnThatNobodyDescribedIsKept() {
    let result = TableResult(
      table: "t", columns: ["fiscal_year", "more"], rows: [[.integer(2025), .real(0.1)]], asOf: nil, sources: [])
    #expect(csv((result, Sample.manifest)) == "fiscal_year,more\n2025,0.1\n")
  }

  @Test(arguments: [
    (ExportFormat.csv, ["encounters.csv", "encounters.meta.json"]), (.json, ["encounters.json"]),
    (.md, ["encounters.md"]), (.xlsx, []), (.html, []),
  ])
  func everyFormatIsTheSameEachTime(_ format: ExportFormat, _ names: [String]) {
    let files = ExportFile.files(of: Sample.result, manifest: Sample.manifest, format: format)
    #expect(files == ExportFile.files(of: Sample.result, manifest: Sample.manifest, format: format))
    #expect(files.map(\.name) == names)
    #expect(files.allSatisfy { $0.bytes.last == UInt8(ascii: "\n") })
  }
}

/// A parser for RFC 4180, character by character, which shares nothing with the writer.
private func parseCSV(_ bytes: [UInt8]) -> [[String]] {
  var rows: [[String]] = []
  var row: [String] = []
  var cell: [UInt8] = []
  var isQuoted = false
  var i = 0
  func ended() -> String { String(decoding: cell, as: UTF8.self) }
  while i < bytes.count {
    switch (isQuoted, bytes[i]) {
    case (true, UInt8(ascii: "\"")) where i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "\""):
      cell.append(bytes[i])
      i += 1
    case (_, UInt8(ascii: "\"")): isQuoted.toggle()
    case (false, UInt8(ascii: ",")):
      row.append(ended())
      cell = []
    case (false, UInt8(ascii: "\n")):
      rows.append(row + [ended()])
      (row, cell) = ([], [])
    case (_, let byte): cell.append(byte)
    }
    i += 1
  }
  return rows
}
