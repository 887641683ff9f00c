import Foundation
import TestTools
import Testing

/// A dataset that was taken out of Pipelines leaves the warehouse; its bytes stay, and bring it back.
@Suite(.tags(.slow)) struct DatasetsLeftTests {
  private static let header = "Day,Port,Boats\n"

  /// Two datasets of one pipeline with an edition each.
  private func project() throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    for name in ["dataset.yaml", "normalize.sql"] {
      try work.write(try work.read("Pipelines/boats/boats_seen/\(name)"), "Pipelines/boats/ships_seen/\(name)")
    }
    for (dataset, line) in [("boats_seen", "2025-05-01,Here,5"), ("ships_seen", "2025-05-01,There,7")] {
      try work.write(Self.header + line + "\n", "\(dataset).csv")
      let result = work.run("add", dataset, "\(dataset).csv", "--published", "2025-05-02")
      #expect(result.status == 0, "\(result.err)")
    }
    return work
  }

  private func takeAway(_ work: Workdir) throws {
    try FileManager.default.moveItem(
      atPath: work.path("Pipelines/boats/ships_seen"), toPath: work.path("ships_seen.away"))
  }

  @Test func theNextRunTakesItOutAndItsFolderBringsItBack() throws {
    let work = try project()
    let archived = work.names("Data/archive/ships_seen")
    try takeAway(work)
    let run = work.run("run", "--offline")
    #expect(run.status == 0, "\(run.err)")
    #expect(run.errors.filter { $0.hasPrefix("ships_seen: no longer has a folder under ") }.count == 1, "\(run.err)")
    #expect(run.err.contains("its edition stays in the archive"), "\(run.err)")
    #expect(work.names("Data/archive/ships_seen") == archived)
    #expect(try work.read("Data/exports/boats_by_port.csv").contains("Here,5"))
    // It is said once, and nothing of it is left that the ledger's check would find.
    #expect(!work.run("run", "--offline").err.contains("ships_seen"))
    let verify = work.run("verify", "--rebuild")
    #expect(verify.status == 0, "\(verify.err)")
    try FileManager.default.moveItem(
      atPath: work.path("ships_seen.away"), toPath: work.path("Pipelines/boats/ships_seen"))
    #expect(work.run("run", "--offline").status == 0)
    #expect(work.run("status", "ships_seen").out.contains("2025-05-02"))
  }

  @Test func aWholePipelineLeavesWithTheNextRunOfAnother() throws {
    let work = try project()
    for name in ["pipeline.yaml", "boats_seen/dataset.yaml", "boats_seen/normalize.sql"] {
      let text = try work.read("Pipelines/boats/\(name)")
      try work.write(text, "Pipelines/other/" + name.replacingOccurrences(of: "boats_seen", with: "rafts_seen"))
    }
    try work.write(Self.header + "2025-05-01,Here,2\n", "rafts.csv")
    #expect(work.run("add", "rafts_seen", "rafts.csv", "--published", "2025-05-02").status == 0)
    try FileManager.default.removeItem(atPath: work.path("Pipelines/boats"))
    let run = work.run("run", "--offline")
    #expect(run.status == 0, "\(run.err)")
    for dataset in ["boats_seen", "ships_seen"] {
      #expect(run.err.contains("\(dataset): no longer has a folder under "), "\(run.err)")
    }
  }

  @Test func aRebuildLeavesItOutAndSaysSo() throws {
    let work = try project()
    try takeAway(work)
    let rebuild = work.run("rebuild")
    #expect(rebuild.status == 0, "\(rebuild.err)")
    #expect(
      (rebuild.out + rebuild.err).contains("ships_seen: no longer has a folder under "), "\(rebuild.out)\(rebuild.err)")
    #expect(!work.run("run", "--offline").err.contains("ships_seen"))
  }
}
