import Model
import Testing

@testable import Manifest

/// `allow:` in an article's file.
@Suite struct AllowTests {
  let workspace = Workspace()

  static let good =
    ArticleTests.good + """
      allow:
        - {text: "2019", near: Rubio senator, reason: his own years}
        - text: three people
          reason: counted by a witness

      """

  private func write(_ text: String) {
    Good.write(into: workspace)
    workspace.write("Pipelines/drug-flows/tables/moves.sql", ArticleTests.moves)
    workspace.write("Pipelines/articles/one-article.yaml", text)
  }

  @Test func readsWhatIsAllowed() throws {
    write(Self.good)
    let article = try Library.load(folder: workspace.pipelines).article(named: "one-article")
    #expect(article.allowed.map(\.text) == ["2019", "three people"])
    #expect(article.allowed.map(\.near) == ["Rubio senator", nil])
    #expect(article.allowed.map(\.reason) == ["his own years", "counted by a witness"])
    #expect(article.allowed[1].place.hasSuffix("/Pipelines/articles/one-article.yaml:41"))
  }

  static let cases: [Spoiled] = [
    Spoiled(
      "    reason: counted by a witness\n", "",
      says: ":41: allow: the key 'reason' is missing", remedy: "add 'reason: ...' to allow"),
    Spoiled(
      "reason: his own years", "raeson: his own years", says: ":40: unknown key 'raeson' in allow",
      remedy: "did you mean 'reason'? The keys here are: text, near, reason"),
    Spoiled(
      "{text: \"2019\", near: Rubio senator, reason: his own years}", "\"2019\"",
      says: ":40: allow: expected a mapping with the keys text, near, reason, found the quoted text '2019'",
      remedy: "write allow as a mapping with the keys text, near, reason"),
    Spoiled(
      "text: three people", "text: \"2019\"\n    near: Rubio senator",
      says: ":41: allow: '2019' is allowed twice, first at Pipelines/articles/one-article.yaml:40",
      remedy: "keep one of the two"),
    Spoiled(
      "reason: counted by a witness", "reason: \" \"", says: ":42: allow.reason: is blank",
      remedy: "write a text there"),
    Spoiled(
      "allow:", "allows:", says: ":39: unknown key 'allows'",
      remedy: "did you mean 'allow'? The keys here are: \(ArticleReader.keys.joined(separator: ", "))"),
  ]

  @Test(arguments: cases) func mistakes(_ mistake: Spoiled) {
    write(mistake.spoil(Self.good))
    #expect(workspace.problems().first == mistake.expected(in: "Pipelines/articles/one-article.yaml"))
  }
}
