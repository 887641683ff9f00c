import Manifest
import Model
import Testing

/// Addresses, headers and bodies of requests, as dataset.yaml declares them.
@Suite struct RequestManifestTests {
  let workspace = Workspace()

  private static func text(_ keys: String) -> String {
    Good.dataset.replacing(
      #/  discover:\n.*\n.*\n/#, with: keys.split(separator: "\n").map { "  \($0)\n" }.joined()
    ).replacing("{published: from_link, ", with: "{published: fetched, ")
  }

  private func plan(_ keys: String) throws -> FetchPlan? {
    Good.write(into: workspace, dataset: Self.text(keys))
    return try Library.load(folder: workspace.pipelines).dataset(named: "drug_seizures").fetch
  }

  @Test func headersAndBodies() throws {
    let plan = try #require(
      try plan(
        "url: 'https://a.org/x?key={secret:desk}'\nheaders: {Accept: application/json, X-Token: 'Bearer {secret:desk}'}\n"
          + "post: {type: application/json, body: '{\"year\": 2024, \"key\": \"{secret:desk}\"}'}"))
    #expect(plan.address == .fixed("https://a.org/x?key={secret:desk}"))
    #expect(
      plan.form.headers == [
        .init(name: "Accept", value: "application/json"), .init(name: "X-Token", value: "Bearer {secret:desk}"),
      ])
    #expect(plan.form.post == .init(type: "application/json", body: #"{"year": 2024, "key": "{secret:desk}"}"#))
    #expect(
      try self.plan("url: https://a.org/x\npost: {body: a=1}")?.form.post
        == .init(type: "application/x-www-form-urlencoded", body: "a=1"))
  }

  /// What is called a key and is none: a word, a code, a number, a day, a page.
  @Test(arguments: [
    "key=country", "key=VE", "token=12345678901234567890", "key=2024-01-01T00:00:00", "auth=international-organization",
    "sig=1e10", "key=series_of_the_whole_world",
  ])
  func whatIsNoKey(query: String) throws {
    #expect(try plan("url: 'https://a.org/x?\(query)'")?.address == .fixed("https://a.org/x?\(query)"))
  }

  @Test func severalAddresses() throws {
    #expect(
      try plan("url: [https://a.org/1, https://a.org/2]")?.address
        == .several(AddressList(["https://a.org/1", "https://a.org/2"])))
    #expect(
      try plan("url: 'https://a.org/{year}.csv'\nyears: {from: 2019, to: this_year, newest_may_lack: true}")?.address
        == .several(AddressList(["https://a.org/{year}.csv"], years: .init(from: 2019, to: nil, newestMayLack: true))))
    #expect(
      try plan("url: 'https://a.org/{today}.csv'")?.address == .several(AddressList(["https://a.org/{today}.csv"])))
    #expect(
      try plan("url: https://a.org/1\npaging: {by: cursor, parameter: after, next_at: /meta/next}")?.paging
        == .cursor(parameter: "after", at: "/meta/next"))
    #expect(try plan("url: https://a.org/1\npaging: {by: next, next_at: /next}")?.paging == .next(at: "/next"))
    #expect(try plan("url: https://a.org/1\npaging: {by: link}")?.paging == .link)
  }

  @Test func theDayOfAskingInWhatIsSent() throws {
    let plan = try #require(
      try plan(
        "url: 'https://a.org/{today:YYYYMMDD}.csv'\nheaders: {X-Day: '{today}'}\n"
          + "post: {type: application/json, body: '{\"year\": {this_year}, \"to\": \"{today:D.M.YY}\"}'}"))
    let day = try #require(Day("2025-06-03"))
    guard case .several(let list) = plan.address else {
      Issue.record("the address is \(plan.address)")
      return
    }
    #expect(list.all(on: day).urls == ["https://a.org/20250603.csv"])
    let form = plan.form.dated(on: day)
    #expect(form.headers == [.init(name: "X-Day", value: "2025-06-03")])
    #expect(form.post?.body == #"{"year": 2025, "to": "3.6.25"}"#)
  }

  @Test func thePlaceOfAPageInABody() throws {
    let read = try plan(
      "url: https://a.org/1\npaging: {by: cursor, parameter: after, next_at: /next}\n"
        + "post: {type: application/json, body: '{\"after\": {after}}'}")
    #expect(read?.form.post?.body == #"{"after": {after}}"#)
  }

  /// What is written under `fetch:` is in `old`.
  static let cases: [Spoiled] = [
    Spoiled(
      "url: https://a.org/x\npost: {body: 'y={year}'}", "",
      says: ":9: fetch.post.body: {year} stands in addresses only",
      remedy:
        "write one of {today}, {this_year}, {this_month}, {today:FORM} (with YYYY, YY, MM, M, DD or D) or {secret:NAME}"
    ),
    Spoiled(
      "url: https://a.org/x\nheaders: {X-Day: '{today:day}'}", "",
      says: ":9: fetch.headers.X-Day: unknown placeholder '{today:day}'",
      remedy:
        "write one of {today}, {this_year}, {this_month}, {today:FORM} (with YYYY, YY, MM, M, DD or D) or {secret:NAME}"
    ),
    Spoiled(
      "url: https://a.org/x\nheaders: {User-Agent: me}", "",
      says: ":9: fetch.headers: 'User-Agent' cannot be set here",
      remedy: "write it under hosts: in Config/soundings.yaml, as user_agent"),
    Spoiled(
      "url: https://a.org/x\nheaders: {'X Token': me}", "",
      says: ":9: fetch.headers: 'X Token' is not the name of a header",
      remedy: "write it like X-App-Token"),
    Spoiled(
      "url: https://a.org/x\nheaders: {X: '{secret:Desk}'}", "",
      says: ":9: fetch.headers.X: '{secret' begins no name of a secret",
      remedy:
        "write {secret:NAME}, with lower-case letters, digits and _ in NAME, which Config/soundings.yaml explains under secrets"
    ),
    Spoiled(
      "url: https://a.org/x\nheaders: {Authorization: Bearer 1234}", "",
      says:
        ":9: fetch.headers.Authorization: the header Authorization has a key that is written out, which would be in the archive and "
        + "in the exports",
      remedy:
        "write Authorization: '{secret:NAME}', and in Config/soundings.yaml: secrets: {NAME: {host: THE.HOST, env: A_VARIABLE}}"
    ),
    Spoiled(
      "url: 'https://a.org/x?key=series&api_key=1234'", "",
      says:
        ":8: fetch.url: the parameter api_key has a key that is written out, which would be in the archive and in the exports",
      remedy:
        "write api_key={secret:NAME}, and in Config/soundings.yaml: secrets: {NAME: {host: THE.HOST, env: A_VARIABLE}}"
    ),
    Spoiled(
      "url: 'https://a.org/x?get=NAME&key=8c31f2ab90d4e7568c31f2ab90d4e7568c31f2ab'", "",
      says:
        ":8: fetch.url: the parameter key has a key that is written out, which would be in the archive and in the exports",
      remedy:
        "write key={secret:NAME}, and in Config/soundings.yaml: secrets: {NAME: {host: THE.HOST, env: A_VARIABLE}}"),
    Spoiled(
      "url: https://a.org/x\npost: {type: application/json, body: '{\"year\": 2024, \"token\": \"3f2504e0-4f89-11d3-9a0c-0305e82c3301\"}'}",
      "",
      says:
        ":9: fetch.post.body: \"token\" in the body has a key that is written out, which would be in the archive and in the exports",
      remedy:
        "write \"token\": \"{secret:NAME}\", and in Config/soundings.yaml: secrets: {NAME: {host: THE.HOST, env: A_VARIABLE}}"
    ),
    Spoiled(
      "url: https://a.org/x\npost: {body: 'page=1&password=x'}", "",
      says:
        ":9: fetch.post.body: the parameter password has a key that is written out, which would be in the archive and in the exports",
      remedy:
        "write password={secret:NAME}, and in Config/soundings.yaml: secrets: {NAME: {host: THE.HOST, env: A_VARIABLE}}"
    ),
    Spoiled(
      "url: 'https://a.org/{day}'", "", says: ":8: fetch.url: unknown placeholder '{day}'",
      remedy:
        "write one of {year}, {today}, {this_year}, {this_month}, {today:FORM} (with YYYY, YY, MM, M, DD or D), {secret:NAME}, or %7B and "
        + "%7D for plain braces"),
    Spoiled(
      "url: 'https://a.org/{year}'", "", says: ":8: fetch.url: {year} stands for no years",
      remedy: "add years: {from: 2019, to: 2024}, or to: this_year"),
    Spoiled(
      "url: https://a.org/x\nyears: {from: 2019, to: 2020}", "",
      says: ":9: fetch.years: no address has a place for the year",
      remedy: "write {year} where the address needs it"),
    Spoiled(
      "url: [https://a.org/x, https://a.org/x]", "", says: ":8: fetch.url: 'https://a.org/x' is listed twice",
      remedy: "keep one of the two"),
    Spoiled(
      "url: [https://a.org/x, https://a.org/y]\npaging: {by: next, next_at: /n}", "",
      says: ":9: fetch.paging: several files are not pages of one answer", remedy: "remove it, or give one 'url'"),
  ]

  @Test(arguments: cases) func aMistakeIsNamed(_ mistake: Spoiled) {
    Good.write(into: workspace, dataset: Self.text(mistake.old))
    #expect(workspace.problems() == [mistake.expected(in: "Pipelines/drug-flows/drug_seizures/dataset.yaml")])
  }
}
