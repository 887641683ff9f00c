import Foundation
import TestTools
import Testing

/// `soundings check-draft FILE`, in a newsroom's own project.
@Suite(.tags(.slow)) struct CheckDraftTests {
  /// Boats of two ports in two years.
  private func project() throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    try work.write(
      """
      -- One row per year and port.
      -- title: Boats seen in the harbors, by year and port
      -- column year (year): Year.
      -- column port (text): The port.
      -- column boats (integer, boats): Boats seen there.
      -- adds: boats over time and places
      -- about: boats, arrivals, harbor
      -- words: boats as 'boats', 'arrivals'
      -- words: port 'North Quay' as 'the quay'
      -- trace boats: boats from boats_seen where cast(substr(date, 1, 4) as integer) = :year and port = :port
      select cast(substr(date, 1, 4) as integer) as year, port, sum(boats) as boats
      from boats_seen
      group by cast(substr(date, 1, 4) as integer), port
      order by year, port
      """, "Pipelines/boats/tables/boats_by_port.sql")
    try work.write(
      "Day,Port,Boats\n2023-05-02,North Quay,1204\n2023-06-01,Old Harbor,318\n2024-05-02,North Quay,1531\n2024-06-01,Old Harbor,277\n",
      "list.csv")
    try work.write("Day,Port,Boats\n2023-05-02,North Quay,1204\n", "Pipelines/boats/boats_seen/sample.csv")
    #expect(work.run("record", "boats_seen").status == 0)
    let added = work.run("add", "boats_seen", "list.csv", "--published", "2025-01-10")
    #expect(added.status == 0, "\(added.err)")
    return work
  }

  private func numbers(_ result: Workdir.Result) throws -> [[String: Any]] {
    let document = try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
    #expect(Array(document.keys) == ["numbers"])
    return try #require(document["numbers"] as? [[String: Any]])
  }

  @Test func verdictsAndExitCodes() throws {
    let work = try project()
    try work.write(
      "In 2024, 1,531 boats arrived at North Quay.\n\nIn 2023, 999 boats arrived at Old Harbor.\n\nThe mayor is 61.\n",
      "draft.md")
    let result = work.run("check-draft", "draft.md", "--json")
    #expect(result.status == 1)
    let numbers = try numbers(result)
    #expect(numbers.map { $0["text"] as? String } == ["2024", "1,531", "2023", "999", "61"])
    #expect(numbers.map { $0["verdict"] as? String } == ["right", "right", "looks like", "wrong", "nothing"])
    #expect(numbers.map { $0["offset"] as? Int } == [3, 9, 48, 54, 101])
    #expect(numbers.allSatisfy { Set($0.keys) == ["text", "offset", "verdict", "cells"] })
    let cell = try #require((numbers[3]["cells"] as? [[String: Any]])?.first)
    #expect(Set(cell.keys) == ["table", "column", "key", "value", "edition"])
    #expect(cell["table"] as? String == "boats_by_port")
    #expect(cell["value"] as? Int == 318)
    #expect((cell["key"] as? [String: Any])?["port"] as? String == "Old Harbor")
    #expect((cell["key"] as? [String: Any])?["year"] as? Int == 2023)
    #expect(cell["edition"] as? String == "2025-01-10")
    // The command beside a cell shows its records.
    let text = work.run("check-draft", "draft.md")
    let command = try #require(text.out.split(separator: "\n").first { $0.hasPrefix("  soundings trace") })
    #expect(work.shell(String(command).replacing("soundings trace", with: "\"$0\" trace")).status == 0)
    try work.write("In 2024, 1,531 boats arrived at North Quay, 1,808 in both harbors together.\n", "good.txt")
    #expect(work.run("check-draft", "good.txt", "--quiet").status == 0)
  }

  @Test func whatWasKnownOnADay() throws {
    let work = try project()
    try work.write("In 2024, 1,531 boats arrived at North Quay.\n", "draft.md")
    let result = work.run("check-draft", "draft.md", "--as-of", "2025-01-01", "--json")
    #expect(try numbers(result).map { $0["verdict"] as? String } == ["nothing", "nothing"])
  }

  @Test func thePageAndTheEntryForTheLedger() throws {
    let work = try project()
    try work.write("<p>In 2024, <b>1,531</b> boats arrived at North Quay &amp; <i>stayed</i>.</p>", "draft.html")
    let result = work.run("check-draft", "draft.html", "--out", "page.html")
    #expect(result.status == 0, "\(result.err)")
    let page = try work.read("page.html")
    #expect(page.contains("href=\"#n2\">1,531</a> boats arrived at North Quay &amp; stayed."))
    #expect(page.contains("<article id=\"n2\">"))
    #expect(!page.contains("<script"))
    let parts = page.components(separatedBy: "<pre>  - id: ")
    #expect(parts.count == 2)
    let entry =
      "  - id: "
      + parts[1].components(separatedBy: "</pre>")[0].replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    try work.write("title: An article\npublished: 2025-05-10\nfigures:\n" + entry, "Pipelines/articles/one.yaml")
    let check = work.run("check")
    #expect(check.status == 0, "\(entry)\n\(check.err)")
    let figures = work.run("figures", "one", "--json")
    #expect(figures.out.contains("\"verdict\": \"holds\""), "\(figures.out)\(figures.err)")
  }

  @Test func whatIsNoDraft() throws {
    let work = try project()
    try work.write("", "empty.md")
    try work.write("PK\u{3}\u{4}word/document.xml", "draft.docx")
    try work.write("a\u{0}b\u{1}\u{2}\u{3}c", "binary.md")
    for (name, what, remedy) in [
      ("empty.md", "is empty", "name the file that has the text"),
      (
        "draft.docx", "is a Word, OpenDocument or other zipped document, not text",
        "export it as text, Markdown or HTML"
      ),
      ("binary.md", "contains a NUL byte", "export the draft as text, Markdown or HTML"),
      ("none.md", "there is no such file", "check the name"),
      (".", "is a folder, not a draft", "name the file in it"),
    ] {
      let result = work.run("check-draft", name)
      #expect(result.status == 65, "\(name)")
      #expect(result.out == "")
      #expect(
        result.errors.count == 2 && result.errors[0].contains(what) && result.errors[1].contains(remedy),
        "\(result.err)")
    }
    #expect(work.run("check-draft", "").status == 64)
    #expect(work.run("check-draft", "empty.md", "--out", "").status == 64)
  }

  @Test func draftsThatTheDataDoesNotAnswer() throws {
    let work = try project()
    try work.write("Nothing is counted here.\n", "words.txt")
    let none = work.run("check-draft", "words.txt")
    #expect(none.status == 0)
    #expect(none.out == "No numbers or dates.\n")
    #expect(try numbers(work.run("check-draft", "words.txt", "--json")).isEmpty)
    try work.write("Im Jahr 2024 kamen 1.531 Boote; es kostete 12,5 Millionen.\n", "deutsch.txt")
    let other = work.run("check-draft", "deutsch.txt", "--json")
    #expect(other.status == 0)
    #expect(try numbers(other).allSatisfy { $0["verdict"] as? String != "wrong" })
    try work.write("The choir has 1,531 members, and 318 of them sing bass.\n", "choir.txt")
    let choir = try numbers(work.run("check-draft", "choir.txt", "--json"))
    #expect(choir.map { $0["verdict"] as? String } == ["nothing", "nothing"])
  }

  @Test func withoutDataItSaysSo() throws {
    let work = try Workdir()
    try work.makeProject()
    try work.write("There were 3 boats.\n", "draft.md")
    let result = work.run("check-draft", "draft.md")
    #expect(result.status == 1)
    #expect(result.err.contains("holds no data yet"))
  }
}
