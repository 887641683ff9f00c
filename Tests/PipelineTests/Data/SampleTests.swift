import Foundation
import Manifest
import PipelineTools
import Runs
import TestTools
import Testing

/// Every dataset folder is tested by being there: its sample through the real reader, normalize.sql and contract.
///
/// SOUNDINGS_RECORD=1 writes expected.csv anew; read the difference before committing it.
@Suite(.tags(.slow)) struct SampleTests {
  static let isRecording = ProcessInfo.processInfo.environment["SOUNDINGS_RECORD"] == "1"

  @Test(arguments: Repository.datasetNames)
  func theSampleGivesWhatIsExpected(name: String) throws {
    let dataset = try Repository.library.dataset(named: name)
    if Self.isRecording, let text = try SampleCheck.rendered(dataset) {
      try text.write(toFile: SampleCheck.expectedPath(dataset), atomically: true, encoding: .utf8)
    }
    try SampleCheck.compare(dataset)
  }

  @Test(.disabled(if: isRecording, "its expected rows are being written")) func theWholeLibraryPassesItsCheck() throws {
    let problems = try CheckVerb.run(pipelinesFolder: Repository.pipelines) { _ in }.problems
    #expect(problems.isEmpty, "\(problems)")
  }

  /// A new dataset is one folder, no Swift: so no dataset's name may stand in the engine.
  @Test func noDatasetIsNamedInSwift() throws {
    let names =
      Repository.datasetNames + Repository.library.tables.map(\.name) + Repository.library.pipelines.map(\.name)
    for path in try FileManager.default.subpathsOfDirectory(atPath: Repository.root + "/Sources")
    where path.hasSuffix(".swift") {
      let text = try String(contentsOfFile: Repository.root + "/Sources/" + path, encoding: .utf8)
      let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") })
      for name in names { #expect(!words.contains(Substring(name)), "\(name) in Sources/\(path)") }
    }
  }

  /// Two authored files make a dataset; here with a table, from a folder that the engine has never seen.
  @Test func aNewDatasetTakesTwoFiles() throws {
    let folder = NSTemporaryDirectory() + "soundings-new-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func write(_ text: String, _ path: String) throws {
      let file = URL(fileURLWithPath: folder + "/" + path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    try write("title: Boats\ndescription: Boats.\n", "Pipelines/boats/pipeline.yaml")
    try write(
      """
      title: Boats seen
      publisher: Harbor Office
      license: {name: public domain}
      attribution: Harbor Office
      edition: {published: fetched}
      read: {format: csv, header: [Day, Port, Boats]}
      columns:
        date: {type: date}
        port: {type: text}
        boats: {type: integer, min: 0, unit: boats}
      key: [date, port]
      """, "Pipelines/boats/boats_seen/dataset.yaml")
    try write(
      "select plain_date(\"Day\") as date, \"Port\" as port, plain_integer(\"Boats\") as boats from raw\n",
      "Pipelines/boats/boats_seen/normalize.sql")
    try write(
      """
      -- One row per port.
      -- title: Boats by port
      -- column port (text): The port.
      -- column boats (integer, boats): Boats seen there in all.
      select port, sum(boats) as boats from boats_seen group by port order by port
      """, "Pipelines/boats/tables/boats_by_port.sql")
    try write(
      "Day,Port,Boats\r\n1 May 2025,Güiria,\"1,200\"\r\n2 May 2025,Güiria,3\r\n2 May 2025,\"Port, of Spain\",4\r\n",
      "boats.csv")

    let work = try TestProject(pipelines: folder + "/Pipelines")
    try work.add("boats_seen", [folder + "/boats.csv"], "2025-06-01")
    #expect(
      try work.table("boats_by_port") == [
        ["port": "Güiria", "boats": "1203"], ["port": "Port, of Spain", "boats": "4"],
      ])
  }
}
