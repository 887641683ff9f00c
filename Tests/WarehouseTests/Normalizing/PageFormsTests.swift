import Manifest
import Model
import Testing

@testable import Warehouse

@Suite("Files of one edition in several forms") struct PageFormsTests {
  private static func forms(_ headers: [[String]], pages: Int = 2, paging: Paging? = nil) -> PageForms {
    var dataset = Fixture.dataset()
    dataset.readings = headers.map { Reading(format: .csv, header: $0) }
    if let paging {
      dataset.fetch = FetchPlan(
        address: .fixed("https://a.org/x"), paging: paging,
        expect: Expectation(types: [], startsWith: nil, maxBytes: 1), pauseSeconds: 0)
    }
    var edition = Fixture.edition("2025-06-03", "x")
    edition.snapshots = Array(repeating: edition.snapshots[0], count: pages)
    return PageForms(dataset, edition, first: headers[0])
  }

  /// SQL ignores case, and so does the place of a column.
  @Test func aFileMayLackAColumn() throws {
    let forms = Self.forms([["id", "n"], ["more", "N", "ID"]])
    #expect(forms.names == ["id", "n", "more"])
    let first = try forms.reader((ArrayReader(["id", "n"], [["a", "1"]]), ["id", "n"]), number: 1)
    #expect(try first.advance() && first.header == ["id", "n", ""])
    #expect((0..<3).map { first.fields[$0].text } == ["a", "1", nil])
    let base = ArrayReader(["more", "N", "ID"], [["x", "2", "b"]])
    (base.origins, base.unnamedColumns, base.linesSpanned) = ([.text, .number, .text], [0], 3)
    let second = try forms.reader((base, ["more", "N", "ID"]), number: 2)
    #expect(try second.advance() && second.header == ["ID", "N", "more"])
    #expect((0..<3).map { second.fields[$0].text } == ["b", "2", "x"])
    #expect((0..<3).map(second.origin) == [.text, .number, .text])
    #expect(second.unnamedColumns == [2] && second.linesSpanned == 3 && second.recordNumber == 1)
    #expect(try !second.advance())
  }

  @Test func thePagesOfAnAnswerHaveOneForm() throws {
    let mixed = [["id", "n"], ["id"]]
    for forms in [Self.forms(mixed, paging: .link), Self.forms(mixed, pages: 1)] {
      #expect(forms.names == ["id", "n"])
      let problem = #expect(throws: Problem.self) {
        try forms.reader((ArrayReader(["id"], []), ["id"]), number: 2)
      }
      #expect(problem?.what == "has a different form than page 1")
    }
  }
}
