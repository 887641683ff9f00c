import Model
import Testing

@testable import Formats

@Suite("What a field was in the file: a number of its format, or a text")
struct OriginTests {
  /// The texts of the fields of each record, those that are numbers marked with `#`, those that are shown with `~`.
  private func marked(_ bytes: [UInt8], _ reading: Reading) throws -> [[String]] {
    try withFile(bytes) { path in
      let reader = try Formats.open(path: path, name: "t.file", readings: [reading]).reader
      #expect(reader.hasNumbers == (reading.format == .json || reading.format == .xlsx))
      var rows: [[String]] = []
      while try reader.advance() {
        #expect(reader.defect == nil)
        rows.append(
          reader.header.indices.map { i in
            let mark = [FieldOrigin.text: "", .number: "#", .shown: "~"][reader.origin(of: i)] ?? ""
            return mark + (reader.fields[i].text ?? "NULL")
          })
      }
      return rows
    }
  }

  private func marked(_ text: String, _ reading: Reading) throws -> [[String]] {
    try marked(Array(text.utf8), reading)
  }

  @Test func inJSON() throws {
    let two = { (change: (inout JSONShape) -> Void) in JSONShapeTests.reading(["a", "b"], change) }
    let values = "1.234, -1e3, \"1.234\", \"1\\u002e5\", \"\", true, null, \"-\""
    let wanted = ["#1.234", "#-1e3", "1.234", "1.5", "", "true", "NULL", "-"]
    let names = (0..<8).map { "c\($0)" }
    #expect(try marked("[[\(values)]]", JSONShapeTests.reading(names) { $0.kind = .arrays }) == [wanted])
    let members = zip(names, values.split(separator: ", ")).map { "\"\($0)\":\($1)" }.joined(separator: ",")
    #expect(try marked("[{\(members)}]", JSONShapeTests.reading(names) { _ in }) == [wanted])
    #expect(
      try marked("{\"12\":{\"b\":12}}", two { ($0.kind, $0.keyColumn) = (.keyed, "a") }) == [["12", "#12"]])
    #expect(
      try marked("{\"a\":[1,\"2\"],\"b\":[\"3\",4.5]}", two { $0.kind = .columns }) == [["#1", "3"], ["2", "#4.5"]])
    #expect(
      try marked(
        "[{\"a\":1,\"c\":[{\"n\":2},{\"n\":\"3\"}]}]", JSONShapeTests.reading(["a", "c.n"]) { $0.each = "c" })
        == [["#1", "#2"], ["#1", "3"]])
  }

  @Test func inAWorkbook() throws {
    let book = TestWorkbook(
      TestWorkbook.row(1, ["X", "2024", "2025"])
        + "<row r=\"2\"><c r=\"A2\"><v>1.5</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>1.234</t></is></c>"
        + "<c r=\"C2\" s=\"1\"><v>1234.5</v></c></row>"
        + "<row r=\"3\"><c r=\"B3\" s=\"2\"><v>45980</v></c><c r=\"C3\"><v>7</v></c></row>",
      behind: "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>", formats: ["#,##0.0", "yyyy\\-mm\\-dd"])
    var reading = TestWorkbook.reading(["X", "2024", "2025"]) { ($0.fillMerged, $0.asShown) = (["X"], ["2025"]) }
    #expect(
      try marked(book.bytes, reading) == [["#1.5", "1.234", "~1,234.5"], ["#1.5", "2025-11-19", "~7"]])
    reading.header = ["X"]
    reading.sheet.asShown = []
    reading.unpivot = Unpivot(columns: #"\d+"#, name: "year", value: "n")
    #expect(
      try marked(book.bytes, reading) == [
        ["#1.5", "2024", "1.234"], ["#1.5", "2025", "#1234.5"], ["#1.5", "2024", "2025-11-19"], ["#1.5", "2025", "#7"],
      ])
  }

  @Test func otherFormatsHaveTextsOnly() throws {
    #expect(try marked("a,b\n1.234,2\n", Reading(format: .csv, header: ["a", "b"])) == [["1.234", "2"]])
    #expect(
      try marked("<table><tr><th>a<tr><td>1.234</table>", Reading(format: .html, header: ["a"])) == [["1.234"]])
  }
}
