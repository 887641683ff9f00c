import Foundation
import TestTools
import Testing

/// What people decided on the editions behind a figure stands in its proof and its trace, and `proof --check` compares it.
@Suite(.tags(.slow)) struct ProofDecisionTests {
  private static let withdrawal =
    "boats_seen, edition of 2025-07-01: withdrawn on 2025-07-02 by Ann Lee: another harbor's file; "
    + "without that the edition would count"

  /// Three editions, of which the newest was withdrawn, and the figures on them.
  private func project() throws -> Workdir {
    let work = try FigureTraceTests().project(now: "2025-07-02T10:00:00Z")
    try work.write("Day,Port,Boats\n1 May 2025,Here,90\n2 May 2025,Here,9\n", "wrong.csv")
    let added = work.run("add", "boats_seen", "wrong.csv", "--published", "2025-07-01")
    #expect(added.status == 0 || added.status == 3, "\(added.err)")
    let withdrawn = work.run(
      "withdraw", "boats_seen", "2025-07-01", "--reason", "another harbor's file", "--by", " Ann\n Lee ")
    #expect(withdrawn.status == 0, "\(withdrawn.err)")
    return work
  }

  private func write(_ work: Workdir, _ file: String = "proof.html", _ more: String...) throws -> String {
    let written = work.run(["proof", "one", "--out", file] + more)
    #expect(written.status == 0, "\(written.err)")
    return try work.read(file)
  }

  private func expectAllIsAsItWas(
    _ work: Workdir, _ file: String = "proof.html", sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let check = work.run("proof", "--check", file)
    #expect(check.status == 0, "\(check.out)\(check.err)", sourceLocation: sourceLocation)
    #expect(!check.out.contains("news:"), "\(check.out)", sourceLocation: sourceLocation)
    #expect(check.out.hasSuffix("All of it matches.\n"), "\(check.out)", sourceLocation: sourceLocation)
  }

  @Test func aProofNamesTheDecisionsAndStaysAsItIs() throws {
    let work = try project()
    let page = try write(work)
    // Once for each of the three figures that read the dataset.
    #expect(page.components(separatedBy: "<li>" + Self.withdrawal).count == 4, "\(page)")
    expectAllIsAsItWas(work)
    #expect(
      work.run("proof", "--check", "proof.html").out.contains("  matches: 1 decision of people on their editions"))
    let trace = work.run("trace", "boats-here")
    #expect(
      trace.out.contains("by Ann Lee: another harbor's file; without that the edition would count"), "\(trace.out)")
    let json = try FigureTraceTests().document(work.run("trace", "boats-here", "--json"))
    let decision = try #require((json["decisions"] as? [[String: Any]])?.first?["decision"] as? [String: Any])
    #expect(decision["kind"] as? String == "withdraw")
    #expect(decision["decided_by"] as? String == "Ann Lee")
    #expect(work.run("status").out.contains("withdrawn on 2025-07-02 by Ann Lee: boats_seen, edition of 2025-07-01"))
    #expect(
      try work.read("Data/exports/site/datasets/boats_seen.html").contains("was withdrawn on 2025-07-02 by Ann Lee:"))

    // As of a day on which nobody could know the edition, it is not spoken of.
    #expect(try !write(work, "early.html", "--as-of", "2025-06-30").contains(Self.withdrawal))
    #expect(try write(work, "late.html", "--as-of", "2025-07-02").contains(Self.withdrawal))
    for file in ["early.html", "late.html"] { expectAllIsAsItWas(work, file) }
    #expect(work.run("trace", "boats-here", "--as-of", "2025-06-30").out.contains("decided") == false)

    // From the archive alone, elsewhere.
    let other = try Workdir()
    for name in ["Pipelines", "Config", "proof.html", "early.html", "late.html"] {
      try FileManager.default.copyItem(atPath: work.path(name), toPath: other.path(name))
    }
    try FileManager.default.createDirectory(atPath: other.path("Data"), withIntermediateDirectories: false)
    try FileManager.default.copyItem(atPath: work.path("Data/archive"), toPath: other.path("Data/archive"))
    #expect(other.run("rebuild").status == 0)
    for file in ["proof.html", "early.html", "late.html"] { expectAllIsAsItWas(other, file) }
    #expect(try write(other, "again.html") == page)
  }

  /// Reports, exits with 1, and the remedy makes a proof that matches.
  private func expectChanged(
    _ work: Workdir, _ says: [String], _ file: String = "proof.html", sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let check = work.run("proof", "--check", file)
    #expect(check.status == 1, "\(check.out)\(check.err)", sourceLocation: sourceLocation)
    for text in says {
      #expect(check.err.contains(text), "\(text): \(check.err)", sourceLocation: sourceLocation)
    }
    #expect(check.errors.count % 2 == 0, "\(check.err)", sourceLocation: sourceLocation)
    let remedy = try #require(check.errors.first { $0.hasPrefix("-> ") && $0.contains("soundings proof one") })
    let start = try #require(remedy.range(of: "soundings proof "))
    let typed = remedy[start.lowerBound...].split(separator: " ").dropFirst().map(String.init)
    #expect(work.run(typed).status == 0, sourceLocation: sourceLocation)
    expectAllIsAsItWas(work, "new.html", sourceLocation: sourceLocation)
  }

  @Test(arguments: [[], ["--as-of", "2025-07-02"]])
  func aDecisionThatWasTakenSinceIsNamed(_ asOf: [String]) throws {
    let work = try project()
    #expect(work.run(["proof", "one", "--out", "proof.html"] + asOf).status == 0)
    // The edition that the figure rests on: its value changes, too.
    #expect(work.run("withdraw", "boats_seen", "2025-06-03", "--reason", "counted twice").status == 0)
    try expectChanged(
      work,
      [
        "boats_seen, edition of 2025-06-03: was withdrawn on 2025-07-02 (counted twice), which the proof does not say; it "
          + "touches boats-here, boats-of-the-table and undeclared\n"
      ])
    // Taken back: the same values again, and two decisions more.
    #expect(work.run("accept", "boats_seen", "2025-06-03", "--reason", "it was right").status == 0)
    try expectChanged(
      work, ["was withdrawn on 2025-07-02", "was accepted on 2025-07-02 (it was right), which the proof"])
    #expect(try work.read("new.html").contains("a later decision on it counts instead"))
  }

  @Test func aWithdrawalThatWasTakenBackIsNamed() throws {
    let work = try project()
    _ = try write(work)
    #expect(work.run("accept", "boats_seen", "2025-07-01", "--reason", "it was ours").status == 0)
    try expectChanged(
      work,
      ["boats_seen, edition of 2025-07-01: was accepted on 2025-07-02 (it was ours), which the proof does not say"])
  }

  @Test func aDecisionThatIsGoneIsNamed() throws {
    let work = try project()
    _ = try write(work)
    // The same archive before the decision, as a rebuild on another machine has it.
    let folder = "Data/archive/boats_seen/decisions"
    try FileManager.default.moveItem(atPath: work.path(folder), toPath: work.path("away"))
    for name in ["soundings.sqlite", "exports"] {
      try FileManager.default.removeItem(atPath: work.path("Data/" + name))
    }
    #expect(work.run("rebuild").status == 0)
    let gone = work.run("proof", "--check", "proof.html")
    #expect(gone.status == 1)
    #expect(
      gone.err.hasPrefix(
        "boats_seen, edition of 2025-07-01: the proof says that it was withdrawn on 2025-07-02 by Ann Lee (another harbor's "
          + "file), and there is no such decision any more; it touches boats-here, boats-of-the-table and undeclared\n-> put"
      ), "\(gone.err)")
    try FileManager.default.moveItem(atPath: work.path("away"), toPath: work.path(folder))
    #expect(work.run("run", "--offline", "boats_seen").status == 0)
    expectAllIsAsItWas(work)
  }

  /// An edition that came after the proof, and was withdrawn, changes nothing of what the proof says.
  @Test func aLaterEditionThatWasWithdrawnIsNews() throws {
    let work = try project()
    _ = try write(work)
    work.now = "2025-08-02T10:00:00Z"
    try work.write("Day,Port,Boats\n1 May 2025,Here,70\n", "later.csv")
    _ = work.run("add", "boats_seen", "later.csv", "--published", "2025-08-01")
    #expect(work.run("withdraw", "boats_seen", "2025-08-01", "--reason", "a test").status == 0)
    let check = work.run("proof", "--check", "proof.html")
    #expect(check.status == 0, "\(check.err)")
    #expect(
      check.out.contains(
        "  news: boats_seen, edition of 2025-08-01: was withdrawn on 2025-08-02: a test; the proof is of 2025-06-03\n"),
      "\(check.out)")
  }

  /// An edition that was accepted without some of its records, and read again by a mended normalize.sql.
  @Test func anAcceptanceIsNamedWithWhatIsInQuarantine() throws {
    let work = try DecisionTests().project(now: "2025-05-06T10:00:00Z")
    try work.write(
      "title: An article\npublished: 2025-05-05\nfigures:\n  - id: boats\n    clause: boats\n    printed: 30\n"
        + "    rule: equals\n    sql: select sum(boats) from boats_seen where port = 'There'\n"
        + "    caveat: some are unread\n",
      "Pipelines/articles/one.yaml")
    #expect(work.run("add", "boats_seen", "short.csv", "--published", "2025-05-05").status == 1)
    let before = try write(work, "before.html")
    #expect(!before.contains("What people decided on its editions"))
    expectAllIsAsItWas(work, "before.html")
    _ = work.run("accept", "boats_seen", "2025-05-05", "--reason", "as the publisher has it.")
    #expect(
      try write(work).contains(
        "<li>boats_seen, edition of 2025-05-05: accepted on 2025-05-06: as the publisher has it; 1 record of it is in "
          + "quarantine</li>"))
    expectAllIsAsItWas(work)
    let later = work.run("proof", "--check", "before.html")
    #expect(later.status == 0, "\(later.err)")
    #expect(
      later.out.contains(
        "  news: boats_seen, edition of 2025-05-05: was accepted on 2025-05-06: as the publisher has it; the proof is of"
      ),
      "\(later.out)")

    let sql = "Pipelines/boats/boats_seen/normalize.sql"
    try work.write(
      work.read(sql).replacing("\"Boats\" as", with: "replace(\"Boats\", 'thirty', '30') as"), sql)
    #expect(work.run("quarantine", "retry", "boats_seen").status != 1)
    let mended = work.run("proof", "--check", "proof.html")
    #expect(mended.status == 1)
    #expect(
      mended.err.contains("the proof says that 1 record of it was in quarantine; here it is 0\n"), "\(mended.err)")
  }

  @Test func aCorrectionIsNamed() throws {
    let work = try FigureTraceTests().project()
    _ = try write(work, "before.html")
    try work.write(CorrectionsCommandTests.header + CorrectionsCommandTests.row, CorrectionsCommandTests.file)
    _ = work.run("run", "--offline", "--quiet")
    let words = "boats_seen, edition of 2025-05-03, record 2: \(CorrectionsCommandTests.words)"
    #expect(try write(work).components(separatedBy: "<li>\(words)</li>").count == 4)
    expectAllIsAsItWas(work)
    try expectChanged(
      work, ["boats-here: a value behind it is corrected (\(words)), and the proof does not say so"], "before.html")
    try FileManager.default.removeItem(atPath: work.path(CorrectionsCommandTests.file))
    _ = work.run("run", "--offline", "--quiet")
    try expectChanged(
      work, ["boats-here: the proof says that a value was corrected (\(words)), and it is not corrected so any more"])
  }
}
