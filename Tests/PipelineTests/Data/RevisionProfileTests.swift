import Foundation
import PipelineTools
import TestTools
import Testing

/// `revision_profile` counts a figure only where an edition was seen near the time that it asks about.
@Suite(.tags(.slow)) struct RevisionProfileTests {
  /// A pipeline of one small dataset, and the real table over it.
  private static func pipelines() throws -> String {
    let folder = NSTemporaryDirectory() + "soundings-profile-\(UUID().uuidString)"
    func write(_ text: String, _ name: String) throws {
      let url = URL(fileURLWithPath: folder + "/" + name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    try write("title: Boats\ndescription: Boats.\n", "boats/pipeline.yaml")
    try write(
      """
      title: Boats seen
      publisher: Harbor Office
      license: {name: public domain}
      attribution: Harbor Office
      edition: {published: fetched}
      read: {format: csv, header: [Month, Port, Boats]}
      columns:
        year: {type: year}
        month: {type: month}
        port: {type: text}
        boats: {type: integer, min: 0, unit: boats}
      key: [month, port]
      partition: year
      figure: {measure: boats, by: [month, port]}
      guards: {moved_pct: off, removed_keys_pct: off, added_keys_pct: off, rows_gone_pct: off, rows_revised_pct: off, leaps_pct: off, vanished_values_pct: off, may_lose_newest: true}
      """, "boats/boats_seen/dataset.yaml")
    try write(
      "select substr(\"Month\", 1, 4) as year, \"Month\" as month, \"Port\" as port, \"Boats\" as boats from raw\n",
      "boats/boats_seen/normalize.sql")
    for name in ["pipeline.yaml", "tables/revision_profile.sql"] {
      try write(
        try String(contentsOfFile: "\(Repository.pipelines)/edition-history/\(name)", encoding: .utf8),
        "edition-history/\(name)")
    }
    return folder
  }

  private static func load(_ editions: [(day: String, rows: [String])]) throws -> [[String: String]] {
    let pipelines = try pipelines()
    defer { try? FileManager.default.removeItem(atPath: pipelines) }
    let work = try TestProject(pipelines: pipelines)
    for (day, rows) in editions {
      let file = "\(work.folder)/\(day).csv"
      try ("Month,Port,Boats\n" + rows.map { $0 + "\n" }.joined()).write(
        toFile: file, atomically: true, encoding: .utf8)
      try work.add("boats_seen", [file], day)
    }
    return try work.table("revision_profile")
  }

  private static let columns = [
    "months_after", "figures", "figures_not_seen", "figures_moved", "median_move_pct", "largest_move_pct",
  ]

  private static func numbers(_ rows: [[String: String]]) -> [[Double?]] {
    rows.map { row in columns.map { row[$0].flatMap { Double($0) } } }
  }

  static let editions: [(day: String, rows: [String])] = [
    // What the first edition has is left out.
    ("2024-06-10", ["2024-05,Here,10"]),
    // Two figures of June are new; that of December 2023 is closed when it is first seen, so that nobody can say
    // how it moved.
    ("2024-07-10", ["2024-05,Here,10", "2024-06,Here,100", "2024-06,There,50", "2023-12,There,7"]),
    // 26 days later, and one more figure, of July.
    ("2024-08-05", ["2024-05,Here,10", "2024-06,Here,110", "2024-06,There,50", "2024-07,Here,20"]),
    // Half a year after the second edition, with none between.
    ("2025-01-09", ["2024-05,Here,10", "2024-06,Here,152", "2024-06,There,50", "2024-07,Here,20"]),
  ]

  @Test func aHorizonWithoutAnEditionNearItIsNotSeen() throws {
    let rows = try Self.load(Self.editions)
    #expect(
      Self.numbers(rows) == [
        [1, 2, 2, 1, 0, 10],
        [2, 0, 4, 0, nil, nil],
        [3, 0, 4, 0, nil, nil],
        [6, 2, 1, 1, 0, 52],
      ])
  }

  @Test func whatIsToComeIsNotCounted() throws {
    // The newest edition is near one month after the second, and before all that is asked of the figure of July.
    #expect(Self.numbers(try Self.load(Array(Self.editions.prefix(3)))) == [[1, 2, 1, 1, 0, 10]])
    #expect(try Self.load(Array(Self.editions.prefix(2))).isEmpty)
  }

  @Test func anEditionOfAnotherPeriodSeesNothing() throws {
    // It is near the horizon of three months, and speaks of 2023 only.
    let other: (day: String, rows: [String]) = ("2024-10-10", ["2023-12,There,7"])
    let editions = Array(Self.editions.prefix(3)) + [other]
    #expect(
      Self.numbers(try Self.load(editions)) == [[1, 2, 2, 1, 0, 10], [2, 0, 4, 0, nil, nil], [3, 0, 3, 0, nil, nil]])
  }
}
