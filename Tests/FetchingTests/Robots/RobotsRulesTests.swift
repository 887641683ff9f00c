import Testing

@testable import Fetching

/// RFC 9309, section 2.2, and what its errata and the large crawlers agree on.
@Suite struct RobotsRulesTests {
  private func refusal(_ text: String, _ target: String) -> String? { RobotsRules(text).refusal(of: target) }

  @Test func nothingForbidsNothing() {
    for text in ["", "\n\n", "<html><title>Not here</title></html>", "Disallow: /", "User-agent: *\nDisallow:\n"] {
      #expect(refusal(text, "/x") == nil, "\(text)")
    }
  }

  @Test func theGroupForThisProgramGoesBeforeTheOneForAll() {
    let text = """
      User-agent: *
      Disallow: /

      User-agent: Other
      User-agent: Soundings/2.0   # with a version
      Disallow: /private

      User-agent: *
      Disallow: /more
      User-agent: SOUNDINGS
      Disallow: /also
      """
    #expect(refusal(text, "/x") == nil)
    #expect(refusal(text, "/private/x") == "Disallow: /private")
    #expect(refusal(text, "/also") == "Disallow: /also", "groups for one program count together")
    #expect(refusal(text, "/more") == nil)
    #expect(refusal("User-agent: soundingsbot\nDisallow: /", "/x") == nil)
  }

  @Test func aRuleEndsTheListOfPrograms() {
    let text = "User-agent: other\nDisallow: /other\nUser-agent: *\nDisallow: /all\n"
    #expect(refusal(text, "/other") == nil)
    #expect(refusal(text, "/all") == "Disallow: /all")
    // Lines that are not of RFC 9309 do not.
    #expect(refusal("User-agent: *\nCrawl-delay: 10\nUser-agent: other\nDisallow: /x\n", "/x") == "Disallow: /x")
  }

  @Test func theLongestRuleCountsAndAllowWinsATie() {
    let text = "User-agent: *\nDisallow: /files/\nAllow: /files/public\nDisallow: /files/public/not\n"
    #expect(refusal(text, "/files/x") == "Disallow: /files/")
    #expect(refusal(text, "/files/public/x") == nil)
    #expect(refusal(text, "/files/public/not/x") == "Disallow: /files/public/not")
    #expect(refusal("User-agent: *\nDisallow: /x\nAllow: /x\n", "/x") == nil)
  }

  @Test(arguments: [
    ("/fish", "/fish.html", true), ("/fish", "/Fish", false), ("/fish*", "/fishheads", true),
    ("/*.php", "/a/b.php?x", true),
    ("/*.php$", "/a.php", true), ("/*.php$", "/a.php?x", false), ("/fish*.php", "/fishheads/x.php", true),
    ("/", "/", true), ("/$", "/", true), ("/$", "/x", false), ("*", "/x", true), ("/a*b*c$", "/aXbXcXc", true),
    ("/a*b*c$", "/aXbX", false), ("/x?y=*z", "/x?y=1z", true), ("/caf%C3%A9", "/café", true),
    ("/café", "/caf%c3%a9", true),
    ("/%7Ejoe", "/~joe", true), ("/a%3Cd", "/a%3cd", true), ("/a%2Fb", "/a/b", false), ("/p%24", "/p$x", true),
    ("/p$x", "/p$x", true), ("/s%2A", "/s*", true), ("/s%2A", "/sx", false),
  ])
  func patterns(_ pattern: String, _ target: String, _ isForbidden: Bool) {
    #expect((refusal("User-agent: *\nDisallow: \(pattern)\n", target) != nil) == isForbidden)
  }

  @Test func itsOwnAddressIsAlwaysAllowed() { #expect(refusal("User-agent: *\nDisallow: /\n", "/robots.txt") == nil) }

  @Test func lineEndsCommentsAndBlanks() {
    let text = "\u{FEFF}user-AGENT :\t* # all\r\nDISALLOW\t: /x # not this\rdisallow:/y\r\n"
    #expect(refusal(text, "/x") == "Disallow: /x")
    #expect(refusal(text, "/y") == "Disallow: /y")
  }

  /// A pattern of stars must not take time in proportion to a power of their number.
  @Test func manyStars() {
    let stars = String(repeating: "*a", count: 2_000)
    #expect(refusal("User-agent: *\nDisallow: /\(stars)b$\n", "/" + String(repeating: "a", count: 20_000)) == nil)
  }
}
