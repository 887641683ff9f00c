import Foundation
import Model
import TestTools
import Testing
import Words

@testable import Publishing

/// The proof's page as such: what comes out is text, and what went in comes back.
@Suite struct ProofPageTests {
  static let nasty = "</script><script>alert(1)</script><!-- <b> & \"\u{301} onx='1' \u{0}\r\n\u{202E}a\u{2028}"

  /// A proof with the text everywhere where a publisher or an author may bring one.
  static func proof(_ text: String) -> Proof {
    let record = Proof.Record(
      file: "d/aa.csv", record: 7, edition: text, published: "2025-05-03", confirmedBy: text, value: text, text: text,
      corrected: [text])
    let evidence = Proof.Evidence(
      kind: .declared, subject: text, columns: [text], value: text, unit: text, note: text, count: 3,
      numbers: [Proof.Numbers(file: "d/aa.csv", records: "7-9")], sha256: "ee", shown: [record])
    let state = Proof.State(
      value: text, shown: text, row: [Proof.Field(column: text, value: text, unit: text)], evidence: [evidence])
    let claim = Proof.Claim(
      clause: text, printed: text, unit: text, rule: text, wanted: text, place: text, line: 1,
      source: Proof.Source(sql: text),
      base: text, records: [text], caveat: text, caveatSQL: text, note: text, checkedBy: text, closed: text)
    return Proof(
      soundings: "0", templates: "", renderer: "none",
      article: Proof.Article(
        name: "one", title: text, publisher: text, published: "2025-05-10", address: text),
      asOf: nil, referenceDay: "2025-06-01",
      figures: [
        Proof.Figure(
          id: "boats", verdict: .holds, why: text, claim: claim, datasets: ["d"], then: state, now: state,
          changes: [text],
          closed: text,
          decisions: [
            FigureDecision(
              Decision(
                .withdraw, dataset: "d", edition: text, published: text, hashes: ["aa"], reason: text, decidedAt: text,
                decidedBy: text), day: Day(daysSince1970: 0), quarantined: 2, isReplaced: false)
          ], corrections: [text], restsOn: text, qualifier: text,
          sources: [Proof.KeyedSource(words: text, state: .anchored, quote: text, document: text)], readings: [text])
      ],
      tables: [Proof.Table(name: "t", title: text, grain: text, notes: [text], sql: text)],
      datasets: [Proof.Dataset(name: "d", title: text, notes: [text], sql: text)],
      files: [
        Proof.File(
          path: "d/aa.csv", sha256: "aa", bytes: 12, dataset: "d", title: text, publisher: text, edition: text,
          published: "2025-05-03", fetched: text, origin: .added, addresses: [text, "https://example.org/?a=1&b=2"],
          restriction: text, originals: [Proof.Original(address: text, sha256: text)], license: text,
          licenseAddress: text, attribution: text, homepage: text, fields: [text])
      ])
  }

  static func page(_ proof: Proof) throws -> String {
    String(decoding: ProofPage.bytes(of: proof, data: try ProofPage.data(of: proof), sha256: "ff"), as: UTF8.self)
  }

  /// A proof names what rendered it, so the name must follow the version in Package.swift.
  @Test func theRendererIsTheOneOfPackageSwift() throws {
    let package = try String(contentsOfFile: PublicTool.root + "/Package.swift", encoding: .utf8)
    let version = try #require(try /swift-mustache", exact: "([0-9.]+)"/.firstMatch(in: package))
    #expect(ProofPage.renderer == "swift-mustache \(version.1)")
  }

  /// Whatever a text brings, the page has the same elements as with a harmless one.
  @Test func noTextBecomesMarkup() throws {
    func marks(_ page: String) throws -> [Int] {
      let data = try #require(ProofPage.embedded(in: Array(page.utf8))).data
      #expect(!data.contains(UInt8(ascii: "<")))
      let text = page.replacing(String(decoding: data, as: UTF8.self), with: "")
      return ["<", ">", "<script", "</script>", "<!--"].map { text.components(separatedBy: $0).count }
    }
    let page = try Self.page(Self.proof(Self.nasty))
    #expect(try marks(page) == marks(try Self.page(Self.proof("harmless"))))
    // Each quote of a text is escaped, with a combining mark behind it too.
    let scalars = Array(page.unicodeScalars)
    let raw = scalars.indices.filter { scalars[$0] == "\u{301}" && $0 > 0 && scalars[$0 - 1] == "\"" }
    // Only in the data, where the quote is escaped as JSON has it.
    #expect(raw.allSatisfy { scalars[$0 - 2] == "\\" })
    #expect(!page.contains("\u{0}"))
    #expect(page.contains("onx='1' \u{FFFD}\u{FFFD}\n"))
  }

