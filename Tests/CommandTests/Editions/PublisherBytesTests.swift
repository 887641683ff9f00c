import Foundation
import TestTools
import Testing

/// What a publisher or a file's name smuggles in is shown in messages; letters that only look alike are told apart.
@Suite(.tags(.slow)) struct PublisherBytesTests {
  private static let evil = "\u{1B}]0;x\u{7}\u{9B}2J\u{202E}\u{200B}"
  private static let shown = #"\u{1B}]0;x\u{7}\u{9B}2J\u{202E}\u{200B}"#

  private func project(ports: String = "", read: String = "read: {format: csv, header: [Day, Port, Boats]}") throws
    -> Workdir
  {
    let work = try Workdir()
    try work.makeProject()
    try work.write(
      work.read("Pipelines/boats/boats_seen/dataset.yaml")
        .replacingOccurrences(of: "read: {format: csv, header: [Day, Port, Boats]}", with: read)
        .replacingOccurrences(of: "port: {type: text}", with: "port: {type: text\(ports)}"),
      "Pipelines/boats/boats_seen/dataset.yaml")
    return work
  }

  /// No byte on either stream that a terminal obeys.
  private func expectHarmless(_ result: Workdir.Result, sourceLocation: SourceLocation = #_sourceLocation) {
    for scalar in (result.out + result.err).unicodeScalars where scalar != "\n" {
      let isObeyed =
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.properties.generalCategory == .format
      #expect(!isObeyed, "U+\(String(scalar.value, radix: 16))", sourceLocation: sourceLocation)
    }
  }

  @Test func everyMessageShowsWhatItQuotes() throws {
    let work = try project(ports: ", one_of: [Here, There]")
    let cells = [
      "header": "Day,Port\(Self.evil),Boats\n", "category": "Day,Port,Boats\n2025-05-01,Here\(Self.evil),1\n",
      "number": "Day,Port,Boats\n2025-05-01,Here,1\(Self.evil)\n", "date": "Day,Port,Boats\n\(Self.evil),Here,1\n",
    ]
    for (name, content) in cells.sorted(by: { $0.key < $1.key }) {
      try work.write(content, "\(name)\(Self.evil).csv")
      let result = work.run("add", "boats_seen", "\(name)\(Self.evil).csv", "--published", "2025-05-03")
      // What has another header is no edition of the dataset, and is refused; the others are held.
      #expect(result.status == (name == "header" ? 65 : 1))
      #expect(result.errors.count == 2, "\(result.err)")
      #expect(result.err.contains(Self.shown), "\(result.err)")
      expectHarmless(result)
    }
    for arguments in [["status"], ["status", "boats_seen"], ["run", "--offline"], ["diff", "--since-last-run"]] {
      let result = work.run(arguments)
      expectHarmless(result)
    }
  }

  @Test func textOutputShowsCells() throws {
    let work = try project()
    try work.write("Day,Port,Boats\n2025-05-01,\(Self.evil),1\n2025-05-02,There,x\(Self.evil)\n", "a.csv")
    try work.write(
      work.read("Pipelines/boats/boats_seen/dataset.yaml")
        .replacingOccurrences(
          of: "guards: {", with: "guards: {quarantine: {pct: 60, weight_pct: 100, because: a test}, "),
      "Pipelines/boats/boats_seen/dataset.yaml")
    let added = work.run("add", "boats_seen", "a.csv", "--published", "2025-05-03")
    expectHarmless(added)
    let table = work.run("table", "boats_by_port")
    #expect(table.out.contains(Self.shown), "\(table.out)\(added.err)")
    for result in [
      table, work.run("status", "boats_seen"), work.run("diff", "boats_seen"),
      work.run("trace", "boats_by_port", "--where", "boats=1"),
    ] {
      expectHarmless(result)
    }
    // Data stays as it is.
    #expect(work.run("table", "boats_by_port", "--format", "csv").out.contains(Self.evil))
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(work.run("table", "boats_by_port", "--format", "json").out.utf8))
        as? [String: Any])
    #expect((json["rows"] as? [[Any]])?.first?.first as? String == Self.evil)
  }

  @Test func anUnknownCategoryThatLooksLikeAKnownOneSaysWhatDiffers() throws {
    let work = try project(ports: ", one_of: [Curaçao, Haiti]")
    try work.write("Day,Port,Boats\n2025-05-01,Curac\u{327}ao,12\n2025-05-01,Haiti,1\n", "nfd.csv")
    let result = work.run("add", "boats_seen", "nfd.csv", "--published", "2025-05-03")
    #expect(result.status == 1)
    #expect(result.errors.count == 2)
    #expect(result.errors[0].contains("U+0327 COMBINING CEDILLA at position 6"), "\(result.err)")
    #expect(result.errors[1].contains("add normalize: nfc to columns.port"), "\(result.err)")

    let manifest = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(
      manifest.replacingOccurrences(of: "one_of:", with: "normalize: nfc, one_of:"),
      "Pipelines/boats/boats_seen/dataset.yaml")
    #expect(work.run("run", "--offline", "boats_seen").status == 0)
    #expect(
      Array(work.run("table", "boats_by_port", "--format", "csv").out.utf8)
        == Array("port,boats\nCuraçao,12\nHaiti,1\n".utf8))
  }

  @Test func composedKeysAreOne() throws {
    let work = try project(ports: ", normalize: nfc")
    try work.write("Day,Port,Boats\n2025-05-01,Curaçao,12\n", "nfc.csv")
    try work.write("Day,Port,Boats\n2025-05-01,Curac\u{327}ao,12\n", "nfd.csv")
    #expect(work.run("add", "boats_seen", "nfc.csv", "--published", "2025-05-03").status == 0)
    #expect(work.run("add", "boats_seen", "nfd.csv", "--published", "2025-05-04").status == 0)
    #expect(work.run("diff", "boats_seen").out.contains("0 rows added, 0 removed, 0 revised"))
  }

  @Test(arguments: [
    ("\u{FEFF}\u{FEFF}Day,Port,Boats\n", "U+FEFF ZERO WIDTH NO-BREAK SPACE at position 1"),
    ("Day,Port\u{A0},Boats\n", "U+00A0 NO-BREAK SPACE at position 5"),
    ("Day,Pоrt,Boats\n", "U+043E CYRILLIC SMALL LETTER O at position 2, not U+006F"),
  ])
  func aHeaderThatLooksRightSaysWhatDiffers(_ header: String, _ says: String) throws {
    let work = try project()
    try work.write(header + "2025-05-01,Here,1\n", "a.csv")
    let result = work.run("add", "boats_seen", "a.csv", "--published", "2025-05-03")
    #expect(result.status == 65)
    #expect(result.errors.count == 2)
    #expect(result.err.contains(says), "\(result.err)")
    expectHarmless(result)
  }

  @Test func aKeyThatLooksRightSaysWhatDiffers() throws {
    let work = try project(read: "read: {format: json, records: '', header: [Day, Port, Boats]}")
    try work.write("[{\"Day\":\"2025-05-01\",\"Port\u{200B}\":\"Here\",\"Boats\":1}]", "a.json")
    let result = work.run("add", "boats_seen", "a.json", "--published", "2025-05-03")
    #expect(result.status == 1)
    #expect(
      result.err.contains("it looks like \"Port\", but has U+200B ZERO WIDTH SPACE at position 5"), "\(result.err)")
  }

  private static let faults =
    (ProcessInfo.processInfo.environment["SOUNDINGS_SHARED"] ?? Workdir.root + "/../shared") + "/faults"

  @Test(
    .enabled(
      if: FileManager.default.isReadableFile(atPath: Self.faults),
      "needs ../shared/faults (or SOUNDINGS_SHARED): the inputs that others have found to go wrong"))
  func theDecomposedFileOfOthers() throws {
    for normalizes in [false, true] {
      let work = try project(
        ports: ", one_of: [Curaçao, Haiti]\(normalizes ? ", normalize: nfc" : "")",
        read: "read: {format: csv, header: [Country, Persons], names: [Port, Boats]}")
      try work.write(
        "select '2025-05-01' as date, \"Port\" as port, \"Boats\" as boats from raw\n",
        "Pipelines/boats/boats_seen/normalize.sql")
      let result = work.run("add", "boats_seen", Self.faults + "/csv/n1_nfd.csv", "--published", "2025-05-03")
      #expect(result.status == (normalizes ? 0 : 1), "\(result.err)")
      #expect(normalizes || result.err.contains("U+0327"), "\(result.err)")
      #expect(!normalizes || work.run("table", "boats_by_port", "--format", "csv").out.contains("Curaçao,12"))
    }
  }
}
