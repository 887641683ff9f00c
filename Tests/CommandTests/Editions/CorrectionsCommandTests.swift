import Foundation
import TestTools
import Testing

/// `corrections.csv` beside a dataset, from the file to the exports and back to the publisher's record.
@Suite(.tags(.slow)) struct CorrectionsCommandTests {
  static let file = "Pipelines/boats/boats_seen/corrections.csv"
  static let header = "date,port,column,wrong,right,reason,link\n"
  static let row = "2025-05-02,Here,boats,9,90,a digit is missing,https://example.org/harbor\n"
  static let words = "boats was 9, is 90 (a digit is missing; https://example.org/harbor)"

  func marks(_ work: Workdir) throws -> [[String: Any]] {
    let text = try work.read("Data/exports/boats_by_port.meta.json")
    let meta = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    return meta["marks"] as? [[String: Any]] ?? []
  }

  @Test func aKnownErrorIsCorrectedUntilThePublisherMendsIt() throws {
    let work = try FigureTraceTests().project(FigureTraceTests.figures.replacing("printed: 14", with: "printed: 95"))
    #expect(try work.read("Data/exports/boats_by_port.csv").contains("Here,14,2,7.0\n"))
    #expect(try marks(work).isEmpty)

    // Both editions have the error, and the file alone loads them again.
    try work.write(Self.header + Self.row, Self.file)
    let run = work.run("run", "--offline", "--quiet")
    #expect(run.status == 0, "\(run.err)")
    #expect(try work.read("Data/exports/boats_by_port.csv").contains("Here,95,2,47.5\n"))
    let mark = try #require(try marks(work).first)
    #expect(mark["mark"] as? String == "corrected")
    #expect(mark["records"] as? Int == 1)
    #expect(
      mark["text"] as? String == "1 cell is corrected: boats of date=2025-05-02, port=Here \(Self.words.dropFirst(6))")
    #expect(work.run("table", "boats_by_port", "--as-of", "2025-05-10", "--format", "csv").out.contains("Here,92,"))
    for page in ["site/tables/boats_by_port.html", "site/datasets/boats_seen.html", "datapackage.json"] {
      #expect(try work.read("Data/exports/\(page)").contains("1 cell is corrected"), "\(page)")
    }

    // The record is the publisher's, the value is ours.
    let text = work.run("trace", "boats_by_port", "--where", "port=Here", "--column", "boats")
    #expect(text.status == 0, "\(text.err)")
    #expect(
      text.out.contains(
        "    record 2: 90 | 2 May 2025,Here,9\n      corrected, not as the publisher says: \(Self.words)\n"),
      "\(text.out)")
    let json = work.run("trace", "boats-here", "--json").out
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let items = try #require((document["records"] as? [[String: Any]])?[0]["contributions"] as? [[String: Any]])
    let corrected = try items.map { try #require($0["corrected"] as? [[String: Any]]) }
    #expect(corrected.map(\.count) == [1, 0])
    #expect(corrected[0][0]["wrong"] as? Int == 9)
    #expect(corrected[0][0]["right"] as? Int == 90)
    #expect(corrected[0][0]["link"] as? String == "https://example.org/harbor")
    #expect(work.run("proof", "one", "--out", "proof.html").status == 0)
    #expect(try work.read("proof.html").contains("Corrected, not as the publisher says: \(Self.words)"))
    #expect(work.run("proof", "--check", "proof.html").status == 0)

    let exports = try work.read("Data/exports/boats_by_port.meta.json")
    try FileManager.default.removeItem(atPath: work.path("Data/soundings.sqlite"))
    try FileManager.default.removeItem(atPath: work.path("Data/exports"))
    #expect(work.run("rebuild").status == 0)
    #expect(try work.read("Data/exports/boats_by_port.meta.json") == exports)
    #expect(work.run("verify", "--rebuild").status == 0)

    try work.write("Day,Port,Boats\n2 May 2025,\"There, too\",3\n2 May 2025,Here,90\n1 May 2025,Here,5\n", "three.csv")
    let mended = work.run("add", "boats_seen", "three.csv", "--published", "2025-07-03")
    #expect(mended.status == 0, "\(mended.err)")
    #expect(try work.read("Data/exports/boats_by_port.csv").contains("Here,95,2,47.5\n"))
    #expect(try marks(work).map { $0["mark"] as? String } == ["correction_idle"])
    #expect(
      try marks(work)[0]["text"] as? String
        == "1 correction does not apply: boats of date=2025-05-02, port=Here was to be 90 instead of 9, and the edition says 90 itself"
    )
    #expect(work.run("run", "--offline", "--quiet").status == 0)
    #expect(work.run("verify", "--rebuild").status == 0)

    // Without the file the first two editions say what they said.
    try FileManager.default.removeItem(atPath: work.path(Self.file))
    #expect(work.run("run", "--offline", "--quiet").status == 0)
    #expect(try marks(work).isEmpty)
    #expect(work.run("table", "boats_by_port", "--as-of", "2025-05-10", "--format", "csv").out.contains("Here,11,"))
  }

  @Test func checkAndRunRefuseABadFile() throws {
    let work = try TraceTests().project()
    let before = try work.read("Data/exports/boats_by_port.csv")
    try work.write(Self.header + Self.row.replacing(",90,", with: ",ninety,"), Self.file)
    for command in [["check"], ["run", "--offline"]] {
      let result = work.run(command)
      #expect(result.status == 65)
      #expect(
        result.err.contains("\(Self.file):2: right: 'ninety' is not a whole number in digits alone\n-> "),
        "\(result.err)")
    }
    #expect(try work.read("Data/exports/boats_by_port.csv") == before)
  }
}