  /// Nothing is fetched when the page is opened.
  @Test func thePageAsksNobody() throws {
    let page = try Self.page(Self.proof("harmless"))
    for word in [" src=", "<link", "@import", "url(", "<iframe", "<img", "<form", "fetch("] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("<html lang=\"en\">"))
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noreferrer\">"))
    // What is no web address leads nowhere.
    let script = try Self.page(Self.proof("javascript:alert(1)"))
    #expect(!script.contains("href=\"javascript"))
  }

  @Test func theDataComesBack() throws {
    for text in ["harmless", Self.nasty, "", "$1", "$$", "$50 million, and \"$2\"", "a: b: c", "\\"] {
      let proof = Self.proof(text)
      let data = try ProofPage.data(of: proof)
      let page = ProofPage.bytes(of: proof, data: data, sha256: "ff")
      let found = try #require(ProofPage.embedded(in: page))
      #expect(found.data == data)
      #expect(found.sha256 == "ff")
      #expect(try ProofPage.proof(from: found.data, at: "x") == proof)
      // Made again of what came back, it is the same page.
      #expect(ProofPage.bytes(of: try ProofPage.proof(from: data, at: "x"), data: data, sha256: "ff") == page)
      #expect(try JSONSerialization.jsonObject(with: Data(data)) is [String: Any])
    }
  }

  /// Proofs of before each record was stated once say the same.
  @Test func anOlderFormIsRead() throws {
    for text in ["harmless", Self.nasty] {
      let proof = Self.proof(text)
      let line = String(decoding: try StoredJSON.line(proof), as: UTF8.self)
      let old = Array("{\"form\":2,\(line.dropFirst())".utf8)
      #expect(try ProofPage.proof(from: old, at: "x") == proof)
      // Before each text was.
      var stored = StoredProof(proof)
      stored.form = 3
      (stored.reasons, stored.readings, stored.sources) = (nil, nil, nil)
      stored.proof.figures[0].why = proof.figures[0].why
      stored.proof.figures[0].readings = proof.figures[0].readings
      stored.proof.figures[0].sources = proof.figures[0].sources
      #expect(try ProofPage.proof(from: try StoredJSON.line(stored), at: "x") == proof)
    }
  }

  /// What stands behind several figures and states is in the data once, and on the page once for each figure.
  @Test func eachRecordIsStatedOnce() throws {
    var proof = Self.proof("harmless")
    var figure = proof.figures[0]
    var record = figure.then.evidence[0].shown[0]
    record.text = "one,long,record"
    figure.then.evidence[0].shown = [record]
    record.confirmedBy = "another"
    let second = Proof.Record(
      file: record.file, record: 9, edition: "2025-05-03", published: "2025-05-03", confirmedBy: nil, value: nil,
      text: "the,next,record")
    figure.now.evidence[0].shown = [record, second]
    figure.now.evidence[0].sha256 = "ff"
    proof.figures = [figure, figure]
    proof.figures[1].id = "ships"
    let data = String(decoding: try ProofPage.data(of: proof), as: UTF8.self)
    let page = String(
      decoding: ProofPage.bytes(of: proof, data: Array(data.utf8), sha256: "ff"), as: UTF8.self
    ).replacing(data, with: "")
    for text in ["one,long,record", "the,next,record"] {
      #expect(data.components(separatedBy: text).count == 2)
      #expect(page.components(separatedBy: text).count == 3)
    }
    #expect(page.contains("<p>Record 7, shown above.</p>"))
    #expect(try ProofPage.proof(from: Array(data.utf8), at: "x") == proof)
  }

  /// A proof may come from anyone, and point anywhere.
  @Test func aPlaceThatIsNoneIsNoProof() throws {
    let data = String(decoding: try ProofPage.data(of: Self.proof("harmless")), as: UTF8.self)
    #expect(data.contains("\"states\":[[[0],[0]]]"))
    for states in ["[[[1],[0]]]", "[[[-1],[0]]]", "[[[0]]]", "[]"] {
      let forged = data.replacing("\"states\":[[[0],[0]]]", with: "\"states\":\(states)")
      let problem = try #require(throws: Problem.self) { try ProofPage.proof(from: Array(forged.utf8), at: "x") }
      #expect(problem.what == "carries data that is not a proof's")
    }
    for list in ["\"paths\":[\"d/aa.csv\"]", "\"texts\":[[0,7,\"$0\"]]"] {
      #expect(data.contains(list))
      let name = list.prefix { $0 != ":" }
      #expect(throws: Problem.self) {
        try ProofPage.proof(from: Array(data.replacing(list, with: "\(name):[]").utf8), at: "x")
      }
    }
  }

  @Test func whatIsNoProofIsSaid() throws {
    #expect(ProofPage.embedded(in: Array("<!doctype html><p>Hello</p>".utf8)) == nil)
    #expect(ProofPage.embedded(in: []) == nil)
    let other = try #require(throws: Problem.self) { try ProofPage.proof(from: Array("{\"form\": 1}".utf8), at: "x") }
    #expect(other.what == "is a proof of form 1; this Soundings knows forms 2, 3 and 4")
    let texts = [
      "", "{", "[]", "{\"form\": 2}", "{\"form\": 3}", "{\"form\": 4}", "{\"form\": \"one\"}", "{\"repeated\":[",
      "{\"repeated\":[\"a",
      "{\"repeated\":[\"a\\", "{\"repeated\":[\"a\"],\"form\":4,\"b\":\"$1\"}", "{\"repeated\":[\"a\"]",
      "{\"repeated\":[],\"form\":4}",
    ]
    for text in texts {
      let problem = try #require(throws: Problem.self) { try ProofPage.proof(from: Array(text.utf8), at: "x") }
      #expect(problem.kind == .badInput)
      #expect(problem.what == "carries data that is not a proof's")
    }
  }

  /// Each text that occurs often is stated once, and what comes back is the same, byte for byte.
  @Test func aRepeatedTextIsStatedOnce() throws {
    let line =
      #"{"long text":"a text that is long","list":["a text that is long","$50","$50","another text that is long",1,"a text that is long \""],"x":"another text that is long"}"#
    let packed = RepeatedText.packed(Array(line.utf8))
    #expect(
      String(decoding: packed, as: UTF8.self)
        == #"{"repeated":["a text that is long","another text that is long"],"long text":"$0","list":["$0","$$50","$$50","$1",1,"a text that is long \""],"x":"$1"}"#
    )
    #expect(RepeatedText.unpacked(packed) == Array(line.utf8))
    #expect(RepeatedText.unpacked(Array(line.utf8)) == nil)
    for place in ["$2", "$-1", "$", "$0x"] {
      #expect(RepeatedText.unpacked(Array(#"{"repeated":["a","b"],"c":"\#(place)"}"#.utf8)) == nil, "\(place)")
    }
  }

  /// A record of many characters is in sight in part, and whole in the data.
  @Test func aLongRecordIsCutInSightOnly() throws {
    var proof = Self.proof("harmless")
    let text = String(repeating: "10.5,", count: 400)
    for i in [0] { proof.figures[i].now.evidence[0].shown[0].text = text }
    let data = try ProofPage.data(of: proof)
    let page = try Self.page(proof).replacing(String(decoding: data, as: UTF8.self), with: "")
    #expect(
      page.contains("<p>The first 600 of 2,000 characters; all of them are in the data at the end of this page.</p>"))
    #expect(!page.contains(text) && page.contains(text.prefix(600) + "…"))
    #expect(try ProofPage.proof(from: data, at: "x") == proof)
  }

  /// A figure without data says why once, and its proof comes back.
  @Test func whyThereIsNoDataIsSaidOnce() throws {
    var proof = Self.proof("harmless")
    proof.figures[0].claim.source = Proof.Source(nothing: "no series of it is loaded")
    proof.figures[0].why = "no data: no series of it is loaded"
    let data = try ProofPage.data(of: proof)
    let page = try Self.page(proof)
    #expect(page.components(separatedBy: "no series of it is loaded").count == 3, "once in sight, once in the data")
    #expect(try ProofPage.proof(from: data, at: "x") == proof)
    proof.figures[0].why = "another reason"
    #expect(try ProofPage.proof(from: try ProofPage.data(of: proof), at: "x") == proof)
  }

  @Test func recordNumbers() {
    let numbers = RecordNumbers([7, 3, 1, 2, 9, 8, 2, 20])
    #expect(numbers.text == "1-3,7-9,20")
    #expect(numbers.count == 7)
    #expect((0...21).filter(numbers.contains) == [1, 2, 3, 7, 8, 9, 20])
    #expect(RecordNumbers("1-3,7-9,20") == numbers)
    for text in ["", "3-1", "1,1", "2,1", "1-", "-1", "a", "1-3,3", "01", "1-9999999999999999999", "1 2", "1,2"] {
      #expect(RecordNumbers(text) == nil, "\(text)")
    }
    #expect(numbers.steps == "1-2,4-2,11")
    #expect(RecordNumbers(steps: numbers.steps) == numbers)
    for steps in ["", "0", "1,1", "1-0", "-1", "a", "1-", "01", "1,2-9999999999999999999", "\(Int.max / 2)", "1,-2"] {
      #expect(RecordNumbers(steps: steps) == nil, "\(steps)")
    }
    #expect(RecordNumbers([]).contains(1) == false)
    var union = RecordNumbers("1-3,20")!
    union.formUnion(RecordNumbers("2-5,7,19,21-30")!)
    #expect(union.text == "1-5,7,19-30")
    union.formUnion(RecordNumbers([]))
    #expect(union.text == "1-5,7,19-30")
  }
}
