import Foundation
import TestTools
import Testing

/// What the site has to take: the archived files that may be passed on, and the proof of an article.
@Suite(.tags(.slow)) struct SiteDownloadsTests {
  private static func loaded(license: String) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    let manifest = "Pipelines/boats/boats_seen/dataset.yaml"
    try work.write(try work.read(manifest).replacing("{name: public domain}", with: license), manifest)
    try work.write(
      """
      title: Boats
      published: 2025-06-19
      figures:
        - id: boats
          clause: five boats
          context: How many boats were seen
          printed: 5
          unit: boats
          rule: equals
          sql: select sum(boats) from boats_seen
          records: [boats_seen]
      """, "Pipelines/articles/story.yaml")
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n1 May 2025,There,3\n", "may.csv")
    #expect(work.run("add", "boats_seen", "may.csv", "--published", "2025-06-03").status == 0)
    return work
  }

  @Test func filesThatMayBePassedOnAreThere() throws {
    let work = try Self.loaded(license: "{name: public domain, copies: true}")
    let page = try work.read("Data/exports/site/records/boats_seen.html")
    let name = try #require(work.names("Data/exports/site/files/boats_seen").first)
    #expect(page.contains("../files/boats_seen/\(name)"), "\(page)")
    #expect(try work.read("Data/exports/site/files/boats_seen/\(name)") == work.read("may.csv"))
    #expect(work.run("verify").status == 0)
    // An edition that is no longer in use takes its file along.
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n1 May 2025,There,4\n", "june.csv")
    #expect(work.run("add", "boats_seen", "june.csv", "--published", "2025-07-03").status != 64)
    let names = work.names("Data/exports/site/files/boats_seen")
    #expect(names.count == 1 && names != [name], "\(names)")
    let closed = try Self.loaded(license: "{name: all rights reserved}")
    #expect(!(try closed.read("Data/exports/site/records/boats_seen.html")).contains("../files/"))
    #expect(closed.names("Data/exports/site/files/boats_seen").isEmpty)
  }

  @Test func theProofStandsBesideTheArticle() throws {
    let work = try Self.loaded(license: "{name: public domain}")
    let page = try work.read("Data/exports/site/index.html")
    #expect(page.contains("href=\"proofs/story.html\"") && page.contains("How many boats were seen."), "\(page)")
    let checked = work.run("proof", "--check", "Data/exports/site/proofs/story.html")
    #expect(checked.status == 0, "\(checked.out)\(checked.err)")
    #expect(work.run("proof", "story", "--out", "own.html").status == 0)
    #expect(try work.read("own.html") == work.read("Data/exports/site/proofs/story.html"))
    // What changes the article changes its proof, and nothing else makes it anew.
    let before = try work.read("Data/exports/site/proofs/story.html")
    let quiet = work.run("run", "--offline", "--verbose")
    #expect(!quiet.err.contains("proof of story"), "\(quiet.err)")
    let story = "Pipelines/articles/story.yaml"
    try work.write(try work.read(story).replacing("five boats", with: "some five boats"), story)
    #expect(work.run("run", "--offline").status == 0)
    #expect(try work.read("Data/exports/site/proofs/story.html") != before)
    #expect(work.run("verify").status == 0)
  }

  /// A copy of the archive in which a person took an edition back and added another of the same date, brought together with this one.
  @Test func rowsFollowAnotherEditionOfTheSameDate() throws {
    let (here, there) = (try Self.loaded(license: "{name: public domain}"), try Workdir())
    for folder in ["Pipelines", "Config", "Data"] {
      if there.exists(folder) { try FileManager.default.removeItem(atPath: there.path(folder)) }
      try FileManager.default.copyItem(atPath: here.path(folder), toPath: there.path(folder))
    }
    #expect(there.run("withdraw", "boats_seen", "2025-06-03", "--reason", "the wrong file").status != 64)
    try there.write("Day,Port,Boats\n1 May 2025,Here,4\n1 May 2025,There,1\n", "may.csv")
    #expect(there.run("add", "boats_seen", "may.csv", "--published", "2025-06-03").status != 64)
    let files = ["boats_seen.csv", "boats_seen.html"].map { "Data/exports/site/records/" + $0 }
    for file in files { #expect(try here.read(file) != there.read(file), "\(file)") }
    try FileManager.default.removeItem(atPath: here.path("Data/archive"))
    try FileManager.default.copyItem(atPath: there.path("Data/archive"), toPath: here.path("Data/archive"))
    let run = here.run("run", "--offline")
    #expect(run.status != 64, "\(run.err)")
    for file in files { #expect(try here.read(file) == there.read(file), "\(file)\n\(run.err)") }
  }

  /// Of nothing that is in use there is no proof, and a run and a rebuild end well all the same.
  @Test func withoutDataThereIsNoProof() throws {
    let work = try Self.loaded(license: "{name: public domain}")
    let taken = work.run("withdraw", "boats_seen", "2025-06-03", "--reason", "by mistake")
    // The figure has nothing to stand on any more.
    #expect(taken.status == 3, "\(taken.err)")
    for command in [["run", "--offline"], ["rebuild"]] {
      let result = work.run(command)
      #expect(!result.err.contains("holds no data yet"), "\(command): \(result.err)")
      #expect(work.names("Data/exports/site/proofs").isEmpty, "\(command)")
      #expect(!(try work.read("Data/exports/site/index.html")).contains("proofs/story.html"), "\(command)")
    }
    #expect(work.run("rebuild").status == 0)
  }
}
