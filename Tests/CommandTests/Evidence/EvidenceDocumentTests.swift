import Foundation
import StandIn
import TestTools
import Testing

/// Documents: that they are of the row, are corrected and taken back, and what figures, pages and proofs say of them.
@Suite(.tags(.slow)) struct EvidenceDocumentTests {
  private let words = EvidenceProject.words

  /// What was published elsewhere, or later than the row says, is no evidence of it.
  @Test func theDocumentMustBeOfTheRow() throws {
    let row = "troops,X,15000,,https://x.example/t,,\(words.quoted),,,\("original read"),2025-11-16"
    let work = try EvidenceProject.make(row)
    try EvidenceProject.write(work, "There are \(words).")
    work.run("add-document", "page.txt", "--source", "https://other.example/t", "--published", "2025-11-16")
    #expect(try EvidenceProject.states(work) == ["document missing"])
    let other = work.run("add-document", "page.txt", "--source", "https://x.example/else", "--published", "2025-11-16")
    #expect(other.out.contains("of the same host are: https://x.example/t"), "\(other.out)")
    let keyed = work.run(
      "key", "facts", "--document", "https://other.example/t", "--quote", words, "--value", "item=more",
      "--value", "source=Y", "--value", "value=15000", "--value", "address=https://x.example/t")
    #expect(keyed.status == 64 && keyed.err.contains("and the document is of https://other.example/t"), "\(keyed.err)")
    let late = work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-20")
    #expect(late.status == 1 && late.err.contains("reported_on is 2025-11-16, but the document"), "\(late.err)")
    // The remedy: the right day, for the same bytes and address.
    let right = work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(right.status == 0 && right.out.contains("anchored in it"), "\(right.out)\(right.err)")
    #expect(try EvidenceProject.states(work) == ["anchored"])
    // Who quotes another may do so later, and then says when it was said.
    let copied = try EvidenceProject.make(row.replacing("original read", with: "secondary"))
    try EvidenceProject.write(copied, "There are \(words).")
    let late2 = copied.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2026-01-01")
    #expect(late2.err.contains("and the quote does not name the day"), "\(late2.err)")
  }

  /// A document that was added by mistake is taken back, and used again when it is added again.
  @Test func aWrongDocumentIsTakenBack() throws {
    let work = try EvidenceProject.make("troops,X,15000,,https://x.example/t,,\(words.quoted),,,,2025-11-16")
    try EvidenceProject.write(work, "There are few troops.", name: "wrong.txt")
    let wrong = work.run("add-document", "wrong.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(wrong.status == 1 && wrong.err.contains("does not stand in"), "\(wrong.err)")
    #expect(work.run("withdraw", "documents", "https://x.example/none", "--reason", "x").status == 64)
    #expect(work.run("accept", "documents", "https://x.example/t", "--reason", "x").err.contains("needs no acceptance"))
    let taken = work.run("withdraw", "documents", "https://x.example/t", "--reason", "another page")
    #expect(taken.status == 0 && taken.out.contains("is no longer used"), "\(taken.out)\(taken.err)")
    #expect(try EvidenceProject.states(work) == ["document missing"])
    #expect(work.run("evidence").status == 0)
    #expect(work.run("run", "--offline").status == 0 && work.run("verify").status == 0)
    try EvidenceProject.write(work, "There are \(words).")
    #expect(
      work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16").status == 0)
    #expect(try EvidenceProject.states(work) == ["anchored"])
    let both = work.run("withdraw", "documents", "https://x.example/t", "--reason", "again", "--json")
    #expect(both.out.contains("\"unanchored\""), "\(both.out)\(both.err)")
    #expect(try EvidenceProject.states(work) == ["document missing"])
    let again = work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(again.status == 0, "\(again.err)")
    #expect(try EvidenceProject.states(work) == ["anchored"])
  }

  /// A figure stands on the rows that are loaded: the words of a row that is held back are not shown as its evidence.
  @Test func whatIsHeldBackIsNoEvidence() throws {
    let row = "troops,X,15000,,https://x.example/t,,\(words.quoted),,,,2025-11-16"
    let work = try EvidenceProject.make(row)
    try EvidenceProject.write(work, "There are \(words).")
    work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(work.run("run", "--offline").status == 0)
    // The new file has another first row, and a quote that its document does not have.
    let others = "about 99,000 troops in the region"
    try work.write(
      [EvidenceProject.header, "a,X,1,,https://x.example/a,,,,,,2025-11-16"].joined(separator: "\n") + "\n"
        + row.replacing(words, with: others).replacing("15000", with: "99000") + "\n",
      "Pipelines/boats/facts/curated.csv")
    let run = work.run("run", "--offline")
    #expect(run.status == 1 && run.err.contains("facts, the rows keyed by hand"), "\(run.err)")
    let page = try work.read("Data/exports/site/index.html")
    #expect(page.contains(words) && !page.contains("99,000"))
    let trace = work.run("trace", "troops").out
    #expect(trace.contains(words) && !trace.contains("99,000"), "\(trace)")
    #expect(work.run("figures").out.contains("rests on 1 anchored row keyed by hand"))
  }

  /// A proof rests on the documents too.
  @Test func aProofNamesItsDocuments() throws {
    let work = try EvidenceProject.make("troops,X,15000,,https://x.example/t,,\(words.quoted),,,,2025-11-16")
    try EvidenceProject.write(work, "There are \(words).")
    work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(work.run("run", "--offline").status == 0)
    #expect(work.run("proof", "story", "--out", "proof.html").status == 0)
    let good = work.run("proof", "--check", "proof.html")
    #expect(good.status == 0 && good.out.contains("1 quote: in the documents"), "\(good.out)\(good.err)")
    let name = try #require(work.names("Data/archive/documents").first { $0.hasSuffix(".txt") })
    #expect(try work.read("proof.html").contains("documents/\(name)"))
    let path = "Data/archive/documents/\(name)"
    work.shell("cp \(path) kept.txt; chmod u+w \(path); printf X | dd of=\(path) bs=1 seek=3 conv=notrunc 2>/dev/null")
    let flipped = work.run("proof", "--check", "proof.html")
    #expect(flipped.status == 1 && flipped.err.contains(name), "\(flipped.out)\(flipped.err)")
    let trace = work.run("trace", "troops").out
    #expect(trace.contains("the document is not what was stored"), "\(trace)")
    work.shell("rm -f \(path)")
    let gone = work.run("proof", "--check", "proof.html")
    #expect(gone.status == 1 && gone.err.contains("is missing; the proof rests on it"), "\(gone.err)")
    work.shell("cp kept.txt \(path)")
    #expect(work.run("proof", "--check", "proof.html").status == 0)
    work.run("withdraw", "documents", "https://x.example/t", "--reason", "a mistake")
    let withdrawn = work.run("proof", "--check", "proof.html")
    #expect(withdrawn.status == 1 && withdrawn.err.contains("which was withdrawn"), "\(withdrawn.err)")
  }

  /// A run with a network gets the pages whose words rows have, once; a page that cannot be had is no failure of the run.
  @Test(.enabled(if: StandIn.isPossible, "needs python3 and openssl"))
  func aRunFetchesTheDocuments() throws {
    let standIn = try StandIn([
      Route("www.cbp.gov", "/page", "<!doctype html><body><p>There are \(words).</p></body>", type: "text/html"),
      Route("www.cbp.gov", "/changed", "<!doctype html><body><p>Nothing is left.</p></body>", type: "text/html"),
    ])
    let hash = EvidenceProject.sha256("some words")
    let work = try EvidenceProject.make(
      "changed,X,,,https://www.cbp.gov/changed,,,\(hash),10,,2025-11-16",
      "none,X,,,https://www.cbp.gov/none,,,\(hash),10,,2025-11-16",
      "troops,X,15000,,https://www.cbp.gov/page,,\(words.quoted),,,,2025-11-16",
      "unread,X,1,,https://www.cbp.gov/unread,,,,,,2025-11-16")
    try work.write(standIn.yaml + "retries: 0\n", "Config/soundings.yaml")
    #expect(work.run("run", "--offline").status == 0)
    #expect(try standIn.requests().isEmpty)
    // Without a network nobody was asked, and the next run tries again.
    try work.write("contact: tests@example.org\nretries: 0\nproxy: http://127.0.0.1:9\n", "Config/soundings.yaml")
    #expect(work.run("run").status == 0)
    try work.write(standIn.yaml + "retries: 0\n", "Config/soundings.yaml")
    let run = work.run("run")
    #expect(run.status == 0, "\(run.out)\(run.err)")
    #expect((run.out + run.err).contains("2 documents behind rows keyed by hand fetched; 1 row anchored in them"))
    let states = ["document missing", "document missing", "anchored", "words never read"]
    #expect(try EvidenceProject.states(work) == states)
    #expect(work.run("evidence").out.contains("the words are not in the copy that was fetched"))
    #expect(work.run("figures").out.contains("rests on 1 anchored row keyed by hand"))
    let count = try standIn.requests().count
    #expect(work.run("run").status == 0)
    #expect(try standIn.requests().count == count && standIn.requests().allSatisfy { $0.path != "/unread" })
  }

  /// Of several copies of a page one that has the words will do; the others speak for themselves.
  @Test func aNewerCopyTakesNothingAway() throws {
    let work = try EvidenceProject.make("troops,X,15000,,https://x.example/t,,\(words.quoted),,,,2025-11-16")
    try work.write("There are \(words).", "page.txt")
    try work.write("Updated. There are \(words).", "newer.txt")
    let source = ["--source", "https://x.example/t"]
    work.run(["add-document", "page.txt", "--published", "2025-11-16"] + source)
    #expect(work.run(["add-document", "newer.txt", "--published", "2025-12-01"] + source).status == 0)
    #expect(try EvidenceProject.states(work) == ["anchored"])
    #expect(work.run("run", "--offline").status == 0)
    let future = work.run(["add-document", "newer.txt", "--published", "2099-12-01"] + source)
    #expect(future.status == 64 && future.err.contains("lies in the future"), "\(future.err)")
    // The words are in the older one only.
    try work.write("Gone.", "gone.txt")
    work.run(["add-document", "gone.txt", "--published", "2025-12-05"] + source)
    let keyed = work.run(
      "key", "facts", "--document", "https://x.example/t", "--quote", "There are about 15,000", "--value", "item=more",
      "--value", "source=Z", "--value", "value=15000", "--value", "reported_on=2025-12-02")
    #expect(keyed.status == 0 || keyed.err.contains("stands"), "\(keyed.err)")
    // The same bytes of two addresses are two documents.
    work.run("add-document", "gone.txt", "--published", "2025-12-05", "--source", "https://x.example/t/")
    let named = work.run("withdraw", "documents", "https://x.example/t/", "--reason", "twice")
    #expect(named.status == 0, "\(named.err)")
  }

  /// What stands around a quote is in no export, and no table of the warehouse that is published.
  @Test func onlyQuotesLeaveTheArchive() throws {
    let work = try EvidenceProject.make("troops,X,15000,,https://x.example/t,,\(words.quoted),,,,2025-11-16")
    #expect(work.run("run", "--offline").status == 0)
    try work.write("There are about 15,000 SECRETPHRASE troops in the region now.", "page.txt")
    let added = work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(added.status == 1 && added.err.contains("SECRETPHRASE"), "\(added.err)")
    #expect(work.run("run", "--offline").status == 1)
    #expect(work.run("proof", "story", "--out", "Data/exports/proof.html").status == 0)
    #expect(work.shell("grep -rl SECRETPHRASE Data/exports").out.isEmpty)
  }

  /// One damaged file beside the documents stops nobody who only reads, and is named.
  @Test func damagedRecordsAreNamed() throws {
    let work = try EvidenceProject.make("troops,X,15000,,https://x.example/t,,\(words.quoted),,,,2025-11-16")
    try work.write("There are \(words).", "page.txt")
    work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(work.run("run", "--offline").status == 0)
    work.shell("for f in Data/archive/documents/anchors/*.json; do chmod u+w $f; echo >> $f; done")
    #expect(work.run("run", "--offline").status == 0 && work.run("figures").status == 0)
    #expect(work.run("verify").status != 0)
    work.shell("rm -f Data/archive/documents/anchors/*.json")
    work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(work.names("Data/archive/documents/anchors").count == 1 && work.run("verify").status == 0)
    work.shell("for f in Data/archive/documents/*.json; do chmod u+w $f; echo >> $f; done")
    let run = work.run("run", "--offline")
    #expect((run.out + run.err).contains("the record of a document is damaged"), "\(run.out)\(run.err)")
    #expect(try EvidenceProject.states(work) == ["document missing"])
    #expect(work.run("evidence").err.contains("the record of a document is damaged"))
  }

  /// A transcription, a live copy and a statement in words are called what they are.
  @Test func whatADocumentIsIsSaid() throws {
    let work = try EvidenceProject.make(
      "troops,X,15000,,https://x.example/t,,\(words.quoted),,,official original,2025-11-16",
      "aim,X,,he was removed,https://x.example/t,,There are,,,,2025-11-16")
    try work.write("There are \(words).", "page.txt")
    let added = work.run(
      "add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16", "--transcribed")
    #expect(added.status == 0, "\(added.err)")
    #expect(work.run("run", "--offline").status == 0)
    #expect(work.run("figures").out.contains("(1 in a transcribed copy)"))
    #expect(try work.read("Data/exports/site/index.html").contains("archived as a transcribed copy"))
    let trace = work.run("trace", "troops").out
    #expect(trace.contains("transcribed copy of https://x.example/t, published Nov. 16, 2025"), "\(trace)")
    let json = work.run("evidence", "--json").out
    #expect(json.contains("\"is_compared\": false") || json.contains("\"is_compared\" : false"), "\(json)")
  }

  /// A file that got another column, and is held back, leaves the figures on what is loaded.
  @Test func aNewColumnStopsNobody() throws {
    let work = try EvidenceProject.make("troops,X,15000,,https://x.example/t,,\(words.quoted),,,,2025-11-16")
    try work.write("There are \(words).", "page.txt")
    work.run("add-document", "page.txt", "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(work.run("run", "--offline").status == 0)
    let manifest = "Pipelines/boats/facts/dataset.yaml"
    try work.write(try work.read(manifest).replacing("kind, reported_on]", with: "kind, reported_on, more]"), manifest)
    try work.write(
      "\(EvidenceProject.header),more\ntroops,X,99000,,https://x.example/t,,\(words.quoted),,,,2025-11-16,\n",
      "Pipelines/boats/facts/curated.csv")
    let run = work.run("run", "--offline")
    #expect(run.status == 1 && run.err.contains("value is '99000'"), "\(run.out)\(run.err)")
    for command in [["figures"], ["evidence", "story"]] {
      let result = work.run(command)
      #expect(!result.err.contains("the header has"), "\(command): \(result.err)")
    }
    let figures = work.run("figures").out
    #expect(figures.contains("15,000") && figures.contains("rests on 1 anchored row keyed by hand"), "\(figures)")
  }

  /// An item of a feed, and a text in JSON, have the words that their readers see.
  @Test(arguments: [
    (
      "feed.xml",
      "<?xml version=\"1.0\"?><rss><channel><item><description><![CDATA[<p>There are <b>about</b> 15,000 troops in the region.</p>]]></description></item></channel></rss>"
    ),
    (
      "feed2.xml",
      "<?xml version=\"1.0\"?><feed><entry><content type=\"html\">&lt;p&gt;about 15,000 troops in the region&lt;/p&gt;</content></entry></feed>"
    ),
    ("page.json", "{\"html\": \"<p>There are about 15,000 troops\\nin the region</p>\", \"n\": 5}"),
  ])
  func feedsAndJSONAreRead(name: String, text: String) throws {
    let work = try EvidenceProject.make("troops,X,15000,,https://x.example/t,,\(words.quoted),,,,2025-11-16")
    try work.write(text, name)
    let added = work.run("add-document", name, "--source", "https://x.example/t", "--published", "2025-11-16")
    #expect(added.status == 0 && added.out.contains("1 keyed row anchored"), "\(added.out)\(added.err)")
  }
}
