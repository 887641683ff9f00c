import Foundation
import Manifest
import Model
import PipelineTools
import Publishing
import TestTools
import Testing

@testable import Runs

/// The proof of the article that comes with the repository, over what comes with it.
@Suite(.tags(.slow)) struct ProofVerbTests {
  let work: TestProject
  let out: String

  init() throws {
    work = try TestProject.loaded()
    out = work.folder + "/proof.html"
  }

  func write(asOf day: String? = nil) throws -> ProofVerb.Report {
    try ProofVerb(article: Repository.article, asOf: day.flatMap { Day($0) }, out: out).run(work.project)
  }

  func check() throws -> ProofCheckReport {
    let verb = ProofCheckVerb(file: out)
    var report = try verb.checkFile()
    try verb.check(against: work.project, &report)
    return report
  }

  @Test func saysAllOfEachFigure() throws {
    let report = try write()
    // Every page is under 300 kB, so that a phone has it in a moment.
    #expect(report.bytes < 270_000)
    #expect(report.remarks == [])
    let page = try String(contentsOfFile: out, encoding: .utf8)
    let article = try Repository.library.article(named: Repository.article)
    #expect(report.proof.figures.map(\.id) == article.figures.map(\.id))
    for figure in report.proof.figures {
      #expect(page.contains("id=\"figure-\(figure.id)\""))
      for part in [figure.claim.source.sql, figure.claim.base, figure.claim.caveat, figure.claim.note, figure.why] {
        guard let part, let line = part.split(separator: "\n").last else { continue }
        // The page begins a sentence of why with a capital letter.
        #expect(page.contains(Self.escaped(String(line.dropFirst()))), "\(figure.id): \(line)")
      }
      for record in figure.now.evidence.flatMap(\.shown) {
        // The coordinates of a coast are in sight in part.
        let text = record.text.unicodeScalars.count > 1200 ? String(record.text.prefix(600)) + "…" : record.text
        #expect(page.contains(Self.escaped(text)), "\(figure.id), record \(record.record)")
      }
      // Whoever has data has records, and knows their file.
      guard figure.claim.source.nothing == nil else { continue }
      #expect(figure.now.evidence.contains { $0.count > 0 }, "\(figure.id)")
      for numbers in (figure.then.evidence + figure.now.evidence).flatMap(\.numbers) {
        #expect(report.proof.files.contains { $0.path == numbers.file }, "\(figure.id): \(numbers.file)")
      }
    }
    for file in report.proof.files {
      for part in [file.sha256, file.path, file.license, file.attribution] + file.addresses {
        #expect(page.contains(Self.escaped(part)), "\(part)")
      }
    }
    // Nothing of the machine that made it.
    #expect(!page.contains(Repository.root) && !page.contains(work.folder))
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  @Test func theSameBytesAfterARebuildAndElsewhere() throws {
    let first = try write()
    let pages = try Data(contentsOf: URL(fileURLWithPath: out))
    _ = try RebuildVerb().run(work.project)
    #expect(try write().sha256 == first.sha256)
    #expect(try Data(contentsOf: URL(fileURLWithPath: out)) == pages)
    let elsewhere = try TestProject()
    try FileManager.default.createDirectory(atPath: elsewhere.project.dataFolder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: work.archive, toPath: elsewhere.archive)
    _ = try RebuildVerb().run(elsewhere.project)
    let there = try ProofVerb(article: Repository.article, asOf: nil, out: elsewhere.folder + "/p.html").run(
      elsewhere.project)
    #expect(there.sha256 == first.sha256)
  }

  @Test func itsCheckFindsAllWell() throws {
    for day in [nil, "2025-11-19", "2025-11-01"] {
      _ = try write(asOf: day)
      let report = try check()
      #expect(report.findings == [], "\(day ?? "now")")
      #expect(report.exitCode == 0)
      #expect(report.checked.count == 4)
    }
    // Before the day of publication, that day counts for both, and no news are made of it but what came since.
    let news = try check().news
    #expect(news.contains { $0.hasPrefix("last-strike: value now Nov. 15, 2025, the proof says ") }, "\(news)")
  }

  /// An edition with other rows for the closed year, published since: news. The same, published before: no match.
  @Test(arguments: [("2026-10-01", false), ("2026-08-30", true)])
  func aNewerEditionIsNewsAnOlderOneIsNot(_ published: String, isMismatch: Bool) throws {
    _ = try write(asOf: "2026-09-01")
    let name = Repository.pipelines + "/maritime-strikes/wikipedia_strikes/bundled/2026-08-29.json"
    let text = try String(contentsOfFile: name, encoding: .utf8)
    let file = work.folder + "/revised.json"
    try text.replacing("4 December 2025", with: "18 November 2025").write(
      toFile: file, atomically: true, encoding: .utf8)
    try work.add("wikipedia_strikes", [file], published)
    let report = try check()
    #expect(report.exitCode == (isMismatch ? 1 : 0), "\(report.findings)")
    if isMismatch {
      #expect(
        report.findings.contains {
          $0.place == "strikes" && $0.what == "its value as of 2026-09-01 is 22 here, the proof says 21"
        }, "\(report.findings)")
    } else {
      #expect(report.news.contains { $0.hasPrefix("strikes: value now 22, the proof says 21") }, "\(report.news)")
    }
  }
}
