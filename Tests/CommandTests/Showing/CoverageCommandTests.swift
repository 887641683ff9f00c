import Foundation
import Glibc
import TestTools
import Testing

/// `soundings figures ARTICLE --coverage FILE`, in a project that has never loaded any data.
@Suite(.tags(.slow)) struct CoverageCommandTests {
  private func project(allow: String = "") throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    try work.write(
      """
      title: An article
      published: 2025-05-10
      figures:
        - id: boats
          clause: five boats in the harbor
          printed: 5
          unit: boats
          rule: equals
          sql: select sum(boats) from boats_seen
      \(allow)
      """, "Pipelines/articles/one.yaml")
    return work
  }

  @Test func listsWhatNoFigureCovers() throws {
    let work = try project(
      allow: "allow:\n  - {text: 40 people, reason: their own count}\n  - {text: \"1999\", reason: an old one}\n")
    try work.write(
      "# Boats\n\nFive boats in the harbor held 40 people.\nOn 3 May, **six** boats were in the harbor.\n", "draft.md")
    let result = work.run("figures", "one", "--coverage", "draft.md")
    #expect(result.status == 1)
    #expect(result.err == "")
    #expect(
      result.out == """
        draft.md:4:4: "3 May": no figure covers it
        draft.md:4:13: "six boats": differs: figure 'boats' prints 5 for "five boats in the harbor", the draft says six
        note: Pipelines/articles/one.yaml:12: allow '1999' matches nothing in the draft
        4 numbers and dates in draft.md: 1 covered, 1 allowed, 1 uncovered, 1 differs

        """)
    let quiet = work.run("figures", "--coverage", "draft.md", "--quiet")
    #expect(quiet.status == 1)
    #expect(quiet.out.split(separator: "\n").count == 2)
    #expect(!work.exists("Data/soundings.sqlite"))
  }

  @Test func json() throws {
    let work = try project(allow: "allow: [{text: 40, near: held, reason: their own count}]\n")
    try work.write("<p>Five boats in the harbor <b>held</b> 40, and 41", "draft.html")
    let result = work.run("figures", "one", "--coverage", "draft.html", "--json")
    #expect(result.status == 1)
    let document = try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
    #expect(document["article"] as? String == "one")
    #expect(document["draft"] as? String == "draft.html")
    #expect(document["counts"] as? [String: Int] == ["covered": 1, "allowed": 1, "uncovered": 1, "differs": 0])
    let mentions = try #require(document["mentions"] as? [[String: Any]])
    #expect(mentions.map { $0["state"] as? String } == ["covered", "allowed", "uncovered"])
    #expect(mentions.map { $0["text"] as? String } == ["Five", "40", "41"])
    #expect(mentions.map { $0["line"] as? Int } == [1, 1, 1])
    #expect(mentions.map { $0["column"] as? Int } == [4, 41, 49])
    #expect(mentions.map { $0["value"] as? Int } == [5, 40, 41])
    #expect(mentions[0]["figure"] as? String == "boats")
    #expect(mentions[1]["reason"] as? String == "their own count")
    #expect(mentions[2]["figure"] is NSNull)
  }

  @Test func nothingToTellIsSuccess() throws {
    let work = try project()
    try work.write("Five boats lay in the harbor.", "draft")
    let result = work.run("figures", "--coverage", "draft")
    #expect(result.status == 0)
    #expect(result.out == "1 number or date in draft: 1 covered\n")
    #expect(work.run("figures", "--coverage", "draft", "--quiet").out == "")
    try work.write("No numbers at all.", "draft")
    #expect(work.run("figures", "--coverage", "draft").status == 0)
  }

  /// Two lines, the right exit code, and nothing on stdout.
  @Test func badInput() throws {
    let work = try project()
    try work.write("text", "draft.txt")
    try FileManager.default.createDirectory(atPath: work.path("folder"), withIntermediateDirectories: true)
    try work.write(Data(), "empty.md")
    try work.write(Data([0x50, 0x4B, 3, 4, 0, 0]), "draft.docx")
    try work.write(Data([0x63, 0x61, 0x66, 0xE9]), "latin.txt")
    try work.write(Data([0x61, 0, 0x62]), "nul.txt")
    let cases: [([String], Int32, String)] = [
      (["one", "--coverage", "gone.md"], 65, "gone.md: there is no such file\n"),
      (["one", "--coverage", "folder"], 65, "folder: is a folder, not a draft\n"),
      (["one", "--coverage", "empty.md"], 65, "empty.md: is empty\n"),
      (["one", "--coverage", "draft.docx"], 65, "draft.docx: is a Word, OpenDocument or other zipped document"),
      (["one", "--coverage", "latin.txt"], 65, "iconv -f ISO-8859-1 -t UTF-8 latin.txt > utf8-latin.txt"),
      (["one", "--coverage", "nul.txt"], 65, "nul.txt:1: contains a NUL byte"),
      (["one", "--coverage", ""], 64, "--coverage: is empty, perhaps because a variable is not set\n"),
      (["eno", "--coverage", "draft.txt"], 64, "there is no article named 'eno'"),
      (["one", "--coverage", "draft.txt", "--as-of", "2025-05-01"], 64, "--as-of: cannot be used with --coverage"),
      (["one", "--coverage", "/dev/zero"], 65, "/dev/zero: is larger than 64 MB"),
    ]
    for (arguments, status, says) in cases {
      let result = work.run(["figures"] + arguments)
      #expect(result.status == status, "\(arguments)")
      #expect(result.out == "", "\(arguments)")
      #expect(result.errors.count == 2, "\(result.err)")
      #expect(result.err.contains(says), "\(result.err)")
    }
    try work.write(try work.read("Pipelines/articles/one.yaml"), "Pipelines/articles/two.yaml")
    let which = work.run("figures", "--coverage", "draft.txt")
    #expect(which.status == 64)
    #expect(
      which.err.contains("the article is not clear: there are 2\n-> name one of them before the option: one, two"))
  }
}
