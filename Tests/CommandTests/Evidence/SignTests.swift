import Foundation
import TestTools
import Testing

/// A sign-off: who checked a figure. It holds for a value, a rule and an evidence, lapses with them, and stands wherever the figure does.
@Suite(.tags(.slow)) struct SignTests {
  private static let page = "Data/exports/site/articles/one.html"

  /// Two editions of boats, and the figures of an article on them.
  private func project() throws -> Workdir { try FigureTraceTests().project(now: "2025-07-02T10:00:00Z") }

  private func signed(_ work: Workdir, _ figure: String = "boats-here") throws -> [[String: Any]] {
    let object = try FigureTraceTests().document(work.run("figures", "one", "--json"))
    let figures = try #require(object["figures"] as? [[String: Any]])
    return try #require(figures.first { $0["id"] as? String == figure }?["sign_offs"] as? [[String: Any]])
  }

  private func lapses(_ work: Workdir) throws -> [[String]] {
    try signed(work).map { $0["lapsed"] as? [String] ?? ["?"] }
  }

  private func sign(_ work: Workdir, _ name: String, _ more: String...) -> Workdir.Result {
    work.run(["sign", "boats-here", "--name", name] + more)
  }

  @Test func itStandsWhereTheFigureDoes() throws {
    let work = try project()
    let result = sign(work, " Ann \n Lee ", "--note", "read both files")
    #expect(result.status == 0, "\(result.err)")
    #expect(result.out.contains("Signed off by Ann Lee on July 2, 2025: read both files."), "\(result.out)")
    let line = "Signed off by Ann Lee on July 2, 2025: read both files."
    for file in [Self.page, "Data/exports/site/proofs/one.html"] {
      #expect(try work.read(file).contains(line), "\(file)")
    }
    #expect(work.shell("unzip -p Data/exports/soundings.xlsx xl/sharedStrings.xml").out.contains(line))
    #expect(work.run("figures", "one").out.contains("  signed off by Ann Lee on July 2, 2025"))
    let one = try #require(try signed(work).first)
    #expect(one["name"] as? String == "Ann Lee" && (one["editions"] as? [Any])?.isEmpty == false)
    #expect(work.run("verify").status == 0)
    // The same again is nothing new; another case of the name is the same person.
    #expect(sign(work, "ann lee", "--note", "read both files").out.contains("Nothing was recorded"))
    #expect(try signed(work).count == 1)
    #expect(sign(work, "Bob").status == 0)
    #expect(try signed(work).map { $0["name"] as? String } == ["Ann Lee", "Bob"])
    // From the archive alone.
    let before = try work.read(Self.page)
    try FileManager.default.removeItem(atPath: work.path("Data/exports"))
    #expect([0, 3].contains(work.run("rebuild").status))
    #expect(try work.read(Self.page) == before)
    // It was not there before it was made.
    #expect(!work.run("figures", "one", "--as-of", "2025-07-01").out.contains("Ann Lee"))
  }

  @Test func itLapsesWithTheValueTheRuleAndTheEvidence() throws {
    let work = try project()
    #expect(sign(work, "Ann").status == 0)
    func add(_ rows: String, _ day: String) throws {
      try work.write("Day,Port,Boats\n" + rows, "next.csv")
      let added = work.run("add", "boats_seen", "next.csv", "--published", day)
      #expect([0, 3].contains(added.status), "\(added.err)")
    }
    // The same value in a new edition is no change.
    try add("1 May 2025,Here,6\n2 May 2025,Here,8\n", "2025-06-28")
    #expect(try lapses(work) == [[]])
    let article = try work.read("Pipelines/articles/one.yaml")
    // Neither is a line above it.
    try work.write("# Checked in July.\n" + article, "Pipelines/articles/one.yaml")
    #expect(try lapses(work) == [[]])
    let changed = article.replacing("clause: ", with: "clause: nearly ", maxReplacements: 9)
    try work.write(changed, "Pipelines/articles/one.yaml")
    #expect(try lapses(work) == [["the statement, its rule or its SQL was changed"]])
    try work.write(article, "Pipelines/articles/one.yaml")
    #expect(try lapses(work) == [[]])
    try add("1 May 2025,Here,7\n2 May 2025,Here,8\n", "2025-06-29")
    let lapsed = try #require(try lapses(work).first)
    #expect(lapsed == ["the value was 14 and is 15"])
    #expect(try work.read(Self.page).contains("The sign-off by Ann on July 2, 2025, has lapsed: the value was "))
    // A proof has only what holds.
    #expect(try !work.read("Data/exports/site/proofs/one.html").contains("by Ann on"))
    // Signing again is a new look at it.
    #expect(sign(work, "Ann").status == 0)
    #expect(try lapses(work) == [[]])
  }

  @Test func aRowThatLosesItsDocumentIsAnotherEvidence() throws {
    let words = EvidenceProject.words
    let work = try EvidenceProject.make("troops,X,15000,,https://x.example/t,,\(words.quoted),,,,2025-11-16")
    try EvidenceProject.write(work, "There are \(words).")
    work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(work.run("run", "--offline").status == 0)
    #expect(work.run("sign", "troops", "--name", "Ann").status == 0)
    #expect(work.run("figures").out.contains("signed off by Ann"))
    #expect(work.run("withdraw", "documents", "https://x.example/t", "--reason", "another page").status == 0)
    let figures = work.run("figures").out
    #expect(figures.contains("has lapsed: what it rests on, or who says otherwise, has changed"), "\(figures)")
  }

  @Test func itIsTakenBackAndTheProofSaysSo() throws {
    let work = try project()
    let none = sign(work, "Ann", "--take-back", "x")
    #expect(none.status == 64 && none.err.contains("boats-here: Ann has not signed it off\n-> "), "\(none.err)")
    #expect(sign(work, "Ann").status == 0)
    #expect(work.run("proof", "one", "--out", "proof.html").status == 0)
    let good = work.run("proof", "--check", "proof.html")
    #expect(good.status == 0 && good.out.contains("matches: 1 sign-off: in the archive, too"), "\(good.out)\(good.err)")
    #expect(sign(work, "ANN", "--take-back", "the wrong file").out.contains("Nobody has signed it off now."))
    #expect(try signed(work).isEmpty)
    #expect(try !work.read(Self.page).contains("Signed off by"))
    let bad = work.run("proof", "--check", "proof.html")
    #expect(bad.status == 1 && bad.err.contains("Ann has taken the sign-off back: the wrong file"), "\(bad.err)")
    // Nor does one that the archive never had.
    try FileManager.default.removeItem(atPath: work.path("Data/archive/sign-offs"))
    let forged = work.run("proof", "--check", "proof.html")
    #expect(forged.status == 1 && forged.err.contains("and the archive does not"), "\(forged.err)")
  }

  @Test func twoPersonsWhereTheConfigurationAsks() throws {
    let work = try project()
    try work.write(try work.read("Config/soundings.yaml") + "sign_off: {persons: 2}\n", "Config/soundings.yaml")
    func isSigned() throws -> Bool? {
      let object = try FigureTraceTests().document(work.run("figures", "one", "--json"))
      return (object["figures"] as? [[String: Any]])?.first { $0["id"] as? String == "boats-here" }?["signed_off"]
        as? Bool
    }
    #expect(work.run("figures", "one").out.contains("  not signed off; 2 persons must sign it off\n"))
    #expect(sign(work, "Ann").out.contains("1 more person must sign it off."))
    // One person cannot be two.
    _ = sign(work, "ANN", "--note", "again")
    #expect(try isSigned() == false)
    #expect(sign(work, "Bob").status == 0)
    #expect(try isSigned() == true)
  }

  /// What a damaged record said nobody knows: it may have taken a sign-off back.
  @Test func aDamagedRecordIsNoSignOff() throws {
    let work = try project()
    #expect(sign(work, "Ann").status == 0 && sign(work, "Bob").status == 0)
    let folder = "Data/archive/sign-offs/one"
    let name = try #require(work.names(folder).last)
    #expect(work.shell("chmod u+w \(folder)/\(name); sed -i 's/Bob/Bib/' \(folder)/\(name)").status == 0)
    #expect(try lapses(work) == [["a record of a sign-off on it is damaged"]])
    #expect(
      work.run("figures", "one").out.contains("a record of a sign-off on it is damaged; soundings verify names it"))
    let verify = work.run("verify")
    #expect(verify.status == 1 && verify.err.contains(name), "\(verify.err)")
    // A run goes on, and the printed remedy works.
    #expect([0, 3].contains(work.run("run", "--offline").status))
    #expect(work.shell("mv \(folder)/\(name) elsewhere.json").status == 0)
    #expect(sign(work, "Bob").status == 0 && work.run("verify").status == 0)
    #expect(try lapses(work) == [[], []])
  }

  @Test func mistakes() throws {
    let work = try project()
    for (arguments, says) in [
      (["sign", "boats-her", "--name", "Ann"], "did you mean 'boats-here'?"),
      (["sign", "boats-here", "--name", "  "], "--name: is empty\n-> "),
      (["sign", "boats_by_port", "--name", "Ann"], "is a table, not a figure"),
      (["sign", "boats-here", "--name", "Ann", "--take-back", " "], "--take-back: is empty\n-> "),
    ] {
      let result = work.run(arguments)
      #expect(result.status == 64 && result.err.contains(says), "\(result.err)")
    }
    #expect(!work.exists("Data/archive/sign-offs"))
  }
}
